"""A number as sources give it: exact, a range, a bound, or 'about'; always exact fractions."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Quantity:
    """From `low` to `high` in `unit` as written; `None` is an open end; `about` an approximate figure.

    `factor` turns the written unit into the base unit (60 for minutes, where the base is seconds).
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
    def written(self) -> str:
        """The figures without their unit, as an editor writes them: `8-12`, `100+`, `<=7`, `~50`."""
        low, high = (None if end is None else plain_digits(end) for end in (self.low, self.high))
        if low is None:
            return f"<={high}"
        if high is None:
            return f"{low}+"
        return ("~" if self.about else "") + (low if low == high else f"{low}-{high}")

    def base(self) -> tuple[Fraction | None, Fraction | None]:
        """Both ends in the base unit."""
        if self.factor == 1:
            return self.low, self.high  # most figures: there is nothing to work out
        return (
            None if self.low is None else self.low * self.factor,
            None if self.high is None else self.high * self.factor,
        )


def plain_digits(number: Fraction) -> str:
    """As decimals, which every figure that was read has."""
    whole, rest = divmod(number, 1)
    digits = f"{int(rest * 10**9):09}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)
