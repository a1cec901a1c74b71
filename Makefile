# The few commands a person types. Each installs what is missing first; `scripts/setup` says how.

PORT ?= 8787
PYTEST_WORKERS ?= 2

.PHONY: help demo dev test check fix web build lock clean
.DEFAULT_GOAL := help

help:  ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo:  ## start Labelwright with its demo projects (RESET=1 starts over, PORT=8787)
	@scripts/setup run ui
	@.venv/bin/labelwright demo --port $(PORT) $(if $(RESET),--reset)

dev:  ## the server and the browser half, both reloading when a file changes
	@scripts/setup dev web
	@scripts/dev $(PORT)

test:  ## every check and every test, on SQLite and PostgreSQL, with a real Chromium
	@scripts/setup dev ui browser
	@$(MAKE) --no-print-directory lint
	scripts/npm run --silent test
	.venv/bin/python -m pytest -n $(PYTEST_WORKERS) --dist loadfile

check:  ## the fast part, about a minute
	@scripts/setup dev web
	@$(MAKE) --no-print-directory lint
	scripts/npm run --silent test
	.venv/bin/python -m pytest -n $(PYTEST_WORKERS) -m "not slow and not browser" tests/unit tests/parts tests/architecture

.PHONY: lint
lint:
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	scripts/npm run --silent types
	scripts/npm run --silent lint

fix:  ## format and mend what the linters can mend
	@scripts/setup dev web
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	scripts/npm run --silent format

web:  ## build the browser half into the package
	@scripts/setup ui

build:  ## the wheel and the source distribution, with the built UI inside
	@scripts/setup dev ui
	rm -rf dist && .venv/bin/uv build --no-build-isolation

lock:  ## write the lock files anew from pyproject.toml
	@scripts/setup dev
	scripts/lock

clean:  ## remove what was built, keep what was downloaded
	rm -rf dist build src/labelwright/static .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
