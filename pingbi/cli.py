"""The command line: thin; every failure becomes a sentence and an exit code."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pingbi.failures import ConfigurationError, Failure
from pingbi.problems import ContentError, Problem
from pingbi.project import Project, project_at

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
        print(f"error[{failed.code}]: {failed.message}", file=sys.stderr)
        print(f"hint: {failed.hint}", file=sys.stderr)
        return failed.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED


def _with_command(arguments: Sequence[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    known = ("build", "serve", "check", "-h", "--help", "--version")
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
        command.add_argument("--json", action="store_true", help="problems as JSON on standard output")
        command.add_argument("--out", type=Path, help="the folder to build into (site/)")
    commands.choices["check"].add_argument("--strict", action="store_true", help="warnings count as errors")
    commands.choices["check"].add_argument("--format", choices=("text", "github"), default="text")
    commands.choices["serve"].add_argument("--port", type=int, default=8000)
    return top


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or "?" in text or "#" in text:
        raise argparse.ArgumentTypeError("write the whole address, for instance https://example.org/reviews/")
    return text.rstrip("/") + "/"


def _project(options: argparse.Namespace) -> Project:
    if options.root is not None and not options.root.is_dir():
        raise ConfigurationError(f"there is no folder {options.root}", "name a folder that holds content/")
    return project_at(options.root, options.out)


def run_build(options: argparse.Namespace) -> int:
    from pingbi.pipeline import build  # late: --help and wrong usage need none of it
    from pingbi.publishing.places import check as check_places

    project = _project(options)
    check_places(project.out, project.cache, project.inputs)
    built, published = build(project, options.base_url)
    _warn(options, built.warnings)
    done = f"{built.pages} pages; {len(published.written)} files written, {len(published.removed)} removed, "
    print(f"{done}{published.unchanged} unchanged -> {os.path.relpath(project.out)}")
    return 0


def run_check(options: argparse.Namespace) -> int:
    from pingbi.pipeline import make  # late: as above
    from pingbi.reading.project_files import read_project

    project = _project(options)
    warnings = make(project, read_project(project), options.base_url).warnings
    _warn(options, warnings)
    if options.strict and warnings:
        return 1
    print("no errors", file=sys.stderr)
    return 0


def run_serve(options: argparse.Namespace) -> int:
    from pingbi.preview.server import serve  # late: tornado is slow to import

    return serve(_project(options), options.port, options.base_url)


def _warn(options: argparse.Namespace, warnings: Sequence[Problem]) -> None:
    if warnings:
        _explain(options, warnings)


def _explain(options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    """Tell the problems in the form asked for; the exit code of wrong content."""
    from pingbi import reporting  # late: only problems need it
    from pingbi.reading.excerpts import excerpts

    shown = excerpts(_project(options), problems)
    if options.json:
        print(reporting.as_json(problems, shown), end="")
    elif getattr(options, "format", "text") == "github":
        print(reporting.as_github(problems, shown), end="")
    else:
        print(reporting.as_text(problems, shown), end="", file=sys.stderr)
        print(reporting.summary(problems), file=sys.stderr)
    return 1
