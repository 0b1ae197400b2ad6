"""All products on one question: who is surely best, and whose place is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from pingbi.analysis.winners import NONE, WIN, Outcome, judge
from pingbi.model.editorial import TIE, UNDECIDED
from pingbi.model.site import Site

Judged = Mapping[tuple[str, str], Outcome]
"""How every two products compare, each pair once."""


@dataclass(frozen=True)
class Rank:
    """A product's place, from `place` (1 + how many surely beat it) to `last` (those it may lose to added).

    Both are 0 where it has no comparable value.
    """

    product: str
    place: int
    last: int


@dataclass(frozen=True)
class Ranking:
    """`result`: win, tie, undecided or none; `leaders` the products in front; `unknown` those without a value."""

    ranks: tuple[Rank, ...]
    result: str
    leaders: tuple[str, ...]
    unknown: tuple[str, ...]


def rank(site: Site, name: str) -> Ranking:
    """Rank every product on a feature, best first; the products without a value come last."""
    feature = site.catalogue.features[name]
    facts = {product: site.facts[product][name] for product in site.products}
    known = [product for product, fact in facts.items() if fact.used.state not in ("unknown", "not-applicable")]
    unknown = tuple(product for product in facts if product not in known)
    if feature.direction == NONE:
        return Ranking(tuple(Rank(product, 0, 0) for product in facts), NONE, (), unknown)
    judged = {(a, b): judge(site, feature, facts[a], facts[b]) for a, b in combinations(known, 2)}
    beaten, unsure = dict.fromkeys(known, 0), dict.fromkeys(known, 0)
    for (a, b), found in judged.items():
        if found.result == WIN:
            beaten[b if found.winner == a else a] += 1
        elif found.result == UNDECIDED:
            unsure[a] += 1
            unsure[b] += 1
    ranks = [Rank(product, 1 + beaten[product], 1 + beaten[product] + unsure[product]) for product in known]
    ranks.sort(key=lambda found: (found.place, found.last))
    ranks += [Rank(product, 0, 0) for product in unknown]
    front = tuple(product for product in known if not beaten[product])
    return Ranking(tuple(ranks), *_front(front, known, judged), unknown)


def _front(front: tuple[str, ...], known: list[str], judged: Judged) -> tuple[str, tuple[str, ...]]:
    """What those in front are: one winner, several that tie, or several that overlap."""
    if len(known) < 2:
        return UNDECIDED, ()
    results = {frozenset(pair): found.result for pair, found in judged.items() if front[0] in pair}
    needed, others = (WIN, known) if len(front) == 1 else (TIE, front)
    sure = all(results[frozenset((front[0], other))] == needed for other in others if other != front[0])
    return (needed if sure else UNDECIDED), front
