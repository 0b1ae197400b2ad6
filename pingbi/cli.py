"""The command line: thin; every failure becomes a sentence and an exit code."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pingbi.dates import PartialDate, read_date
from pingbi.failures import ConfigurationError, Failure
from pingbi.problems import ContentError, Problem
from pingbi.project import HOME, Project, project_at
from pingbi.review import command as review
from pingbi.schema import command as schema
from pingbi.starter import command as starter
from pingbi.wording import LANGUAGES, Said, say, spoken, written

if TYPE_CHECKING:
    from pingbi.stages import Built

EPILOG = "Exit codes: 0 done, 1 the content is wrong, 2 wrong usage, 3 the machine failed, 4 another build is running."
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command. Returns the exit code; never raises."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail
    options = parser().parse_args(_with_command(arguments))
    try:
        return int(options.run(options))
    except ContentError as wrong:
        return _explain(options, wrong.problems)
    except Failure as failed:
        from pingbi.reporting import failure_text  # late: only failures need it

        print(failure_text(failed, _language(options)), end="", file=sys.stderr)
        return failed.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED


def _with_command(arguments: Sequence[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    known = ("build", "serve", "check", "schema", "new", "diff", "why", "-h", "--help", "--version")
    return list(arguments) if arguments and arguments[0] in known else ["build", *arguments]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="build.py", description="Builds a comparison site.", epilog=EPILOG)
    commands = top.add_subparsers(dest="command", required=True)
    for name, run, words in (
        ("build", run_build, "content -> site/"),
        ("check", run_check, "everything but publishing"),
        ("serve", run_serve, "live preview on this machine"),
    ):
        command = commands.add_parser(name, help=words, description=words, epilog=EPILOG)
        command.set_defaults(run=run)
        command.add_argument("--root", type=Path, help="another comparison: a folder that holds content/")
        command.add_argument("--base-url", type=_address, help="where the site will be: https://host/path/")
        command.add_argument("--as-of", type=_day, metavar="DATE", help="only what was known that day: YYYY-MM-DD")
        command.add_argument("--json", action="store_true", help="problems as JSON on standard output")
        command.add_argument("--out", type=Path, help="the folder to build into (site/)")
        command.add_argument("--lang", choices=LANGUAGES, help="the language of messages (the terminal's)")
    commands.choices["check"].add_argument("--strict", action="store_true", help="warnings count as errors")
    commands.choices["check"].add_argument("--format", choices=("text", "github"), default="text")
    commands.choices["check"].add_argument("--coverage", action="store_true", help="also how complete it is")
    accept = "with --coverage: all languages say the same as they are now; remember it so"
    commands.choices["check"].add_argument("--accept", action="store_true", help=accept)
    serving = commands.choices["serve"]
    serving.add_argument("--port", type=_port, default=8000)
    serving.add_argument("--host", default="127.0.0.1", help="listen on another address than this machine's own")
    serving.add_argument("--drafts", action="store_true", help="show what is marked 'draft: true', too")
    serving.add_argument("--open", action="store_true", help="open the first page in the browser")
    schema.add(commands, EPILOG)
    starter.add(commands, EPILOG)
    review.add(commands, EPILOG)
    return top


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or "?" in text or "#" in text:
        raise argparse.ArgumentTypeError("write the whole address, for instance https://example.org/reviews/")
    return text.rstrip("/") + "/"


def _day(text: str) -> PartialDate:
    try:
        day = read_date(text)
    except ValueError:
        day = None
    if day is None or day.day is None or day.after:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as YYYY-MM-DD, for instance 2025-12-16")
    return day


def _project(options: argparse.Namespace) -> Project:
    if options.root is not None and not options.root.is_dir():
        hint = say("name a folder that holds content/")
        raise ConfigurationError(say("there is no folder {folder}", folder=options.root), hint)
    return project_at(options.root, options.out)


def run_build(options: argparse.Namespace) -> int:
    from pingbi.pipeline import build  # late: --help and wrong usage need none of it
    from pingbi.publishing.places import check as check_places
    from pingbi.review.last_build import remember

    project = _project(options)
    check_places(project.out, project.cache, project.inputs)
    built, published = build(project, options.base_url, options.as_of)
    _warn(options, _settled(built))
    day = options.as_of.iso() if options.as_of else ""
    remember(project, {"base_url": options.base_url or "", "as_of": day}, published)
    counts = {"written": len(published.written), "removed": len(published.removed), "same": published.unchanged}
    into = os.path.relpath(project.out)
    done = say("{pages} pages; {written} files written, {removed} removed, {same} unchanged -> {folder}",
        pages=built.pages, folder=into, **counts)  # fmt: skip
    print(_told(options, done))
    return 0


def run_check(options: argparse.Namespace) -> int:
    from pingbi.analysis.future import future  # late: as above
    from pingbi.analysis.staleness import stale
    from pingbi.pipeline import make
    from pingbi.reading.project_files import read_project

    project = _project(options)
    built = make(project, read_project(project), options.base_url, options.as_of)
    today = _today()
    found = [*_settled(built), *future(built.content, today), *stale(built.content, today)]
    if options.coverage or options.accept:
        from pingbi.coverage.command import run  # late: as above

        return run(options, _language(options), project, built.content, found, today)
    _warn(options, found)
    grave = {"error", "warning"} if options.strict else {"error"}
    if any(problem.severity in grave and not problem.acknowledged for problem in found):
        return 1  # what has grown old does not count: a check that passed yesterday passes today
    print(_told(options, say("no errors")), file=sys.stderr)
    return 0


def _settled(built: Built) -> list[Problem]:
    """Its warnings, those among them that the editors live with marked as such."""
    from pingbi.reading.acknowledged import settled  # late: as above

    return settled(built.warnings, built.content.config)


def _today() -> dt.date:
    """The day by the environment, where builds are to be the same again and again; else by the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.date.today()
    if not epoch.isascii() or not epoch.isdigit() or len(epoch) > 11:
        hint = say("it is a number of seconds since 1970; unset it to go by the clock")
        raise ConfigurationError(say("SOURCE_DATE_EPOCH is '{value}'", value=written(epoch)), hint)
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()


