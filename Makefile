# Two commands do everything on a machine with Python 3.11 and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-bench
COMUNICA := .comunica
CLIENT := tests/clients/comunica

.PHONY: help run test lint bench clean
help: ## show these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 8

run: $(VENV)/.run ## set up, build the graph from what the repository holds, serve it on http://127.0.0.1:8000
	$(BIN)/opencairn build
	$(BIN)/opencairn serve

test: $(VENV)/.test $(if $(shell command -v npm),$(COMUNICA)/.installed) ## set up, check types and style, run all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile

lint: $(VENV)/.test ## check and mend the style, check types
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

bench: $(VENV)/.test $(PEERS)/.peers ## compare our endpoint and our ingest with their peers, which takes half an hour; prints ratios
	$(BIN)/python -m bench.sparql
	$(BIN)/python -m bench.ingest $(PEERS)/bin/python
	$(BIN)/opencairn build
	$(BIN)/python -m bench.networks --data opencairn-data
	$(BIN)/python -m bench.questions --data opencairn-data

clean: ## remove what was installed, and caches
	rm -rf $(VENV) $(PEERS) $(COMUNICA) .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.test: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@ $(VENV)/.run

$(COMUNICA)/.installed: $(CLIENT)/package-lock.json
	mkdir -p $(COMUNICA)
	cp $(CLIENT)/package.json $(CLIENT)/package-lock.json $(COMUNICA)/
	npm ci --prefix $(COMUNICA) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

$(PEERS)/.peers: requirements-bench.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --require-hashes -r requirements-bench.lock
	touch $@
