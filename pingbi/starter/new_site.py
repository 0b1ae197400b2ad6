"""A new comparison of two sample products, from its options: small, complete, and ready to build."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic_core import PydanticCustomError

from pingbi.content.load import load
from pingbi.content.project_files import read_project
from pingbi.diagnostics.message import choices, say
from pingbi.diagnostics.problem import ConfigurationError, MachineError
from pingbi.locale.text import split
from pingbi.model.base import check_id, check_line
from pingbi.model.fields import HAN
from pingbi.model.plans import CURRENCIES
from pingbi.project import project_at
from pingbi.publish.disk import REAL
from pingbi.schema.explanations import DeclaredIds, declared_ids, for_vscode
from pingbi.schema.record_schemas import FILES, FOLDER, write_schemas
from pingbi.starter.new_record import HERE, Files, files_below, filled_template, record_files, yaml_string, yaml_text

NAMES = {"zh-TW": "繁體中文", "en": "English"}
"""The languages that the interface has texts in, each by its own name."""

_WORDS_OF_YAML = ("yes", "no", "on", "off", "true", "false", "null")
"""Words that YAML would require quotes for, wherever they occur as an id."""


@dataclass(frozen=True)
class StarterOptions:
    """The options as typed: a name is the same in every language, or `中文/English` in the order of the languages."""

    title: str
    products: str
    locales: str
    currency: str


@dataclass(frozen=True)
class NameOption:
    """A name in every language."""

    words: Mapping[str, str]

    @property
    def yaml(self) -> str:
        """Return the name as a YAML value: in one wording, or in every language."""
        wordings = set(self.words.values())
        return yaml_string(wordings.pop()) if len(wordings) == 1 else yaml_text(self.words)

    @property
    def id(self) -> str:
        """An id from the wording in Latin letters. Raises a finding where none can be made."""
        latin = next((said for said in self.words.values() if not HAN.search(said)), "")
        plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
        made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        return check_id(f"the-{made}" if made in _WORDS_OF_YAML else made)


def read_locales(written: str) -> list[str]:
    """`zh-TW,en` -> both."""
    known = ",".join(NAMES)
    found = [item.strip() for item in written.split(",") if item.strip()]
    for item in found:
        if item not in NAMES:
            hint = say(
                "begin with {known}; add it to site.yaml later, and 'check' names every text missing", known=known
            )
            raise ConfigurationError(say("the interface does not speak {language} yet", language=item), hint)
    if len(found) < 2 or len(set(found)) != len(found):
        message = say("a comparison is written in two languages or more")
        raise ConfigurationError(message, say("write --locales {known}", known=known))
    return found


def read_currency(written: str) -> str:
    if written not in CURRENCIES:
        message = say("'{currency}' is not a currency", currency=written)
        raise ConfigurationError(message, choices(written.upper(), CURRENCIES))
    return written


def read_products(written: str, locales: Sequence[str]) -> tuple[NameOption, NameOption]:
    """`First, Second` -> both."""
    found = [read_name(item, locales) for item in written.split(",") if item.strip()]
    try:
        ids = {name.id for name in found}
    except PydanticCustomError as wrong:
        hint = say("an id of a-z and 0-9 is made from each name: give one in Latin letters")
        raise ConfigurationError((wrong.context or {})["message"], hint) from None
    if len(found) != 2 or len(ids) != 2:
        message = say("a comparison begins with two different products")
        raise ConfigurationError(message, say("write --products 'First, Second'"))
    return found[0], found[1]


def read_name(written: str, locales: Sequence[str]) -> NameOption:
    """`Name` -> the same in every language; `中文/English` -> each its own."""
    parts = [part.strip() for part in written.split("/")]
    words = dict(zip(locales, parts * len(locales) if len(parts) == 1 else parts, strict=False))
    if len(parts) not in (1, len(locales)) or HAN.search(words.get("en", "")):
        message = say("'{name}' is not a name in every language", name=written.strip())
        hint = say("write it in each, in this order: {names}", names="/".join(NAMES[locale] for locale in locales))
        raise ConfigurationError(message, hint)
    if any(not isinstance(piece, str) for piece in split(written)):
        raise ConfigurationError(say("a name holds no braces"), say("leave them out: a name refers to nothing"))
    try:
        return NameOption({locale: check_line(said) for locale, said in words.items()})
    except PydanticCustomError as wrong:
        detail = wrong.context or {}
        raise ConfigurationError(detail["message"], detail["hint"]) from None


EXTENSIONS = ["redhat.vscode-yaml", "editorconfig.editorconfig"]


def site_files(wishes: StarterOptions, today: dt.date) -> Files:
    """All files of the comparison; its samples are of `today`. Raises ConfigurationError: which wish cannot be met."""
    locales = read_locales(wishes.locales)
    a, b = read_products(wishes.products, locales)
    values = {
        "title": yaml_text(read_name(wishes.title, locales).words),
        "locales": "\n".join(f"  {locale}: {{path: {locale.lower()}, name: {NAMES[locale]}}}" for locale in locales),
        "today": today.isoformat(),
        "currency": read_currency(wishes.currency),
        **{"a": a.id, "b": b.id, "name_a": a.yaml, "name_b": b.yaml},
    }
    folder = HERE / "comparison"
    found: Files = {".gitignore": (folder / "gitignore").read_bytes(), **settings()}
    for path in files_below(folder / "content"):
        file = _renamed(path.relative_to(folder).as_posix(), a.id, b.id)
        found[file] = filled_template(path, file, values)
    return found


def settings() -> Files:
    """Return the VS Code settings that find the schemas; other editors read the first line of each file."""
    schemas = {f"{FOLDER}/{name}.json": f"content/{files}" for name, (_, files) in FILES.items()}
    found = {"yaml.schemas": schemas, "yaml.schemaStore.enable": False, "yaml.format.enable": False}
    return {
        ".vscode/settings.json": _json(found),
        ".vscode/extensions.json": _json({"recommendations": EXTENSIONS}),
        ".vscode/pingbi.code-snippets": for_vscode(),
    }


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _renamed(file: str, a: str, b: str) -> str:
    """Rename: `products/A.yaml` -> `products/alpha.yaml`."""
    path = PurePosixPath(file)
    stem, dot, rest = path.name.partition(".")
    ids = {"A": a, "B": b, "A-vs-B": f"{a}-vs-{b}"}
    return (path.parent / f"{ids.get(stem, stem)}{dot}{rest}").as_posix()


def check_is_new(folder: Path) -> None:
    """Raise ConfigurationError where the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(say("{name} is there already", name=folder), say("name a folder that is new or empty"))


def write_comparison(folder: Path, wishes: StarterOptions, today: dt.date) -> tuple[str, ...]:
    """Write a whole comparison into a new folder, with its schemas; returns the paths of its files."""
    check_is_new(folder)
    files = site_files(wishes, today)
    _write(folder, files)
    known, _ = _known(folder)
    write_schemas(folder / FOLDER, known)
    return tuple(files)


def write_record(root: Path, kind: str, id_: str) -> tuple[str, ...]:
    """Write a new record of the comparison at `root`; returns the paths of its files."""
    known, colors = _known(root)
    files = record_files(kind, id_, known, colors)
    _refuse_existing(root, files)
    _write(root, files)
    return tuple(files)


def _known(root: Path) -> tuple[DeclaredIds, list[int]]:
    """Return what the comparison declares, and the colours of its products."""
    documents = load(read_project(project_at(root)).content).documents
    data = {file: document.data for file, document in documents.items()}
    known = declared_ids(data)
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
    """Create all files or none. The system refuses a file that has appeared in the meantime."""
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
    """Remove the files that were created before one could not be."""
    for path in sorted(begun, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
