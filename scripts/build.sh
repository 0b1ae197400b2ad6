#!/bin/sh
# The site into site/. BASE_URL, if given, is where it will be.
set -eu
cd "$(dirname "$0")/.."
make --silent .venv/runs
exec .venv/bin/python build.py build ${BASE_URL:+--base-url "$BASE_URL"}
