# Two commands do everything: make run, make test.
HOST ?= 127.0.0.1
PORT ?= 8501
BASE ?=
PUBLIC ?=
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Two workers also where there are more processors: each browser draws with all of them.
PARALLEL ?= -n 2 --dist worksteal

.PHONY: install run test test-fast lint types bench sentences release-data clean browser

install: $(VENV)/installed

$(VENV)/installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pages._http.packed_files
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

run: install  ## start the app on the shipped data
	CHENGYU_PUBLIC="$(PUBLIC)" $(BIN)/python -m streamlit run app.py --server.address $(HOST) --server.port $(PORT) --server.baseUrlPath "$(BASE)"

test: $(VENV)/installed-dev browser  ## style, types, unit, page and browser tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PARALLEL)

test-fast: $(VENV)/installed-dev  ## the daily loop: no browser, no whole pages and files
	$(BIN)/python -m pytest $(PARALLEL) -m "not browser and not slow"

lint: $(VENV)/installed-dev
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

types: $(VENV)/installed-dev
	$(BIN)/mypy

bench: $(VENV)/installed-dev browser  ## measure against two naive apps; prints a table
	$(BIN)/python -m tests.bench.run

sentences: $(VENV)/installed-dev  ## print every sentence the product can make, in both languages; OUT=file keeps them
	@$(BIN)/python -m tests.editor.sentences $(if $(OUT),> $(OUT))

release-data: $(VENV)/installed  ## keep the tables as they are now as a released version, so that changes can be told
	$(BIN)/python -m geodata.store.releases

browser:
	@sh tests/browser/install.sh

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
