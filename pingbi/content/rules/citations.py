"""Rules on citations and references: each names something that exists."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pingbi.content.yaml.scalars import LEFTOVER
from pingbi.diagnostics.message import Message, say, suggestion
from pingbi.diagnostics.problem import Place, Problem
from pingbi.locale.text import Reference
from pingbi.model.base import Path, walk
from pingbi.model.data import ABSENT, State
from pingbi.model.editorial import Question
from pingbi.model.plans import Offering, Plan
from pingbi.model.site import Site
from pingbi.model.sources import EDITORS, Cited, Point, Source
from pingbi.remember import remembered
from pingbi.site_structure import PAGE_PROSE, RECORD_FOLDERS, RECORD_KINDS, REFERENCE_WORDS

WHAT: Mapping[str, Message] = {**{kind.name: kind.label for kind in RECORD_KINDS}, PAGE_PROSE: say("page")}
"""What one of each kind is called."""


@dataclass(frozen=True)
class Content:
    """The input of the rules: the site, and every declared id, even if its file has other faults."""

    site: Site
    declared: Mapping[str, Collection[str]]
    broken: frozenset[str] = frozenset()
    """Files with broken YAML, and missing ones: what they declare is not certain."""
    in_force: Site | None = None
    """The site with the prices of its day; None where the day is not known."""

    def declares(self, kind: str, name: str) -> bool:
        """Whether the id exists, or its existence cannot be known."""
        return name in self.declared[kind] or f"content/{kind}.yaml" in self.broken

    def records(self) -> Iterator[tuple[str, Any]]:
        """Yield every record with its file."""
        for folder in RECORD_FOLDERS:
            for id_, record in getattr(self.site, folder).items():
                yield f"content/{folder}/{id_}.yaml", record


def dangling(place: Place, what: Message, name: str, known: Collection[str], reference: str = "") -> Problem:
    """Return a problem for a name that does not exist, with the nearest that does; `reference` leads its message."""
    hint = suggestion(name, known) or say("known: {known}", known=sorted(known) or say("none"))
    message = say("there is no {what} '{name}'", what=what, name=name)
    if reference:
        message = say("{about}: {message}", about=reference, message=message)
    about = (name, reference) if reference else (name,)
    return Problem(place, "reference-dangling", message, hint, about=about)


TextReferences = list[tuple[Place, Reference]]
"""The references of each text with their places. Whether their targets exist is checked in every run."""
_Items = tuple[tuple[str, tuple[str, ...]], ...]


Allowances = Mapping[str, tuple[str, ...]]
"""What each plan of an offering includes, by the plan's id."""


@dataclass(frozen=True)
class Targets:
    """Everything that a reference can name: `declared` ids by kind, and the plans of each offering."""

    declared: Mapping[str, tuple[str, ...]]
    broken: frozenset[str]
    offerings: Mapping[str, Mapping[str, Allowances]]
    """The allowances of each offering, by folder and id."""

    def declares(self, kind: str, name: str) -> bool:
        """Whether the id exists, or its existence is unknown because its file is broken."""
        return name in self.declared[kind] or f"content/{kind}.yaml" in self.broken


def targets_of(content: Content) -> Targets:
    """Return all names of this content; the same object as before if nothing changed."""
    declared = tuple((kind, tuple(ids)) for kind, ids in content.declared.items())
    offerings = tuple(
        (folder, tuple((id_, _allowances(offering)) for id_, offering in getattr(content.site, folder).items()))
        for folder in ("plans", "offers")
    )
    return _targets(declared, content.broken, offerings)


@remembered
def _targets(
    declared: tuple[tuple[str, tuple[str, ...]], ...],
    broken: frozenset[str],
    offerings: tuple[tuple[str, tuple[tuple[str, _Items], ...]], ...],
) -> Targets:
    plans = {folder: {id_: dict(items) for id_, items in entries} for folder, entries in offerings}
    return Targets(dict(declared), broken, plans)


@remembered
def _allowances(offering: Offering) -> _Items:
    return tuple((id_, tuple(plan.includes.figures)) for id_, plan in offering.plans.items())


@remembered
def all_dangling(targets: Targets, named: TextReferences) -> list[Problem]:
    return [problem for place, reference in named for problem in _dangling(targets, place, reference)]


def _dangling(targets: Targets, place: Place, reference: Reference) -> Iterator[Problem]:
    wrong = unresolved(targets, reference)
    if wrong:
        what, name, known = wrong
        problem = dangling(place, what, name, known, reference.markup)
        yield problem if known or reference.parts[1:2] != ("plans",) else _without_plans(problem, reference.parts[0])


def _without_plans(problem: Problem, product: str) -> Problem:
    """Return the problem of a reference to a plan of a product that has none: the file may be what is missing."""
    hint = say("this product has no plans: content/plans/{id}.yaml is missing", id=product)
    return replace(problem, hint=hint, about=(*problem.about, f"content/plans/{product}.yaml"))


def unresolved(targets: Targets, reference: Reference) -> tuple[Message, str, list[str]] | None:
    """Return why a reference fails: (kind, name, known names); None if it resolves."""
    head, *rest = reference.parts
    declared = targets.declared
    if rest and head in REFERENCE_WORDS:
        kind = REFERENCE_WORDS[head]
        there = targets.declares(kind.name, ".".join(rest))
        return None if there else (kind.label, ".".join(rest), list(declared[kind.name]))
    if head not in declared["products"] and head not in declared["offers"]:
        return say("product or offer"), head, [*declared["products"], *declared["offers"]]
    if head not in declared["products"] or rest[:1] == ["plans"]:
        return _unresolved_plan(targets, head, rest)
    if not rest or targets.declares("features", ".".join(rest)):
        return None
    return WHAT["features"], ".".join(rest), list(declared["features"])


