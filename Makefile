# The commands of this project. `make` alone lists them. The same commands run everywhere: here, in CI, on a server.
# Each sets up what it needs in this folder (.venv, node_modules, static/vendor) the first time, and again when a lock changes.

SHELL := /bin/sh
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
PYTHON_CODE := scoring item_bank cat_server scripts tests bench

.PHONY: help run test lint format bench browser-test pictures lock ready-to-run ready-to-test
.NOTPARALLEL:

help:
	@echo "make run            set up, and start the server with the demo programme"
	@echo "                    make run BOTS=12 adds simulated participants; PORT=8080 HOST=0.0.0.0 choose the address;"
	@echo "                    FRESH=1 forgets the last demo"
	@echo "make test           set up, check the code and run every test (PostgreSQL and Chromium included)"
	@echo "make lint           only check the code: style, types, layers"
	@echo "make browser-test   only the tests in a real browser"
	@echo "make bench          measure; one after the other, each prints its numbers"
	@echo "make format         lay out the Python code as the checks want it"
	@echo "make pictures       take the pictures in the README anew from the running product"
	@echo "make lock           renew the lists of exact package versions (UPGRADE=1: take the newest)"

ready-to-run:
	@sh scripts/set_up.sh run

ready-to-test:
	@sh scripts/set_up.sh test

# Only from the command line: some shells set HOST for themselves.
chosen = $(if $(filter command line,$(origin $(1))),CAT_SERVER_$(1)=$($(1)))

run: ready-to-run
	@$(call chosen,HOST) $(call chosen,PORT) cat-server demo $(if $(BOTS),--bots $(BOTS)) $(if $(FRESH),--fresh)

test: lint
	@python -m scripts.test_services
	@echo "Browser code ..."
	@node --test "tests/browser_code/**/*.test.js"
	@echo "Everything but browsers and faults, on every processor ..."
	@pytest -n auto --dist loadfile --ignore=tests/browser --ignore=tests/faults
	@echo "Browsers and faults, one after the other ..."
	@pytest tests/browser tests/faults

lint: ready-to-test
	@echo "Style ..."
	@ruff check --quiet .
	@ruff format --check --quiet . || { echo "Some Python files are not laid out as ruff does it. To fix: make format"; exit 1; }
	@echo "Types ..."
	@mypy --no-error-summary $(wildcard $(PYTHON_CODE))
	@tsc -p .
	@echo "Layers ..."
	@lint-imports --no-logo
	@echo "Dockerfile ..."
	@hadolint Dockerfile

format: ready-to-test
	@ruff check --fix --quiet . ; ruff format .

browser-test: ready-to-test
	@python -m scripts.test_services
	@pytest tests/browser

bench: ready-to-test
	@for each in bench/*.py; do case $$each in */__init__.py) continue;; esac; echo; echo "== $$each"; python -m "bench.$$(basename $$each .py)" || exit 1; done

pictures: ready-to-test
	@python -m scripts.test_services
	@python -m scripts.pictures

# --universal: one lock for every Python from 3.11 on and for every kind of machine.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: ready-to-test
	@pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@$(LOCK) pyproject.toml --group build -o requirements/run.txt
	@$(LOCK) pyproject.toml --group build --group test -c requirements/run.txt -o requirements/test.txt
	@$(LOCK) --group lock -o requirements/lock.txt
	@echo "requirements/*.txt are up to date; make test installs and tries them."
