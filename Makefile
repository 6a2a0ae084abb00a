# Each target sets up what it needs. `make help` lists them.
#
#   VERBOSE=1     Snakemake's own output instead of the progress bar
#   STUDY=peru    only this study (check, verify)
#   PYTHON=…      the interpreter to build .venv with, e.g. PYTHON=python3.12
#
# In the activated conda environment `alianzas` (environment.yml) that one is used, and no .venv made.

SHELL := /bin/sh
ifeq ($(CONDA_DEFAULT_ENV),alianzas)
BIN := $(CONDA_PREFIX)/bin
else
BIN := .venv/bin
endif

.PHONY: help ready paper test check verify bench lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

ready:
	@$(or $(PYTHON),python3) workflow/bootstrap.py $(BIN)

paper: ready ## Build everything: data, results and the articles
	@$(BIN)/alianzas build $(if $(VERBOSE),--verbose)

test: ready ## Run the tests
	@$(BIN)/python -m pytest $(ARGS)

check: ready ## Look for mistakes in all inputs, without building
	@$(BIN)/alianzas check $(STUDY)

verify: ready ## Rebuild from the raw files elsewhere and compare with the present results
	@$(BIN)/alianzas verify $(STUDY)

bench: ready ## Measure how long a build and its heavy steps take, and why
	@$(BIN)/alianzas bench
	@for script in tests/benchmarks/bench_*.py; do echo; $(BIN)/python $$script || exit 1; done

lock: ready ## Renew requirements.lock with the newest versions that fit together
	@$(or $(PYTHON),python3) workflow/bootstrap.py $(BIN) lock

clean: ## Remove everything that a build makes
	@rm -rf results logs .snakemake
