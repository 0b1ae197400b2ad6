"""At which weight the answer of a scenario changes: exact points, found where one interval passes another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pingbi.analysis.lines import Line, meetings
from pingbi.analysis.scenarios import Score, Weights


@dataclass(frozen=True)
class WeightFlip:
    """With `feature` weighing more than `at`, `above` lead; with less, `below`. `weight` is what it weighs now."""

    feature: str
    weight: Fraction
    at: Fraction
    below: tuple[str, ...]
    above: tuple[str, ...]


def weight_flips(scores: tuple[Score, ...], weights: Weights) -> Iterator[WeightFlip]:
    """Every weight at which the leaders change while all other weights stay, feature by feature, in order."""
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
    """Who leads if `feature` weighs `weight`: the products that no other surely beats."""
    return _leaders(_lines(scores, weights, feature), weight)


Lines = Mapping[str, tuple[Line, Line]]
"""The least and the most of each product's weighted sum, over the weight of one feature.

The sum is not divided by the weights' total, which is the same for all and decides nothing.
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
        found[score.product] = Line(low, own.low), Line(high, own.high)
    return found
