# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check install tools format

run: $(VENV)/.installed
	$(BIN)/guidecite chat --port $(PORT)

test: $(VENV)/.installed tools
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

# requirements.txt pins every package, those that others bring included.
$(VENV)/.installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# What the tests use beside Python: Chromium, and Tesseract for scanned pages.
tools: $(VENV)/.installed
	@$(BIN)/python tests/tools.py
