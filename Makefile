# One command a job. Each target sets itself up: only Python 3.11+ (with venv) and make are needed.

# The first interpreter that is new enough; `make demo PYTHON=/path/to/python` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# Most modules are never imported: Python compiles those that are, when they are.
INSTALL := $(PIP) install --no-compile
# What pyproject.toml pins; installed on its own first, see the recipe.
TORCH := $(shell sed -n 's/^ *"\(torch==[^"]*\)",*/\1/p' pyproject.toml)
TORCH_CPU_INDEX ?= https://download.pytorch.org/whl/cpu
# One more than there are cores on a small machine: much of the time one of them waits.
PYTEST_WORKERS ?= 3

# What Python compiles is kept, whatever the machine wants otherwise: else every start compiles torch again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo chat test lint format bench docs clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

# Nothing of yours is touched: the demo has a folder of its own. `make demo PORT=3901` where 3900 is taken.
PORT ?= 3900
DEMO := CRMAGENT_DATA_DIR=var/demo DATABASE_URL=sqlite:///var/demo/crmagent.db

demo: $(VENV)/.runtime ## a local Slack in your browser, with the bot and a demo history in it
	@$(DEMO) $(BIN)/python -m bot seed
	@$(DEMO) $(BIN)/python -m bot connect --merchant m02 --workspace T_DEMO
# On a terminal the program gets a process group of its own: Ctrl-C ends it, and make sees that all is well.
	@if [ -t 0 ]; then set -m; fi; $(DEMO) $(BIN)/python -m playground --scene --port $(PORT)

chat: $(VENV)/.runtime ## the same bot in the terminal
	@$(DEMO) $(BIN)/python -m bot seed
	@if [ -t 0 ] && [ -t 1 ]; then $(DEMO) $(BIN)/python -m bot chat; else $(DEMO) $(BIN)/python -m bot chat --demo; fi

# Linear algebra in one thread: those of several workers only wait for each other.
test: lint ## lint, check types, run all tests: what the build machine runs
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal

lint: $(VENV)/.dev ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev ## let ruff put the code in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## time what is promised to be fast, as ratios
	$(BIN)/python -m evals.speed evals/data/heldout_drafts.jsonl
	$(BIN)/python -m evals.retrieval store/demo/corpus.jsonl
	$(BIN)/python -m evals.ingest
	$(BIN)/python -m evals.overhead
	$(BIN)/python -m evals.copilot

docs: $(VENV)/.dev ## make the generated pages and pictures again (needs Chromium)
	@$(DEMO) $(BIN)/python -m bot seed
	$(DEMO) $(BIN)/python -m evals.before_after
	$(BIN)/python -m evals.screenshots

clean: ## remove the environment and every cache; var/ with your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than pyproject.toml once everything in it is installed: the second run is instant.
$(VENV)/.runtime: pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "CRMAgent needs Python 3.11 or newer; none was found on the PATH." >&2; exit 1; }
	@echo "Setting up $(VENV), once: one to three minutes with a fast connection"
	@"$(PYTHON)" -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt install python3-venv" >&2; exit 1; }
	@$(PIP) install --upgrade "pip>=25.1"
# On Linux the default build of torch brings gigabytes of GPU libraries that we never use: try the CPU
# build first; where that index cannot be reached, take what the configured index has.
	@echo "  PyTorch, which finds similar campaigns …"
	@$(INSTALL) --retries 0 --timeout 10 --index-url $(TORCH_CPU_INDEX) "$(TORCH)" >/dev/null 2>&1 \
		|| $(INSTALL) "$(TORCH)"
	@echo "  everything else …"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Adding what the checks need"
	@$(INSTALL) --group dev
	@touch $@
