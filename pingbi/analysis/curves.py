"""The cost of an offer as an exact curve over a growing usage, and the points at which two offers cost the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise
from math import ceil

from pingbi.analysis.costs import CLIP, SECOND, Tariff, tariff
from pingbi.analysis.offers import Exchange, Offer, rate_between
from pingbi.locale.figures import ZERO_RANGE, Range
from pingbi.model.site import ExchangeRate, Site
from pingbi.remember import remembered

ZERO = Fraction(0)


@dataclass(frozen=True)
class StraightLine:
    """A line that is `start` at zero and rises by `slope` per step."""

    start: Fraction
    slope: Fraction

    def at(self, x: Fraction) -> Fraction:
        return self.start + self.slope * x


def meetings(floors: Iterable[StraightLine], others: Iterable[StraightLine]) -> set[Fraction]:
    """Return every x above zero at which one of `others` meets the highest of `floors`.

    The upper envelope of n lines has at most n - 1 corners, so this takes about n steps for each line.
    """
    parts, lines = list(_highest(list(floors))), set(others)
    return {x for part in parts for line in lines for x in _met(part, line)}


LinePart = tuple[StraightLine, Fraction, Fraction | None]
"""A line, and the interval on which it is the highest (None: no end)."""


def _highest(lines: list[StraightLine]) -> Iterator[LinePart]:
    if not lines:
        return
    line, x = max(lines, key=lambda other: (other.start, other.slope)), ZERO
    while True:
        steeper = [other for other in lines if other.slope > line.slope]
        if not steeper:
            yield line, x, None
            return
        passed = {other: (line.start - other.start) / (other.slope - line.slope) for other in steeper}
        follower = min(steeper, key=lambda other: (passed[other], -other.slope))
        yield line, x, passed[follower]
        line, x = follower, passed[follower]


def _met(part: LinePart, line: StraightLine) -> Iterator[Fraction]:
    highest, begins, ends = part
    if line.slope != highest.slope:
        x = (highest.start - line.start) / (line.slope - highest.slope)
        if x > 0 and x >= begins and (ends is None or x <= ends):
            yield x


REMEMBERED = 1 << 14
"""The same offers are compared on many pages, and fractions are slow."""


@dataclass(frozen=True)
class Curve:
    """`fee` up to `kink`, then rising by `slope` per unit; it ends at `end` (None: it has no end).

    `kink` is None if the curve never rises. `sure` is False if the offer does not state how much its fee includes.
    """

    fee: Fraction
    kink: Fraction | None = None
    slope: Fraction = ZERO
    end: Fraction | None = None
    sure: bool = True

    def cost(self, x: Fraction) -> Fraction:
        return self.fee if self.kink is None else self.fee + self.slope * max(x - self.kink, ZERO)

    def reaches(self, x: Fraction) -> bool:
        return self.end is None or x <= self.end

    def times(self, factor: Fraction) -> "Curve":
        """Return the curve in another currency."""
        return self if factor == 1 else Curve(self.fee * factor, self.kink, self.slope * factor, self.end, self.sure)


@dataclass(frozen=True)
class Crossing:
    """Both curves cost `cost` at `x`. Before it the first is cheaper if `first_before`, after it the other."""

    x: Fraction
    cost: Fraction
    first_before: bool


@lru_cache(REMEMBERED)
def curves(terms: Tariff, seconds: int | None) -> tuple[Curve, Curve] | None:
    """Return the cheapest and the dearest curve of a tariff: over clips a month of `seconds` each, or over seconds
    (None).

    None if there is no fee, or if the cost depends on clips and none are counted.
    """
    if terms.fee is None:
        return None
    if terms.missing or terms.included is None:
        known = terms.fee.low > 0 and terms.missing in ("capacity", "credits")
        return (Curve(terms.fee.low, sure=False), Curve(terms.fee.high, sure=False)) if known else None
    per = _per(terms, seconds)
    if per is None:
        endless = terms.included.sure is None
        return None if terms.rate else (Curve(terms.fee.low, sure=endless), Curve(terms.fee.high, sure=endless))
    rate = terms.rate or ZERO_RANGE
    return (
        _curve(terms.fee.low, terms.included.most, rate.low, per, terms.rate is None),
        _curve(terms.fee.high, terms.included.sure, rate.high, per, terms.rate is None),
    )


def _per(terms: Tariff, seconds: int | None) -> Fraction | None:
    """Return how much of the tariff's unit one step along the axis takes."""
    if seconds is None:
        return Fraction(1) if terms.unit == SECOND else None
    if terms.unit == CLIP:
        return Fraction(ceil(Fraction(seconds) / terms.limit)) if terms.limit else None
    return Fraction(seconds)


