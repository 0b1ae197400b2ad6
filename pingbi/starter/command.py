"""`build.py new`: a comparison to begin with, or a record inside one; nothing that exists is ever overwritten."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pingbi.arguments import LANGUAGE_HELP, language
from pingbi.arguments import folder as read_folder
from pingbi.failures import ConfigurationError, MachineError
from pingbi.project import project_at
from pingbi.site_structure import RECORD_KINDS
from pingbi.wording import Said, say, spoken

if TYPE_CHECKING:
    from pingbi.schema.known import Known

KINDS = tuple(kind.word for kind in RECORD_KINDS if kind.starter)
DEFAULTS = {"locales": "zh-TW,en", "currency": "TWD"}


def add(commands: Any, epilog: str) -> None:
    words = "a small working comparison to start from, or a new product, plan, scenario or comparison inside one"
    command = commands.add_parser("new", help=words, description=words, epilog=epilog)
    command.set_defaults(run=run, json=False, out=None)
    command.add_argument("what", metavar="DIR|KIND", help=f"a new folder; or one of: {', '.join(KINDS)}")
    command.add_argument("id", nargs="?", help="with KIND: the id, which names the file and the address")
    command.add_argument("--root", type=read_folder, help="with KIND: another comparison, a folder that holds content/")
    command.add_argument("--title", help="with DIR: the site's name, as 中文/English where the two differ")
    command.add_argument("--products", help="with DIR: the names of two products, with a comma between")
    command.add_argument("--locales", help=f"with DIR: its languages ({DEFAULTS['locales']})")
    command.add_argument("--currency", help=f"with DIR: the ISO code ({DEFAULTS['currency']})")
    command.add_argument("--lang", type=language, help=LANGUAGE_HELP)


def run(options: argparse.Namespace) -> int:
    if options.id is None and options.what in KINDS:
        message = say("what is the id of the new {kind}?", kind=options.what)
        raise ConfigurationError(
            message, say("write: new {kind} ID; a folder of that name is ./{kind}", kind=options.what)
        )
    if options.id is None:
        return _comparison(options)
    if options.what not in KINDS:
        from pingbi.problems import choices  # late: only a slip needs it

        raise ConfigurationError(say("there is no kind '{kind}'", kind=options.what), choices(options.what, KINDS))
    return _record(options)


def _comparison(options: argparse.Namespace) -> int:
    from pingbi.starter.comparison import files_for  # late: --help needs none of it
    from pingbi.starter.wishes import Wishes

    folder = read_folder(options.what)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(say("{name} is there already", name=folder), say("name a folder that is new or empty"))
    files = files_for(Wishes(**_wishes(options)), dt.date.today())
    _write(folder, files)
    _write_schemas(folder)
    _tell(options, say("{count} files -> {folder}", count=len(files), folder=folder))
    _tell(options, say("build it:   build.py --root {folder}", folder=folder))
    _tell(options, say("preview it: build.py serve --root {folder}", folder=folder))
    return 0


def _record(options: argparse.Namespace) -> int:
    from pingbi.starter.records import files_for  # late: as above

    project = project_at(options.root)
    known, colors = _known(project.root)
    files = files_for(options.what, options.id, known, colors)
    _refuse_existing(project.root, files)
    _write(project.root, files)
    for file in files:
        print(os.path.relpath(project.root / file))
    _tell(options, say("fill in every TODO; 'check' names each one that is left, and nothing is published before"))
    return 0


def _wishes(options: argparse.Namespace) -> dict[str, str]:
    """What was asked for, by flags or in answer to questions; without a terminal nothing is asked."""
    asked = {
        "title": say("Name of the site (中文/English where they differ): "),
        "products": say("Two products to begin with, with a comma between: "),
        "locales": say("Languages [{default}]: ", default=DEFAULTS["locales"]),
        "currency": say("Currency [{default}]: ", default=DEFAULTS["currency"]),
    }
    given = {name: getattr(options, name) for name in asked}
    if not sys.stdin.isatty():
        missing = [f"--{name}" for name, value in given.items() if not value and name not in DEFAULTS]
        if missing:
            message = say("there is no terminal to ask in, and {flags} is missing", flags=tuple(missing))
            raise ConfigurationError(message, say("for instance: --title 'Coffee' --products 'First, Second'"))
        return {name: value or DEFAULTS[name] for name, value in given.items()}
    return {name: value or _answer(options, asked[name]) or DEFAULTS.get(name, "") for name, value in given.items()}


def _answer(options: argparse.Namespace, question: Said) -> str:
    try:
        return input(_told(options, question)).strip()
    except EOFError:
        return ""


def _known(root: Path) -> "tuple[Known, list[int]]":
    """What the comparison declares, and the colors that its products have."""
    from pingbi.reading.load import load  # late: as above
    from pingbi.reading.project_files import read_project
    from pingbi.schema.known import known_in

    documents = load(read_project(project_at(root)).content).documents
    data = {file: document.data for file, document in documents.items()}
    known = known_in(data)
    if not known.locales:
        message = say("content/site.yaml names no languages, so nothing can be written in them")
        raise ConfigurationError(message, say("mend it first: 'check' says what is wrong"))
    products = (item for file, item in data.items() if file.startswith("content/products/") and isinstance(item, dict))
    return known, [color for item in products if isinstance(color := item.get("color"), int)]


def _refuse_existing(root: Path, files: Mapping[str, bytes]) -> None:
    for file in files:
        if (root / file).exists():
            raise ConfigurationError(
                say("{name} is there already", name=file), say("choose another id, or edit that file")
            )


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """Each file as a new one, or none: what appeared in the meantime is refused by the system itself."""
    from pingbi.publishing.disk import REAL  # late: as above

    begun: list[Path] = []
    try:
        for file, data in files.items():
            begun += [folder for folder in (root / file).parents if not folder.exists()]
            REAL.make_folders((root / file).parent)
            if not (root / file).exists():
                begun.append(root / file)
            REAL.write(root / file, data)
    except OSError as wrong:
        _take_back(begun)
        message = say("{name} cannot be written: {reason}", name=wrong.filename or root, reason=wrong.strerror)
        raise MachineError(message, say("look at the folder's permissions and the space on the disk")) from wrong


def _take_back(begun: list[Path]) -> None:
    """Leave nothing behind of what could not be finished."""
    for path in sorted(begun, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _write_schemas(root: Path) -> None:
    from pingbi.schema.write import FOLDER, write_schemas  # late: as above

    known, _ = _known(root)
    write_schemas(root / FOLDER, known)


def _tell(options: argparse.Namespace, message: Said) -> None:
    print(_told(options, message))


def _told(options: argparse.Namespace, message: Said) -> str:
    from pingbi.words import tell  # late: as above

    return tell(message, str(options.lang or spoken(os.environ)))
