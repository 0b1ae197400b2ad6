"""Which pairs of products are worth a page, and how each question between them comes out."""

from dataclasses import dataclass
from functools import partial
from itertools import combinations

from pingbi.analysis.tallies import Count, tally
from pingbi.analysis.winners import Outcome, compared, outcome
from pingbi.memo import FORGETFUL, Memo
from pingbi.model.editorial import Comparison
from pingbi.model.site import Site


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


def pairs_of(site: Site, memo: Memo = FORGETFUL) -> tuple[Pair, ...]:
    """Every useful pair once: the written ones, then those with anything to compare."""
    written = {frozenset(comparison.products): comparison for comparison in site.comparisons.values()}
    own = {product: (site.facts[product], site.plans.get(product)) for product in site.products}
    found = []
    for a, b in combinations(site.products, 2):
        comparison = written.get(frozenset((a, b))) if written else None
        first, second = comparison.products if comparison else (a, b)
        looked_at = (*own[first], *own[second], site.catalogue, site.config.rates, comparison)
        pair = memo.of(("pair", first, second), looked_at, partial(make_pair, site, first, second, comparison))
        if comparison or pair.count.questions:
            found.append(pair)
    return tuple(sorted(found, key=lambda pair: pair.comparison is None))


def make_pair(site: Site, a: str, b: str, comparison: Comparison | None) -> Pair:
    outcomes = {name: outcome(site, name, a, b, comparison) for name in compared(site, a, b)}
    return Pair(a, b, comparison, outcomes, tally(site.catalogue.features, outcomes, a, b))


def pair_kind(site: Site, pair: Pair) -> str:
    return "generations" if site.products[pair.a].family == site.products[pair.b].family else "rivals"
