"""Options that several commands share, and what they mean: the site, the language of messages, the day."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pingbi.cli.arguments import LANGUAGE_HELP, address, day, folder, language
from pingbi.failures import ConfigurationError
from pingbi.project import Project, project_at
from pingbi.wording import Said, say, spoken, written

EPILOG = (
    "Exit codes: 0 done, 1 the content is wrong, 2 wrong usage, 3 the machine failed, 4 another build is running, "
    "5 Pingbi itself is at fault."
)
ROOT_HELP = "the site: a folder that holds content/ (the current folder)"


def add_command(commands: Any, name: str, words: str, run: Callable[[argparse.Namespace], int]) -> Any:
    """A command's parser with the options that every command has."""
    command = commands.add_parser(name, help=words, description=words, epilog=EPILOG)
    command.set_defaults(run=run, json=False, root=None, out=None)
    command.add_argument("--lang", type=language, help=LANGUAGE_HELP)
    return command


def add_root(command: argparse.ArgumentParser, words: str = ROOT_HELP) -> None:
    command.add_argument("--root", type=folder, help=words)


def add_site_options(command: argparse.ArgumentParser) -> None:
    """What `build`, `check` and `serve` have in common."""
    add_root(command)
    command.add_argument("--base-url", type=address, help="where the site will be: https://host/path/")
    command.add_argument("--as-of", type=day, metavar="DATE", help="only what was known that day: YYYY-MM-DD")
    command.add_argument("--json", action="store_true", help="problems as JSON on standard output")
    command.add_argument("--out", type=folder, help="the folder to build into (site/)")


def project_of(options: argparse.Namespace) -> Project:
    """The site to work on: the folder that --root names, else the current one, which must then hold content/."""
    if options.root is not None and not options.root.is_dir():
        hint = say("name a folder that holds content/")
        raise ConfigurationError(say("there is no folder {folder}", folder=options.root), hint)
    if options.root is None and not Path("content").is_dir():
        message = say("no site lies in the current folder: it holds no content/")
        hint = say("name a site's folder with --root DIR, or begin one: {program} new DIR", program=options.program)
        raise ConfigurationError(message, hint)
    return project_at(options.root, options.out)


def cache_of(options: argparse.Namespace) -> Path | None:
    """The site's .cache/; None where no site is meant, since nothing is to be written into other folders."""
    root = getattr(options, "root", None) or Path()
    return project_at(root).cache if (root / "content").is_dir() else None


def language_of(options: argparse.Namespace) -> str:
    """The language of messages: the one asked for, else the terminal's."""
    return str(getattr(options, "lang", None) or spoken(os.environ))


def in_language(options: argparse.Namespace, message: Said) -> str:
    from pingbi.words import tell

    return tell(message, language_of(options))


def today() -> dt.date:
    """The day by the environment, where builds are to be the same again and again; else by the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.date.today()
    if not epoch.isascii() or not epoch.isdigit() or len(epoch) > 11:
        hint = say("it is a number of seconds since 1970; unset it to go by the clock")
        raise ConfigurationError(say("SOURCE_DATE_EPOCH is '{value}'", value=written(epoch)), hint)
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
