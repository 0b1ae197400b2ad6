"""Flip points in price: at each one the leaders of a scenario change, between them they do not."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.flips import Market, PriceFlip, flips_of, leaders, price_flips
from pingbi.analysis.scores import judge_scenario
from pingbi.model.kinds.kind import Span, point
from pingbi.model.site import Site
from tests.support.laws import law
from tests.support.samples import PLANS, real_site, site_of

F = Fraction
SCENARIO = """
name: T
for: T
weights: {fee: 3, sound: 1}
pick: a
reasons: [T]
difference: T
""".replace("T\n", "{zh-TW: 樣本, en: Sample}\n").replace("[T]", "[{zh-TW: 樣本, en: Sample}]")


def shop(price_of_b: str) -> Site:
    """Product a has sound and costs 30; b is silent and costs what is given; c costs 10."""
    plans = {f"plans/{id_}": PLANS.format(currency="USD", price=f"{{monthly: {price}}}") for id_, price in
             (("a", "30"), ("b", price_of_b), ("c", "10"))}  # fmt: skip
    values = {"a": "sound: true", "b": "sound: false", "c": "sound: false"}
    return site_of(values, **plans, **{"scenarios/use": SCENARIO})


def found_in(site: Site) -> list[PriceFlip]:
    return list(price_flips(site, "use", judge_scenario(site, "use")))


def test_the_prices_at_which_the_lead_changes_hands() -> None:
    """Below 10 product b is cheapest. Above 70 it stretches the axis so far that the dear a is as good as cheap."""
    turns = [(flip.price, flip.at, flip.below, flip.above) for flip in found_in(shop("40")) if flip.product == "b"]
    assert turns == [
        (Fraction(40), Fraction(10), ("b",), ("c",)),
        (Fraction(40), Fraction(70), ("c",), ("a",)),
    ]


@pytest.mark.parametrize(("price", "leader"), [("9.99", "b"), ("10.01", "c"), ("69.99", "c"), ("70.01", "a")])
def test_and_so_they_do(price: str, leader: str) -> None:
    assert judge_scenario(shop(price), "use").leaders == (leader,)


def test_what_the_real_site_says_would_change_an_answer_does() -> None:
    site = real_site()
    flip = next(iter(price_flips(site, "best-value", judge_scenario(site, "best-value"))))
    assert (flip.product, flip.price, f"{float(flip.at):.2f}") == ("kling-30", F("6.99"), "15.39")
    assert (flip.below, flip.above) == (("kling-30",), ("kling-30", "kling-25"))


part = st.integers(0, 8).map(F)
prices = st.integers(1, 40).map(F)


@st.composite
def markets(draw: st.DrawFn) -> Market:
    products = [f"p{number}" for number in range(draw(st.integers(2, 4)))]
    spans = {}
    for product in products[1:]:
        low, high = sorted((draw(prices), draw(prices)))
        spans[product] = Span(low, high)
    rest = {product: tuple(sorted((draw(part), draw(part)))) for product in products}
    return Market("p0", spans, draw(st.integers(1, 5)), draw(st.booleans()), rest)  # type: ignore[arg-type]


@law
@given(markets())
def test_the_leaders_change_at_every_flip_point(market: Market) -> None:
    nearest = F(1, 10**9)
    for flip in flips_of(market, "fee", point(1)):
        below, above = (leaders(market.sums(flip.at + step)) for step in (-nearest, nearest))
        assert (below, above) == (flip.below, flip.above)
        assert below != above


@law
@given(markets(), st.fractions(F(1, 10), 60))
def test_between_two_flip_points_they_stay(market: Market, price: Fraction) -> None:
    found = list(flips_of(market, "fee", point(1)))
    if any(flip.at == price for flip in found) or price in market.edges():
        return
    now = leaders(market.sums(price))
    assert all(now == flip.above for flip in [flip for flip in found if flip.at < price][-1:])
    assert all(now == flip.below for flip in [flip for flip in found if flip.at > price][:1])


@law
@given(markets())
def test_without_a_weight_no_price_changes_anything(market: Market) -> None:
    assert list(flips_of(replace(market, weight=0), "fee", point(1))) == []
