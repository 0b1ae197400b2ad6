"""`pingbi why`: what a page is made of, and why the last build wrote it."""

from __future__ import annotations

import argparse
from typing import Any

from pingbi.cli.options import add_command, add_root, folder, language_of, project_of, settings_of


def add(commands: Any) -> None:
    command = add_command(commands, "why", "what a page is made of, and why the last build wrote it", run)
    command.add_argument("url", metavar="URL", help="an address or file of the site: /en/pricing/")
    command.add_argument("--out", type=folder, help="the folder that was built into (site/)")
    add_root(command)


def run(options: argparse.Namespace) -> int:
    from pingbi.review.origins import origin, origin_text

    project, language = project_of(options), language_of(options)
    print(origin_text(project, origin(project, options.url, settings_of(options)), language), end="")
    return 0
