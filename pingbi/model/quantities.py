"""Numbers as sources give them: exact, a range, a bound, or 'about'; exact fractions in a base unit."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from pingbi.diagnostics.message import Message, quote_value, say
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import Quantity
from pingbi.model.base import kind_of

LIMIT = 10**12
_NUMBER = r"\d{1,15}(?:\.\d{1,9})?"
_FORM = re.compile(
    rf"(?:(?P<sign><=|>=|~)\s*)?(?P<low>{_NUMBER})(?:\s*[-–]\s*(?P<high>{_NUMBER}))?(?P<unit>\s*[A-Za-z%]+)?(?P<plus>\+)?\Z"
)


def read_quantity(given: Any, units: Mapping[str, Fraction]) -> Quantity:
    """Read `15 s`, `3-8 min`, `100+`, `<=7`, `~50`. `units` maps each permitted unit to its factor ('' = none).

    Raises a located finding that names the permitted forms.
    """
    if isinstance(given, bool) or not isinstance(given, int | Decimal | str):
        raise finding("type", say("a number is expected here, this is {kind}", kind=kind_of(given)), _forms(units))
    text = format(given, "f") if isinstance(given, Decimal) else str(given)
    if re.match(r"[<>=~]*\s*[-−－]\s*\d", text):
        hint = say("write a number of 0 or more")
        raise finding("number-negative", say("a number below zero makes no sense here"), hint)
    match = _FORM.match(text) if text.isascii() or "–" in text else None
    if _UNCOUNTABLE.fullmatch(text.strip()):
        raise finding("number-finite", say("{text} cannot be counted with", text=text), say("write a number"), (text,))
    if not match:
        message = say("'{text}' is not a number that can be read here", text=quote_value(text))
        raise finding("number-form", message, _number_hint(text, units), (quote_value(text),))
    return _build(match, text, units)


def _build(match: re.Match[str], text: str, units: Mapping[str, Fraction]) -> Quantity:
    unit = (match["unit"] or "").strip()
    if unit not in units:
        message = say("the unit of '{text}' is not one of this feature's", text=quote_value(text))
        if not any(units):
            message = say("a bare number is expected here, and '{text}' has a unit", text=quote_value(text))
        elif not unit:
            message = say("'{text}' lacks its unit", text=quote_value(text))
        raise finding("unit-unknown", message, _number_hint(text, units), (quote_value(text),))
    low = Fraction(match["low"])
    high = Fraction(match["high"]) if match["high"] else low
    if low > high:
        message = say("the range '{text}' runs backwards", text=quote_value(text))
        raise finding("range-order", message, say("write the smaller number first"), (quote_value(text),))
    if high >= LIMIT:
        message = say("'{text}' is larger than any figure here can be", text=quote_value(text))
        raise finding("number-range", message, say("check the digits"), (quote_value(text),))
    sign, plus = match["sign"], match["plus"]
    return Quantity(
        low=None if sign == "<=" else low,
        high=None if plus or sign == ">=" else high,
        unit=unit,
        about=sign == "~",
        factor=units[unit],
    )


def _forms(units: Mapping[str, Fraction]) -> Message:
    unit = next((u for u in units if u), "")
    tail = "" if not unit else "%" if unit == "%" else f" {unit}"
    return say("write it like 15{u}, 3-8{u}, 100{u}+ (at least), <=7{u} (at most) or ~50{u} (about)", u=tail)


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MONEY = r"NT\$|US\$|HK\$|[$€£¥￥元]|USD|TWD|NTD|EUR|JPY|美元|美金|新?[台臺]幣"
_PERIOD = r"(?:/|每|per\s*)\s*(?:month|mo|year|yr|second|sec|個?月|年|秒)"
_REWRITTEN = (
    (rf"(?:{_MONEY}|{_PERIOD})", ""),
    (r"(?<=^0),(?=\d+$)|(?<=\d),(?=\d{1,2}$)", "."),  # a decimal comma
    (r"(?<=\d)[,' ](?=\d{3}(?!\d))", ""),  # thousands
    (r"(?<=\d)\s*(?:~|到|至|to)\s*(?=\d)", "-"),
    (r"^(?:約|大約|about|ca\.?)\s*(?=\d)", "~"),
    (r"(?<=\d)\s*(?:起|以上)$", "+"),
    (r"\s*(?:seconds?|secs?|秒鐘?)$", " s"),
    (r"\s*(?:minutes?|mins?|分鐘?)$", " min"),
    (r"\s*(?:hours?|hrs?|小時)$", " h"),
)
"""Unambiguous other ways to write a number, and the form used here."""


def _number_hint(text: str, units: Mapping[str, Fraction]) -> Message:
    """Return the number in the required form if that is clear; else the permitted forms."""
    plain = text.translate(_FULL_WIDTH).strip()
    if not re.search(r"\d[.]\d{3},", plain):  # 1.200,50: which of the signs is the point?
        for old, new in _REWRITTEN:
            plain = re.sub(old, new, plain, flags=re.IGNORECASE).strip()
    match = _FORM.match(plain) if plain.isascii() and plain != text else None
    if match and (match["unit"] or "").strip() in units:
        return say("write {number}, in plain digits", number=plain)
    return _forms(units)


NO_UNIT: Mapping[str, Fraction] = {"": Fraction(1)}
DURATION_UNITS: Mapping[str, Fraction] = {"s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)}
RATE_UNITS: Mapping[str, Fraction] = {"fps": Fraction(1)}
PERCENT_UNITS: Mapping[str, Fraction] = {"%": Fraction(1)}


def _amount(value: Any) -> Quantity:
    return value if isinstance(value, Quantity) else read_quantity(value, NO_UNIT)


def _price(value: Any) -> Quantity:
    if isinstance(value, str) and value.strip().lower() in {"free", "免費"}:
        raise finding("type", say("a price is a number"), say("a free plan is written 'free: true'"))
    if isinstance(value, str) and not _DIGIT.search(value) and not _UNCOUNTABLE.fullmatch(value.strip()):
        hint = say("a price that nobody states is left out, and said in a note; a free plan is 'free: true'")
        message = say("'{text}' is not a number that can be read here", text=quote_value(value))
        raise finding("number-form", message, hint, (quote_value(value),))
    return _amount(value)


_UNCOUNTABLE = re.compile(r"[-+]?\.?(?:nan|inf|infinity)", re.IGNORECASE)
_DIGIT = re.compile(r"\d|[零一二三四五六七八九十百千]")


def _included(value: Any) -> Quantity:
    if isinstance(value, str) and value.strip().lower() in {"unlimited", "無限", "不限"}:
        raise finding(
            "number-form", say("an allowance is a number"), say("write 'unlimited: true' instead of this key")
        )
    return _amount(value)


def _duration(value: Any) -> Quantity:
    return value if isinstance(value, Quantity) else read_quantity(value, DURATION_UNITS)


def _more_than_zero(value: Quantity) -> Quantity:
    if 0 in (value.low, value.high):
        hint = say("leave the key out, or begin at 1")
        raise finding("number-zero", say("zero of it is nothing that a plan includes"), hint)
    return value


def schema_of(units: Mapping[str, Fraction], form: str) -> dict[str, Any]:
    """Return the JSON Schema of what `read_quantity` accepts; `form` is explained in keys.yaml."""
    unit = "" if "" in units else r"\s*(" + "|".join(units) + ")"
    pattern = rf"^(<=|>=|~)?\s*{_NUMBER}(\s*[-–]\s*{_NUMBER})?{unit}\+?$".replace("(?:", "(")
    return {"type": ["number", "string"] if "" in units else "string", "pattern": pattern, "minimum": 0, "format": form}


_AMOUNT = WithJsonSchema(schema_of(NO_UNIT, "amount"))

Amount = Annotated[Quantity, BeforeValidator(_amount), _AMOUNT]
Money = Annotated[Quantity, BeforeValidator(_price), _AMOUNT]
Included = Annotated[Quantity, AfterValidator(_more_than_zero), BeforeValidator(_included), _AMOUNT]
Duration = Annotated[
    Quantity,
    AfterValidator(_more_than_zero),
    BeforeValidator(_duration),
    WithJsonSchema(schema_of(DURATION_UNITS, "duration")),
]
