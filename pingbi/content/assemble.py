"""Puts everything that was read of a content folder together into one Site."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from pingbi.content.facts import read_facts, with_periods, wrong_periods
from pingbi.content.project_files import file_parts
from pingbi.content.prose import read_prose
from pingbi.content.records import validate
from pingbi.content.yaml.documents import Document
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import Place, Problem, as_problem
from pingbi.model.base import Record, check_id, is_id, proper_id
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import UNKNOWN, Datum
from pingbi.model.editorial import Need, Scenario
from pingbi.model.resolve import MODELS, entry_plans
from pingbi.model.site import Fact, Prose, Site, SiteConfig, bare_config
from pingbi.model.sources import Source
from pingbi.remember import remembered
from pingbi.site_structure import PROSE_FOLDERS, RECORD_FOLDERS

R = TypeVar("R", bound=BaseModel)
SOURCES, FEATURES = "content/sources.yaml", "content/features.yaml"


@dataclass
class Loading:
    """What has been read so far, and every problem so far."""

    files: Mapping[str, bytes]
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    locales: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Files with broken YAML, and required files that are missing."""

    def record(self, file: str, kind: type[R], **context: str) -> R | None:
        """Return one file as a record; None if it is missing or wrong."""
        document = self.documents.get(file)
        if document is None:
            return None
        record, problems = _validated(document, kind, file, tuple(self.locales), tuple(context.items()))
        self.problems += problems
        return record

    def records(self, folder: str) -> dict[str, Record]:
        """Return all records of a folder, by id, in the order of their names."""
        found: dict[str, Record] = {}
        for file in self.documents:
            where, stem, _ = file_parts(file)
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
        """Return the catalogue, without its faulty parts."""
        whole = self.record(FEATURES, Catalogue)
        return whole or _salvaged(self.documents.get(FEATURES), tuple(self.locales))

    def declared(self) -> dict[str, tuple[str, ...]]:
        """Return every id by kind; a malformed id counts as the one that was meant."""
        data = [file_parts(file) for file in self.files if file.endswith(".yaml")]
        found = {kind: sorted(proper_id(stem) for folder, stem, _ in data if folder == kind) for kind in RECORD_FOLDERS}
        found["sources"] = [proper_id(name) for name in entries(self.documents.get(SOURCES))]
        for kind in ("features", "groups", "scales"):
            found[kind] = [proper_id(name) for name in entries(self.documents.get(FEATURES), kind)]
        return {kind: tuple(dict.fromkeys(names)) for kind, names in found.items()}


@remembered
def _validated(
    document: Document, kind: type[R], file: str, locales: tuple[str, ...], context: tuple[tuple[str, str], ...]
) -> tuple[R | None, list[Problem]]:
    """Return a document as a record; its own `source` and `at` are the defaults of its entries."""
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
    """Check a source's id, which is part of addresses like any other."""
    try:
        check_id(name)
    except PydanticCustomError as wrong:
        return [as_problem(wrong, Place(SOURCES, (name,), True))]
    return []


@remembered
def _salvaged(document: Document | None, locales: tuple[str, ...]) -> Catalogue:
    """Return the valid part of a faulty catalogue, so that everything not based on the rest can be checked, too."""
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
    """Return a mapping at the top of a document, or below a key of it; {} if there is none."""
    data = document.data if document else None
    if key:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def assemble(
    state: Loading,
    config: SiteConfig | None,
    catalogue: Catalogue,
    sources: Mapping[str, Source],
    records: Mapping[str, dict[str, Any]],
) -> Site:
    """Return the site of everything that could be read; what is wrong with the rest is in the state's problems."""
    plans, offers = (
        {id_: with_periods(offering, sources) for id_, offering in records[kind].items()}
        for kind in ("plans", "offers")
    )
    for kind in ("plans", "offers"):
        for id_, offering in records[kind].items():
            state.problems += wrong_periods(f"content/{kind}/{id_}.yaml", offering, sources)
    products = dict(sorted(records["products"].items(), key=_in_order))
    declared = None if FEATURES in state.broken else state.declared()["features"]
    facts: dict[str, Mapping[str, Fact]] = {}
    for id_, product in products.items():
        file = f"content/plans/{id_}.yaml"
        faulty = file in state.broken or (id_ not in plans and file in state.files)
        given = (id_, product, catalogue, tuple(state.locales), entry_plans(plans.get(id_)), faulty, declared)
        facts[id_], problems = read_facts(*given)
        state.problems += problems
    return Site(
        config=config or bare_config(state.locales),
        sources=sources,
        catalogue=catalogue,
        products=products,
        facts=facts,
        plans=plans,
        offers=offers,
        comparisons=records["comparisons"],
        tests=records["tests"],
        scenarios=records["scenarios"],
        needs={id_: _needs(state, catalogue, id_, scenario) for id_, scenario in records["scenarios"].items()},
        guides=records["guides"],
        prose=_prose(state),
    )


def _in_order(item: tuple[str, Any]) -> tuple[float, float, str]:
    id_, product = item
    return product.order or math.inf, product.color or math.inf, id_


def _needs(state: Loading, catalogue: Catalogue, id_: str, scenario: Scenario) -> tuple[Datum, ...]:
    found, problems = _needs_of(id_, scenario, catalogue, tuple(state.locales))
    state.problems += problems
    return found


@remembered
def _needs_of(
    id_: str, scenario: Scenario, catalogue: Catalogue, locales: tuple[str, ...]
) -> tuple[tuple[Datum, ...], list[Problem]]:
    """Return the values that a scenario's needs ask for; one that cannot be read is reported and counts as unknown."""
    problems: list[Problem] = []
    found: list[Datum] = []
    for index, need in enumerate(scenario.needs):
        place = Place(f"content/scenarios/{id_}.yaml", ("needs", index, need.form[0]))
        asked = _asked(need, catalogue, locales, place)
        problems += [asked] if isinstance(asked, Problem) else []
        found.append(UNKNOWN if isinstance(asked, Problem) else asked)
    return tuple(found), problems


def _asked(need: Need, catalogue: Catalogue, locales: tuple[str, ...], place: Place) -> Datum | Problem:
    (form, written), feature = need.form, catalogue.features.get(need.feature)
    if feature is None:
        return UNKNOWN  # that there is no such feature is reported where names are checked
    kind = feature.kind
    if form not in kind.need_forms:
        message = say("a need on a feature of kind '{kind}' has no '{form}'", kind=kind.name, form=form)
        hint = say("write one of: {known}", known=kind.need_forms)
        return Problem(replace(place, key=True), "need-form", message, hint, about=(kind.name, form))
    try:
        return kind.read(written, feature, catalogue.scales, locales)
    except PydanticCustomError as wrong:
        return as_problem(wrong, place)


def _prose(state: Loading) -> dict[tuple[str, str, str], Prose]:
    """Return prose files by (folder, id, locale): `products/ID.zh-TW.md`."""
    found = {}
    for file in sorted(state.files):
        folder, stem, suffix = file_parts(file)
        if suffix == ".md" and folder in PROSE_FOLDERS:
            id_, _, locale = stem.partition(".")
            prose, problems = _prose_of(state.files[file], file)
            state.problems += problems
            if prose.text:
                found[folder, id_, locale] = prose
    return found


@remembered
def _prose_of(data: bytes, file: str) -> tuple[Prose, tuple[Problem, ...]]:
    """Return a prose file, and what is wrong with it."""
    text, problems = read_prose(data, file)
    return Prose(file, text), tuple(problems)
