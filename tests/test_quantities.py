"""Numbers as sources give them: what is read, what is refused, and what they are worth in the base unit."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from pingbi.locale.figures import Quantity
from pingbi.model.quantities import DURATION_UNITS, LIMIT, NO_UNIT, PERCENT_UNITS, RATE_UNITS, read_quantity
from tests.support.laws import law

UNITS = {"": NO_UNIT, "duration": DURATION_UNITS, "rate": RATE_UNITS, "percent": PERCENT_UNITS}


def code(written: Any, kind: str = "") -> str:
    """The code of the complaint; '' where the value is read."""
    try:
        read_quantity(written, UNITS[kind])
    except PydanticCustomError as wrong:
        assert wrong.context is not None and wrong.context["hint"]
        return str(wrong.context["code"])
    return ""


@pytest.mark.parametrize(
    ("written", "kind", "low", "high", "about"),
    [
        (50, "", "50", "50", False),
        (Decimal("6.99"), "", "6.99", "6.99", False),
        ("8-12", "", "8", "12", False),
        ("8 – 12", "", "8", "12", False),
        ("100+", "", "100", None, False),
        (">=100", "", "100", None, False),
        ("<=7", "", None, "7", False),
        ("~50", "", "50", "50", True),
        ("~8-12", "", "8", "12", True),
        ("60 s", "duration", "60", "60", False),
        ("60s", "duration", "60", "60", False),
        ("3-8 min", "duration", "180", "480", False),
        ("~1 h", "duration", "3600", "3600", True),
        ("8 min+", "duration", "480", None, False),
        ("1.5 min", "duration", "90", "90", False),
        ("30-60 fps", "rate", "30", "60", False),
        ("8-12%", "percent", "8", "12", False),
    ],
)
def test_forms_and_their_worth(written: Any, kind: str, low: str | None, high: str | None, about: bool) -> None:
    quantity = read_quantity(written, UNITS[kind])
    ends = tuple(None if end is None else Fraction(end) for end in (low, high))
    assert (quantity.base(), quantity.about) == (ends, about)


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        (True, "", "type"),
        (None, "", "type"),
        ([1], "", "type"),
        (-1, "", "number-negative"),
        ("-5 s", "duration", "number-negative"),
        ("1,200", "", "number-form"),
        ("1_000", "", "number-form"),
        ("１２", "", "number-form"),
        ("1:30", "duration", "number-form"),
        ("1e3", "", "number-form"),
        (".5", "", "number-form"),
        ("nan", "", "number-finite"),
        ("15 m", "duration", "unit-unknown"),
        ("15", "duration", "unit-unknown"),
        ("15 s", "", "unit-unknown"),
        ("8-3", "", "range-order"),
        (10**12, "", "number-range"),
        ("9" * 40, "", "number-form"),
    ],
)
def test_what_is_refused(written: Any, kind: str, expected: str) -> None:
    assert code(written, kind) == expected


def test_the_hint_shows_the_number_without_separators() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_quantity("1,200", NO_UNIT)
    assert caught.value.context is not None and "1200" in caught.value.context["hint"]


NUMBERS = st.decimals(min_value=0, max_value=10**9, places=3).map(abs)


@law
@given(NUMBERS, NUMBERS, st.sampled_from(["s", "min", "h"]))
def test_a_range_is_exact_in_every_unit(one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    quantity = read_quantity(f"{low:f}-{high:f} {unit}", DURATION_UNITS)
    factor = DURATION_UNITS[unit]
    assert quantity.base() == (Fraction(low) * factor, Fraction(high) * factor)
    assert quantity.exact == (low == high)


@law
@given(NUMBERS)
def test_bounds_and_about_share_their_figure(number: Decimal) -> None:
    text, value = f"{number:f}", Fraction(number)
    assert read_quantity(f"{text}+", NO_UNIT) == Quantity(value, None)
    assert read_quantity(f"<={text}", NO_UNIT) == Quantity(None, value)
    assert read_quantity(f"~{text}", NO_UNIT) == Quantity(value, value, about=True)


@law
@given(st.text(max_size=12))
def test_any_text_is_read_or_complained_of(text: str) -> None:
    """Whatever is read is below the limit; nothing else than a complaint is ever raised."""
    if code(text) == "":
        assert all(end is None or 0 <= end < LIMIT for end in read_quantity(text, NO_UNIT).base())
