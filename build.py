"""The door: arguments in, exit code out."""

import sys

from pingbi.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
