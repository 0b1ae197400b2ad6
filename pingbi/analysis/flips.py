"""At which weight the answer of a scenario changes: exact points, found where one interval passes another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.scenarios import Points, Score

Weights = Mapping[str, int | Fraction]


@dataclass(frozen=True)
class Flip:
    """With `feature` weighing more than `at`, `above` lead; with less, `below`. `weight` is what it weighs now."""

    feature: str
    weight: Fraction
    at: Fraction
    below: tuple[str, ...]
    above: tuple[str, ...]


def flips(scores: tuple[Score, ...], weights: Weights) -> Iterator[Flip]:
    """Every weight at which the leaders change while all other weights stay, feature by feature, in order."""
    eligible = tuple(score for score in scores if not score.failed)
    for feature in weights:
        points = sorted(_crossings(eligible, weights, feature))
        edges = [Fraction(0), *points, (points[-1] if points else Fraction(0)) + 2]
        for index, at in enumerate(points, 1):
            below = leaders_with(eligible, weights, feature, (edges[index - 1] + at) / 2)
            above = leaders_with(eligible, weights, feature, (at + edges[index + 1]) / 2)
            if below != above:
                yield Flip(feature, Fraction(weights[feature]), at, below, above)


def leaders_with(scores: tuple[Score, ...], weights: Weights, feature: str, weight: Fraction) -> tuple[str, ...]:
    """Who leads if `feature` weighs `weight`: the products that no other surely beats."""
    sums = {score.product: _sums(score, {**weights, feature: weight}) for score in scores}
    return tuple(
        product
        for product, (_, high) in sums.items()
        if not any(low > high for other, (low, _) in sums.items() if other != product)
    )


def _sums(score: Score, weights: Weights) -> tuple[Fraction, Fraction]:
    """The weighted sums of a score's ends. The divisor is the same for all, so it decides nothing."""
    return _sum(score, weights, "low"), _sum(score, weights, "high")


def _sum(score: Score, weights: Weights, end: str) -> Fraction:
    return sum((weights[name] * _end(points, end) for name, points in score.points), Fraction(0))


def _end(points: Points, end: str) -> Fraction:
    return points.low if end == "low" else points.high


def _crossings(scores: tuple[Score, ...], weights: Weights, feature: str) -> set[Fraction]:
    """The positive weights at which the low end of one product meets the high end of another."""
    without = {**weights, feature: 0}
    found = set()
    for one in scores:
        for other in scores:
            slope = dict(one.points)[feature].low - dict(other.points)[feature].high
            if one is not other and slope:
                found.add((_sum(other, without, "high") - _sum(one, without, "low")) / slope)
    return {point for point in found if point > 0}
