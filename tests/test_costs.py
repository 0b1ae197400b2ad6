"""Costs are exact, carry ranges, and appear only where every input is known."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.costs import (
    CANNOT,
    DONE,
    UNKNOWN,
    Cost,
    Offer,
    Range,
    break_evens,
    cost,
    credits_a_clip,
    failed_share,
    offers,
    unit_costs,
    with_failures,
)
from pingbi.model.editorial import Usage
from pingbi.model.site import Site
from tests.laws import law
from tests.samples import PLANS, files_of, real_site, site_of, told

F = Fraction


def usage(clips: int, seconds: int) -> Usage:
    return Usage(clips_per_month=clips, seconds_per_clip=seconds)


def rounded(found: Range, places: int) -> tuple[str, str]:
    return f"{float(found.low):.{places}f}", f"{float(found.high):.{places}f}"


def real(product: str, plan: str) -> Offer:
    """A vendor's plan of the real site."""
    return next(
        offer for offer in offers(real_site()) if (offer.product, offer.offer, offer.plan_id) == (product, "", plan)
    )


def units(offer: Offer) -> dict[str, Range]:
    return {unit.of: unit.value for unit in unit_costs(offer)}


def test_a_flat_fee_and_a_rate_meet_at_169_9_seconds() -> None:
    found = {(even.flat.plan_id, even.rate.offer): even.seconds for even in break_evens(real_site(), ("kling-30",))}
    assert found["top", "atlas-cloud"] == F("25.99") / F("0.153")
    assert f"{float(found['top', 'atlas-cloud']):.1f}" == "169.9"
    assert f"{float(found['entry', 'atlas-cloud']):.1f}" == "45.7"


def test_a_clip_on_chatgpt_plus_costs_forty_cents() -> None:
    assert units(real("sora-1", "chatgpt-plus"))["clip"] == Range(F("0.4"), F("0.4"))


def test_a_clip_on_kling_standard_costs_six_to_thirteen_cents() -> None:
    found = units(real("kling-25", "standard"))
    assert rounded(found["clip"], 2) == ("0.06", "0.13")
    assert found["credit"] == Range(F("3.88") / 660, F("3.88") / 660)


def test_a_clip_takes_eleven_to_twenty_two_credits() -> None:
    known = credits_a_clip(real_site().plans["kling-25"])
    assert known is not None and known[2] == Range(F(11), F(22))


@pytest.mark.parametrize(
    ("product", "plan", "pieces"),
    [
        ("kling-25", "standard", 1),
        ("sora-1", "chatgpt-plus", 2),
        ("sora-2", "chatgpt-pro", 4),
        ("kling-30", "entry", 6),
    ],
)
def test_ninety_seconds_are_cut_to_fit(product: str, plan: str, pieces: int) -> None:
    assert cost(real_site(), real(product, plan), usage(8, 90)).pieces == pieces


def test_failed_runs_make_a_usable_clip_dearer() -> None:
    share = failed_share(real_site(), "kling-25")
    assert share == Range(F(8, 100), F(12, 100))
    assert with_failures(Range(F(1), F(1)), share) == Range(F(100, 92), F(100, 88))
    assert failed_share(real_site(), "sora-2") is None


@pytest.mark.parametrize("plan", [("sora-2", "free"), ("sora-2", "chatgpt-plus"), ("kling-30", "entry")])
def test_without_an_allowance_there_is_no_figure(plan: tuple[str, str]) -> None:
    offer = real(*plan)
    found = cost(real_site(), offer, usage(8, 10))
    assert (found.status, found.reason, found.total) == (UNKNOWN, "capacity", None)
    assert units(offer) == {}


def sold(price: str, includes: str = "{}", values: str = "length: 60 s") -> tuple[Site, Offer]:
    """A small site whose product has one plan, and that plan."""
    plans = PLANS.format(currency="USD", price=price) + f"    includes: {includes}\n"
    site = site_of({"a": values}, **{"plans/a": plans})
    (offer,) = offers(site)
    return site, offer


def worked_out(price: str, includes: str, clips: int, seconds: int, values: str = "length: 60 s") -> Cost:
    return cost(*sold(price, includes, values), usage(clips, seconds))


