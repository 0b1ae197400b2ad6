"""`pingbi check --coverage`: how complete the comparison is, with all that is doubtful about it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from pingbi.cli.options import language_of

if TYPE_CHECKING:
    import datetime as dt

    from pingbi.coverage.translations import Compared
    from pingbi.model.site import Site
    from pingbi.problems import Problem
    from pingbi.project import Project


def run(options: argparse.Namespace, project: Project, site: Site, problems: list[Problem], today: dt.date) -> int:
    """Report the coverage after `check`'s own problems. Returns 1 where --strict is given and something is doubtful."""
    from pingbi.coverage.record_file import accept, accepted
    from pingbi.coverage.translations import compare
    from pingbi.coverage.units import units

    statements = tuple(units(site))
    if options.accept:
        accept(project.root, statements, tuple(site.config.locales))
    compared = compare(statements, accepted(project.root))
    problems = [*problems, *compared.behind]
    report = _print_data if options.json else _print_text
    report(project, site, problems, compared, today, language_of(options))
    doubtful = [problem for problem in problems if problem.severity != "notice" and not problem.acknowledged]
    return 1 if options.strict and doubtful else 0


def _print_data(
    project: Project, site: Site, problems: list[Problem], compared: Compared, today: dt.date, language: str
) -> None:
    import json

    from pingbi import reporting
    from pingbi.coverage.facts import count_facts
    from pingbi.coverage.report import as_data
    from pingbi.reading.excerpts import excerpts

    as_json = json.loads(reporting.as_json(problems, excerpts(project, problems), language))
    print(json.dumps({**as_json, "coverage": as_data(count_facts(site, today), compared)}, indent=1))


def _print_text(
    project: Project, site: Site, problems: list[Problem], compared: Compared, today: dt.date, language: str
) -> None:
    from pingbi import reporting
    from pingbi.coverage.facts import count_facts
    from pingbi.coverage.report import as_table, told
    from pingbi.reading.excerpts import excerpts
    from pingbi.words import tell

    if problems:
        print(reporting.as_text(problems, excerpts(project, problems), language), end="", file=sys.stderr)
        print(reporting.summary(problems, language), file=sys.stderr)
    print(as_table(count_facts(site, today), language), end="")
    print(tell(told(compared), language))
