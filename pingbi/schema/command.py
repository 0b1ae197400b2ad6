"""`build.py schema`: what a text editor needs to know of the content, as files."""

import argparse
import os
from typing import Any

from pingbi.arguments import LANGUAGE_HELP, folder, language
from pingbi.failures import ConfigurationError
from pingbi.project import project_at
from pingbi.wording import say, spoken


def add(commands: Any, epilog: str) -> None:
    words = "JSON Schemas of the content for text editors"
    command = commands.add_parser("schema", help=words, description=words, epilog=epilog)
    command.set_defaults(run=run, json=False, out=None)
    command.add_argument("folder", nargs="?", type=folder, help="where to write them (.vscode/schemas beside content/)")
    command.add_argument("--root", type=folder, help="another comparison: a folder that holds content/")
    command.add_argument("--lang", type=language, help=LANGUAGE_HELP)


def run(options: argparse.Namespace) -> int:
    """Content with faults gives schemas, too: they help to mend it."""
    from pingbi.reading.project_files import read_project  # late: --help needs none of it
    from pingbi.schema.write import FOLDER, describe
    from pingbi.words import tell

    project = project_at(options.root)
    folder = options.folder or project.root / FOLDER
    changed = describe(folder, read_project(project).content)
    if changed is None:
        message = say("content/site.yaml names no languages, so there is nothing to describe")
        raise ConfigurationError(message, say("write 'locales' there first; 'check' tells what else is missing"))
    done = say("{changed} schemas changed -> {folder}", changed=len(changed), folder=os.path.relpath(folder))
    print(tell(done, str(options.lang or spoken(os.environ))))
    return 0
