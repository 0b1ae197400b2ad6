"""What a tariff costs over a growing use, as an exact curve; and where two of them cross."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil

from pingbi.analysis.ranges import NOTHING
from pingbi.analysis.tariffs import CLIP, SECOND, Tariff

ZERO = Fraction(0)
REMEMBERED = 1 << 14
"""The same offers meet on many pages, and fractions are slow."""


@dataclass(frozen=True)
class Curve:
    """`fee` up to `kink`, then rising by `slope` for each one beyond; it ends at `end` (None: it has no end).

    `kink` is None where it never rises. `sure` is False where nobody says how far the fee reaches.
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
        """The same in another currency."""
        return self if factor == 1 else Curve(self.fee * factor, self.kink, self.slope * factor, self.end, self.sure)


@dataclass(frozen=True)
class Crossing:
    """Both curves cost `cost` at `x`; before it the first is cheaper if `first_before`, after it the other one."""

    x: Fraction
    cost: Fraction
    first_before: bool


@lru_cache(REMEMBERED)
def curves(terms: Tariff, seconds: int | None) -> tuple[Curve, Curve] | None:
    """The cheapest and the dearest that a tariff can be: over clips a month of `seconds` each, or (None) over seconds.

    None where there is no fee to go by, or where the cost depends on clips and none are counted.
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
    rate = terms.rate or NOTHING
    return (
        _curve(terms.fee.low, terms.included.most, rate.low, per, terms.rate is None),
        _curve(terms.fee.high, terms.included.sure, rate.high, per, terms.rate is None),
    )


def _per(terms: Tariff, seconds: int | None) -> Fraction | None:
    """How much of the tariff's unit one step along the axis takes."""
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
    """Every point within the reach of both at which the cheaper one changes, in order."""
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
    """Where a straight part of one would meet a straight part of the other."""
    for fee, slope in _lines(a):
        for other_fee, other_slope in _lines(b):
            if slope != other_slope:
                yield (other_fee - fee) / (slope - other_slope)


def _lines(curve: Curve) -> Iterator[tuple[Fraction, Fraction]]:
    """(value at 0, slope) of the parts."""
    yield curve.fee, ZERO
    if curve.kink is not None:
        yield curve.fee - curve.slope * curve.kink, curve.slope
