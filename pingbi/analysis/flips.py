"""The weights and the prices at which a scenario's answer changes: exact points, everything else staying the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pingbi.analysis.curves import StraightLine, meetings
from pingbi.analysis.scores import ScenarioResult, Score, Weights, position, spans_on
from pingbi.model.kinds.kind import Span, ends_of, point
from pingbi.model.site import Site


@dataclass(frozen=True)
class WeightFlip:
    """If `feature` weighs more than `at`, `above` lead; if less, `below`. `weight` is its present weight."""

    feature: str
    weight: Fraction
    at: Fraction
    below: tuple[str, ...]
    above: tuple[str, ...]


def weight_flips(scores: tuple[Score, ...], weights: Weights) -> Iterator[WeightFlip]:
    """Yield every weight at which the leaders change while all other weights stay, feature by feature, in order."""
    eligible = tuple(score for score in scores if not score.failed)
    for feature in weights:
        lines = _lines(eligible, weights, feature)
        points = sorted(meetings((low for low, _ in lines.values()), (high for _, high in lines.values())))
        edges = [Fraction(0), *points, (points[-1] if points else Fraction(0)) + 2]
        between = [_leaders(lines, (left + right) / 2) for left, right in pairwise(edges)]
        for at, (below, above) in zip(points, pairwise(between), strict=True):
            if below != above:
                yield WeightFlip(feature, Fraction(weights[feature]), at, below, above)


def leaders_with(scores: tuple[Score, ...], weights: Weights, feature: str, weight: Fraction) -> tuple[str, ...]:
    """Return who leads if `feature` weighs `weight`: the products that no other surely beats."""
    return _leaders(_lines(scores, weights, feature), weight)


Lines = Mapping[str, tuple[StraightLine, StraightLine]]
"""Lower and upper bound of each product's weighted sum, as lines over the weight of one feature.

The sum is not divided by the total weight, which is the same for all products and decides nothing.
"""


def _leaders(lines: Lines, weight: Fraction) -> tuple[str, ...]:
    bar = max((low.at(weight) for low, _ in lines.values()), default=Fraction(0))
    return tuple(product for product, (_, high) in lines.items() if high.at(weight) >= bar)


def _lines(scores: tuple[Score, ...], weights: Weights, feature: str) -> Lines:
    found = {}
    for score in scores:
        own = dict(score.points)[feature]
        rest = [(weights[name], points) for name, points in score.points if name != feature]
        low = sum((weight * points.low for weight, points in rest), Fraction(0))
        high = sum((weight * points.high for weight, points in rest), Fraction(0))
        found[score.product] = StraightLine(low, own.low), StraightLine(high, own.high)
    return found


ZERO, THIRD = Fraction(0), Fraction(1, 3)
WeightedSums = Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class PriceFlip:
    """If `product` cost less than `at` (in `currency`; now `price`), `below` would lead; if more, `above`."""

    product: str
    feature: str
    price: Fraction
    at: Fraction
    currency: str
    below: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(frozen=True)
class Market:
    """What a price is compared with:

    the other products' prices, and each product's weighted sum over all other features.
    """

    product: str
    others: Mapping[str, Span]
    weight: int
    lower: bool
    rest: WeightedSums

    def sums(self, price: Fraction) -> WeightedSums:
        """Return the weighted sums (lower and upper bound) of every product at this price."""
        spans = {**self.others, self.product: point(price)}
        ends = ends_of(spans.values())
        points = {product: position(spans.get(product), ends, self.lower) for product in self.rest}
        return {
            product: (low + self.weight * points[product].low, high + self.weight * points[product].high)
            for product, (low, high) in self.rest.items()
        }

    def axis(self, price: Fraction) -> Fraction:
        """Return the length of the axis on which the prices lie."""
        bottom, top = ends_of([*self.others.values(), point(price)]) or (ZERO, ZERO)
        return top - bottom

    def edges(self) -> list[Fraction]:
        """Return zero, the other products' ends, and one value beyond them that stands for all higher prices."""
        ends = ends_of(self.others.values()) or (ZERO, ZERO)
        return sorted({ZERO, *ends, ends[1] + 1})


def price_flips(site: Site, id_: str, findings: ScenarioResult) -> Iterator[PriceFlip]:
    """Yield every price of each product at which the leaders of a scenario change, product by product, in order."""
    weights = site.scenarios[id_].weights
    passing = [score for score in findings.scores if not score.failed]
    for name in (name for name in weights if site.catalogue.features[name].kind.priced):
        spans = spans_on(site, name)
        rest = {score.product: _without(score, weights, name) for score in passing}
        for product in (product for product in rest if product in spans and spans[product].exact):
            others = {other: span for other, span in spans.items() if other != product}
            lower = site.catalogue.features[name].direction == "lower"
            yield from flips_of(Market(product, others, weights[name], lower, rest), name, spans[product])


def _without(score: Score, weights: Mapping[str, int], name: str) -> tuple[Fraction, Fraction]:
    kept = [(weights[feature], points) for feature, points in score.points if feature != name]
    low = sum((weight * points.low for weight, points in kept), ZERO)
    return low, sum((weight * points.high for weight, points in kept), ZERO)


def flips_of(market: Market, name: str, now: Span) -> Iterator[PriceFlip]:
    """Return every price at which the leaders of a market change. `now` is the price in force."""
    turning = [ZERO, *sorted({*market.edges()[1:], *_crossings(market)})]
    turning.append(turning[-1] + 2)
    between = [leaders(market.sums((left + right) / 2)) for left, right in pairwise(turning)]
    for at, (below, above) in zip(turning[1:], pairwise(between), strict=False):
        if below != above:
            yield PriceFlip(market.product, name, now.low or ZERO, at, now.currency, below, above)


def leaders(sums: WeightedSums) -> tuple[str, ...]:
    """Return the products that no other surely beats."""
    bar = max((low for low, _ in sums.values()), default=ZERO)
    return tuple(product for product, (_, high) in sums.items() if high >= bar)


def _crossings(market: Market) -> Iterator[Fraction]:
    """Return the prices at which the upper bound of a product meets the highest lower bound."""
    edges = market.edges()
    for left, right in [*pairwise(edges), (edges[-1], None)]:
        step = Fraction(1) if right is None else (right - left) * THIRD
        first, second = (_stretched(market, left + step * times) for times in (1, 2))
        floors, others = ([_line(first[id_][end], second[id_][end], step) for id_ in first] for end in (0, 1))
        for x in meetings(floors, others):
            if right is None or left + x <= right:
                yield left + x


def _line(first: Fraction, second: Fraction, step: Fraction) -> StraightLine:
    """Return the line through the values at one step and at two."""
    return StraightLine(2 * first - second, (second - first) / step)


def _stretched(market: Market, price: Fraction) -> WeightedSums:
    """Return the sums times the length of the axis: straight lines between two edges."""
    axis = market.axis(price)
    return {product: (low * axis, high * axis) for product, (low, high) in market.sums(price).items()}
