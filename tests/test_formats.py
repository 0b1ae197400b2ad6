"""Figures, money, dates and lists as each language writes them."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.locale.figures import Range, read_date
from pingbi.locale.formats import (
    Strings,
    amount,
    day,
    format_number_range,
    format_percent_range,
    listed,
    money,
    money_range_in_full,
    number,
    quantity,
    rounded_money,
)
from pingbi.model.quantities import NO_UNIT, read_quantity
from pingbi.render.environment import read_strings
from tests.support.commands import HOME
from tests.support.laws import law

LOCALES = ("zh-TW", "en")
IN_BOTH = pytest.mark.parametrize("locale", LOCALES)


@cache
def words(locale: str) -> Strings:
    folder = HOME / "templates/strings"
    files = {f"templates/strings/{path.name}": path.read_bytes() for path in folder.glob("*.yaml")}
    strings, gaps = read_strings(files.items(), list(LOCALES))
    assert gaps == []
    return strings[locale]


@IN_BOTH
@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("0", 2, "0"),
        ("60", 2, "60"),
        ("100", 2, "100"),
        ("1234567", 2, "1,234,567"),
        ("2.50", 2, "2.5"),
        ("1/3", 2, "0.33"),
        ("2/3", 2, "0.67"),
        ("1.005", 2, "1.01"),
        ("2.5", 0, "3"),
        ("0.05", 1, "0.1"),
        ("169.93464", 1, "169.9"),
    ],
)
def test_numbers(locale: str, value: str, places: int, text: str) -> None:
    assert number(Fraction(value), locale, places) == text


@IN_BOTH
@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        ("6.99", "USD", "US$6.99"),
        ("20", "USD", "US$20"),
        ("0", "USD", "US$0"),
        ("0.4", "USD", "US$0.40"),
        ("0.153", "USD", "US$0.153"),
        ("3.88", "USD", "US$3.88"),
        ("1234567.891", "USD", "US$1,234,567.89"),
        ("1.999", "USD", "US$2"),
        ("1399", "TWD", "NT$1,399"),
        ("1000", "JPY", "JP¥1,000"),
        ("12.5", "EUR", "€12.50"),
        ("3", "SGD", "SGD 3"),
    ],
)
def test_money(locale: str, value: str, currency: str, text: str) -> None:
    assert money(Fraction(value), currency, locale) == text


@IN_BOTH
def test_money_with_places_of_its_own(locale: str) -> None:
    assert money(Fraction(388, 66000), "USD", locale, 4) == "US$0.0059"
    assert money(Fraction(388, 6000), "USD", locale, 2) == "US$0.06"


@IN_BOTH
@pytest.mark.parametrize(
    ("written", "bare", "dollars"),
    [
        ("3-8", "3–8", "US$3–8"),
        ("15", "15", "US$15"),
        ("0.5", "0.5", "US$0.50"),
        ("0.06-0.13", "0.06–0.13", "US$0.06–0.13"),
    ],
)
def test_quantities(locale: str, written: str, bare: str, dollars: str) -> None:
    read, t = read_quantity(written, NO_UNIT), words(locale)
    assert (quantity(read, t), amount(read, "USD", t)) == (bare, dollars)


@IN_BOTH
@pytest.mark.parametrize(("written", "key"), [("100+", "at-least"), ("<=100", "at-most"), ("~100", "about")])
def test_bounds_are_reported_in_words(locale: str, written: str, key: str) -> None:
    read, t = read_quantity(written, NO_UNIT), words(locale)
    assert quantity(read, t) == t(key, value="100") != "100"
    assert amount(read, "TWD", t) == t(key, value="NT$100")


@IN_BOTH
def test_a_range_names_its_currency_once(locale: str) -> None:
    assert amount(read_quantity("3-8", NO_UNIT), "SGD", words(locale)) == "SGD 3–8"


def money_of_sum(low: str, high: str, locale: str) -> str:
    return money_range_in_full(rounded_money(Range(Fraction(low), Fraction(high)), "USD"), "USD", locale)


@IN_BOTH
@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("20", "30", "US$20–30"),
        ("0.153", "0.153", "US$0.153"),
        ("0.153", "0.2", "US$0.15–0.20"),
        ("0.153", "0.154", "US$0.153–0.154"),
        ("0.0123", "0.0456", "US$0.0123–0.0456"),
    ],
)
def test_sums_of_money_are_rounded_where_their_width_allows_it(locale: str, low: str, high: str, text: str) -> None:
    assert money_of_sum(low, high, locale) == text


@IN_BOTH
def test_a_stated_price_keeps_the_decimals_that_a_sum_loses(locale: str) -> None:
    stated = read_quantity("0.125-0.5", NO_UNIT)
    assert amount(stated, "USD", words(locale)) == "US$0.125–0.50"
    assert money_of_sum("0.125", "0.5", locale) == "US$0.13–0.50"


@IN_BOTH
@pytest.mark.parametrize(
    ("low", "high", "figures", "percent"),
    [("1/4", "1/4", "0.25", "25%"), ("0.08", "0.125", "0.08–0.13", "8–12.5%"), ("1/300", "1/299", "0", "0.33%")],
)
def test_ranges_with_ends_that_are_written_alike_are_one_figure(
    locale: str, low: str, high: str, figures: str, percent: str
) -> None:
    ends = Range(Fraction(low), Fraction(high))
    assert (format_number_range(ends, locale), format_percent_range(ends, locale)) == (figures, percent)


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2026-11-22", "2026 年 11 月 22 日", "November 22, 2026"),
        ("2026-03-01", "2026 年 3 月 1 日", "March 1, 2026"),
        ("2026-02", "2026 年 2 月", "February 2026"),
        ("2025", "2025 年", "2025"),
    ],
)
def test_dates(written: str, chinese: str, english: str) -> None:
    assert day(read_date(written), words("zh-TW")) == chinese
    assert day(read_date(written), words("en")) == english
    assert words("en")("after-date", date=english) == day(read_date(f"after {written}"), words("en"))


@pytest.mark.parametrize(
    ("items", "chinese", "english"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a、b", "a and b"), (["a", "b", "c"], "a、b、c", "a, b, and c")],
)
def test_lists(items: list[str], chinese: str, english: str) -> None:
    assert listed(items, "zh-TW") == chinese
    assert listed(items, "en") == english


def test_a_missing_word_is_an_error() -> None:
    with pytest.raises(LookupError, match="no-such-words"):
        words("en")("no-such-words")


def test_english_has_one_and_many() -> None:
    strings = Strings("en", {"pages": {"en": {"one": "{n} page", "other": "{n} pages"}}})
    assert [strings("pages", n=n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


@law
@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 4))
def test_a_figure_is_off_by_half_a_step_at_most(value: Fraction, places: int) -> None:
    shown = Fraction(number(value, "en", places).replace(",", ""))
    assert abs(shown - value) * 2 * 10**places <= 1


@law
@given(st.fractions(min_value=Fraction(1, 10**6), max_value=10**6), st.sampled_from(["USD", "TWD", "SGD"]))
def test_what_costs_something_is_never_shown_as_nothing(value: Fraction, currency: str) -> None:
    assert not money(value, currency, "en").endswith(("$0", " 0"))
