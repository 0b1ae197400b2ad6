"""`pingbi new`: a comparison to begin with, or a record inside one; nothing that exists is ever overwritten."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from pingbi.cli.options import add_command, add_root, in_language, project_of, today
from pingbi.cli.options import folder as read_folder
from pingbi.diagnostics.message import Message, choices, say
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.site_structure import RECORD_KINDS

KINDS = tuple(kind.word for kind in RECORD_KINDS if kind.starter)
DEFAULTS = {"locales": "zh-TW,en", "currency": "TWD"}


def add(commands: Any) -> None:
    words = "a small working comparison to start from, or a new product, plan, scenario or comparison inside one"
    command = add_command(commands, "new", words, run)
    command.add_argument("what", metavar="DIR|KIND", help=f"a new folder; or one of: {', '.join(KINDS)}")
    command.add_argument("id", nargs="?", help="with KIND: the id, which names the file and the address")
    add_root(command, "with KIND: the site, a folder that holds content/ (the current folder)")
    command.add_argument("--title", help="with DIR: the site's name, as 中文/English where the two differ")
    command.add_argument("--products", help="with DIR: the names of two products, with a comma between")
    command.add_argument("--locales", help=f"with DIR: its languages ({DEFAULTS['locales']})")
    command.add_argument("--currency", help=f"with DIR: the ISO code ({DEFAULTS['currency']})")


def run(options: argparse.Namespace) -> int:
    if options.id is None and options.what in KINDS:
        message = say("what is the id of the new {kind}?", kind=options.what)
        raise ConfigurationError(
            message, say("write: new {kind} ID; a folder of that name is ./{kind}", kind=options.what)
        )
    if options.id is None:
        return _new_comparison(options)
    if options.what not in KINDS:
        raise ConfigurationError(say("there is no kind '{kind}'", kind=options.what), choices(options.what, KINDS))
    return _new_record(options)


def _new_comparison(options: argparse.Namespace) -> int:
    from pingbi.starter.new_site import StarterOptions, check_is_new, write_comparison

    folder, program = read_folder(options.what), options.program
    check_is_new(folder)  # before anything is asked
    files = write_comparison(folder, StarterOptions(**_answers(options)), today(options))
    for message in (
        say("{count} files -> {folder}", count=len(files), folder=folder),
        say("build it:   {program} --root {folder}", program=program, folder=folder),
        say("preview it: {program} serve --root {folder}", program=program, folder=folder),
    ):
        print(in_language(options, message))
    return 0


def _new_record(options: argparse.Namespace) -> int:
    from pingbi.starter.new_site import write_record

    project = project_of(options)
    for file in write_record(project.root, options.what, options.id):
        print(os.path.relpath(project.root / file))
    todo = say("fill in every TODO; 'check' names each one that is left, and nothing is published before")
    print(in_language(options, todo))
    return 0


def _answers(options: argparse.Namespace) -> dict[str, str]:
    """Return the options from flags or from answers to questions; questions need a terminal."""
    questions = {
        "title": say("Name of the site (中文/English where they differ): "),
        "products": say("Two products to begin with, with a comma between: "),
        "locales": say("Languages [{default}]: ", default=DEFAULTS["locales"]),
        "currency": say("Currency [{default}]: ", default=DEFAULTS["currency"]),
    }
    flags = {name: getattr(options, name) for name in questions}
    if not sys.stdin.isatty():
        missing = [f"--{name}" for name, value in flags.items() if not value and name not in DEFAULTS]
        if missing:
            message = say("there is no terminal to ask in, and {flags} is missing", flags=tuple(missing))
            raise ConfigurationError(message, say("for instance: --title 'Coffee' --products 'First, Second'"))
        return {name: value or DEFAULTS[name] for name, value in flags.items()}
    return {name: value or _answer(options, questions[name]) or DEFAULTS.get(name, "") for name, value in flags.items()}


def _answer(options: argparse.Namespace, question: Message) -> str:
    try:
        return input(in_language(options, question)).strip()
    except EOFError:
        return ""
