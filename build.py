"""The command line from a checkout, as `pingbi` is where the package is installed."""

import sys

from pingbi.cli.main import main

if __name__ == "__main__":
    sys.exit(main(program="build.py"))
