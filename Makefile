# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
# Each does its own set-up and is quick the second time.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ADDRESS ?= 127.0.0.1
PORT ?= 8501

# Otherwise each of the many processes of a run of the tests would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test lint format bench bench-large soak-kills demo requirements clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 16

run: $(VENV)/run.stamp ## set up, write and load the sample city when the lake is empty, open the dashboard
	@data="$${MINGCHUANG_DATA:-data}"; \
	if ! compgen -G "$$data/lake/*/*.json" >/dev/null && ! compgen -G "$$data/inbox/*" >/dev/null; then \
	  echo "The lake is empty: writing the sample city (示例数据) …"; $(PY) -m etl demo; \
	fi
	@$(PY) -m etl load || $(PY) -m etl where >/dev/null
	@echo "Opening http://$(ADDRESS):$(PORT)  (Ctrl-C ends)"
	@exec $(PY) -m streamlit run dashboard.py --server.address $(ADDRESS) --server.port $(PORT)

test: $(VENV)/test.stamp browser ## set up, lint, check types, run the tests
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest -n 4 --dist loadfile

lint: $(VENV)/test.stamp ## ruff, mypy, sqlfluff
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy & types=$$!; $(PY) -m sqlfluff lint --disable-progress-bar --processes 2 sql; wait $$types

format: $(VENV)/test.stamp ## let ruff and sqlfluff lay out the code
	@$(PY) -m ruff check --fix-only --quiet . && $(PY) -m ruff format .
	@$(PY) -m sqlfluff fix --disable-progress-bar --processes 2 sql

bench: $(VENV)/test.stamp ## measure loading, building and pages on 1,000,000 tickets, as ratios
	@$(PY) -m tests.bench

bench-large: $(VENV)/test.stamp ## measure loading and building on 10,000,000 tickets (PARTS="bare lake warehouse asking gb18030 xlsx", 12 GB of disk)
	@$(PY) -m tests.bench.large $(PARTS)

soak-kills: $(VENV)/test.stamp ## cut loads off at every stage and at random, fill a disk, damage files (PARTS="kills random disk rot")
	@$(PY) -m tests.soak $(PARTS)

demo: $(VENV)/run.stamp ## write the sample city's exports into the inbox (SIZE=small|city|province)
	@$(PY) -m etl demo --size $(or $(SIZE),city)

requirements: $(VENV)/test.stamp ## write requirements*.txt anew from pyproject.toml
	@$(VENV)/bin/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.txt
	@$(VENV)/bin/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url pyproject.toml --extra dev --extra maps -o requirements-dev.txt

clean: ## remove the environment and the caches, not the data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

# ---- set-up ---------------------------------------------------------------------------------------

$(VENV)/bin/uv:
	@echo "Setting up: an environment for Python 3.11 or newer …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; found $$($(PYTHON) --version). Name one with: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.9

$(VENV)/run.stamp: requirements.txt $(VENV)/bin/uv
	@echo "Setting up: libraries (a minute the first time) …"
	@$(VENV)/bin/uv pip install --quiet --compile-bytecode --python $(PY) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/bin/uv
	@echo "Setting up: libraries and test tools (a minute the first time) …"
	@$(VENV)/bin/uv pip install --quiet --compile-bytecode --python $(PY) -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

# The pages are tested in a real browser and need Chinese glyphs to be looked at.
.PHONY: browser
browser:
	@if ! command -v chromium >/dev/null || ! fc-list ':lang=zh-cn' 2>/dev/null | grep -q .; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Setting up: Chromium and a Chinese font …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null; \
	  else \
	    echo "The page tests need Chromium and a Chinese font: sudo apt-get install chromium fonts-noto-cjk"; exit 1; \
	  fi; \
	fi