def _unresolved_plan(targets: Targets, head: str, rest: list[str]) -> tuple[Message, str, list[str]] | None:
    kind = "plans" if head in targets.declared["products"] else "offers"
    offering = targets.offerings[kind].get(head)
    if rest and offering is None and head not in targets.declared[kind]:
        return say("plan"), ".".join(rest[1:]), []
    if not rest or offering is None or f"content/{kind}/{head}.yaml" in targets.broken:
        return None
    plans = list(offering)
    if len(rest) < 2 or rest[1] not in plans:
        return say("plan"), ".".join(rest[1:]), plans
    given = list(offering[rest[1]])
    if len(rest) == 2 or (len(rest) == 3 and rest[2] in given):
        return None
    return say("allowance"), ".".join(rest[2:]), given


_STATES = {State.UNKNOWN: say("unknown"), State.NOT_APPLICABLE: say("not applicable")}


def valueless(site: Site, named: TextReferences) -> Iterator[Problem]:
    """Warn of each reference to a value that nobody knows: its sentence would read "up to unknown"."""
    for place, reference in named:
        product, *rest = reference.parts
        fact = None if product in REFERENCE_WORDS else site.facts.get(product, {}).get(".".join(rest))
        if fact and fact.used.state in ABSENT:
            state = _STATES[fact.used.state]
            message = say("the sentence would read '{state}' here: {about}", state=state, about=reference.markup)
            hint = say("word it without this value, or add the value to content/products/{id}.yaml", id=product)
            about = (product, ".".join(rest), reference.markup)
            yield Problem(place, "reference-unknown", message, hint, "warning", about=about)


def unsold(site: Site, named: TextReferences) -> Iterator[Problem]:
    """Warn of each reference to a plan that is not sold on the site's day: it has ended, or is only announced."""
    for place, reference in named:
        offering = site.offers.get(reference.parts[0]) or site.plans.get(reference.parts[0])
        plan = offering.plans.get(reference.parts[2]) if offering and len(reference.parts) > 2 else None
        if plan and reference.parts[1] == "plans" and not plan.sold:
            yield _unsold(place, reference, plan)


def _unsold(place: Place, reference: Reference, plan: Plan) -> Problem:
    price, about = plan.current, (reference.parts[0], reference.parts[2], reference.markup)
    message = say("{about} names a plan that is no longer sold", about=reference.markup)
    if not plan.begun and price.from_:
        day = price.from_.source_form
        message = say("{about} names a plan that is not sold before {day}", about=reference.markup, day=day)
    hint = say("word it without this plan, or name another")
    return Problem(place, "reference-unsold", message, hint, "warning", about=about)


def citations(content: Content) -> Iterator[Problem]:
    """Check that every citation names a source and a section of it."""
    known = None if "content/sources.yaml" in content.broken else tuple(content.declared["sources"])
    sources = content.site.sources
    for file, record in (*content.records(), ("content/site.yaml", content.site.config)):
        yield from _citations_in(file, record, known, sources)


def _cited(record: Any) -> list[tuple[Path, Cited]]:
    """Return everything below a record that rests on a source, with its path."""
    found = ((path, item) for path, item in walk(record) if isinstance(item, Cited))
    return [(path, item) for path, item in found if not _concluded(item) and not LEFTOVER.fullmatch(item.source)]


def _concluded(cited: Cited) -> bool:
    """Whether it is the editors' own conclusion in words, which needs no source."""
    return cited.source == EDITORS and isinstance(cited, Point | Question)


@remembered
def _citations_in(
    file: str, record: Any, known: tuple[str, ...] | None, sources: Mapping[str, Source]
) -> list[Problem]:
    """Return what is wrong with a record's citations, given the existing sources (`known`: None if not known).

    A fault in the file's default source is reported there, once.
    """
    found = [
        problem
        for path, cited in _cited(record)
        for problem in _citation(_Cites(Place(file, path), cited), known, sources)
    ]
    top = getattr(record, "source", None), getattr(record, "at", None)
    if isinstance(top[0], str) and not isinstance(record, Cited):
        default = Cited.model_construct({"source", "at"}, source=top[0], at=top[1] or "")
        found += _named_by(_Cites(Place(file), default), known, sources) if known is not None else ()
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Cites:
    """A citation and its place; `source` and `at` may come from the file's top."""

    place: Place
    cited: Cited

    def below(self, key: str) -> Place:
        given = key in self.cited.model_fields_set
        return Place(self.place.file, (*self.place.path, key) if given else (key,))


def _citation(one: _Cites, known: tuple[str, ...] | None, sources: Mapping[str, Source]) -> Iterator[Problem]:
    if one.cited.source == EDITORS:
        hint = say("name the source; a test of your own is a source of kind own-test")
        yield Problem(one.below("source"), "source-missing", say("the editors' word is no source of this"), hint)
    elif known is not None:
        yield from _named_by(one, known, sources)
        if one.cited.source in sources and not one.cited.at:
            sections = tuple(sources[one.cited.source].sections)
            hint = say("add 'at: …', one of: {known}", known=sections)
            message = say("where in '{source}' does this stand?", source=one.cited.source)
            yield Problem(one.place, "place-missing", message, hint, about=(one.cited.source,))


def _named_by(one: _Cites, known: tuple[str, ...], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a problem if the named source does not exist, or has no such section."""
    source, at = one.cited.source, one.cited.at
    if source not in known:
        yield dangling(one.below("source"), WHAT["sources"], source, known)
    elif source in sources and at and at not in sources[source].sections:
        yield dangling(one.below("at"), say("place in '{source}':", source=source), at, sources[source].sections)
