# From nothing but python3 (3.11 or newer), make and git. `make help` lists the targets.
PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= dev
BIN := $(VENV)/bin
AGREEMENT := $(BIN)/agreement
COMMA := ,
DEMO := out/demo
SEED := tests/data/seed/lo_docx_song.pdf
NEXT := tests/data/demo/panasonic-security-app-next.docx
ID := panasonic-security-app

# Modules and patterns are compiled once, not at every command: an environment that forbids that costs 0.2 s each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help docs demo test versions bounds check lint types layers clauses bench golden dist clean

help: ## what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/ -/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'agreement_tool needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 2; }
	$(PYTHON) -m venv $(VENV)

# One stamp per set of extras: installed again only when pyproject.toml changes.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q agreement_tool
	@touch $@

$(VENV)/.installed-$(subst $(COMMA),-,$(EXTRAS)): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]'
	@$(BIN)/python -m compileall -q agreement_tool
	@touch $@ $(VENV)/.installed

NEEDS_DEV := $(VENV)/.installed-$(subst $(COMMA),-,$(EXTRAS))

# Exit code 1 means findings or differences: that is what the demo is to show. 2 stops it.
FOUND := || test $$? -eq 1

demo: $(VENV)/.installed ## the main job on the seed PDF: extract, check, flag, diff, app JSON
	@mkdir -p $(DEMO)
	@echo; echo '① agreement extract: PDF → clause YAML'
	$(AGREEMENT) extract $(SEED) --id $(ID) --version 1.0.0 -o $(DEMO)/clauses/$(ID)/1.0.0.yaml --force
	$(AGREEMENT) extract $(NEXT) --id $(ID) --version 1.1.0 -o $(DEMO)/clauses/$(ID)/1.1.0.yaml --force
	@echo; echo '② agreement show: the tree'
	$(AGREEMENT) show $(DEMO)/clauses/$(ID)/1.0.0.yaml --depth 2
	@echo; echo '③ agreement check: numbering, references, terms, typography'
	$(AGREEMENT) check $(DEMO)/clauses/$(ID)/1.0.0.yaml --format concise $(FOUND)
	@echo; echo '④ agreement flag: key clauses, and whether they stand out'
	$(AGREEMENT) flag $(SEED) $(FOUND)
	$(AGREEMENT) flag $(SEED) --format html -o $(DEMO)/flag.html $(FOUND)
	@echo; echo '⑤ agreement diff: the PDF against the next version in Word'
	$(AGREEMENT) diff $(SEED) $(NEXT) --material-only $(FOUND)
	$(AGREEMENT) diff $(SEED) $(NEXT) -o $(DEMO)/diff.html $(FOUND)
	$(AGREEMENT) diff $(SEED) $(NEXT) -o $(DEMO)/redline.docx $(FOUND)
	@echo; echo '⑥ agreement export: what the app ships'
	$(AGREEMENT) export $(DEMO)/clauses/$(ID)/1.0.0.yaml --format json -o $(DEMO)/app.json
	@echo; echo 'Look at:'; ls -1 $(DEMO)/clauses/$(ID)/*.yaml $(DEMO)/*.json $(DEMO)/*.html $(DEMO)/*.docx

# Each worker begins with a stretch of neighbours: what a module's tests share is made in one worker and not in all.
test: $(NEEDS_DEV) ## all tests
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(NEEDS_DEV) ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(NEEDS_DEV) ## mypy --strict, package and tests
	$(BIN)/mypy

layers: $(NEEDS_DEV) ## data flows one way
	$(BIN)/lint-imports --no-cache

clauses: $(NEEDS_DEV) ## the clause files, but for what clauses/baseline.json gives a reason for
	$(AGREEMENT) check clauses

versions: $(NEEDS_DEV) ## all tests with the lowest and the newest dependencies that pyproject.toml allows
	$(BIN)/python -m tests.versions

# A fresh .venv holds the newest versions, so only the lowest are left to try.
bounds: $(NEEDS_DEV) ## the lowest dependencies, with the tests that lean on them
	$(BIN)/python -m tests.versions lowest --quick

check: lint types layers clauses test bounds ## everything CI asks for (that generated docs are fresh is a test)

bench: $(NEEDS_DEV) ## accuracy and speed, as scores and ratios
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.speed.against

# Material prints a notice about its successor on every build; the variable keeps it out of a log that must be empty.
docs: $(VENV)/.installed-docs ## the site of the docs, strictly: out/site/index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo 'Look at: out/site/index.html'

$(VENV)/.installed-docs: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@ $(VENV)/.installed

golden: $(NEEDS_DEV) ## write golden files and generated docs anew, after a change that was meant
	AGREEMENT_GOLDEN=1 $(BIN)/python -m pytest -k 'golden or docs'

dist: $(NEEDS_DEV) ## wheel and source archive in dist/
	$(BIN)/python -m hatchling build -t sdist -t wheel

clean: ## remove everything made
	rm -rf $(VENV) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
