# `make demo` grades the sample class, `make quick` tests in a minute, `make test` tests everything. All set up first what they need of .venv.
PYTHON ?= python3
BIN := .venv/bin
CLASS := $(filter-out %/hostile %.json,$(wildcard tests/submissions/*))

.PHONY: demo test core quick peers lint clean

demo: .venv/kit
	@mkdir -p build
	$(BIN)/grader grade $(CLASS) --json build/demo.json --call-seconds 2

# The parts that everything rests on are tested under branch coverage, with a floor, beside the linters; the rest in
# parallel: tests that share something costly are a group, which one process runs (see tests/conftest.py). There are
# more processes than processors, for some tests wait for a deadline.
CORE := tests/unit/authoring/test_build.py tests/unit/law tests/unit/grading/test_store.py tests/unit/intake
COVERED := grader/authoring/markers.py,grader/authoring/generated.py,grader/grading/store.py,grader/whole_file.py,grader/intake/files.py,skeleton/checks/model/network.py,skeleton/checks/law/oracle.py
PYTEST := $(BIN)/python -m pytest

test: .venv/ready
	$(MAKE) --jobs 2 lint core
	$(PYTEST) -n 4 $(addprefix --ignore=,$(CORE) tests/peers)

core: .venv/ready
	$(BIN)/coverage run -m pytest -q $(CORE)
	$(BIN)/coverage report --include=$(COVERED) --fail-under=90

# No process, no network: what to run after each change.
quick: .venv/ready
	$(PYTEST) -n 2 tests/unit -m "not slow"

# The grader measured beside others: the simplest of judges, nbgrader without our plug-in, Otter.
peers: .venv/ready
	$(PYTEST) -n 2 tests/peers

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/deptry .
	cd skeleton && ../$(BIN)/deptry .
	$(BIN)/vulture
	$(BIN)/grader build --check

# Warnings are errors; but not with --quiet, which keeps them from being counted. Without the variable, material says on
# each build that it has a successor.
.PHONY: docs
docs: .venv/ready
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo build/docs/index.html

# What grading takes. The pip that comes with Python may be too old for `--group` (25.1), so it is upgraded for .venv/ready.
.venv/kit: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/ready: .venv/kit
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[bench,dask,html,nbgrader]' --group dev
	@touch $@

clean:
	rm -rf .venv build dist .coverage .mypy_cache .ruff_cache .hypothesis
