#!/bin/sh
# Lint, types and every test, as on any fresh machine: what is missing is installed first.
set -eu
cd "$(dirname "$0")/.."
exec bash .ci/run
