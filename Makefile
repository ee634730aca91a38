# `make demo` grades the sample class, `make test` runs everything. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin
CLASS := $(filter-out %/hostile %.json,$(wildcard tests/submissions/*))

.PHONY: demo test lint clean

demo: .venv/ready
	@mkdir -p build
	$(BIN)/grader grade $(CLASS) --json build/demo.json --call-seconds 2

test: .venv/ready lint
	$(BIN)/python -m pytest -n 2

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/grader build --check

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build .coverage .mypy_cache .ruff_cache .hypothesis
