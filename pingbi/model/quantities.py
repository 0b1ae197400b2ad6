"""Numbers as sources give them: exact, a range, a bound, or 'about'; always exact fractions in a base unit."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from pingbi.faults import fault
from pingbi.model.base import kind_of
from pingbi.wording import Said, say, written

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


def read_quantity(given: Any, units: Mapping[str, Fraction]) -> Quantity:
    """Read `15 s`, `3-8 min`, `100+`, `<=7`, `~50`. `units` maps each permitted unit to its factor ('' = none).

    Raises a located fault that names the permitted forms.
    """
    if isinstance(given, bool) or not isinstance(given, int | Decimal | str):
        raise fault("type", say("a number is expected here, this is {kind}", kind=kind_of(given)), _forms(units))
    text = format(given, "f") if isinstance(given, Decimal) else str(given)
    if text.startswith("-"):
        hint = say("write a number of 0 or more")
        raise fault("number-negative", say("a number below zero makes no sense here"), hint)
    match = _FORM.match(text) if text.isascii() or "–" in text else None
    if not match:
        message = say("'{text}' is not a number that can be read here", text=written(text))
        raise fault("number-form", message, _number_hint(text, units))
    return _build(match, text, units)


def _build(match: re.Match[str], text: str, units: Mapping[str, Fraction]) -> Quantity:
    unit = (match["unit"] or "").strip()
    if unit not in units:
        message = say("the unit of '{text}' is not one of this feature's", text=written(text))
        raise fault("unit-unknown", message, _forms(units))
    low = Fraction(match["low"])
    high = Fraction(match["high"]) if match["high"] else low
    if low > high:
        message = say("the range '{text}' runs backwards", text=written(text))
        raise fault("range-order", message, say("write the smaller number first"))
    if high >= LIMIT:
        message = say("'{text}' is larger than any figure here can be", text=written(text))
        raise fault("number-range", message, say("check the digits"))
    sign, plus = match["sign"], match["plus"]
    return Quantity(
        low=None if sign == "<=" else low,
        high=None if plus or sign == ">=" else high,
        unit=unit,
        about=sign == "~",
        factor=units[unit],
    )


def _forms(units: Mapping[str, Fraction]) -> Said:
    unit = next((u for u in units if u), "")
    tail = "" if not unit else "%" if unit == "%" else f" {unit}"
    return say("write it like 15{u}, 3-8{u}, 100{u}+ (at least), <=7{u} (at most) or ~50{u} (about)", u=tail)


def _number_hint(text: str, units: Mapping[str, Fraction]) -> Said:
    plain = unicodedata.normalize("NFKC", text)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")  # a decimal comma
    plain = plain.replace(",", "").replace("_", "").replace("NT$", "").replace("US$", "").removeprefix("$").strip()
    if plain != text and plain.isascii() and _FORM.match(plain):
        return say("write {number}, in plain digits", number=plain)
    return _forms(units)


NO_UNIT: Mapping[str, Fraction] = {"": Fraction(1)}
DURATION_UNITS: Mapping[str, Fraction] = {"s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)}
RATE_UNITS: Mapping[str, Fraction] = {"fps": Fraction(1)}
PERCENT_UNITS: Mapping[str, Fraction] = {"%": Fraction(1)}


def _amount(value: Any) -> Quantity:
    if isinstance(value, str) and value.strip().lower() in {"free", "免費"}:
        raise fault("type", say("a price is a number"), say("a free plan is written 'free: true'"))
    return value if isinstance(value, Quantity) else read_quantity(value, NO_UNIT)


def _duration(value: Any) -> Quantity:
    return value if isinstance(value, Quantity) else read_quantity(value, DURATION_UNITS)


def _more_than_zero(value: Quantity) -> Quantity:
    if 0 in (value.low, value.high):
        hint = say("leave the key out, or begin at 1")
        raise fault("number-zero", say("zero of it is nothing that a plan includes"), hint)
    return value


def schema_of(units: Mapping[str, Fraction], form: str) -> dict[str, Any]:
    """What `read_quantity` takes, as a JSON Schema; `form` is explained in keys.yaml."""
    unit = "" if "" in units else r"\s*(" + "|".join(units) + ")"
    pattern = rf"^(<=|>=|~)?\s*{_NUMBER}(\s*[-–]\s*{_NUMBER})?{unit}\+?$".replace("(?:", "(")
    return {"type": ["number", "string"] if "" in units else "string", "pattern": pattern, "minimum": 0, "format": form}


_AMOUNT = WithJsonSchema(schema_of(NO_UNIT, "amount"))

Amount = Annotated[Quantity, BeforeValidator(_amount), _AMOUNT]
Included = Annotated[Quantity, AfterValidator(_more_than_zero), BeforeValidator(_amount), _AMOUNT]
Duration = Annotated[
    Quantity,
    AfterValidator(_more_than_zero),
    BeforeValidator(_duration),
    WithJsonSchema(schema_of(DURATION_UNITS, "duration")),
]
