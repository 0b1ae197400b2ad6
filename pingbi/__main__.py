"""The command line as `python -m pingbi`."""

import sys

from pingbi.cli.main import main

if __name__ == "__main__":
    sys.exit(main(program="python -m pingbi"))
