# Everything sets itself up: Python 3.11 or newer and make are all that a machine needs.
#   make site     build the site into site/
#   make serve    preview it, with live reload
#   make check    everything but publishing
#   make schema   what text editors complete and explain in content/ (serve does it by itself)
#   make test     lint, then every test
#   make gate     which built files a change of the generator touches, against BASE (HEAD)
#   make perturb  every number of content/ changed, one at a time (minutes; the tests do it in few builds)
#   make clean    remove what was built; the environment stays

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := CUSTOM_COMPILE_COMMAND="make pins" $(VENV)-pins/bin/python -m piptools compile --quiet --strip-extras \
	--generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
TOOLS := tests/tools/node_modules
STYLES := 'static/css/*.css' pingbi/preview/client.css

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.PHONY: site serve check schema test gate perturb lint lint-web format format-web clean pins setup-test

site: $(VENV)/runs
	$(BIN)/python build.py $(SITE)

schema: $(VENV)/runs
	@$(BIN)/python build.py schema

serve: $(VENV)/runs
	$(BIN)/python build.py serve

check: $(VENV)/runs
	$(BIN)/python build.py check

test: lint setup-test
	$(BIN)/python -m pytest -n 2 --dist loadfile

gate: $(VENV)/tests
	$(BIN)/python -m tests.support.gate --base $(or $(BASE),HEAD)

perturb: $(VENV)/tests
	$(BIN)/python -m tests.support.perturbation

lint: $(VENV)/tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-web; \
	elif [ -n "$$PINGBI_NOTHING_SKIPPED" ]; then echo "npm is not here, and nothing may be skipped."; exit 1; \
	else echo "npm is not here: scripts and styles are not checked."; fi

# Types of the scripts, in full of those that only work things out; the form of the styles.
lint-web: $(TOOLS)/made
	$(TOOLS)/.bin/tsc -p tests/tools/jsconfig.json
	$(TOOLS)/.bin/tsc -p tests/tools/jsconfig.sums.json
	$(TOOLS)/.bin/prettier --print-width 120 --check $(STYLES)

format: $(VENV)/tests
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory format-web; fi

format-web: $(TOOLS)/made
	$(TOOLS)/.bin/prettier --print-width 120 --write $(STYLES)

clean:
	rm -rf site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis $(TOOLS)
	find pingbi tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The environment. Each stamp is newer than the pins that it was made from.

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Pingbi needs Python 3.11 or newer, and '$(PYTHON)' is not that."; \
		echo "Install it, or name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "This Python cannot make environments: install its venv package (Debian: python3-venv)."; \
		rm -rf $(VENV); \
		exit 1; }
	@touch $@

$(VENV)/runs: requirements.txt | $(VENV)/made
	$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/tests: requirements-dev.txt $(VENV)/runs
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# The checkers of HTML, styles and scripts and the language server for YAML need npm, and Java or Node.js; without them
# their tests say that they are skipped. The lock file names no address: npm takes each package from wherever this machine takes them.

setup-test: $(VENV)/tests
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(TOOLS)/made; \
	else echo "npm is not here: the tests that check HTML and editor support will be skipped."; fi

$(TOOLS)/made: tests/tools/package.json tests/tools/package-lock.json
	npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The pins are made anew from pyproject.toml and requirements-dev.in, with the newest versions that fit.

pins: $(VENV)-pins/made
	$(COMPILE) --upgrade --output-file requirements.txt pyproject.toml
	$(COMPILE) --upgrade --output-file requirements-dev.txt requirements-dev.in

$(VENV)-pins/made:
	$(PYTHON) -m venv $(VENV)-pins
	$(VENV)-pins/bin/python -m pip --disable-pip-version-check --quiet install pip-tools
	@touch $@
