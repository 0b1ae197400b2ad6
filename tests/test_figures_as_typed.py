"""Figures are shown as sources type them, sums with three significant digits, and each printed working comes out."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.costs import Consumption, worked_costs
from pingbi.locale.figures import Range, at, decimals
from pingbi.locale.formats import (
    DIGITS,
    SYMBOLS,
    amount,
    money,
    money_in_full,
    number_in_full,
    rounded_money,
    signs,
    working,
)
from pingbi.model.quantities import NO_UNIT, read_quantity
from pingbi.model.site import Site
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.cost_views import break_even_views, cost_line, rounded_point
from pingbi.pages.parts.offer_views import cheapest, vendor_plans
from pingbi.pages.parts.presenter import plain
from pingbi.pages.parts.structured_data import product
from pingbi.pages.pricing import answer
from tests.support.laws import law
from tests.support.presenters import presenter_of
from tests.support.samples import PLANS, SITE, site_of
from tests.test_formats import words

CURRENCIES = (*SYMBOLS, "KRW", "VND", "SGD")
LANGUAGES = ("zh-TW", "en", "de", "fr", "en-IN")
typed = st.builds(lambda whole, rest, places: f"{whole}.{rest % 10**places:0{places}}" if places else str(whole),
                  st.integers(0, 10**11), st.integers(0, 10**9), st.integers(0, 8))  # fmt: skip


def read_back(text: str, language: str) -> Fraction:
    used = signs(language)
    figure = text.replace(used["group"], "").replace(used["decimal"], ".")
    return Fraction(re.sub(r"[^\d.]", "", figure))


@law
@given(typed, st.sampled_from(CURRENCIES), st.sampled_from(LANGUAGES))
def test_a_typed_amount_reads_back_as_it_was_typed(written: str, currency: str, language: str) -> None:
    assert read_back(money_in_full(Fraction(written), currency, language), language) == Fraction(written)
    assert read_back(number_in_full(Fraction(written), language), language) == Fraction(written)


@law
@given(typed, st.sampled_from(CURRENCIES), st.sampled_from(("zh-TW", "en")))
def test_an_amount_has_its_currencys_usual_decimals_or_none(written: str, currency: str, language: str) -> None:
    text = amount(read_quantity(written, NO_UNIT), currency, words(language))
    _, point, shown = text.partition(".")
    whole = Fraction(written).denominator == 1
    assert not point if whole else len(shown) >= max(DIGITS.get(currency, 2), 1)


@law
@given(st.fractions(Fraction(1, 10**9), 10**9), st.sampled_from(CURRENCIES))
def test_what_is_worked_out_keeps_three_significant_digits(value: Fraction, currency: str) -> None:
    shown = read_back(money(value, currency, "en"), "en")
    assert abs(shown - value) * 200 <= value
    assert rounded_money(at(value), currency) == at(shown)


prices = st.decimals("0.00000001", 10**4, places=8).map(lambda price: format(price, "f"))
positive = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)
ranges = st.tuples(positive, positive).map(lambda ends: Range(min(ends), max(ends)))


@law
@given(ranges, ranges, st.sampled_from(("USD", "TWD")))
def test_the_figures_of_a_working_end_and_give_its_result(one: Range, other: Range, currency: str) -> None:
    found = working(Range.over, (one, other), lambda result: rounded_money(result, currency))
    assert all(decimals(end) is not None for figure in found.figures for end in (figure.low, figure.high))
    assert rounded_money(Range.over(*found.figures), currency) == found.result
    assert found.result == rounded_money(one.over(other), currency)


# On pages

PLAN = "  {name}:\n    name: {name}\n    prices: [{price}]\n    includes: {includes}\n"
STANDARD = {
    "flat": ("{monthly: 6.995}", "{unlimited: true}"),
    "second": ("{per_second: 0.00125}", "{}"),
    "beyond": ("{yearly: 20, per_second: 0.0125}", "{seconds_per_month: 100}"),
    "clips": ("{monthly: 6.99}", "{clips_per_month: 660}"),
    "points": ("{monthly: 12, per_credit: 0.02}", "{credits_per_month: 610}"),
}


def selling(currency: str = "USD", **plans: tuple[str, str]) -> Site:
    listed = "".join(PLAN.format(name=name, price=price, includes=part) for name, (price, part) in plans.items())
    takes = "takes: {credits_per_clip: 7}\n" if "points" in plans else ""
    text = f"currency: {currency}\nsource: sheet\nat: all\n{takes}plans:\n{listed}"
    return site_of({"a": "length: 600 s", "b": "length: 600 s"}, site=SITE, **{"plans/a": text})


@cache
def standard() -> Site:
    return selling("USD", **STANDARD)


def workings(site: Site, clips: int, seconds: int) -> Iterator[str]:
    """The computations of these plans as pages print them."""
    collector = EvidenceCollector(presenter_of(site, "en"))
    lines = [cost_line(collector, worked).working for worked in worked_costs(site, Consumption(clips, seconds))]
    units = [text for plan in vendor_plans(collector, "a") for _, _, text in plan.units]
    evens = [even.working for of in (seconds, None) for even in break_even_views(collector, ["a"], of)]
    yield from (text for text in (*lines, *units, *evens) if re.search("[=≈]", text))


def evaluated(text: str) -> Fraction:
    """The value of an expression as pages print it."""
    bare = re.sub("beyond the .* included|[A-Za-z$,]", "", text)
    exact = re.sub(r"[\d.]+", lambda figure: f"Fraction('{figure[0]}')", bare)
    value: Fraction = eval(exact.replace("×", "*").replace("÷", "/"), {"Fraction": Fraction})
    return value


def assert_comes_out(text: str) -> None:
    """The printed result is that of the printed figures, or (≈) that with the digits of the printed result."""
    left, sign, result = re.split(" ([=≈]) ", text)
    shown = re.search(r"[\d.,]+", result)
    assert shown is not None
    value, printed = evaluated(left), Fraction(shown[0].replace(",", ""))
    rounds = {money(value, "USD", "en"), f"US${number_in_full(rounded_point(at(value)).low, 'en')}"}
    assert value == printed if sign == "=" else f"US${shown[0]}" in rounds, text


@pytest.mark.parametrize(("clips", "seconds"), [(1, 300), (20, 15), (7, 9), (1, 1), (999, 599)])
def test_each_printed_working_comes_out(clips: int, seconds: int) -> None:
    printed = list(workings(standard(), clips, seconds))
    assert len(printed) >= 6
    for text in printed:
        assert_comes_out(text)


@law
@given(prices, st.integers(1, 10**4), st.integers(1, 600))
def test_a_price_a_second_times_seconds_comes_out(price: str, clips: int, seconds: int) -> None:
    site = selling(second=(f"{{per_second: {price}}}", "{}"), fee=(f"{{yearly: {price}, per_second: 0.07}}", "{}"))
    for text in workings(site, clips, seconds):
        assert_comes_out(text)


@pytest.mark.parametrize("seconds", [None, 15, 7])
@pytest.mark.parametrize("fee", ["25.99", "15.3", "6.995", "4-9.75"])
def test_each_proof_comes_out(fee: str, seconds: int | None) -> None:
    """An exact point gives the same on both sides; a rounded one, as nearly as its last digit allows."""
    site = selling(flat=(f"{{monthly: {fee}}}", "{unlimited: true}"), rate=("{per_second: 0.153}", "{}"))
    (even,) = break_even_views(EvidenceCollector(presenter_of(site, "en")), ["a"], seconds)
    found = re.fullmatch(r"Put back in, at (.*) a month: (.*) ([=≈]) (.*); both cost (.*)", even.proof)
    assert found is not None
    one, other, cost = (evaluated(found[part]) for part in (2, 4, 5))
    step = Fraction("0.153") * (seconds or 1) / 20
    assert other == cost and abs(one - cost) <= (0 if found[3] == "=" else step)


def test_the_smallest_price_is_multiplied_in_full() -> None:
    assert "US$0.00125 × 300 s = US$0.375" in list(workings(standard(), 1, 300))


@pytest.mark.parametrize(
    ("currency", "price", "text"),
    [
        ("USD", "monthly: 6.995", "US$6.995/month"),
        ("USD", "per_second: 0.00015", "US$0.00015/s"),
        ("USD", "per_second: 1.245", "US$1.245/s"),
        ("TWD", "per_second: 1.5", "NT$1.5/s"),
        ("TWD", "monthly: 199.5", "NT$199.5/month"),
        ("JPY", "per_credit: 1.5", "JP¥1.5/credit"),
    ],
)
def test_prices_are_shown_as_typed(currency: str, price: str, text: str) -> None:
    collector = EvidenceCollector(presenter_of(selling(currency, one=(f"{{{price}}}", "{}")), "en"))
    (plan,) = vendor_plans(collector, "a")
    assert plan.price.values == (text,)


def test_search_engines_read_all_the_digits() -> None:
    presenter = presenter_of(standard(), "en")
    assert [offer["price"] for offer in product(presenter, "a")["offers"]] == ["6.995", "6.99", "12"]


def test_a_fee_alone_is_a_cost_as_it_was_typed() -> None:
    collector = EvidenceCollector(presenter_of(standard(), "en"))
    lines = [cost_line(collector, worked) for worked in worked_costs(standard(), Consumption(20, 15))]
    assert [line.total for line in lines if line.offer.name.endswith("flat")] == ["US$6.995/month"]


# Nothing wins against what looks like it


def test_costs_that_print_alike_are_cheapest_together() -> None:
    """US$50.949 and US$50.951 are both US$50.95."""
    site = selling(one=("{per_second: 0.050949}", "{}"), other=("{per_second: 0.050951}", "{}"))
    words = answer(presenter_of(site, "en"), worked_costs(site, Consumption(100, 10)))
    assert words.count("US$50.95/month") == 2


def test_equal_prices_are_lowest_together() -> None:
    site = selling(one=("{monthly: 7}", "{}"), other=("{monthly: 7}", "{}"), third=("{monthly: 7.005}", "{}"))
    words = plain(cheapest(presenter_of(site, "en")))
    assert "Product a one and Product a other at US$7/month" in words and "third" not in words


def test_prices_that_differ_look_different() -> None:
    site = site_of(
        {"a": "length: 60 s", "b": "length: 60 s"},
        **{f"plans/{id_}": PLANS.format(currency="USD", price=f"{{monthly: {price}}}")
           for id_, price in (("a", "6.995"), ("b", "7.00"))},
    )  # fmt: skip
    presenter = presenter_of(site, "en")
    assert {presenter.plan_price(site.plans[id_], "base") for id_ in ("a", "b")} == {"US$6.995/month", "US$7/month"}