def _curve(fee: Fraction, included: Fraction | None, rate: Fraction, per: Fraction, ends: bool) -> Curve:
    reach = None if included is None else included / per
    return Curve(fee, end=reach) if ends or reach is None else Curve(fee, reach, rate * per)


@lru_cache(REMEMBERED)
def crossings(a: Curve, b: Curve) -> tuple[Crossing, ...]:
    """Return every point, within the reach of both, at which the cheaper one changes, in order."""
    meeting = sorted({x for x in _meeting(a, b) if x > 0 and a.reaches(x) and b.reaches(x) and a.cost(x) == b.cost(x)})
    edges = sorted({ZERO, *meeting, *(kink for kink in (a.kink, b.kink) if kink)})
    edges.append(edges[-1] + 1)
    signs = {left: _sign(a, b, (left + right) / 2) for left, right in pairwise(edges)}
    before = {right: signs[left] for left, right in pairwise(edges)}
    return tuple(Crossing(x, a.cost(x), before[x] < 0) for x in meeting if before[x] * signs[x] < 0)


def _sign(a: Curve, b: Curve, x: Fraction) -> int:
    difference = a.cost(x) - b.cost(x)
    return (difference > 0) - (difference < 0)


def _meeting(a: Curve, b: Curve) -> Iterator[Fraction]:
    """Return the point where a straight part of one meets a straight part of the other."""
    for fee, slope in _lines(a):
        for other_fee, other_slope in _lines(b):
            if slope != other_slope:
                yield (other_fee - fee) / (slope - other_slope)


def _lines(curve: Curve) -> Iterator[tuple[Fraction, Fraction]]:
    """Return (value at 0, slope) of each part."""
    yield curve.fee, ZERO
    if curve.kink is not None:
        yield curve.fee - curve.slope * curve.kink, curve.slope


@dataclass(frozen=True)
class BreakEven:
    """The point `at` (clips or seconds a month) where `less` and `more` both cost `cost`; below it `less` is cheaper.

    Where an input is a range, so are `at` and `cost`. Money is in the currency of `less`; `exchange` converts that of
    `more`. `unsure` holds the offers whose included amount is not stated. `seconds` is the length of a clip if `at`
    counts clips, None if it counts seconds.
    """

    less: Offer
    more: Offer
    at: Range
    cost: Range
    exchange: Exchange
    unsure: tuple[Offer, ...] = ()
    seconds: int | None = None


Priced = tuple[Offer, Tariff]


def priced(site: Site, offers: Iterable[Offer]) -> tuple[Priced, ...]:
    """Return each offer with its tariff."""
    return tuple((offer, tariff(site, offer)) for offer in offers)


def break_evens(site: Site, known: Iterable[Priced], seconds: int | None = None) -> tuple[BreakEven, ...]:
    """Return every break-even point between two of the offers, over clips of `seconds` each, or over seconds (None)."""
    return _points(site.rates, tuple(known), seconds)


@remembered
def _points(rates: tuple[ExchangeRate, ...], known: tuple[Priced, ...], seconds: int | None) -> tuple[BreakEven, ...]:
    drawn = [(offer, ends) for offer, terms in known if (ends := curves(terms, seconds))]
    found: list[BreakEven] = []
    for (a, one), (b, other) in combinations(drawn, 2):
        rate = rate_between(rates, b.currency, a.currency)
        if rate:
            ends = other[0].times(rate.factor), other[1].times(rate.factor)
            found += _between(a, b, one, ends, rate, seconds)
    return tuple(found)


Ends = tuple[Curve, Curve]


def _between(a: Offer, b: Offer, one: Ends, other: Ends, rate: Exchange, seconds: int | None) -> Iterator[BreakEven]:
    """Return the points at which the two meet; none where their ranges leave open whether they meet."""
    extremes = crossings(one[0], other[1]), crossings(one[1], other[0])
    if [point.first_before for point in extremes[0]] != [point.first_before for point in extremes[1]]:
        return
    unsure = tuple(offer for offer, curve in ((a, one[0]), (b, other[0])) if not curve.sure)
    for found in zip(*extremes, strict=True):
        yield _break_even(a, b, found, rate, unsure, seconds)


def _break_even(
    a: Offer, b: Offer, found: tuple[Crossing, Crossing], rate: Exchange, unsure: tuple[Offer, ...], seconds: int | None
) -> BreakEven:
    at, cost = _range(point.x for point in found), _range(point.cost for point in found)
    if found[0].first_before:
        return BreakEven(a, b, at, cost, rate, unsure, seconds)
    back = Exchange(1 / rate.factor, rate.rate)
    return BreakEven(b, a, at, cost.times(back.factor), back, unsure, seconds)


def _range(values: Iterable[Fraction]) -> Range:
    ends = sorted(values)
    return Range(ends[0], ends[-1])
