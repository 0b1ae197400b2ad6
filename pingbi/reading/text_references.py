"""Rules on references in running text: each names something that there is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pingbi.model.plans import Offering
from pingbi.problems import Place, Problem
from pingbi.reading.content import WHAT, Content, dangling
from pingbi.references import Reference
from pingbi.remember import remembered
from pingbi.site_structure import REFERENCE_WORDS
from pingbi.wording import Said, say

Named = list[tuple[Place, Reference]]
"""What texts refer to, and where; whether it exists is looked up at every run."""
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
        """Whether there is such an id, or whether nobody can know, as its file is broken."""
        return name in self.declared[kind] or f"content/{kind}.yaml" in self.broken


def targets_of(content: Content) -> Targets:
    """What can be named in this content; the very same object as before where that has not changed."""
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
    return tuple((id_, tuple(plan.includes.given)) for id_, plan in offering.plans.items())


@remembered
def all_dangling(targets: Targets, named: Named) -> list[Problem]:
    return [problem for place, reference in named for problem in _dangling(targets, place, reference)]


def _dangling(targets: Targets, place: Place, reference: Reference) -> Iterator[Problem]:
    wrong = unresolved(targets, reference)
    if wrong:
        what, name, known = wrong
        yield dangling(place, what, name, known, reference.written)


def unresolved(targets: Targets, reference: Reference) -> tuple[Said, str, list[str]] | None:
    """What a reference fails on: (what, the name, the known names); None where it resolves."""
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


def _unresolved_plan(targets: Targets, head: str, rest: list[str]) -> tuple[Said, str, list[str]] | None:
    kind = "plans" if head in targets.declared["products"] else "offers"
    offering = targets.offerings[kind].get(head)
    if not rest or offering is None or f"content/{kind}/{head}.yaml" in targets.broken:
        return None
    plans = list(offering)
    if len(rest) < 2 or rest[1] not in plans:
        return say("plan"), ".".join(rest[1:]), plans
    given = list(offering[rest[1]])
    if len(rest) == 2 or (len(rest) == 3 and rest[2] in given):
        return None
    return say("allowance"), ".".join(rest[2:]), given
