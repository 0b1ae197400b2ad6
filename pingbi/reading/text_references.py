"""Rules on references in running text: each names something that there is."""

from collections.abc import Iterator
from typing import Any

from pingbi.memo import kept
from pingbi.model.plans import Offering
from pingbi.problems import Place, Problem
from pingbi.reading.content import WHAT, Content, dangling
from pingbi.references import Reference
from pingbi.site_structure import REFERENCE_WORDS
from pingbi.wording import Said, say

Named = list[tuple[Place, Reference]]
"""What texts refer to, and where; whether it exists is looked up at every run."""


def referable(content: Content) -> tuple[Any, ...]:
    """Everything that a reference can name: as long as it is the same, what resolved resolves."""
    offerings = (*content.site.plans.items(), *content.site.offers.items())
    declared = ((kind, tuple(known)) for kind, known in content.declared.items())
    return (content.broken, *declared, tuple(content.site.offers), *((id_, _allowances(one)) for id_, one in offerings))


@kept
def _allowances(offering: Offering) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every plan, and what it includes."""
    return tuple((id_, tuple(plan.includes.given)) for id_, plan in offering.plans.items())


def all_dangling(content: Content, named: Named) -> list[Problem]:
    return [problem for place, reference in named for problem in _dangling(content, place, reference)]


def _dangling(content: Content, place: Place, reference: Reference) -> Iterator[Problem]:
    wrong = unresolved(content, reference)
    if wrong:
        what, name, known = wrong
        yield dangling(place, what, name, known, reference.written)


def unresolved(content: Content, reference: Reference) -> tuple[Said, str, list[str]] | None:
    """What a reference fails on: (what, the name, the known names); None where it resolves."""
    head, *rest = reference.parts
    declared = content.declared
    if rest and head in REFERENCE_WORDS:
        kind = REFERENCE_WORDS[head]
        there = content.declares(kind.name, ".".join(rest))
        return None if there else (kind.label, ".".join(rest), list(declared[kind.name]))
    if head not in declared["products"] and head not in declared["offers"]:
        return say("product or offer"), head, [*declared["products"], *declared["offers"]]
    if head not in declared["products"] or rest[:1] == ["plans"]:
        return _unresolved_plan(content, head, rest)
    if not rest or content.declares("features", ".".join(rest)):
        return None
    return WHAT["features"], ".".join(rest), list(declared["features"])


def _unresolved_plan(content: Content, head: str, rest: list[str]) -> tuple[Said, str, list[str]] | None:
    kind = "plans" if head in content.declared["products"] else "offers"
    offering = getattr(content.site, kind).get(head)
    if not rest or offering is None or f"content/{kind}/{head}.yaml" in content.broken:
        return None
    plans = list(offering.plans)
    if len(rest) < 2 or rest[1] not in plans:
        return say("plan"), ".".join(rest[1:]), plans
    given = list(offering.plans[rest[1]].includes.given)
    if len(rest) == 2 or (len(rest) == 3 and rest[2] in given):
        return None
    return say("allowance"), ".".join(rest[2:]), given
