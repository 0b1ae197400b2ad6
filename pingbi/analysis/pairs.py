"""Which pairs of products are worth a page, and how each question between them comes out."""

from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

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
    found = []
    for a, b in combinations(site.products, 2):
        comparison = written.get(frozenset((a, b))) if written else None
        first, second = comparison.products if comparison else (a, b)
        pair = pair_of(site, first, second, comparison, memo)
        if comparison or pair.count.questions:
            found.append(pair)
    return tuple(sorted(found, key=lambda pair: pair.comparison is None))


def pair_of(site: Site, a: str, b: str, comparison: Comparison | None, memo: Memo = FORGETFUL) -> Pair:
    """One pair, whether or not it is worth a page."""
    told = (site.facts[a], site.facts[b], site.catalogue, site.config.rates, comparison)
    plans = site.plans.get(a), site.plans.get(b)
    return memo.of(("pair", a, b), (*told, *plans), partial(_pair, site, a, b, comparison, told, memo))


def _pair(site: Site, a: str, b: str, comparison: Comparison | None, told: tuple[Any, ...], memo: Memo) -> Pair:
    """`told` is all that the outcomes rest on but for those of prices, which rest on the plans, too."""
    names, features = tuple(compared(site, a, b)), site.catalogue.features
    others = memo.of(
        ("outcomes", a, b),
        told,
        lambda: {name: outcome(site, name, a, b, comparison) for name in names if not features[name].kind.priced},
    )
    outcomes = {name: others.get(name) or outcome(site, name, a, b, comparison) for name in names}
    return Pair(a, b, comparison, outcomes, tally(site.catalogue.features, outcomes, a, b))


def pair_kind(site: Site, pair: Pair) -> str:
    return "generations" if site.products[pair.a].family == site.products[pair.b].family else "rivals"
