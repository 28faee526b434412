# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check install browser format

run: $(VENV)/.installed
	$(BIN)/guidecite chat --port $(PORT)

test: $(VENV)/.installed browser
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

# Chromium for the browser tests: the machine's own, else Debian's, else Playwright's.
browser: $(VENV)/.installed
	@$(BIN)/python tests/ui/browser.py
