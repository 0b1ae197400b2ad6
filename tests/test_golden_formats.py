"""Figures, money, ranges and lists: the generator and the browser write the very same texts."""

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from pingbi.locale.figures import Range
from pingbi.locale.formats import (
    SYMBOLS,
    listed,
    money,
    money_in_full,
    money_range_in_full,
    number,
    number_in_full,
    rounded_money,
    signs,
    spanned,
)
from tests.support.commands import HOME
from tests.test_formats import words

CURRENCIES = ("USD", "EUR", "TWD", "JPY", "KRW", "SGD")
BOUNDS = ("about", "at-least", "at-most")
IN_THE_BROWSER = """async ([cases, signs, words]) => {
    const { fraction } = await import("/js/fraction.js");
    const write = await import("/js/format.js");
    const as = {
        number: ([value, places], signs) => write.number(fraction(value), signs, places ?? 2),
        money: ([value, currency, places], signs) => write.money(fraction(value), currency, signs, places ?? null),
        moneyInFull: ([value, currency], signs) => write.moneyInFull(fraction(value), currency, signs),
        numberInFull: ([value], signs) => write.numberInFull(fraction(value), signs),
        moneyRange: ([low, high, currency], signs) =>
            write.moneyRangeInFull(
                write.roundedMoney({ low: fraction(low), high: fraction(high) }, currency, signs), currency, signs),
        spanned: ([low, high, about], _, locale) => write.spanned(low, high, about, words[locale]),
        listed: (items, signs) => write.listed(items, signs),
    };
    return cases.map(([kind, locale, given]) => as[kind](given, signs[locale], locale));
}"""


class Case(NamedTuple):
    kind: str
    locale: str
    given: list[Any]
    text: str


def golden() -> Iterator[Case]:
    for kind, cases in json.loads((HOME / "tests/golden/formats.json").read_text("utf-8")).items():
        for case in cases:
            given_values = case.pop("given")
            yield from (Case(kind, locale, given_values, text) for locale, text in case.items())


GOLDEN = tuple(golden())


def in_python(kind: str, locale: str, values: list[Any]) -> str:
    match kind, values:
        case "number", [value, *places]:
            return number(Fraction(value), locale, *places)
        case "money", [value, currency, *places]:
            return money(Fraction(value), currency, locale, *places)
        case "moneyInFull", [value, currency]:
            return money_in_full(Fraction(value), currency, locale)
        case "numberInFull", [value]:
            return number_in_full(Fraction(value), locale)
        case "moneyRange", [low, high, currency]:
            total = Range(Fraction(low), Fraction(high))
            return money_range_in_full(rounded_money(total, currency), currency, locale)
        case "spanned", [low, high, about]:
            return spanned(low, high, about, words(locale))
        case _:
            return listed(values, locale)


def in_the_browser(browser: Browser, address: str, cases: list[Case]) -> list[str]:
    locales = {case.locale for case in cases}
    carried = {locale: signs(locale, CURRENCIES) for locale in locales}
    bounds = {locale: {key: words(locale)(key) for key in BOUNDS} for locale in ("en", "zh-TW")}
    page = browser.new_page()
    page.goto(address)
    found: list[str] = page.evaluate(IN_THE_BROWSER, [[case[:3] for case in cases], carried, bounds])
    page.close()
    return found


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(HOME / "static")


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case.kind}-{case.locale}-{case.text}")
def test_the_golden_texts_hold_in_python(case: Case) -> None:
    assert in_python(*case[:3]) == case.text


@pytest.mark.browser
def test_the_golden_texts_hold_in_the_browser(browser: Browser, address: str) -> None:
    for case, text in zip(GOLDEN, in_the_browser(browser, address, list(GOLDEN)), strict=True):
        assert text == case.text, case


locale = st.sampled_from(["en", "zh-TW", "de", "fr", "en-IN"])
currency = st.sampled_from(CURRENCIES)
amount = st.one_of(
    st.fractions(0, 10**9, max_denominator=10**6),
    st.decimals(0, 10**6, places=3).map(Fraction),
    st.integers(1, 10**12).map(lambda n: Fraction(n, 10**12)),
)
cases = st.one_of(
    st.tuples(st.just("number"), locale, st.tuples(amount.map(str), st.integers(0, 6)).map(list)),
    st.tuples(st.just("money"), locale, st.tuples(amount.map(str), currency).map(list)),
    st.tuples(st.just("money"), locale, st.tuples(amount.map(str), currency, st.integers(0, 6)).map(list)),
    st.tuples(st.just("moneyInFull"), locale, st.tuples(amount.map(str), currency).map(list)),
    st.tuples(st.just("numberInFull"), locale, st.tuples(amount.map(str)).map(list)),
    st.builds(
        lambda locale, one, other, currency: ("moneyRange", locale, [*map(str, sorted((one, other))), currency]),
        *(locale, amount, amount, currency),
    ),
)


def made() -> list[Case]:
    """Some hundred cases, the same on every machine."""
    found: list[Case] = []

    @settings(max_examples=300, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(cases)
    def gather(case: tuple[str, str, list[Any]]) -> None:
        found.append(Case(*case, text=in_python(*case)))

    gather()
    return found


@pytest.mark.browser
def test_the_browser_writes_what_python_does(browser: Browser, address: str) -> None:
    given_cases = made()
    for case, text in zip(given_cases, in_the_browser(browser, address, given_cases), strict=True):
        assert text == case.text, case


def test_every_currency_with_a_symbol_can_be_carried() -> None:
    assert signs("en", SYMBOLS)["symbols"] == SYMBOLS
