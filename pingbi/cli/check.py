"""`pingbi check`: everything but publishing; with `--coverage` also how complete the comparison is."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from pingbi.cli.options import (
    add_command,
    add_site_options,
    chosen,
    in_language,
    language_of,
    moment,
    project_of,
    settings_of,
    warn,
)
from pingbi.diagnostics.message import say

if TYPE_CHECKING:
    import datetime as dt

    from pingbi.coverage import Compared
    from pingbi.diagnostics.problem import Problem
    from pingbi.model.site import Site
    from pingbi.project import Project


def print_coverage(
    options: argparse.Namespace, project: Project, site: Site, problems: list[Problem], today: dt.date
) -> int:
    """Report the coverage after `check`'s own problems. Returns 1 where --strict is given and something is doubtful."""
    from pingbi.coverage import accept, accepted, compare, translation_units

    statements = tuple(translation_units(site))
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

    from pingbi.content.project_files import excerpts
    from pingbi.coverage import as_data, count_facts
    from pingbi.diagnostics import report as reporting

    as_json = json.loads(reporting.as_json(problems, excerpts(project, problems), language))
    print(json.dumps({**as_json, "coverage": as_data(count_facts(site, today), compared)}, indent=1))


def _print_text(
    project: Project, site: Site, problems: list[Problem], compared: Compared, today: dt.date, language: str
) -> None:
    from pingbi.content.project_files import excerpts
    from pingbi.coverage import as_table, count_facts, translations_line
    from pingbi.diagnostics import report as reporting
    from pingbi.diagnostics.translations import in_language

    if problems:
        print(reporting.as_text(problems, excerpts(project, problems), language), end="", file=sys.stderr)
        print(reporting.summary(problems, language), file=sys.stderr)
    print(as_table(count_facts(site, today), language), end="")
    print(in_language(translations_line(compared), language))


def add(commands: Any) -> None:
    command = add_command(commands, "check", "everything but publishing", run)
    add_site_options(command)
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    command.add_argument("--format", type=chosen("text", "github"), default="text", help="text or github")
    command.add_argument("--coverage", action="store_true", help="also how complete it is")
    accept = "with --coverage: all languages say the same as they are now; remember it so"
    command.add_argument("--accept", action="store_true", help=accept)


def run(options: argparse.Namespace) -> int:
    from pingbi.analysis.analyse import future, stale
    from pingbi.analysis.as_of.in_force import day_of
    from pingbi.content.project_files import read_project
    from pingbi.content.suppress import with_acknowledgements
    from pingbi.pipeline import make

    project = project_of(options)
    built = make(project, read_project(project), settings_of(options))
    day = day_of(moment(options), built.content.config.time_zone)
    warnings = with_acknowledgements(built.warnings, built.content.config)
    problems = [*warnings, *future(built.content, day), *stale(built.content, day)]
    if options.coverage or options.accept:
        return print_coverage(options, project, built.content, problems, day)
    warn(options, problems)
    grave = {"error", "warning"} if options.strict else {"error"}
    if any(problem.severity in grave and not problem.acknowledged for problem in problems):
        return 1  # what has grown old does not count: a check that passed yesterday passes today
    print(in_language(options, say("no errors")), file=sys.stderr)
    return 0
