"""All files of a content folder become one Site, or the problems that stand in the way."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from pingbi.faults import as_problem
from pingbi.memo import FORGETFUL, Memo
from pingbi.model.base import check_id, is_id, proper_id
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import UNKNOWN, Datum
from pingbi.model.editorial import Comparison, Guide, HandsOnTest, Scenario, forms_of
from pingbi.model.in_use import sold
from pingbi.model.plans import Offering
from pingbi.model.products import Product
from pingbi.model.site import LEAST_LANGUAGES, Fact, Prose, Site, SiteConfig, bare_config, is_language
from pingbi.model.sources import Source
from pingbi.problems import ContentError, Place, Problem
from pingbi.reading.facts import read_facts
from pingbi.reading.layout import PROSE, RECORDS, filed, misplaced, untranslated
from pingbi.reading.leftovers import CODE as LEFTOVER
from pingbi.reading.leftovers import leftovers
from pingbi.reading.markdown_files import read_prose
from pingbi.reading.periods import with_periods, wrong_periods
from pingbi.reading.records import validate
from pingbi.reading.strict_yaml import Document, FaultyDocument, read_yaml
from pingbi.reading.values import read_datum
from pingbi.wording import say

R = TypeVar("R", bound=BaseModel)
KINDS: tuple[type[BaseModel], ...] = (
    Product, Offering, Offering, Comparison, HandsOnTest, Scenario, Guide,
)  # fmt: skip
FOLDERS: Mapping[str, type[BaseModel]] = dict(zip(RECORDS, KINDS, strict=True))
SOURCES, FEATURES = "content/sources.yaml", "content/features.yaml"


@dataclass
class Loading:
    """What has been read so far, and every problem met on the way."""

    files: Mapping[str, bytes]
    memo: Memo
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
        record, problems = self.memo(_validated, document, kind, file, tuple(self.locales), tuple(context.items()))
        self.problems += problems
        return record

    def records(self, folder: str, kind: type[R]) -> dict[str, R]:
        """All records of a folder, by id, in the order of their names."""
        found: dict[str, R] = {}
        for file in self.documents:
            where, stem, _ = filed(file)
            if where == folder:
                context = {"product": stem} if folder == "plans" else {}
                record = self.record(file, kind, **context)
                if record is not None and is_id(stem):
                    found[stem] = record
        return found

    def sources(self) -> Mapping[str, Source]:
        found, problems = self.memo(_sources, self.documents.get(SOURCES), tuple(self.locales))
        self.problems += problems
        return found

    def catalogue(self) -> Catalogue:
        """The catalogue, without what is wrong in it."""
        whole = self.record(FEATURES, Catalogue)
        return whole or self.memo(_salvaged, self.documents.get(FEATURES), tuple(self.locales))


def _validated(
    document: Document, kind: type[R], file: str, locales: tuple[str, ...], context: tuple[tuple[str, str], ...]
) -> tuple[R | None, list[Problem]]:
    """A document as a record; its own `source` and `at` stand in where its entries leave them out."""
    defaults = {key: document.data.get(key) for key in ("source", "at")} if isinstance(document.data, dict) else {}
    return validate(document.data, kind, file, {"locales": list(locales), **defaults, **dict(context)})


def _sources(document: Document | None, locales: tuple[str, ...]) -> tuple[dict[str, Source], list[Problem]]:
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    if document and not isinstance(document.data, dict):
        message, hint = say("a mapping of sources is expected"), say("write 'ID:', and below it what is known of it")
        problems.append(Problem(Place(SOURCES), "type", message, hint))
    for name, written in _entries(document).items():
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


def _salvaged(document: Document | None, locales: tuple[str, ...]) -> Catalogue:
    """What is right in a faulty catalogue, so that all that does not rest on the rest can be checked, too."""
    context = {"locales": list(locales)}
    parts: dict[str, dict[str, Any]] = {}
    for part in ("scales", "groups", "features"):
        entries = _entries(document, part).items()
        alone = ((name, validate({"groups": {}, "features": {}, part: {name: one}}, Catalogue, FEATURES, context)[0])
                 for name, one in entries)  # fmt: skip
        parts[part] = {name: getattr(record, part)[name] for name, record in alone if record}
    return Catalogue.model_construct(None, **parts)


def _entries(document: Document | None, key: str = "") -> dict[str, Any]:
    """A mapping at the top of a document, or below a key of it; {} where there is none."""
    data = document.data if document else None
    if key:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


@dataclass(frozen=True)
class Loaded:
    """The outcome: `site` is None where something essential is wrong. `documents` are kept for positions."""

    site: Site | None
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]
    locales: tuple[str, ...]
    declared: Mapping[str, tuple[str, ...]]
    """Every id by kind, also of files that have faults of their own."""
    broken: frozenset[str] = frozenset()
    """Files with faults in their YAML itself, and missing ones that there must be."""

    @property
    def whole(self) -> Site:
        """The site, once it is known that nothing is wrong."""
        assert self.site is not None, "loading found problems; they were to be reported first"
        return self.site


def load(files: Mapping[str, bytes], memo: Memo = FORGETFUL) -> Loaded:
    """Read all `files` (by path relative to the site's root). Every problem is reported, not just the first.

    With a `memo` only files that changed since the last time are read again; the outcome is the same.
    """
    state = Loading(files, memo)
    _parse(state)
    config = _config(state)
    state.problems += [*misplaced(files, state.locales), *untranslated(files, state.locales)]
    catalogue = state.catalogue()
    sources = state.sources()
    records = {folder: state.records(folder, kind) for folder, kind in FOLDERS.items()}
    site = _assemble(state, config, catalogue, sources, records) if state.locales else None
    documents, locales, told = state.documents, tuple(state.locales), tuple(state.problems)
    return Loaded(site, told, documents, locales, _declared(state), frozenset(state.broken))


def _declared(state: Loading) -> dict[str, tuple[str, ...]]:
    """Every id by kind; what is wrongly written counts as what it was meant to be."""
    data = [filed(file) for file in state.files if file.endswith(".yaml")]
    found = {kind: sorted(proper_id(stem) for folder, stem, _ in data if folder == kind) for kind in FOLDERS}
    found["sources"] = [proper_id(name) for name in _entries(state.documents.get(SOURCES))]
    for kind in ("features", "groups", "scales"):
        found[kind] = [proper_id(name) for name in _entries(state.documents.get(FEATURES), kind)]
    return {kind: tuple(dict.fromkeys(names)) for kind, names in found.items()}


def _parse(state: Loading) -> None:
    for file in sorted(state.files):
        if file.endswith(".yaml"):
            document, problems = state.memo(_parsed, state.files[file], file)
            state.problems += problems
            if any(problem.code != LEFTOVER for problem in problems) or not _says_what_there_is(document, file):
                state.broken.add(file)
            if document:
                state.documents[file] = document


def _says_what_there_is(document: Document | None, file: str) -> bool:
    """Whether the mappings are there that other files take names from."""
    if file not in (SOURCES, FEATURES) or document is None:
        return True
    data = document.data
    wanted = [data] if file == SOURCES or not isinstance(data, dict) else [data.get("groups"), data.get("features")]
    return all(isinstance(mapping, dict) for mapping in wanted)


def _parsed(data: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """A file's document unless it breaks off, and what is wrong with it."""
    try:
        document = read_yaml(data, file)
        return document, leftovers(document, file)
    except FaultyDocument as wrong:
        found = (*wrong.problems, *leftovers(wrong.document, file))
        return wrong.document if wrong.document.whole else None, found
    except ContentError as wrong:
        return None, tuple(wrong.problems)


def _config(state: Loading) -> SiteConfig | None:
    """site.yaml comes first: it names the languages that every other file is checked against."""
    file = "content/site.yaml"
    document = state.documents.get(file)
    doubted = {problem.place.path[0] for problem in state.problems if problem.place.file == file and problem.place.path}
    state.locales = _languages(document, state.files, doubted)
    if document is None:
        if file not in state.files:
            hint = say("write it, or begin with a copy of the one in docs/content-format.md")
            state.problems.append(Problem(Place(file), "file-missing", say("there is no {file}", file=file), hint))
        return None
    for needed in (FEATURES, SOURCES):
        if needed not in state.files:
            state.broken.add(needed)
            message = say("there is no {file}", file=needed)
            state.problems.append(Problem(Place(needed), "file-missing", message, say("write it")))
    return state.record(file, SiteConfig)


def _languages(document: Document | None, files: Iterable[str], doubted: Collection[str | int]) -> list[str]:
    """The languages of the site; where the list of them is wrong, those of its title, or those that prose is in.

    `doubted` are keys of the document in which the reader of YAML has found faults.

    Every other file is checked against them, and is not to blame.
    """
    prose = {filed(file).stem.partition(".")[2] for file in files if file.endswith(".md")}
    given = (_entries(document, key) for key in ("locales", "title") if key not in doubted)
    ways = (*given, sorted(filter(is_language, prose)))
    found = (list(way) for way in ways)
    return next((way for way in found if len(way) >= LEAST_LANGUAGES and all(map(is_language, way))), [])


def _assemble(
    state: Loading,
    config: SiteConfig | None,
    catalogue: Catalogue,
    sources: Mapping[str, Source],
    records: Mapping[str, dict[str, Any]],
) -> Site:
    plans, offers = (
        {id_: state.memo(with_periods, offering, sources) for id_, offering in records[kind].items()}
        for kind in ("plans", "offers")
    )
    for kind in ("plans", "offers"):
        for id_, offering in records[kind].items():
            state.problems += state.memo(wrong_periods, f"content/{kind}/{id_}.yaml", offering, sources)
    products = dict(sorted(records["products"].items(), key=lambda item: item[1].color))
    declared = None if FEATURES in state.broken else tuple(_declared(state)["features"])
    facts: dict[str, Mapping[str, Fact]] = {}
    for id_, product in products.items():
        file = f"content/plans/{id_}.yaml"
        faulty = file in state.broken or (id_ not in plans and file in state.files)
        given = (id_, product, catalogue, tuple(state.locales), sold(plans.get(id_)), faulty, declared)
        facts[id_], problems = state.memo(read_facts, *given)
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


def _needs(state: Loading, catalogue: Catalogue, id_: str, scenario: Scenario) -> tuple[Datum, ...]:
    found, problems = state.memo(_needs_of, id_, scenario, catalogue, tuple(state.locales))
    state.problems += problems
    return found


def _needs_of(
    id_: str, scenario: Scenario, catalogue: Catalogue, locales: tuple[str, ...]
) -> tuple[tuple[Datum, ...], list[Problem]]:
    """What the needs of a scenario ask for; one that cannot be read is reported and counts as unknown."""
    found: list[Datum] = []
    problems: list[Problem] = []
    for index, need in enumerate(scenario.needs):
        form, written = need.form
        feature = catalogue.features.get(need.feature)
        datum: Datum = UNKNOWN
        if feature:
            place = Place(f"content/scenarios/{id_}.yaml", ("needs", index, form))
            if form not in forms_of(feature):
                message = say("a need on a feature of kind '{kind}' has no '{form}'", kind=feature.kind, form=form)
                hint = say("write one of: {known}", known=forms_of(feature))
                problems.append(Problem(replace(place, key=True), "need-form", message, hint))
                found.append(datum)
                continue
            try:
                datum = read_datum(written, feature, catalogue, list(locales))
            except PydanticCustomError as wrong:
                problems.append(as_problem(wrong, place))
        found.append(datum)
    return tuple(found), problems


def _prose(state: Loading) -> dict[tuple[str, str, str], Prose]:
    """Prose files by (folder, id, locale): `products/ID.zh-TW.md`."""
    found = {}
    for file in sorted(state.files):
        folder, stem, suffix = filed(file)
        if suffix == ".md" and folder in PROSE:
            id_, _, locale = stem.partition(".")
            prose, problems = state.memo(_prose_of, state.files[file], file)
            state.problems += problems
            if prose.text:
                found[folder, id_, locale] = prose
    return found


def _prose_of(data: bytes, file: str) -> tuple[Prose, tuple[Problem, ...]]:
    """A prose file, and what is wrong with it."""
    text, problems = read_prose(data, file)
    return Prose(file, text), tuple(problems)
