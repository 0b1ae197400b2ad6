"""All products on one question: who is surely best, and whose place is not known."""

from dataclasses import dataclass

from pingbi.analysis.winners import NONE, WIN, judge
from pingbi.model.editorial import TIE, UNDECIDED
from pingbi.model.site import Fact, Site


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
    places = {
        product: 1 + sum(_beats(site, name, facts[other], facts[product]) for other in known) for product in known
    }
    ranks = [
        Rank(product, place, place + sum(_open(site, name, facts[product], facts[other]) for other in known))
        for product, place in places.items()
    ]
    ranks.sort(key=lambda found: (found.place, found.last))
    ranks += [Rank(product, 0, 0) for product in unknown]
    return Ranking(tuple(ranks), *_front(site, name, places, facts), unknown)


def _beats(site: Site, name: str, a: Fact, b: Fact) -> bool:
    outcome = judge(site, site.catalogue.features[name], a, b)
    return outcome.result == WIN and outcome.winner == a.product


def _open(site: Site, name: str, a: Fact, b: Fact) -> bool:
    """Whether two products' order is not known; a tie is known."""
    return a is not b and judge(site, site.catalogue.features[name], a, b).result == UNDECIDED


def _front(site: Site, name: str, places: dict[str, int], facts: dict[str, Fact]) -> tuple[str, tuple[str, ...]]:
    """Who stands in front: one winner, several that tie, or several that overlap."""
    front = tuple(product for product, place in places.items() if place == 1)
    behind = [product for product in places if product not in front]
    if len(places) < 2:
        return UNDECIDED, ()
    if len(front) == 1:
        sure = all(_beats(site, name, facts[front[0]], facts[other]) for other in behind)
        return (WIN, front) if sure else (UNDECIDED, front)
    feature = site.catalogue.features[name]
    pairs = [judge(site, feature, facts[front[0]], facts[other]).result for other in front[1:]]
    return (TIE, front) if all(result == TIE for result in pairs) else (UNDECIDED, front)
