"""Pairs of products: the outcomes of their rows, the tally of independent questions, and on whose word it rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from pingbi.analysis.winners import NONE, WIN, Outcome, features_compared, outcome
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.editorial import TIE, UNDECIDED, Comparison, Scenario
from pingbi.model.plans import Offering
from pingbi.model.site import ComparedProducts, ExchangeRate, Fact, Site
from pingbi.remember import remembered

FEW = 5


@dataclass(frozen=True)
class QuestionCount:
    """Questions won by each product, tied, and undecided; `rows` is how many rows they came from."""

    a: int
    b: int
    ties: int
    undecided: int
    rows: int

    @property
    def questions(self) -> int:
        return self.a + self.b + self.ties + self.undecided

    @property
    def few(self) -> bool:
        """Whether too few questions have a result to conclude anything."""
        return self.a + self.b + self.ties < FEW


def tally(features: Mapping[str, Feature], outcomes: Mapping[str, Outcome], a: str, b: str) -> QuestionCount:
    """Count the outcomes of rows (by feature) as independent questions."""
    by_question: dict[str, list[Outcome]] = {}
    for name, row in outcomes.items():
        if row.result != NONE:
            by_question.setdefault(features[name].question or name, []).append(row)
    results = [combined(rows) for rows in by_question.values()]
    return QuestionCount(
        a=results.count(a),
        b=results.count(b),
        ties=results.count(TIE),
        undecided=results.count(UNDECIDED),
        rows=sum(len(rows) for rows in by_question.values()),
    )


def combined(rows: Iterable[Outcome]) -> str:
    """Return the joint outcome of the rows of one question: a product's id, 'tie' or 'undecided'.

    Rows for different products cancel out; a row without a result does not weaken one that decides.
    """
    rows = list(rows)
    winners = {row.winner for row in rows if row.result == WIN}
    if len(winners) == 1:
        return winners.pop()
    if not winners and all(row.result == TIE for row in rows):
        return TIE
    return UNDECIDED


@dataclass(frozen=True)
class ProductPair:
    """Two products in the order of their address; `outcomes` by feature, for all features with a known value."""

    a: str
    b: str
    comparison: Comparison | None
    outcomes: dict[str, Outcome]
    count: QuestionCount

    @property
    def id(self) -> str:
        return f"{self.a}-vs-{self.b}"


def pairs_of(site: Site) -> tuple[ProductPair, ...]:
    """Return every useful pair once: the written ones, then those with anything to compare."""
    written = {frozenset(comparison.products): comparison for comparison in site.comparisons.values()}
    found = []
    for a, b in combinations(site.products, 2):
        comparison = written.get(frozenset((a, b))) if written else None
        first, second = comparison.products if comparison else (a, b)
        pair = pair_of(site, first, second, comparison)
        if comparison or pair.count.questions:
            found.append(pair)
    return tuple(sorted(found, key=lambda pair: pair.comparison is None))


def pair_of(site: Site, a: str, b: str, comparison: Comparison | None) -> ProductPair:
    """Return one pair, whether or not it deserves a page."""
    plans = site.plans.get(a), site.plans.get(b)
    return _pair((a, site.facts[a]), (b, site.facts[b]), plans, site.catalogue, site.rates, comparison)


_Side = tuple[str, Mapping[str, Fact]]
"""A product with its facts."""


@remembered
def _pair(
    one: _Side,
    other: _Side,
    plans: tuple[Offering | None, Offering | None],
    catalogue: Catalogue,
    rates: tuple[ExchangeRate, ...],
    comparison: Comparison | None,
) -> ProductPair:
    (a, _), (b, _) = one, other
    offerings = {id_: offering for id_, offering in zip((a, b), plans, strict=True) if offering}
    site = ComparedProducts(catalogue, rates, dict((one, other)), offerings)
    unpriced = _outcomes(one, other, catalogue, rates, comparison)
    outcomes = {
        name: unpriced.get(name) or outcome(site, name, a, b, comparison) for name in features_compared(site, a, b)
    }
    return ProductPair(a, b, comparison, outcomes, tally(catalogue.features, outcomes, a, b))


@remembered
def _outcomes(
    one: _Side, other: _Side, catalogue: Catalogue, rates: tuple[ExchangeRate, ...], comparison: Comparison | None
) -> Mapping[str, Outcome]:
    """All outcomes but those of prices: they rest on no plan, so that a new price leaves them as they are."""
    (a, _), (b, _) = one, other
    site = ComparedProducts(catalogue, rates, dict((one, other)), {})
    names = (name for name in features_compared(site, a, b) if not catalogue.features[name].kind.priced)
    return {name: outcome(site, name, a, b, comparison) for name in names}


def pair_kind(site: Site, pair: ProductPair) -> str:
    a, b = site.products[pair.a].family, site.products[pair.b].family
    return "generations" if a and a == b else "rivals"


Weighted = tuple[Fact, Fraction]


def of_pair(site: Site, a: str, b: str, outcomes: dict[str, Outcome]) -> dict[str, Fraction]:
    """Return shares by source over all values in rows with a better side, each value counting once."""
    rows = [name for name, found in outcomes.items() if found.result != NONE]
    return shares(site, ((site.facts[product][name], Fraction(1)) for product in (a, b) for name in rows))


def of_pick(site: Site, scenario: Scenario) -> dict[str, Fraction]:
    """Return shares by source over the pick's weighted values, each counting its weight."""
    facts = site.facts[scenario.pick]
    return shares(site, ((facts[name], Fraction(weight)) for name, weight in scenario.weights.items()))


def shares(site: Site, evidence: Iterable[Weighted]) -> dict[str, Fraction]:
    """Return each source's share; the shares add up to 1. Unknown values do not count.

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
    """Return the sources of the value in use; for a price that follows from the plans, the source of that price."""
    if fact.used.state == "unknown":
        return set()
    if not fact.claims and fact.used.plan_id:
        return {site.plans[fact.product].plans[fact.used.plan_id].current.source}
    return {claim.source_claim.source for claim in fact.claims if claim.datum == fact.used}
