"""Problems and failures as the command's output: in the form and the language that were asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from pingbi.cli.options import in_language, language_of, project_of
from pingbi.failures import Failure
from pingbi.problems import Problem
from pingbi.project import problem_pages
from pingbi.wording import say


def refuse(options: argparse.Namespace, failure: Failure) -> int:
    """Report a failure on standard error, and with --json on standard output too. Returns its exit code."""
    from pingbi import reporting

    language = language_of(options)
    if options.json:
        print(reporting.failure_json(failure, language), end="", flush=True)
    print(reporting.failure_text(failure, language), end="", file=sys.stderr)
    return failure.exit_code


def explain(options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    """Report problems of the content in the form asked for. Returns the exit code of wrong content."""
    from pingbi import reporting
    from pingbi.reading.excerpts import excerpts

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
