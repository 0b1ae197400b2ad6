"""Straight lines from zero onwards: where one that may win meets the highest of those that surely stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True)
class Line:
    """`start` at zero, rising by `slope` with each step."""

    start: Fraction
    slope: Fraction

    def at(self, x: Fraction) -> Fraction:
        return self.start + self.slope * x


def meetings(floors: Iterable[Line], others: Iterable[Line]) -> set[Fraction]:
    """Every x above zero at which one of `others` meets the highest of `floors`.

    The highest of n lines has few corners, so this takes about n steps for each line, not n times n.
    """
    parts, lines = list(_highest(list(floors))), set(others)
    return {x for part in parts for line in lines for x in _met(part, line)}


Part = tuple[Line, Fraction, Fraction | None]
"""A line, and from where to where it is the highest (None: without end)."""


def _highest(lines: list[Line]) -> Iterator[Part]:
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


def _met(part: Part, line: Line) -> Iterator[Fraction]:
    highest, begins, ends = part
    if line.slope != highest.slope:
        x = (highest.start - line.start) / (line.slope - highest.slope)
        if x > 0 and x >= begins and (ends is None or x <= ends):
            yield x