def run_serve(options: argparse.Namespace) -> int:
    from pingbi.preview.server import serve  # late: tornado is slow to import

    project = _project(options)
    what = (project, options.port, options.base_url, options.host, options.open, options.as_of, options.drafts)
    return serve(*what, _language(options))


def _warn(options: argparse.Namespace, warnings: Sequence[Problem]) -> None:
    if warnings:
        _explain(options, warnings)


def _explain(options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    """Tell the problems in the form asked for; the exit code of wrong content."""
    from pingbi import reporting  # late: only problems need it
    from pingbi.reading.excerpts import excerpts

    shown, language = excerpts(_project(options), problems), _language(options)
    if options.json:
        print(reporting.as_json(problems, shown, language), end="")
    elif getattr(options, "format", "text") == "github":
        print(reporting.as_github(problems, shown, language), end="")
    else:
        print(reporting.as_text(problems, shown, language), end="", file=sys.stderr)
        print(reporting.summary(problems, language), file=sys.stderr)
        if not all(problem.acknowledged for problem in problems):
            _point_to_pages(options)
    return 1


def _point_to_pages(options: argparse.Namespace) -> None:
    """Where the pages on problems are at hand, say so once."""
    folder = HOME / "docs/problems"
    if folder.is_dir():
        pages = say("what a code means: {folder}/CODE.md", folder=os.path.relpath(folder))
        print(_told(options, pages), file=sys.stderr)


def _language(options: argparse.Namespace) -> str:
    return str(getattr(options, "lang", None) or spoken(os.environ))


def _told(options: argparse.Namespace, message: Said) -> str:
    from pingbi.words import tell  # late: --help and wrong usage need none of it

    return tell(message, _language(options))
