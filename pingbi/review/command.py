"""`build.py diff` and `build.py why`: what a change does, and where a page comes from."""

import argparse
import os
from typing import Any

from pingbi.arguments import LANGUAGE_HELP, chosen, folder, language
from pingbi.project import project_at
from pingbi.wording import spoken


def add(commands: Any, epilog: str) -> None:
    words = "what the content changes against a git revision: facts, conclusions, pages"
    diff = _command(commands, "diff", words, run_diff, epilog)
    diff.add_argument("revision", metavar="REV", nargs="?", default="HEAD", help="a commit, branch or tag (HEAD)")
    formats = chosen("text", "markdown", "json")
    diff.add_argument("--format", type=formats, default="text", help="text, markdown or json")
    diff.set_defaults(out=None)
    words = "what a page is made of, and why the last build wrote it"
    why = _command(commands, "why", words, run_why, epilog)
    why.add_argument("url", metavar="URL", help="an address or file of the site: /en/pricing/")
    why.add_argument("--out", type=folder, help="the folder that was built into (site/)")


def _command(commands: Any, name: str, words: str, run: Any, epilog: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, epilog=epilog)
    command.set_defaults(run=run, json=False)
    command.add_argument("--root", type=folder, help="another comparison: a folder that holds content/")
    command.add_argument("--lang", type=language, help=LANGUAGE_HELP)
    return command


def run_diff(options: argparse.Namespace) -> int:
    from pingbi.reading.project_files import read_project  # late: --help needs none of it
    from pingbi.review import report
    from pingbi.review.compare import review
    from pingbi.review.revisions import content_at

    options.json = options.format == "json"  # so that problems, too, are told as the asker reads them
    project, language = project_at(options.root), _language(options)
    sources = read_project(project)
    found = review(project, sources, content_at(project.root, options.revision), language)
    forms = {"text": report.as_text, "markdown": report.as_markdown, "json": report.as_json}
    print(forms[options.format](found, language), end="")
    return 0


def run_why(options: argparse.Namespace) -> int:
    from pingbi.review.origins import origin  # late: as above
    from pingbi.review.why import as_text

    project, language = project_at(options.root, options.out), _language(options)
    print(as_text(project, origin(project, options.url), language), end="")
    return 0


def _language(options: argparse.Namespace) -> str:
    return str(options.lang or spoken(os.environ))
