# Everything a contributor does. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run demo test check bench bench-full clean

PYTHON ?= python3
TESTS ?=  # words for pytest: make test TESTS='-m peer'
UV_VERSION := 0.13.9
# uv from the machine when it works; else our own, beside the environment because a sync removes what is not locked
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .venv/tools/bin/uv)
LOCK := requirements$(if $(wildcard .venv/.developing),-dev,).lock

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.installed  ## install the locked packages and prepare the folder .amends
	@.venv/bin/amends setup

run: .venv/.installed  ## set up what is missing and start everything
	@.venv/bin/amends up

demo: .venv/.installed  ## the same, filled with a company's complaints
	@.venv/bin/amends up --demo

test: .venv/.developing  ## every test (slow, real mail servers and browser included)
	@scripts/test $(TESTS)

check: .venv/.developing  ## style, types, layers, translations and the quick tests
	@scripts/check $(TESTS)

bench: .venv/.developing  ## measure this machine, 100,000 complaints
	@.venv/bin/python -m bench.run

bench-full: .venv/.developing  ## the same with 1,000,000
	@.venv/bin/python -m bench.run --full

clean:  ## remove the environment and what was built; complaints in .amends stay
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find amends -name '*.mo' -delete
	rm -rf amends/coach/learnt amends/language/meaning/prepared

.venv/bin/python:
	@$(PYTHON) -m venv .venv || $(UV) venv --quiet --clear --seed .venv

.venv/tools/bin/uv: | .venv/bin/python
	@.venv/bin/python -m venv .venv/tools && .venv/tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

define sync
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes $(1)
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps -e .
endef

.venv/.installed: $(LOCK) pyproject.toml | .venv/bin/python $(filter .venv/%,$(UV))
	$(call sync,$(LOCK))
	@touch $@

.venv/.developing: requirements-dev.lock pyproject.toml | .venv/bin/python $(filter .venv/%,$(UV))
	$(call sync,requirements-dev.lock)
	@touch $@ .venv/.installed
