# make run · make dev (reloads while you work) · make test · make bench · make lint · make sample
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
APP := $(VENV)/.app-installed
DEV := $(VENV)/.dev-installed
LOOPBACK := --server.address=127.0.0.1 --server.allowedHosts=localhost --server.allowedHosts=127.0.0.1
export PYTHONPATH := .
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run dev test bench lint sample
.DEFAULT_GOAL := run

run: $(APP)
	@$(BIN)/streamlit run app.py --server.port $(PORT) $(LOOPBACK) $(ARGS)

dev: $(APP)
	@$(BIN)/streamlit run app.py --server.port $(PORT) $(LOOPBACK) --server.fileWatcherType auto \
	  --client.showErrorDetails full $(ARGS)

test: $(DEV)
	@$(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

bench: $(DEV)
	@$(BIN)/pytest -q -s -m bench $(ARGS)

lint: $(DEV)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

sample: $(APP)
	@$(BIN)/python sample_data/make.py

$(APP): requirements.txt | $(BIN)/python
	@echo "Installing what Goalpost needs"
	@$(BIN)/python -m pip install --quiet -r $<
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what its tests need"
	@$(BIN)/python -m pip install --quiet -r $<
	@touch $@

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.11 python3.12 python3.13 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then exec $$python -m venv $(VENV); fi; done; \
	echo "Goalpost needs Python 3.11 or newer (or say which: make PYTHON=/path/to/python)" >&2; exit 1
