"""The command line: reads the arguments, runs one command, and turns every failure into a sentence and an exit code."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from pingbi.cli import build, check, diff, new, schema, serve, why
from pingbi.cli.options import EPILOG, Parser, cache_of, explain, refuse
from pingbi.diagnostics.message import LANGUAGES, choices, quote_value, say
from pingbi.diagnostics.problem import ConfigurationError, ContentError, Failure, InternalError

COMMANDS = {
    "build": build, "check": check, "serve": serve, "schema": schema, "new": new, "diff": diff, "why": why,
}  # fmt: skip
INTERRUPTED = 130
UNHEARD = 141


def main(arguments: Sequence[str] | None = None, program: str = "pingbi") -> int:
    """Run one command, with the process's own arguments where none are given, and return the exit code.

    Raises nothing, except for argparse's SystemExit after --help. Messages call the command `program`.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail
    options = argparse.Namespace(program=program, lang=_asked_language(arguments), json="--json" in arguments)
    try:
        return _run_guarded(options, arguments)
    except BrokenPipeError:
        return _unheard()
    except KeyboardInterrupt:
        return INTERRUPTED


def _run_guarded(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    """Run the command, and report as our fault what it lets through, or what fails while a failure is explained."""
    try:
        return _run(options, arguments)
    except BrokenPipeError:
        raise
    except Exception as error:
        return _report(options, error)


def _run(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    """Read the arguments into `options` and run the command; explain wrong content and failures."""
    try:
        parser(options.program).read(_with_command(arguments), options)
        return int(options.run(options))
    except ContentError as wrong:
        return explain(options, wrong.problems)
    except Failure as failure:
        return refuse(options, failure)


def _report(options: argparse.Namespace, error: Exception) -> int:
    from traceback import print_exception

    from pingbi.diagnostics.report import as_failure

    try:
        return refuse(options, as_failure(error, cache_of(options), getattr(options, "published", False)))
    except BrokenPipeError:
        raise
    except Exception:  # what explains failures is itself at fault: the traceback is all that is left to show
        print_exception(error)
        return InternalError.exit_code


def _unheard() -> int:
    """The exit code once the reader of our output has gone, as `head` does; later writes go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return UNHEARD


def _with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with `build` in front where they name no command."""
    first = arguments[0] if arguments else ""
    if first in (*COMMANDS, "-h", "--help"):
        return list(arguments)
    if first and not first.startswith("-"):
        raise ConfigurationError(say("there is no command '{name}'", name=quote_value(first)), choices(first, COMMANDS))
    return ["build", *arguments]


def _asked_language(arguments: Sequence[str]) -> str | None:
    """Return the requested language, even if the arguments as a whole cannot be read."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    after = dict(pairwise(words)).get("--lang")
    return after if after in LANGUAGES else None


def parser(program: str) -> Parser:
    top = Parser(prog=program, description="Builds a comparison site.", epilog=EPILOG)
    commands = top.add_subparsers(dest="command", required=True)
    for command in COMMANDS.values():
        command.add(commands)
    return top
