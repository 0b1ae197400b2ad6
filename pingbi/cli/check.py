"""`pingbi check`: everything but publishing."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from pingbi.cli import coverage
from pingbi.cli.arguments import chosen
from pingbi.cli.options import add_command, add_site_options, in_language, project_of, today
from pingbi.cli.output import warn
from pingbi.wording import say


def add(commands: Any) -> None:
    command = add_command(commands, "check", "everything but publishing", run)
    add_site_options(command)
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    command.add_argument("--format", type=chosen("text", "github"), default="text", help="text or github")
    command.add_argument("--coverage", action="store_true", help="also how complete it is")
    accept = "with --coverage: all languages say the same as they are now; remember it so"
    command.add_argument("--accept", action="store_true", help=accept)


def run(options: argparse.Namespace) -> int:
    from pingbi.analysis.future import future
    from pingbi.analysis.staleness import stale
    from pingbi.pipeline import make
    from pingbi.reading.acknowledged import settled
    from pingbi.reading.project_files import read_project

    project = project_of(options)
    built = make(project, read_project(project), options.base_url, options.as_of)
    day = today()
    warnings = settled(built.warnings, built.content.config)
    problems = [*warnings, *future(built.content, day), *stale(built.content, day)]
    if options.coverage or options.accept:
        return coverage.run(options, project, built.content, problems, day)
    warn(options, problems)
    grave = {"error", "warning"} if options.strict else {"error"}
    if any(problem.severity in grave and not problem.acknowledged for problem in problems):
        return 1  # what has grown old does not count: a check that passed yesterday passes today
    print(in_language(options, say("no errors")), file=sys.stderr)
    return 0
