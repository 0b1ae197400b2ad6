"""Dates, quantities and ranges as sources give them: partial, exact, bounded or approximate; exact fractions."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering

_FORM = re.compile(r"(after )?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, month or year; `after` if only a lower bound is known."""

    year: int
    month: int | None = None
    day: int | None = None
    after: bool = False

    @property
    def earliest(self) -> dt.date:
        """Return the first possible day; dates are ordered and compared by it."""
        if self.after:
            return self._last() + dt.timedelta(days=1)
        return dt.date(self.year, _or(self.month, 1), _or(self.day, 1))

    @property
    def latest(self) -> dt.date:
        """Return the last possible day; for a lower bound the end of time."""
        return dt.date.max if self.after else self._last()

    def _last(self) -> dt.date:
        month = _or(self.month, 12)
        return dt.date(self.year, month, _or(self.day, calendar.monthrange(self.year, month)[1]))

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.earliest, self.source_form) < (other.earliest, other.source_form)

    @property
    def source_form(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return ("after " if self.after else "") + "-".join(parts)

    def iso(self) -> str:
        """Return the machine-readable form, without `after`: YYYY[-MM[-DD]]."""
        return self.source_form.removeprefix("after ")


def read_date(written: str) -> PartialDate:
    """Read `YYYY[-MM[-DD]]` or `after YYYY-MM`. Raises ValueError: 'form' or 'no such day'."""
    match = _FORM.match(written)
    if not match:
        raise ValueError("form")
    after, year, month, day = match.groups()
    found = PartialDate(int(year), int(month) if month else None, int(day) if day else None, bool(after))
    try:
        _ = found.earliest, found._last()
    except (ValueError, OverflowError):
        raise ValueError("no such day") from None
    return found


def _or(part: int | None, otherwise: int) -> int:
    return otherwise if part is None else part


@dataclass(frozen=True)
class Quantity:
    """From `low` to `high` in `unit`, as in the source. `None` is an open end; `about` marks an approximate figure.

    `factor` converts the unit to the base unit (60 for minutes, if the base is seconds).
    """

    low: Fraction | None
    high: Fraction | None
    unit: str = ""
    about: bool = False
    factor: Fraction = Fraction(1)

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def source_form(self) -> str:
        """Return the figures without their unit, in an editor's form: `8-12`, `100+`, `<=7`, `~50`."""
        low, high = (None if end is None else plain_digits(end) for end in (self.low, self.high))
        if low is None:
            return f"<={high}"
        if high is None:
            return f"{low}+"
        return ("~" if self.about else "") + (low if low == high else f"{low}-{high}")

    def base(self) -> tuple[Fraction | None, Fraction | None]:
        """Return both ends in the base unit."""
        if self.factor == 1:
            return self.low, self.high  # most figures: there is nothing to work out
        return (
            None if self.low is None else self.low * self.factor,
            None if self.high is None else self.high * self.factor,
        )


def plain_digits(number: Fraction) -> str:
    """Return the figure as a decimal, which every figure that was read has."""
    whole, rest = divmod(number, 1)
    digits = f"{int(rest * 10**9):09}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


def decimals(number: Fraction) -> int | None:
    """Return how many decimals a figure has; None if they never end, as those of a third."""
    twos = (number.denominator & -number.denominator).bit_length() - 1
    rest, fives = number.denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def rounded(number: Fraction, places: int) -> Fraction:
    """Return a figure rounded half up."""
    return Fraction((number * 10**places * 2 + 1) // 2, 10**places)


def significant(number: Fraction) -> int:
    """Return the decimals that show three significant digits."""
    places = 0
    while 0 < number * 10**places < 100:
        places += 1
    return places


@dataclass(frozen=True)
class Range:
    """An exact range; low == high for a single number."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def rounded(self, places: int) -> "Range":
        return Range(rounded(self.low, places), rounded(self.high, places))

    def plus(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def times(self, factor: Fraction) -> "Range":
        return Range(self.low * factor, self.high * factor)

    def over(self, other: "Range") -> "Range":
        """Return the range of all quotients: smallest by largest, to largest by smallest."""
        return Range(self.low / other.high, self.high / other.low)

    def by(self, other: "Range") -> "Range":
        return Range(self.low * other.low, self.high * other.high)


ZERO_RANGE = Range(Fraction(0), Fraction(0))


def at(value: Fraction | int) -> Range:
    """Return the range of one exact number."""
    return Range(Fraction(value), Fraction(value))


def closed(quantity: Quantity | None) -> Range | None:
    """Return both ends of a quantity; None if an end is open, since an open end cannot be computed with."""
    if quantity is None or quantity.low is None or quantity.high is None:
        return None
    return Range(quantity.low, quantity.high)
