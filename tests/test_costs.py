"""Costs are exact, carry ranges, and appear only where every input is known."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.costs import (
    CANNOT,
    DONE,
    UNKNOWN,
    Consumption,
    Cost,
    IncludedAmount,
    Tariff,
    cost,
    failed_share,
    with_failures,
    worked_cost,
)
from pingbi.analysis.offers import Offer, credits_a_clip, offers, unit_costs
from pingbi.locale.figures import Range, at
from pingbi.model.site import Site
from tests.support.laws import law
from tests.support.samples import PLANS, files_of, real_site, reported, site_of

F = Fraction


def rounded(found: Range, places: int) -> tuple[str, str]:
    return f"{float(found.low):.{places}f}", f"{float(found.high):.{places}f}"


def real(product: str, plan: str) -> Offer:
    """A vendor's plan of the real site."""
    return next(
        offer for offer in offers(real_site()) if (offer.product, offer.offer, offer.plan_id) == (product, "", plan)
    )


def units(offer: Offer) -> dict[str, Range]:
    return {unit.of: unit.value for unit in unit_costs(offer)}


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
    assert worked_cost(real_site(), real(product, plan), Consumption(8, 90)).cost.pieces == pieces


def test_failed_runs_make_a_usable_clip_dearer() -> None:
    share = failed_share(real_site(), "kling-25")
    assert share == Range(F(8, 100), F(12, 100))
    assert with_failures(Range(F(1), F(1)), share) == Range(F(100, 92), F(100, 88))
    assert failed_share(real_site(), "sora-2") is None


@pytest.mark.parametrize("plan", [("sora-2", "free"), ("sora-2", "chatgpt-plus"), ("kling-30", "entry")])
def test_without_an_allowance_there_is_no_figure(plan: tuple[str, str]) -> None:
    offer = real(*plan)
    found = worked_cost(real_site(), offer, Consumption(8, 10)).cost
    assert (found.status, found.reason, found.total) == (UNKNOWN, "capacity", None)
    assert units(offer) == {}


def sold(price: str, includes: str = "{}", values: str = "length: 60 s", takes: str = "") -> tuple[Site, Offer]:
    """A small site whose product has one plan, and that plan; `takes` is what a clip takes in credits."""
    plans = PLANS.format(currency="USD", price=price) + f"    includes: {includes}\n"
    plans += f"takes: {{{takes}}}\n" if takes else ""
    site = site_of({"a": values}, **{"plans/a": plans})
    (offer,) = offers(site)
    return site, offer


def worked_out(price: str, includes: str, clips: int, seconds: int, values: str = "length: 60 s") -> Cost:
    return worked_cost(*sold(price, includes, values), Consumption(clips, seconds)).cost


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


@pytest.mark.parametrize(
    ("price", "includes", "takes", "clips", "total"),
    [
        ("{monthly: 10, per_second: 0.1}", "{seconds_per_month: 100}", "", 20, ("20", "20")),
        ("{monthly: 10, per_second: 0.1}", "{seconds_per_month: 100}", "", 5, ("10", "10")),
        ("{monthly: 10, per_second: 0.1}", "{}", "", 5, ("15", "15")),
        ("{monthly: 10, per_clip: 1}", "{clips_per_month: 10-20}", "", 30, ("20", "30")),
        ("{monthly: 10}", "{seconds_per_month: 100}", "", 10, ("10", "10")),
        ("{monthly: 10}", "{credits_per_month: 100}", "credits_per_clip: 10", 10, ("10", "10")),
        ("{monthly: 10}", "{credits_per_month: 100}", "credits_per_second: 1", 10, ("10", "10")),
        ("{per_credit: 0.1}", "{}", "credits_per_clip: 10-20", 10, ("10", "20")),
        ("{monthly: 10, per_credit: 0.1}", "{credits_per_month: 100}", "credits_per_clip: 10", 15, ("15", "15")),
        ("{free: true}", "{credits_per_day: 10, clips_per_day: 1-2}", "credits_per_clip: 10", 30, ("0", "0")),
    ],
)
def test_fees_with_more_to_be_had_and_credits_that_are_explained(
    price: str, includes: str, takes: str, clips: int, total: tuple[str, str]
) -> None:
    site, offer = sold(price, includes, takes=takes)
    assert worked_cost(site, offer, Consumption(clips, 10)).cost.total == Range(*(F(end) for end in total))


