"""`pingbi serve`: a live preview on this machine."""

from __future__ import annotations

import argparse
from typing import Any

from pingbi.cli.options import add_command, add_site_options, language_of, port, project_of, settings_of


def add(commands: Any) -> None:
    command = add_command(commands, "serve", "live preview on this machine", run)
    add_site_options(command)
    command.add_argument("--port", type=port, default=8000)
    command.add_argument("--host", default="127.0.0.1", help="listen on another address than this machine's own")
    command.add_argument("--drafts", action="store_true", help="show what is marked 'draft: true', too")
    command.add_argument("--open", action="store_true", help="open the first page in the browser")


def run(options: argparse.Namespace) -> int:
    from pingbi.preview.server import serve

    project = project_of(options)
    what = (project, lambda: settings_of(options), options.host, options.port, options.open, options.drafts)
    return serve(*what, language_of(options))
