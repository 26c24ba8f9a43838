# Every target does its whole set-up from a bare python3.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# What one target needs in the environment; pip installs it once per change of pyproject.toml.
GROUPS := test check

.DEFAULT_GOAL := help
.PHONY: help site serve test check bench screenshots score clean browser

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml plugins/archbook/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "archbook needs Python 3.11 or newer; set PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --editable . $(foreach group,$(GROUPS),--group $(group))
	@touch $@

# NO_MKDOCS_2_WARNING: the theme prints a box about another major version at every start.
site: $(STAMP)  ## build the reference handbook into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

serve: $(STAMP)  ## build it, serve it, rebuild on change
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --livereload

browser:
	@PATH="$(PATH)" $(PYTHON) tools/browser.py

test: $(STAMP) browser  ## run the whole test suite, browser included
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(STAMP)  ## ruff, mypy, the import contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)  ## measure against references in the same run
	$(BIN)/python tools/bench

screenshots: $(STAMP) browser  ## write each kind of page as pictures into screenshots/
	$(BIN)/python tools/screenshots.py screenshots

score: $(STAMP)  ## measure the reader: make score FOLDER=... LABELS=...
	$(BIN)/python tools/score_reader.py $(FOLDER) $(LABELS)

clean:  ## remove what the targets make
	rm -rf $(VENV) site screenshots .cache
