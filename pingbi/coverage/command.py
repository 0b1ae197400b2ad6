"""`build.py check --coverage`: how complete the comparison is, with all that is doubtful about it."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from pingbi import reporting
from pingbi.coverage.facts import count_facts
from pingbi.coverage.report import as_data, as_table, told
from pingbi.coverage.translations import FILE, Compared, compare, read_record, written
from pingbi.coverage.units import units
from pingbi.failures import MachineError
from pingbi.model.site import Site
from pingbi.problems import Problem
from pingbi.project import Project
from pingbi.publishing.disk import REAL
from pingbi.reading.excerpts import excerpts
from pingbi.wording import say
from pingbi.words import tell


def run(
    options: argparse.Namespace, language: str, project: Project, site: Site, found: Sequence[Problem], today: dt.date
) -> int:
    """Report, after `found`, what `check` itself has to say. The exit code: 1 where strict and something is behind."""
    statements = tuple(units(site))
    if options.accept:
        _accept(project.root / FILE, written(statements, tuple(site.config.locales)))
    compared = compare(statements, read_record(_text(project.root / FILE)))
    problems = [*found, *compared.behind]
    if options.json:
        _print_data(project, site, problems, compared, today, language)
    else:
        _print_text(project, site, problems, compared, today, language)
    doubtful = [problem for problem in problems if problem.severity != "notice" and not problem.acknowledged]
    return 1 if options.strict and doubtful else 0


def _print_data(
    project: Project, site: Site, problems: list[Problem], compared: Compared, today: dt.date, language: str
) -> None:
    told_problems = json.loads(reporting.as_json(problems, excerpts(project, problems), language))
    print(json.dumps({**told_problems, "coverage": as_data(count_facts(site, today), compared)}, indent=1))


def _print_text(
    project: Project, site: Site, problems: list[Problem], compared: Compared, today: dt.date, language: str
) -> None:
    if problems:
        print(reporting.as_text(problems, excerpts(project, problems), language), end="", file=sys.stderr)
        print(reporting.summary(problems, language), file=sys.stderr)
    print(as_table(count_facts(site, today), language), end="")
    print(tell(told(compared), language))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _accept(path: Path, text: str) -> None:
    try:
        if _text(path) != text:
            REAL.replace(path, text.encode())
    except OSError as wrong:
        message = say("{name} cannot be written: {reason}", name=FILE, reason=wrong.strerror)
        raise MachineError(message, say("look at the folder's permissions and the space on the disk")) from wrong
