"""`pingbi schema`: what a text editor needs to know of the content, as files."""

from __future__ import annotations

import argparse
import os
from typing import Any

from pingbi.cli.options import add_command, add_root, folder, in_language, project_of
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ConfigurationError


def add(commands: Any) -> None:
    command = add_command(commands, "schema", "JSON Schemas of the content for text editors", run)
    command.add_argument("folder", nargs="?", type=folder, help="where to write them (.vscode/schemas beside content/)")
    add_root(command)


def run(options: argparse.Namespace) -> int:
    """Write the schemas; content with mistakes gives them, too, since they help to mend it."""
    from pingbi.content.project_files import read_project
    from pingbi.schema.record_schemas import FOLDER, describe

    project = project_of(options)
    folder = options.folder or project.root / FOLDER
    changed = describe(folder, read_project(project).content)
    if changed is None:
        message = say("content/site.yaml names no languages, so there is nothing to describe")
        raise ConfigurationError(message, say("write 'locales' there first; 'check' tells what else is missing"))
    done = say("{changed} schemas changed -> {folder}", changed=len(changed), folder=os.path.relpath(folder))
    print(in_language(options, done))
    return 0
