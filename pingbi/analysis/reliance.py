"""On whose word a verdict rests: the share of its evidence that each source gives."""

from collections.abc import Iterable
from fractions import Fraction

from pingbi.analysis.spans import current
from pingbi.analysis.winners import NONE, Outcome
from pingbi.model.editorial import Scenario
from pingbi.model.site import Fact, Site

Weighted = tuple[Fact, Fraction]


def of_pair(site: Site, a: str, b: str, outcomes: dict[str, Outcome]) -> dict[str, Fraction]:
    """Shares by source of all values that stand in rows with a better side, each counting once."""
    rows = [name for name, found in outcomes.items() if found.result != NONE]
    return shares(site, ((site.facts[product][name], Fraction(1)) for product in (a, b) for name in rows))


def of_pick(site: Site, scenario: Scenario) -> dict[str, Fraction]:
    """Shares by source of the pick's weighted values, each counting its weight."""
    facts = site.facts[scenario.pick]
    return shares(site, ((facts[name], Fraction(weight)) for name, weight in scenario.weights.items()))


def shares(site: Site, evidence: Iterable[Weighted]) -> dict[str, Fraction]:
    """Each source's share; they add up to 1. Values that nobody gives count for nobody.

    A value that several sources give is split evenly among them.
    """
    found: dict[str, Fraction] = {}
    for fact, weight in evidence:
        sources = sources_of(site, fact)
        for source in sources:
            found[source] = found.get(source, Fraction(0)) + weight / len(sources)
    total = sum(found.values())
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return {source: share / total for source, share in ordered}


def sources_of(site: Site, fact: Fact) -> set[str]:
    """Who gives the value in use; for a price that follows from the plans, who gives the plan's."""
    if fact.used.state == "unknown":
        return set()
    if not fact.claims and fact.used.plan_id:
        return {current(site.plans[fact.product].plans[fact.used.plan_id]).source}
    return {claim.written.source for claim in fact.claims if claim.datum == fact.used}
