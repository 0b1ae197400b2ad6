"""What all commands share: options, the project they work on, and printing."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pingbi.diagnostics.message import LANGUAGES, Message, choices, quote_value, say, suggestion, terminal_language
from pingbi.diagnostics.problem import ConfigurationError, Failure, Problem
from pingbi.locale.figures import PartialDate, read_date
from pingbi.project import Project, is_site_address, problem_pages, project_at

if TYPE_CHECKING:
    from pingbi.stages import Settings


class Parser(argparse.ArgumentParser):
    """A parser that raises ConfigurationError where argparse would end the program."""

    def error(self, message: str) -> NoReturn:
        raise ConfigurationError(say("{reason}", reason=message), say("see {program} --help", program=self.prog))

    def read(self, arguments: Sequence[str], options: argparse.Namespace) -> None:
        """Fill in the options. An argument that nothing takes is refused with the option that was most likely meant."""
        _, unknown = self.parse_known_args(arguments, options)
        if unknown:
            word = unknown[0].partition("=")[0]
            hint = say("see {program} --help", program=f"{self.prog} {options.command}")
            near = suggestion(word, self._options(options.command)) if word.startswith("-") else hint
            raise ConfigurationError(say("'{argument}' is not known here", argument=quote_value(word)), near or hint)

    def _options(self, command: str) -> list[str]:
        groups = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        parser = next(groups).choices[command]
        return [name for action in parser._actions for name in action.option_strings if name.startswith("--")]


def chosen(*known: str) -> Callable[[str], str]:
    """Return the type of an option that takes one of a few words."""

    def read(text: str) -> str:
        if text in known:
            return text
        raise ConfigurationError(say("'{value}' cannot be chosen here", value=quote_value(text)), choices(text, known))

    return read


language = chosen(*LANGUAGES)
LANGUAGE_HELP = f"the language of messages: {' or '.join(LANGUAGES)} (the terminal's)"


def folder(text: str) -> Path:
    """Read a folder's path. An empty one (an unset variable) would mean the current folder, so it is refused."""
    if not text.strip() or "\0" in text:
        raise ConfigurationError(say("a folder's name is empty"), say("name a folder; this one is written ."))
    return Path(text)


def port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= 65535:
        message = say("'{value}' is no port", value=quote_value(text))
        raise ConfigurationError(message, say("a port is a number from 1 to 65535, for instance 8000"))
    return int(text)


def address(text: str) -> str:
    """Read the address of a site: absolute, without query or fragment; it ends in a slash."""
    if not is_site_address(text):
        message = say("'{value}' is no address that a site can have", value=quote_value(text))
        raise ConfigurationError(message, say("write the whole address, for instance https://example.org/reviews/"))
    return text.rstrip("/") + "/"


def day(text: str) -> PartialDate:
    try:
        found = read_date(text)
    except ValueError:
        found = None
    if found is None or found.day is None or found.after:
        message = say("'{value}' is no day", value=quote_value(text))
        raise ConfigurationError(message, say("write it as YYYY-MM-DD, for instance 2025-12-16"))
    return found


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
    command.add_argument("--today", type=day, metavar="DATE", help="the day that the site is built for: YYYY-MM-DD")
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
    return str(getattr(options, "lang", None) or terminal_language(os.environ))


def in_language(options: argparse.Namespace, message: Message) -> str:
    from pingbi.diagnostics.translations import in_language

    return in_language(message, language_of(options))


def moment(options: argparse.Namespace) -> dt.date | dt.datetime:
    """Return the moment to build for: --today, else SOURCE_DATE_EPOCH (for reproducible builds), else the clock."""
    if getattr(options, "today", None):
        return options.today.earliest  # type: ignore[no-any-return]
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.datetime.now(dt.UTC)
    if not epoch.isascii() or not epoch.isdigit() or len(epoch) > 11:
        hint = say("it is a number of seconds since 1970; unset it to go by the clock")
        raise ConfigurationError(say("SOURCE_DATE_EPOCH is '{value}'", value=quote_value(epoch)), hint)
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC)


def today(options: argparse.Namespace) -> dt.date:
    """Return the day of the moment by UTC, for commands that know no site."""
    now = moment(options)
    return now.date() if isinstance(now, dt.datetime) else now


def settings_of(options: argparse.Namespace) -> Settings:
    from pingbi.stages import Settings

    return Settings(moment(options), getattr(options, "base_url", None), getattr(options, "as_of", None))


def refuse(options: argparse.Namespace, failure: Failure) -> int:
    """Report a failure on standard error, and with --json on standard output too. Returns its exit code."""
    from pingbi.diagnostics import report as reporting

    language = language_of(options)
    if options.json:
        print(reporting.failure_json(failure, language), end="", flush=True)
    print(reporting.failure_text(failure, language), end="", file=sys.stderr)
    return failure.exit_code


def explain(options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    """Report problems of the content in the form asked for. Returns the exit code of wrong content."""
    from pingbi.content.project_files import excerpts
    from pingbi.diagnostics import report as reporting

    sources, language = excerpts(project_of(options), problems), language_of(options)
    if options.json:
        print(reporting.as_json(problems, sources, language), end="")
    elif getattr(options, "format", "text") == "github":
        print(reporting.as_github(problems, sources, language), end="")
    else:
        print(reporting.as_text(problems, sources, language), end="", file=sys.stderr)
        print(reporting.summary(problems, language), file=sys.stderr)
        if not all(problem.acknowledged for problem in problems):
            _point_to_pages(options)
    return 1


def warn(options: argparse.Namespace, warnings: Sequence[Problem]) -> None:
    if warnings:
        explain(options, warnings)


def _point_to_pages(options: argparse.Namespace) -> None:
    """Say once where each code is explained, if the pages came along."""
    folder = problem_pages()
    if folder.is_dir():
        pages = say("what a code means: {folder}/CODE.md", folder=os.path.relpath(folder))
        print(in_language(options, pages), file=sys.stderr)
