"""Numbers as sources give them: exact, a range, a bound, or 'about'; always exact fractions in a base unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from pingbi.faults import fault
from pingbi.model.base import kind_of

LIMIT = 10**12
_NUMBER = r"\d{1,15}(?:\.\d{1,9})?"
_FORM = re.compile(
    rf"(?P<sign><=|>=|~)?\s*(?P<low>{_NUMBER})(?:\s*[-–]\s*(?P<high>{_NUMBER}))?(?P<unit>\s*[A-Za-z%]+)?(?P<plus>\+)?\Z"
)


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

    def base(self) -> tuple[Fraction | None, Fraction | None]:
        """Both ends in the base unit."""
        return (
            None if self.low is None else self.low * self.factor,
            None if self.high is None else self.high * self.factor,
        )


def read_quantity(written: Any, units: Mapping[str, Fraction]) -> Quantity:
    """Read `15 s`, `3-8 min`, `100+`, `<=7`, `~50`. `units` maps each permitted unit to its factor ('' = none).

    Raises a located fault that names the permitted forms.
    """
    if isinstance(written, bool) or not isinstance(written, int | Decimal | str):
        raise fault("type", f"a number is expected here, this is {kind_of(written)}", _forms(units))
    text = format(written, "f") if isinstance(written, Decimal) else str(written)
    if text.startswith("-"):
        raise fault("number-negative", "a number below zero makes no sense here", "write a number of 0 or more")
    match = _FORM.match(text) if text.isascii() or "–" in text else None
    if not match:
        raise fault("number-form", f"{text[:40]!r} is not a number that can be read here", _number_hint(text, units))
    return _build(match, text, units)


def _build(match: re.Match[str], text: str, units: Mapping[str, Fraction]) -> Quantity:
    unit = (match["unit"] or "").strip()
    if unit not in units:
        raise fault("unit-unknown", f"the unit of {text!r} is not one of this feature's", _forms(units))
    low = Fraction(match["low"])
    high = Fraction(match["high"]) if match["high"] else low
    if low > high:
        raise fault("range-order", f"the range {text!r} runs backwards", "write the smaller number first")
    if high >= LIMIT:
        raise fault("number-range", f"{text[:20]!r} is larger than any figure here can be", "check the digits")
    sign, plus = match["sign"], match["plus"]
    return Quantity(
        low=None if sign == "<=" else low,
        high=None if plus or sign == ">=" else high,
        unit=unit,
        about=sign == "~",
        factor=units[unit],
    )


def _forms(units: Mapping[str, Fraction]) -> str:
    unit = next((u for u in units if u), "")
    tail = "" if not unit else "%" if unit == "%" else f" {unit}"
    return f"write it like 15{tail}, 3-8{tail}, 100{tail}+ (at least), <=7{tail} (at most) or ~50{tail} (about)"


def _number_hint(text: str, units: Mapping[str, Fraction]) -> str:
    plain = text.replace(",", "").replace("_", "")
    if plain != text and _FORM.match(plain):
        return f"write {plain} without separators"
    return _forms(units)


NO_UNIT: Mapping[str, Fraction] = {"": Fraction(1)}
DURATION_UNITS: Mapping[str, Fraction] = {"s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)}
RATE_UNITS: Mapping[str, Fraction] = {"fps": Fraction(1)}
PERCENT_UNITS: Mapping[str, Fraction] = {"%": Fraction(1)}


def _amount(value: Any) -> Quantity:
    if isinstance(value, str) and value.strip().lower() in {"free", "免費"}:
        raise fault("type", "a price is a number", "a free plan is written 'free: true'")
    return value if isinstance(value, Quantity) else read_quantity(value, NO_UNIT)


def _duration(value: Any) -> Quantity:
    return value if isinstance(value, Quantity) else read_quantity(value, DURATION_UNITS)


def _more_than_zero(value: Quantity) -> Quantity:
    if 0 in (value.low, value.high):
        raise fault("number-zero", "zero of it is nothing that a plan includes", "leave the key out, or begin at 1")
    return value


Amount = Annotated[Quantity, BeforeValidator(_amount)]
Included = Annotated[Quantity, AfterValidator(_more_than_zero), BeforeValidator(_amount)]
Duration = Annotated[Quantity, AfterValidator(_more_than_zero), BeforeValidator(_duration)]
