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

# A folder of wheels (make wheelhouse) to install from instead of the network: WHEELS=wheelhouse make install
WHEELS ?=
FROM := $(if $(WHEELS),--no-index --find-links $(WHEELS))
MINUTES ?= 30
PEOPLE ?= 50
N ?= 100000000
SPARK := build/spark

.PHONY: install run test test-fast lint types bench soak hostile load sentences release-data notice sbom audit \
	wheelhouse release clean browser postgis postgis-stop postgis-sql \
	flows-demo test-spark

install: $(VENV)/installed

$(VENV)/installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet $(FROM) --requirement requirements.txt
	$(BIN)/python -m pages._http.packed_files
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt $(wildcard requirements-*.txt)
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

soak: $(VENV)/installed-dev  ## PEOPLE sessions for MINUTES (50 for 30): memory, errors, waiting; prints a table
	$(BIN)/python -m tests.endurance.run_soak --minutes $(MINUTES) --people $(PEOPLE)

load: $(VENV)/installed-dev  ## 100 sessions on one server, then on two: waiting by action, errors, memory; prints two tables
	$(BIN)/python -m tests.bench.sessions.run --people 100 --every 20 --servers 1
	$(BIN)/python -m tests.bench.sessions.run --people 100 --every 10 --servers 2

hostile: $(VENV)/installed-dev  ## 10,000 hostile requests and messages to a real server; prints what is wrong
	$(BIN)/python -m tests.endurance.run_hostile --requests 9000 --messages 1000

flows-demo: $(VENV)/installed-dev  ## N synthetic records (演示数据) of flows in build/flows, and their sums: how it scales
	rm -rf build/flows && $(BIN)/python -m geodata.flows demo $(N)
	$(BIN)/python -m geodata.flows sum build/flows/演示数据 --out build/flows/flows-演示数据.parquet

test-spark: $(VENV)/installed-dev $(SPARK)/installed  ## flows on a real Spark server, which needs Java 17 (openjdk-17-jre-headless)
	$(BIN)/python -m pytest tests/geodata/flows/test_spark.py

$(SPARK)/installed:
	$(PYTHON) -m venv $(SPARK) && $(SPARK)/bin/python -m pip install --quiet pyspark==4.0.4
	touch $@

sentences: $(VENV)/installed-dev  ## print every sentence the product can make, in both languages; OUT=file keeps them
	@$(BIN)/python -m tests.editor.sentences $(if $(OUT),> $(OUT))

release-data: $(VENV)/installed  ## keep the tables as they are now as a released version, so that changes can be told
	$(BIN)/python -m geodata.store.releases

notice: $(VENV)/installed  ## write NOTICE: the packages and their licences
	$(BIN)/python -m deploy.notice

sbom: $(VENV)/installed-dev  ## write sbom.json (CycloneDX): what requirements.txt brings, as installed in an environment of its own
	rm -rf build/sbom && $(PYTHON) -m venv build/sbom
	build/sbom/bin/python -m pip install --quiet $(FROM) --requirement requirements.txt
	$(BIN)/cyclonedx-py environment --output-reproducible --output-file sbom.json build/sbom/bin/python
	rm -rf build/sbom

audit: $(VENV)/installed-dev  ## known weaknesses of the pinned packages; asks pypi.org
	$(PYTHON) -m venv build/audit && build/audit/bin/python -m pip install --quiet pip-audit==2.10.1
	build/audit/bin/pip-audit --strict --disable-pip --no-deps --requirement requirements.txt

wheelhouse:  ## every wheel the product needs, for an installation without network: WHEELS=wheelhouse make install
	$(PYTHON) -m pip wheel --quiet --wheel-dir wheelhouse --requirement requirements.txt

release:  ## VERSION's archive of what git holds under its tag, with its checksum
	@test "$$(git describe --exact-match --tags)" = "v$$($(PYTHON) -c 'import geodata; print(geodata.VERSION)')" \
		|| (echo "tag this commit v$$($(PYTHON) -c 'import geodata; print(geodata.VERSION)') first" && exit 1)
	mkdir -p build && git archive --format=tar.gz --prefix=chengyu/ --output=build/chengyu-$$(git describe --tags).tar.gz HEAD
	cd build && sha256sum chengyu-*.tar.gz

POSTGIS ?= build/postgis
POSTGIS_PORT ?= 5433

$(VENV)/installed-postgis: $(VENV)/installed requirements-postgis.txt
	$(BIN)/python -m pip install --quiet $(FROM) --requirement requirements-postgis.txt
	touch $@

postgis: $(VENV)/installed-postgis  ## a database of the tables on loopback, to edit in QGIS; kept in POSTGIS (docs/postgis.md)
	@$(BIN)/python -m deploy.postgis start --folder "$(POSTGIS)" --port $(POSTGIS_PORT)

postgis-stop: $(VENV)/installed-postgis
	@$(BIN)/python -m deploy.postgis stop --folder "$(POSTGIS)" --port $(POSTGIS_PORT)

postgis-sql: $(VENV)/installed-postgis  ## the same as one file for psql, build/postgis.sql, for a server of one's own
	@mkdir -p build && $(BIN)/python -m deploy.postgis sql > build/postgis.sql

browser:
	@sh tests/browser/install.sh
	@sh tests/browser/own/provider/install.sh

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
