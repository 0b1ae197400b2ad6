"""The command line: thin; every failure becomes a sentence and an exit code."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pingbi.arguments import LANGUAGE_HELP, Parser, address, chosen, day, folder, language, port
from pingbi.failures import ConfigurationError, Failure, MachineError
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
UNHEARD = 141
COMMANDS = ("build", "check", "serve", "schema", "new", "diff", "why")


def main(arguments: Sequence[str]) -> int:
    """Run one command. Returns the exit code; never raises."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail
    options = argparse.Namespace(lang=_asked_language(arguments))
    try:
        options = parser().read(_with_command(arguments))
        return int(options.run(options))
    except ContentError as wrong:
        return _explain(options, wrong.problems)
    except Failure as failed:
        return _refuse(options, failed)
    except BrokenPipeError:
        return _unheard()
    except OSError as wrong:
        return _refuse(options, _of_machine(wrong))
    except KeyboardInterrupt:
        return INTERRUPTED


def _refuse(options: argparse.Namespace, failed: Failure) -> int:
    from pingbi.reporting import failure_text  # late: only failures need it

    print(failure_text(failed, _language(options)), end="", file=sys.stderr)
    return failed.exit_code


def _of_machine(wrong: OSError) -> MachineError:
    """What the system refuses where nothing else has explained it."""
    reason = wrong.strerror or str(wrong)
    message = say("the system refuses: {reason}", reason=reason)
    if wrong.filename:
        message = say("the system refuses {file}: {reason}", file=wrong.filename, reason=reason)
    return MachineError(message, say("look at its permissions, and whether it is still there"))


def _unheard() -> int:
    """Whoever was told has stopped listening, as `head` does: no reason to complain, and nothing more can be told."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return UNHEARD


def _with_command(arguments: Sequence[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    first = arguments[0] if arguments else ""
    if first in (*COMMANDS, "-h", "--help"):
        return list(arguments)
    if first and not first.startswith("-"):
        from pingbi.problems import choices  # late: only a slip needs it

        raise ConfigurationError(say("there is no command '{name}'", name=written(first)), choices(first, COMMANDS))
    return ["build", *arguments]


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language that was asked for, also where the arguments as a whole cannot be read."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    after = dict(pairwise(words)).get("--lang")
    return after if after in LANGUAGES else None


def parser() -> Parser:
    top = Parser(prog="build.py", description="Builds a comparison site.", epilog=EPILOG)
    commands = top.add_subparsers(dest="command", required=True)
    for name, run, words in (
        ("build", run_build, "content -> site/"),
        ("check", run_check, "everything but publishing"),
        ("serve", run_serve, "live preview on this machine"),
    ):
        command = commands.add_parser(name, help=words, description=words, epilog=EPILOG)
        command.set_defaults(run=run)
        command.add_argument("--root", type=folder, help="another comparison: a folder that holds content/")
        command.add_argument("--base-url", type=address, help="where the site will be: https://host/path/")
        command.add_argument("--as-of", type=day, metavar="DATE", help="only what was known that day: YYYY-MM-DD")
        command.add_argument("--json", action="store_true", help="problems as JSON on standard output")
        command.add_argument("--out", type=folder, help="the folder to build into (site/)")
        command.add_argument("--lang", type=language, help=LANGUAGE_HELP)
    commands.choices["check"].add_argument("--strict", action="store_true", help="warnings count as errors")
    formats = chosen("text", "github")
    commands.choices["check"].add_argument("--format", type=formats, default="text", help="text or github")
    commands.choices["check"].add_argument("--coverage", action="store_true", help="also how complete it is")
    accept = "with --coverage: all languages say the same as they are now; remember it so"
    commands.choices["check"].add_argument("--accept", action="store_true", help=accept)
    serving = commands.choices["serve"]
    serving.add_argument("--port", type=port, default=8000)
    serving.add_argument("--host", default="127.0.0.1", help="listen on another address than this machine's own")
    serving.add_argument("--drafts", action="store_true", help="show what is marked 'draft: true', too")
    serving.add_argument("--open", action="store_true", help="open the first page in the browser")
    schema.add(commands, EPILOG)
    starter.add(commands, EPILOG)
    review.add(commands, EPILOG)
    return top


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