@pytest.mark.parametrize(
    ("price", "includes", "reason"),
    [
        ("{monthly: 10, per_second: 1}", "{clips_per_month: 5}", "mixed"),
        ("{monthly: 10, to: 2026-03-01}", "{unlimited: true}", "ended"),
        ("{free: true}", "{credits_per_day: 66}", "credits"),
    ],
)
def test_what_cannot_be_worked_out_says_why(price: str, includes: str, reason: str) -> None:
    found = worked_out(price, includes, 1, 1)
    assert (found.status, found.reason, found.total) == (UNKNOWN, reason, None)


def test_failed_runs_count_against_what_is_included() -> None:
    terms = Tariff(at(20), "clip", IncludedAmount(F(50), F(50)), None, F(60))
    share = Range(F(8, 100), F(12, 100))
    assert cost(terms, Consumption(44, 10, share)).total == at(20)
    assert cost(terms, Consumption(45, 10, share)).reason == "between"
    assert cost(terms, Consumption(47, 10, share)).reason == "capacity"


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
    assert reported(files_of({"a": ""}, **{"plans/a": plans})) == [("content/plans/a.yaml", "number-zero")]


def test_a_longest_clip_of_zero_gives_no_figure() -> None:
    site, offer = sold("{monthly: 20}", "{}", "length: 0 s")
    assert worked_cost(site, offer, Consumption(1, 1)).cost.total is None


BY_SECOND, BY_CLIP = sold("{per_second: 0.01-0.03}"), sold("{per_clip: 1}")


@law
@given(st.integers(1, 500), st.integers(1, 60), st.integers(1, 600))
def test_a_rate_is_proportional_to_the_seconds(clips: int, times: int, seconds: int) -> None:
    one, many = (worked_cost(*BY_SECOND, Consumption(n, seconds)).cost.total for n in (clips, clips * times))
    assert one is not None and many == one.times(F(times))
    assert one == Range(F(1, 100), F(3, 100)).times(F(clips * seconds))


@law
@given(st.integers(1, 100), st.integers(1, 600))
def test_there_are_just_enough_pieces(clips: int, seconds: int) -> None:
    found = worked_cost(*BY_CLIP, Consumption(clips, seconds)).cost
    assert (found.pieces - 1) * 60 < seconds <= found.pieces * 60
    assert found.needed == at(clips * found.pieces)


@law
@given(st.lists(st.fractions(F(1, 100), 1000), min_size=4, max_size=4))
def test_a_quotient_of_ranges_contains_every_quotient(ends: list[Fraction]) -> None:
    price, number = (Range(*sorted(pair)) for pair in (ends[:2], ends[2:]))
    found = price.over(number)
    assert all(found.low <= a / b <= found.high for a in (price.low, price.high) for b in (number.low, number.high))


RANGES = st.tuples(st.fractions(0, 100), st.fractions(0, 100)).map(lambda ends: Range(*sorted(ends)))
INCLUDED = st.one_of(
    st.just(IncludedAmount(None, None)),
    RANGES.map(lambda found: IncludedAmount(found.low, found.high)),
    RANGES.map(lambda found: IncludedAmount(found.low, None)),
)
TARIFFS = st.builds(
    Tariff,
    RANGES,
    st.sampled_from(["clip", "second"]),
    INCLUDED,
    st.one_of(st.none(), RANGES),
    st.fractions(1, 60),
    st.just(""),
)
USES = st.builds(
    Consumption, st.integers(1, 99), st.integers(1, 99), st.one_of(st.none(), st.just(Range(F(1, 10), F(1, 5))))
)


@law
@given(TARIFFS, USES)
def test_taking_one_input_away_takes_the_figure_away_and_never_makes_it_zero(terms: Tariff, use: Consumption) -> None:
    for lacking in ({"fee": None}, {"included": None}, {"missing": "limit"}):
        found = cost(replace(terms, **lacking), use)
        assert (found.status, found.total) == (UNKNOWN, None)


@law
@given(TARIFFS, USES)
def test_a_total_is_there_exactly_where_the_work_can_be_done(terms: Tariff, use: Consumption) -> None:
    found = cost(terms, use)
    assert (found.total is not None) == (found.status == DONE)
    if found.total and terms.fee:
        assert terms.fee.low <= found.total.low <= found.total.high


@law
@given(TARIFFS, USES)
def test_more_clips_never_cost_less(terms: Tariff, use: Consumption) -> None:
    one, more = cost(terms, use).total, cost(terms, replace(use, clips=use.clips + 1)).total
    assert one is None or more is None or (one.low <= more.low and one.high <= more.high)
