# Each target sets up what it needs. `make help` lists them.
#
#   VERBOSE=1     Snakemake's own output instead of the progress bar
#   STUDY=peru    only this study (paper, preview, draft, check, verify); STUDY="peru chile" makes paper of both,
#                 and compares them
#   DEPOSIT=…     a folder or ZIP file to verify, where not the one at hand
#   QUICK=1       look at the inputs alone, without trying the steps (check)
#   LANGUAGE=es   in this language (preview, draft, and what the terminal says)
#   DOCUMENT=…    the document to preview: article, appendix, claims
#   DRAFT=1       show what `make draft` made (preview)
#   PYTHON=…      the interpreter to build .venv with, e.g. PYTHON=python3.12
#
# In the activated conda environment `alianzas` (environment.yml) that one is used, and no .venv made.

SHELL := /bin/sh
# Paths of other people's folders are left to the shell, in quotes, and never to make, which splits
# at spaces and reads `$`.
ifeq ($(CONDA_DEFAULT_ENV),alianzas)
BIN := "$$CONDA_PREFIX"/bin
else
BIN := .venv/bin
endif
BOOTSTRAP := "$${PYTHON:-python3}" workflow/bootstrap.py $(BIN)
# Not bin/alianzas: what runs it would depend on how pip quotes the folder in its first line.
ALIANZAS := $(BIN)/python -m alianzas.commandline

# That of the command line alone: the variable is the terminal's too, and says more there ("es_EC:es").
IN_LANGUAGE := $(if $(filter command line,$(origin LANGUAGE)),--language $(LANGUAGE))

.PHONY: help ready new next simulate instruments paper preview draft test test-quick lint check verify deposit docs quarto bench lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@"$${PYTHON:-python3}" workflow/bootstrap.py help Makefile

ready:
	@$(BOOTSTRAP)

# COUNTRY may be a name with spaces: the shell takes it from the environment, where make puts it. The
# first of several languages is that of the terminal.
new: ready ## Begin a study: STUDY=peru COUNTRY=PE LANGUAGE=es BRANCHES="literature survey"
	@$(if $(IN_LANGUAGE),LANGUAGE=$(firstword $(LANGUAGE))) $(ALIANZAS) new $(STUDY) $(if $(COUNTRY),--country "$$COUNTRY") $(if $(IN_LANGUAGE),--languages $(LANGUAGE)) \
	    $(if $(BRANCHES),--branches $(BRANCHES))

next: ready ## Tell where a study stands, and the next command
	@$(ALIANZAS) next $(STUDY)

simulate: ready ## Write pretend data for a trial build of STUDY; REMOVE=1 takes them away
	@$(ALIANZAS) simulate $(STUDY) $(BRANCHES) $(if $(REMOVE),--remove)

instruments: ready ## Write forms, questionnaires, guides and protocols for fieldwork
	@$(ALIANZAS) instruments $(STUDY)

paper: ready ## Build everything: data, results and the articles
	@$(ALIANZAS) build $(if $(STUDY),--study "$(STUDY)") $(if $(VERBOSE),--verbose)

preview: ready ## Show a document in the browser, renewed at each save of its text or settings
	@$(ALIANZAS) preview $(DOCUMENT) $(if $(STUDY),--study $(STUDY)) $(IN_LANGUAGE) $(if $(DRAFT),--draft)

draft: ready ## A first look in seconds: one language, few replicates, in the folder draft/
	@$(ALIANZAS) draft $(STUDY) $(IN_LANGUAGE) $(if $(VERBOSE),--verbose)

test: ready ## Run all tests, on all processors, and name the slowest
	@$(BIN)/python -m pytest -n auto --dist worksteal --durations=20 $(ARGS)

test-quick: ready ## Run the tests that take no more than a moment each: two minutes in all
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" $(ARGS)

lint: ready ## Look for mistakes in the code, its layout and the licences, with all linters
	@$(MAKE) --no-print-directory --keep-going $(LINTERS)

check: ready ## Look for mistakes in all inputs, and try every step in the folder .check/
	@$(ALIANZAS) check $(STUDY) $(if $(QUICK),--quick)

verify: ready ## Rebuild from the raw files elsewhere and compare with what was published
	@$(ALIANZAS) verify $(if $(DEPOSIT),"$(DEPOSIT)") $(if $(STUDY),--study "$(STUDY)")

deposit: ready ## Write code, data and published results as one folder and one ZIP (WHEELS=1: and the packages)
	@$(ALIANZAS) deposit $(STUDY) $(if $(WHEELS),--wheels)

docs: ready ## Renew the pages and schemas that are made from the code
	@$(BIN)/python docs/make_pages.py
	@$(BIN)/python -m alianzas.schemas

quarto: ready ## Add Quarto to .venv, which then renders the documents
	@$(BOOTSTRAP) quarto

bench: ready ## Measure how long a build and its heavy steps take, and why
	@$(ALIANZAS) bench
	@for script in tests/benchmarks/bench_*.py; do echo; $(BIN)/python $$script || exit 1; done

lock: ready ## Renew the lock files with the newest versions that fit together
	@$(BOOTSTRAP) lock

# Each linter has a target of its own, so that .pre-commit-config.yaml need not repeat its command.
LINTERS := lint-ruff lint-format lint-snakefmt lint-mypy lint-reuse
.PHONY: $(LINTERS)

lint-ruff: ready
	@$(BIN)/python -m ruff check .

lint-format: ready
	@$(BIN)/python -m ruff format --check .

lint-snakefmt: ready
	@$(BIN)/python -m snakefmt --check Snakefile workflow/rules

lint-mypy: ready
	@$(BIN)/python -m mypy

lint-reuse: ready
	@$(BIN)/python -m reuse lint --lines

clean: ## Remove everything that a build makes
	@rm -rf results records logs verification .snakemake manuscript/.quarto
	@test ! -f draft/DRAFT.txt || rm -rf draft
	@test ! -f .check/CHECK.txt || rm -rf .check
	@test ! -f scratch/SCRATCH.txt || rm -rf scratch
