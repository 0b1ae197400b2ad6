"""Which pairs of products are worth a page, and how each question between them comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from pingbi.analysis.tallies import Count, tally
from pingbi.analysis.winners import Outcome, compared, outcome
from pingbi.model.catalogue import Catalogue
from pingbi.model.editorial import Comparison
from pingbi.model.plans import Offering
from pingbi.model.site import ComparedProducts, ExchangeRate, Fact, Site
from pingbi.remember import remembered


@dataclass(frozen=True)
class Pair:
    """Two products in the order of their address; `outcomes` by feature, for all on which anything is known."""

    a: str
    b: str
    comparison: Comparison | None
    outcomes: dict[str, Outcome]
    count: Count

    @property
    def id(self) -> str:
        return f"{self.a}-vs-{self.b}"


def pairs_of(site: Site) -> tuple[Pair, ...]:
    """Every useful pair once: the written ones, then those with anything to compare."""
    written = {frozenset(comparison.products): comparison for comparison in site.comparisons.values()}
    found = []
    for a, b in combinations(site.products, 2):
        comparison = written.get(frozenset((a, b))) if written else None
        first, second = comparison.products if comparison else (a, b)
        pair = pair_of(site, first, second, comparison)
        if comparison or pair.count.questions:
            found.append(pair)
    return tuple(sorted(found, key=lambda pair: pair.comparison is None))


def pair_of(site: Site, a: str, b: str, comparison: Comparison | None) -> Pair:
    """One pair, whether or not it is worth a page."""
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
) -> Pair:
    (a, _), (b, _) = one, other
    offerings = {id_: offering for id_, offering in zip((a, b), plans, strict=True) if offering}
    site = ComparedProducts(catalogue, rates, dict((one, other)), offerings)
    unpriced = _outcomes(one, other, catalogue, rates, comparison)
    outcomes = {name: unpriced.get(name) or outcome(site, name, a, b, comparison) for name in compared(site, a, b)}
    return Pair(a, b, comparison, outcomes, tally(catalogue.features, outcomes, a, b))


@remembered
def _outcomes(
    one: _Side, other: _Side, catalogue: Catalogue, rates: tuple[ExchangeRate, ...], comparison: Comparison | None
) -> Mapping[str, Outcome]:
    """All outcomes but those of prices: they rest on no plan, so that a new price leaves them as they are."""
    (a, _), (b, _) = one, other
    site = ComparedProducts(catalogue, rates, dict((one, other)), {})
    names = (name for name in compared(site, a, b) if not catalogue.features[name].kind.priced)
    return {name: outcome(site, name, a, b, comparison) for name in names}


def pair_kind(site: Site, pair: Pair) -> str:
    return "generations" if site.products[pair.a].family == site.products[pair.b].family else "rivals"
