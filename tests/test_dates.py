"""Dates known to the day, the month or the year, or only 'after' some month."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.locale.figures import PartialDate, read_date
from tests.support.laws import law


@pytest.mark.parametrize(
    ("written", "earliest"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-02", "2026-02-01"),
        ("2026", "2026-01-01"),
        ("after 2026-02", "2026-03-01"),
        ("after 2024-02", "2024-03-01"),
        ("after 2025-12", "2026-01-01"),
        ("after 2025", "2026-01-01"),
        ("after 2025-12-31", "2026-01-01"),
    ],
)
def test_the_first_day_it_can_be(written: str, earliest: str) -> None:
    date = read_date(written)
    assert date.earliest == dt.date.fromisoformat(earliest)
    assert date.source_form == written
    assert date.iso() == written.removeprefix("after ")


@pytest.mark.parametrize(
    "written",
    ["", "26-01-01", "01/02/2026", "2026-1-1", "2026-01-01T00:00:00Z", "２０２６", "after", "2026-01 ", "2026-01-01\n"],
)
def test_other_forms_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="form"):
        read_date(written)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2026-13", "2026-00", "2026-01-00", "2025-02-29", "0000", "after 9999"]
)
def test_days_that_do_not_exist_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no such day"):
        read_date(written)


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))
DATES = st.builds(
    lambda day, known, after: PartialDate(day.year, (None, day.month)[known > 0], (None, day.day)[known > 1], after),
    DAYS,
    st.integers(0, 2),
    st.booleans(),
)


@law
@given(DATES)
def test_what_is_written_is_read_again(date: PartialDate) -> None:
    assert read_date(date.source_form) == date


@law
@given(DATES, DATES)
def test_dates_are_ordered_by_their_first_day(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    if one.earliest < other.earliest:
        assert one < other
