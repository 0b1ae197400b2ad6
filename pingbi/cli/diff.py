"""`pingbi diff`: what the content changes against a git revision."""

from __future__ import annotations

import argparse
from typing import Any

from pingbi.cli.options import add_command, add_root, chosen, language_of, project_of, settings_of


def add(commands: Any) -> None:
    words = "what the content changes against a git revision: facts, conclusions, pages"
    command = add_command(commands, "diff", words, run)
    command.add_argument("revision", metavar="REV", nargs="?", default="HEAD", help="a commit, branch or tag (HEAD)")
    formats = chosen("text", "markdown", "json")
    command.add_argument("--format", type=formats, default="text", help="text, markdown or json")
    add_root(command)


def run(options: argparse.Namespace) -> int:
    from pingbi.content.project_files import read_project
    from pingbi.review import review_report as report
    from pingbi.review.comparison import content_at, review

    options.json = options.format == "json"  # so that problems and failures, too, are JSON
    project, language = project_of(options), language_of(options)
    sources = read_project(project)
    found = review(project, sources, content_at(project.root, options.revision), language, settings_of(options))
    forms = {"text": report.review_text, "markdown": report.review_markdown, "json": report.review_json}
    print(forms[options.format](found, language), end="")
    return 0
