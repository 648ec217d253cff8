# Sidestep. `make` alone lists what there is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# setup may install Node into the first and geckodriver into the last
export PATH := $(CURDIR)/$(BIN):$(PATH):$(or $(CARGO_HOME),$(HOME)/.cargo)/bin

SIDESTEP_HOME ?= var
REPOSITORY_URL ?= http://127.0.0.1:8000/repository

NODE_TESTS = $(shell find tests/extension -name '*.test.js' | sort)
# the slowest first, or one processor waits for the other at the end
PYTHON_TESTS = tests/benchmarks tests/companion tests/build tests/demo tests/attacks
# two browsers at a time: one mostly waits; with more the machine is no longer like the person's
BROWSER_TESTS = tests/faults tests/residue tests/browser

.PHONY: help setup run test test-extension test-python test-browser check residue bench soak build sbom

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: system $(VENV)/.ready node_modules/.ready ## Python in .venv, Node tools, browsers and drivers

run: setup ## serve a list and demo sites on this machine and open a browser with the extension
	@$(BIN)/python -m tools.run_demo

test: test-extension test-python test-browser ## every test, fast to slow

check: setup ## linters and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	npx --no-install eslint .
	npx --no-install tsc
	$(BIN)/python -m tools.lint_package

residue: setup ## measure what every way of leaving leaves in files, into docs/traces.md and the help page; RESIDUE="--browser NAME --leaving WAY" for a part
	$(BIN)/python -m tests.residue.run $(RESIDUE)

bench: setup ## measure against named peers, into docs/bench/; BENCH="NAME" for one, BENCH=--quick to try it
	$(BIN)/python -m benchmarks.run $(BENCH)

soak: setup ## a thousand escapes in a row, the worker ended in the middle of thirty, and the tests too long for every time; SOAK="--browser NAME --escapes N --kills N --seed S"
	$(BIN)/python -m tests.faults.run $(SOAK)
	SUDDEN_ENDS=20 $(BIN)/pytest tests/browser/test_sudden_end.py
	STARTS=30 $(BIN)/pytest -s tests/residue/handoff/test_start.py -k start_page
	$(BIN)/pytest -m long $(PYTHON_TESTS) $(BROWSER_TESTS)

build: setup ## both packages into dist/, with the list that SIDESTEP_HOME has published
	@$(BIN)/python build_ext.py all --home $(SIDESTEP_HOME) --repository-url $(REPOSITORY_URL)

sbom: setup ## what everything is made of, as CycloneDX, into dist/
	@$(BIN)/python -m tools.sbom dist

test-extension: setup
	node --test $(NODE_TESTS)

test-python: setup
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -m "not long" $(PYTHON_TESTS)

test-browser: setup
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m "not long" --durations 20 $(BROWSER_TESTS)

.PHONY: system
system:
	@tools/setup/system.sh

$(VENV)/.ready: pyproject.toml | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

node_modules/.ready: package-lock.json | $(VENV)/.ready
	@tools/setup/node.sh
	npm ci --silent
	@touch $@
