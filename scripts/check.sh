#!/bin/sh
# Everything but publishing, each problem as an annotation on its line; warnings count. Fails where anything is wrong.
set -eu
cd "$(dirname "$0")/.."
make --silent .venv/runs
exec .venv/bin/python build.py check --strict --format github
