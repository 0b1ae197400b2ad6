"""Exact ranges of figures, and their arithmetic."""

from dataclasses import dataclass
from fractions import Fraction

from pingbi.locale.quantity import Quantity


@dataclass(frozen=True)
class Range:
    """An exact range of a figure; low == high where it is one number."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def plus(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def times(self, factor: Fraction) -> "Range":
        return Range(self.low * factor, self.high * factor)

    def over(self, other: "Range") -> "Range":
        """Every quotient of the two: the smallest by the largest, the largest by the smallest."""
        return Range(self.low / other.high, self.high / other.low)

    def by(self, other: "Range") -> "Range":
        return Range(self.low * other.low, self.high * other.high)


NOTHING = Range(Fraction(0), Fraction(0))


def at(value: Fraction | int) -> Range:
    """The range of one exact number."""
    return Range(Fraction(value), Fraction(value))


def closed(quantity: Quantity | None) -> Range | None:
    """Both ends of a quantity as written; None where an end is open: that is no figure to compute with."""
    if quantity is None or quantity.low is None or quantity.high is None:
        return None
    return Range(quantity.low, quantity.high)
