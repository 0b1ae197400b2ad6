"""What has been read of a content folder so far: its files as records, and every problem met on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from pingbi.findings import as_problem
from pingbi.model.base import Record, check_id, is_id, proper_id
from pingbi.model.catalogue import Catalogue
from pingbi.model.record_kinds import MODELS
from pingbi.model.sources import Source
from pingbi.problems import Place, Problem
from pingbi.reading.layout import filed
from pingbi.reading.records import validate
from pingbi.reading.strict_yaml import Document
from pingbi.remember import remembered
from pingbi.site_structure import RECORD_FOLDERS
from pingbi.wording import say

R = TypeVar("R", bound=BaseModel)
SOURCES, FEATURES = "content/sources.yaml", "content/features.yaml"


@dataclass
class Loading:
    """What has been read so far, and every problem met on the way."""

    files: Mapping[str, bytes]
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    locales: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Files with faults in their YAML itself, and missing ones that there must be."""

    def record(self, file: str, kind: type[R], **context: str) -> R | None:
        """One file as a record; None where it is missing or wrong."""
        document = self.documents.get(file)
        if document is None:
            return None
        record, problems = _validated(document, kind, file, tuple(self.locales), tuple(context.items()))
        self.problems += problems
        return record

    def records(self, folder: str) -> dict[str, Record]:
        """All records of a folder, by id, in the order of their names."""
        found: dict[str, Record] = {}
        for file in self.documents:
            where, stem, _ = filed(file)
            if where == folder:
                context = {"product": stem} if folder == "plans" else {}
                record = self.record(file, MODELS[folder], **context)
                if record is not None and is_id(stem):
                    found[stem] = record
        return found

    def sources(self) -> Mapping[str, Source]:
        found, problems = _sources(self.documents.get(SOURCES), tuple(self.locales))
        self.problems += problems
        return found

    def catalogue(self) -> Catalogue:
        """The catalogue, without what is wrong in it."""
        whole = self.record(FEATURES, Catalogue)
        return whole or _salvaged(self.documents.get(FEATURES), tuple(self.locales))

    def declared(self) -> dict[str, tuple[str, ...]]:
        """Every id by kind; what is wrongly written counts as what it was meant to be."""
        data = [filed(file) for file in self.files if file.endswith(".yaml")]
        found = {kind: sorted(proper_id(stem) for folder, stem, _ in data if folder == kind) for kind in RECORD_FOLDERS}
        found["sources"] = [proper_id(name) for name in entries(self.documents.get(SOURCES))]
        for kind in ("features", "groups", "scales"):
            found[kind] = [proper_id(name) for name in entries(self.documents.get(FEATURES), kind)]
        return {kind: tuple(dict.fromkeys(names)) for kind, names in found.items()}


@remembered
def _validated(
    document: Document, kind: type[R], file: str, locales: tuple[str, ...], context: tuple[tuple[str, str], ...]
) -> tuple[R | None, list[Problem]]:
    """A document as a record; its own `source` and `at` stand in where its entries leave them out."""
    defaults = {key: document.data.get(key) for key in ("source", "at")} if isinstance(document.data, dict) else {}
    return validate(document.data, kind, file, {"locales": list(locales), **defaults, **dict(context)})


@remembered
def _sources(document: Document | None, locales: tuple[str, ...]) -> tuple[dict[str, Source], list[Problem]]:
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    if document and not isinstance(document.data, dict):
        message, hint = say("a mapping of sources is expected"), say("write 'ID:', and below it what is known of it")
        problems.append(Problem(Place(SOURCES), "type", message, hint))
    for name, written in entries(document).items():
        record, wrong = validate(written, Source, SOURCES, {"locales": list(locales)}, (name,))
        problems += [*_wrong_id(name), *wrong]
        if record:
            found[name] = record
    return found, problems


def _wrong_id(name: str) -> list[Problem]:
    """A source's id is part of addresses like any other."""
    try:
        check_id(name)
    except PydanticCustomError as wrong:
        return [as_problem(wrong, Place(SOURCES, (name,), True))]
    return []


@remembered
def _salvaged(document: Document | None, locales: tuple[str, ...]) -> Catalogue:
    """What is right in a faulty catalogue, so that all that does not rest on the rest can be checked, too."""
    context = {"locales": list(locales)}
    parts: dict[str, dict[str, Any]] = {}
    for part in ("scales", "groups", "features"):
        parts[part] = {}
        for name, one in entries(document, part).items():
            alone = {"groups": {}, "features": {}, part: {name: one}}
            record, _ = validate(alone, Catalogue, FEATURES, context)
            if record:
                parts[part][name] = getattr(record, part)[name]
    return Catalogue.model_construct(None, **parts)


def entries(document: Document | None, key: str = "") -> dict[str, Any]:
    """A mapping at the top of a document, or below a key of it; {} where there is none."""
    data = document.data if document else None
    if key:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}
