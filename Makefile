# install · run · test · campaign · bench · docs · format; `make run` and `make test` need nothing else first.

PYTHON ?= python3
BIN := .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES := annotate tests benchmarks docs

# where a container sets this, each of a thousand programs that tests start would compile its own
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run test lint types walls pytest campaign bench docs pictures format

install: .venv/installed

# most modules of these are never imported: those that are are compiled then
.venv/installed: .venv/runs requirements-dev.txt
	$(PIP) --no-compile -r requirements-dev.txt
	touch $@

# to run the program takes little of what it takes to test it
.venv/runs: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

# the repository's root is the sample project
run: .venv/runs
	$(BIN)/annotate --project . import corpora/harbour-gazette corpora --quiet
	$(BIN)/annotate --project .

test: lint types walls pytest

lint: install
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: install
	$(BIN)/mypy

walls: install
	$(BIN)/lint-imports --no-cache

# numpy begins with a thread for each core, which is a third of what loading it costs
pytest campaign: export OPENBLAS_NUM_THREADS = 1

# twice as many workers as the two cores that this is meant for: many tests wait for a program
pytest: install
	$(BIN)/pytest -n 4 --dist worksteal

# the same properties over thousands of cases, and faults by the hundred
campaign: install
	ANNOTATE_CAMPAIGN=1 $(BIN)/pytest -n 2 --timeout 3600

bench: install
	$(BIN)/python -m benchmarks

# the site, in build/docs; whatever is doubtful about a page stops it
docs: install
	$(BIN)/sphinx-build --quiet --fresh-env --fail-on-warning --keep-going docs build/docs

pictures: install
	$(BIN)/python docs/pictures/take.py
	$(BIN)/python docs/pictures/take_browser.py
	$(BIN)/python docs/pictures/take_page.py

format: install
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)
