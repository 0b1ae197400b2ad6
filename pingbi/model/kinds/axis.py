"""A value as an interval on its feature's own axis, so that exact values, ranges and bounds compare alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Ends = tuple[Fraction, Fraction]
"""The lowest and the highest point of an axis."""


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, ends included; None is an open end. `currency` keeps money from being mixed."""

    low: Fraction | None
    high: Fraction | None
    currency: str = ""

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


def point(value: Fraction | int) -> Span:
    return Span(Fraction(value), Fraction(value))


def ends_of(spans: Iterable[Span]) -> Ends | None:
    """The lowest and the highest of all known ends."""
    values = [end for span in spans for end in (span.low, span.high) if end is not None]
    return (min(values), max(values)) if values else None


class Order(StrEnum):
    """How a value lies to another one. All but the first two are reasons why neither is above."""

    ABOVE = "above"
    BELOW = "below"
    EQUAL = "tie"
    WITHIN = "within"
    OVERLAP = "overlap"
    APART = "sets"


TIES = (Order.EQUAL, Order.WITHIN)


def compare_spans(left: Span, right: Span, tolerance: Fraction) -> Order:
    """One value is above only if it is, whatever the true values in both spans are."""
    if left == right and left.low is not None and left.high is not None:
        return Order.EQUAL
    if _above(left, right, tolerance):
        return Order.ABOVE
    if _above(right, left, tolerance):
        return Order.BELOW
    return Order.WITHIN if left.exact and right.exact else Order.OVERLAP


def _above(left: Span, right: Span, tolerance: Fraction) -> bool:
    """Whether `left` is above `right` by more than the tolerance."""
    if left.low is None or right.high is None:
        return False
    return left.low > right.high and (not tolerance or left.low > right.high + tolerance)


def at_least(have: Span, wanted: Fraction) -> bool | None:
    """Whether a value is `wanted` or more; None where its span leaves that open."""
    if have.high is not None and have.high < wanted:
        return False
    return True if have.low is not None and have.low >= wanted else None


def at_most(have: Span, wanted: Fraction) -> bool | None:
    """Whether a value is `wanted` or less; None where its span leaves that open."""
    if have.low is not None and have.low > wanted:
        return False
    return True if have.high is not None and have.high <= wanted else None
