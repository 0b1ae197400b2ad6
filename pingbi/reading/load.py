"""All files of a content folder become one Site, or the problems that stand in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from pingbi.faults import as_problem
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import UNKNOWN, Datum
from pingbi.model.editorial import Comparison, Guide, HandsOnTest, Scenario
from pingbi.model.plans import Offering
from pingbi.model.products import Product
from pingbi.model.site import Fact, Prose, Site, SiteConfig, bare_config
from pingbi.model.sources import Source
from pingbi.problems import ContentError, Place, Problem
from pingbi.reading.facts import FactReader
from pingbi.reading.layout import PROSE, RECORDS, misplaced, untranslated
from pingbi.reading.markdown_files import read_prose
from pingbi.reading.periods import with_periods
from pingbi.reading.records import validate
from pingbi.reading.strict_yaml import Document, FaultyDocument, read_yaml
from pingbi.reading.values import read_datum

R = TypeVar("R", bound=BaseModel)
KINDS: tuple[type[BaseModel], ...] = (
    Product, Offering, Offering, Comparison, HandsOnTest, Scenario, Guide,
)  # fmt: skip
FOLDERS: Mapping[str, type[BaseModel]] = dict(zip(RECORDS, KINDS, strict=True))
PROSE_FOLDERS = tuple(f"content/{folder}" for folder in PROSE)


@dataclass
class Loading:
    """What has been read so far, and every problem met on the way."""

    files: Mapping[str, bytes]
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    locales: list[str] = field(default_factory=list)

    def record(self, file: str, kind: type[R], **context: Any) -> R | None:
        """One file as a record; None where it is missing or wrong."""
        document = self.documents.get(file)
        if document is None:
            return None
        defaults = {key: document.data.get(key) for key in ("source", "at")} if isinstance(document.data, dict) else {}
        return self._keep(*validate(document.data, kind, file, {"locales": self.locales, **defaults, **context}))

    def records(self, folder: str, kind: type[R]) -> dict[str, R]:
        """All records of a folder, by id, in the order of their names."""
        found: dict[str, R] = {}
        for file in self.documents:
            path = PurePosixPath(file)
            if path.parent.as_posix() == f"content/{folder}":
                context = {"product": path.stem} if folder == "plans" else {}
                record = self.record(file, kind, **context)
                if record is not None:
                    found[path.stem] = record
        return found

    def sources(self) -> dict[str, Source]:
        file = "content/sources.yaml"
        data = self.documents[file].data if file in self.documents else None
        if not isinstance(data, dict):
            return {}
        found = {}
        for name, written in data.items():
            record, problems = validate(written, Source, file, {"locales": self.locales})
            self.problems += [_below(problem, name) for problem in problems]
            if record:
                found[name] = record
        return found

    def _keep(self, record: R | None, problems: list[Problem]) -> R | None:
        self.problems += problems
        return record


@dataclass(frozen=True)
class Loaded:
    """The outcome: `site` is None where something essential is wrong. `documents` are kept for positions."""

    site: Site | None
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]
    locales: tuple[str, ...]
    declared: Mapping[str, tuple[str, ...]]
    """Every id by kind, also of files that have faults of their own."""

    @property
    def whole(self) -> Site:
        """The site, once it is known that nothing is wrong."""
        assert self.site is not None, "loading found problems; they were to be reported first"
        return self.site


def load(files: Mapping[str, bytes]) -> Loaded:
    """Read all `files` (by path relative to the site's root). Every problem is reported, not just the first."""
    state = Loading(files)
    _parse(state)
    config = _config(state)
    state.problems += [*misplaced(files, state.locales), *untranslated(files, state.locales)]
    catalogue = state.record("content/features.yaml", Catalogue)
    sources = state.sources()
    records = {folder: state.records(folder, kind) for folder, kind in FOLDERS.items()}
    site = _assemble(state, config, catalogue, sources, records) if catalogue and state.locales else None
    return Loaded(site, tuple(state.problems), state.documents, tuple(state.locales), _declared(state, catalogue))


def _declared(state: Loading, catalogue: Catalogue | None) -> dict[str, tuple[str, ...]]:
    paths = [PurePosixPath(file) for file in state.files if file.endswith(".yaml")]
    found = {
        folder: tuple(sorted(p.stem for p in paths if p.parent.as_posix() == f"content/{folder}")) for folder in FOLDERS
    }
    document = state.documents.get("content/sources.yaml")
    sources = document.data if document and isinstance(document.data, dict) else {}
    return {**found, "sources": tuple(sources), "features": tuple(catalogue.features) if catalogue else ()}


def _parse(state: Loading) -> None:
    for file in sorted(state.files):
        if file.endswith(".yaml"):
            try:
                state.documents[file] = read_yaml(state.files[file], file)
            except FaultyDocument as wrong:
                state.problems += wrong.problems
                state.documents[file] = wrong.document
            except ContentError as wrong:
                state.problems += wrong.problems


def _config(state: Loading) -> SiteConfig | None:
    """site.yaml comes first: it names the languages that every other file is checked against."""
    file = "content/site.yaml"
    document = state.documents.get(file)
    if document is None:
        if file not in state.files:
            hint = "write it, or begin with a copy of the one in docs/content-format.md"
            state.problems.append(Problem(Place(file), "file-missing", "there is no content/site.yaml", hint))
        return None
    declared = document.data.get("locales") if isinstance(document.data, dict) else None
    state.locales = list(declared) if isinstance(declared, dict) else []
    for needed in ("content/features.yaml", "content/sources.yaml"):
        if needed not in state.files:
            state.problems.append(Problem(Place(needed), "file-missing", f"there is no {needed}", "write it"))
    return state.record(file, SiteConfig)


def _assemble(
    state: Loading,
    config: SiteConfig | None,
    catalogue: Catalogue,
    sources: Mapping[str, Source],
    records: Mapping[str, dict[str, Any]],
) -> Site:
    plans = {id_: with_periods(offering, sources) for id_, offering in records["plans"].items()}
    offers = {id_: with_periods(offering, sources) for id_, offering in records["offers"].items()}
    products = dict(sorted(records["products"].items(), key=lambda item: item[1].color))
    facts: dict[str, Mapping[str, Fact]] = {}
    for id_, product in products.items():
        reader = FactReader(id_, catalogue, state.locales, plans.get(id_))
        reader.plans_faulty = id_ not in plans and f"content/plans/{id_}.yaml" in state.files
        facts[id_] = reader.read(product)
        state.problems += reader.problems
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
    """What the needs of a scenario ask for; one that cannot be read is reported and counts as unknown."""
    found: list[Datum] = []
    for index, need in enumerate(scenario.needs):
        form, written = need.form
        feature = catalogue.features.get(need.feature)
        datum: Datum = UNKNOWN
        if feature:
            place = Place(f"content/scenarios/{id_}.yaml", ("needs", index, form))
            try:
                datum = read_datum(written, feature, catalogue, state.locales)
            except PydanticCustomError as wrong:
                state.problems.append(as_problem(wrong, place))
        found.append(datum)
    return tuple(found)


def _prose(state: Loading) -> dict[tuple[str, str, str], Prose]:
    """Prose files by (folder, id, locale): `products/ID.zh-TW.md`."""
    found = {}
    for file in sorted(state.files):
        path = PurePosixPath(file)
        if path.suffix == ".md" and path.parent.as_posix() in PROSE_FOLDERS:
            id_, _, locale = path.stem.partition(".")
            found[path.parent.name, id_, locale] = Prose(file, _prose_text(state, file))
    return found


def _prose_text(state: Loading, file: str) -> str:
    """The text of a prose file; where it is wrong the problems are kept and the text counts as empty."""
    try:
        return read_prose(state.files[file], file)
    except ContentError as wrong:
        state.problems += wrong.problems
        return ""


def _below(problem: Problem, name: str) -> Problem:
    place = problem.place
    moved = Place(place.file, (name, *place.path), place.key)
    return Problem(moved, problem.code, problem.message, problem.hint, problem.severity)
