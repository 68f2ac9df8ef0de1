# Sijill: the two commands a newcomer needs are `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo install test test-database check format clean benchmarks

help:
	@echo "make demo     a synthetic office on this machine (PORT=8000, SIJILL_DATA=folder)"
	@echo "make install  prepare everything and stop; the command is $(BIN)/sijill"
	@echo "make test     the whole suite"
	@echo "make check    format, lint, types, imports, catalogues, migrations"

# What is installed is marked by the files that name it, so a second start installs nothing.
$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt

$(VENV)/.core: requirements/core.txt pyproject.toml $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/core.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.core
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

build/.parts: package-lock.json $(VENV)/.core
	$(BIN)/sijill parts
	@touch $@

install: $(VENV)/.core build/.parts

demo: install
	@SIJILL_DEMO=1 $(BIN)/sijill demo

test: $(VENV)/.dev build/.parts
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-database: $(VENV)/.dev build/.parts
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not journey" tests/trust tests/reference tests/intake tests/record tests/verify tests/analyse tests/publish

check: $(VENV)/.dev build/.parts
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/mypy src
	$(BIN)/sijill language check
	$(BIN)/sijill manage makemigrations --check --dry-run

format: $(VENV)/.dev
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

clean:
	rm -rf build .mypy_cache .pytest_cache .ruff_cache