@pytest.mark.parametrize(
    ("price", "includes", "clips", "seconds", "status", "total"),
    [
        ("{per_second: 0.153}", "{}", 10, 6, DONE, ("9.18", "9.18")),
        ("{per_second: 0.1-0.2}", "{}", 10, 6, DONE, ("6", "12")),
        ("{per_second: 0.1}", "{}", 10, 90, DONE, ("90", "90")),
        ("{per_clip: 0.5}", "{}", 10, 60, DONE, ("5", "5")),
        ("{per_clip: 0.5}", "{}", 10, 61, DONE, ("10", "10")),
        ("{monthly: 20}", "{clips_per_month: 50}", 50, 60, DONE, ("20", "20")),
        ("{monthly: 20}", "{clips_per_month: 50}", 51, 60, CANNOT, None),
        ("{monthly: 20}", "{clips_per_month: 50}", 26, 61, CANNOT, None),
        ("{monthly: 20}", "{clips_per_month: 40-60}", 50, 60, UNKNOWN, None),
        ("{monthly: 20}", "{clips_per_month: 40-60}", 40, 60, DONE, ("20", "20")),
        ("{monthly: 20}", "{clips_per_month: 50+}", 50, 60, DONE, ("20", "20")),
        ("{monthly: 20}", "{clips_per_month: 50+}", 60, 60, UNKNOWN, None),
        ("{monthly: 20}", "{clips_per_month: <=50}", 51, 60, CANNOT, None),
        ("{monthly: 20}", "{clips_per_month: <=50}", 50, 60, UNKNOWN, None),
        ("{per_second: 0.1+}", "{}", 10, 6, UNKNOWN, None),
        ("{monthly: 20}", "{clips_per_day: 2}", 60, 60, DONE, ("20", "20")),
        ("{monthly: 20}", "{clips_per_day: 2}", 61, 60, CANNOT, None),
        ("{monthly: 20}", "{unlimited: true}", 9999, 300, DONE, ("20", "20")),
        ("{yearly: 240}", "{unlimited: true}", 1, 1, DONE, ("20", "20")),
        ("{monthly: 20-30}", "{unlimited: true}", 1, 1, DONE, ("20", "30")),
        ("{free: true}", "{clips_per_day: 1}", 30, 60, DONE, ("0", "0")),
        ("{monthly: 20}", "{credits_per_month: 600}", 1, 1, UNKNOWN, None),
        ("{monthly: 20}", "{}", 1, 1, UNKNOWN, None),
        ("{per_credit: 0.1}", "{}", 1, 1, UNKNOWN, None),
        ("{monthly: 10}, {from: 2026-06-01, monthly: 20}", "{unlimited: true}", 1, 1, DONE, ("20", "20")),
    ],
)
def test_costs(price: str, includes: str, clips: int, seconds: int, status: str, total: tuple[str, str] | None) -> None:
    found = worked_out(price, includes, clips, seconds)
    assert (found.status, found.total) == (status, None if total is None else Range(F(total[0]), F(total[1])))
    assert bool(found.reason) == (status != DONE)


def test_without_a_longest_clip_there_is_no_figure() -> None:
    found = worked_out("{per_second: 1}", "{}", 1, 1, values="length: unknown")
    assert (found.status, found.reason, found.total) == (UNKNOWN, "limit", None)


def test_a_plan_with_a_limit_of_its_own_goes_by_it() -> None:
    assert worked_out("{per_clip: 1}", "{max_duration: 25 s}", 1, 90).pieces == 4


@pytest.mark.parametrize(
    ("price", "includes", "expected"),
    [
        ("{monthly: 20}", "{clips_per_month: ~50}", {"clip": (F("0.4"), F("0.4"))}),
        ("{monthly: 20}", "{clips_per_month: 40-50}", {"clip": (F("0.4"), F("0.5"))}),
        ("{monthly: 20-30}", "{clips_per_month: 40-50}", {"clip": (F("0.4"), F("0.75"))}),
        ("{monthly: 6}", "{credits_per_month: 600}", {"credit": (F("0.01"), F("0.01"))}),
        ("{per_second: 0.153}", "{}", {"second": (F("0.153"), F("0.153"))}),
        ("{free: true}", "{clips_per_month: 50}", {}),
        ("{monthly: 20}", "{unlimited: true}", {}),
    ],
)
def test_prices_in_common_units(price: str, includes: str, expected: dict[str, tuple[Fraction, Fraction]]) -> None:
    _, offer = sold(price, includes)
    assert units(offer) == {of: Range(*ends) for of, ends in expected.items()}


@pytest.mark.parametrize(
    "includes",
    [
        "{clips_per_month: 0}",
        "{credits_per_month: 0}",
        "{credits_per_month: 60, clips_per_month: 0-5}",
        "{max_duration: 0 s}",
    ],
)
def test_a_plan_does_not_include_zero_of_something(includes: str) -> None:
    plans = PLANS.format(currency="USD", price="{monthly: 20}") + f"    includes: {includes}\n"
    assert told(files_of({"a": ""}, **{"plans/a": plans})) == [("content/plans/a.yaml", "number-zero")]


def test_a_longest_clip_of_zero_gives_no_figure() -> None:
    site, offer = sold("{monthly: 20}", "{}", "length: 0 s")
    assert cost(site, offer, usage(1, 1)).total is None


def test_a_fee_and_a_rate_in_other_currencies_never_meet() -> None:
    plans = PLANS.format(currency="TWD", price="{monthly: 20}")
    shop = "product: a\nseller: {name: Shop, kind: reseller}\n" + PLANS.format(currency="USD", price="{per_second: 1}")
    site = site_of({"a": ""}, **{"plans/a": plans, "offers/shop": shop})
    assert list(break_evens(site, ("a",))) == []


BY_SECOND = sold("{per_second: 0.01-0.03}")


@law
@given(st.integers(1, 500), st.integers(1, 60), st.integers(1, 600))
def test_a_rate_is_proportional_to_the_seconds(clips: int, times: int, seconds: int) -> None:
    one, many = (cost(*BY_SECOND, usage(n, seconds)).total for n in (clips, clips * times))
    assert one is not None and many == one.times(F(times))
    assert one == Range(F(1, 100), F(3, 100)).times(F(clips * seconds))


@law
@given(st.integers(1, 100), st.integers(1, 600))
def test_there_are_just_enough_pieces(clips: int, seconds: int) -> None:
    found = cost(*BY_SECOND, usage(clips, seconds))
    assert found.limit is not None
    assert (found.pieces - 1) * found.limit < seconds <= found.pieces * found.limit
    assert found.needed == clips * found.pieces


@law
@given(st.lists(st.fractions(F(1, 100), 1000), min_size=4, max_size=4))
def test_a_quotient_of_ranges_contains_every_quotient(ends: list[Fraction]) -> None:
    price, number = (Range(*sorted(pair)) for pair in (ends[:2], ends[2:]))
    found = price.over(number)
    assert all(found.low <= a / b <= found.high for a in (price.low, price.high) for b in (number.low, number.high))
