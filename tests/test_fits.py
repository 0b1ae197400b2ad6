"""What a page boasts of and the price that it names belong to one offer."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from pingbi.analysis.as_of.in_force import in_force
from pingbi.analysis.costs import Consumption, tariff, worked_cost
from pingbi.analysis.fits import cheapest_fit, fits, monthly_fee
from pingbi.analysis.offers import offers
from pingbi.locale.figures import Range
from pingbi.model.data import UNKNOWN
from pingbi.model.resolve import plan_values, value_for_plan
from pingbi.model.site import Site
from tests.support.commands import TODAY
from tests.support.presenters import presenter_of
from tests.support.rendered import rendered
from tests.support.samples import PLANS, TEXT, files_of, mobile_site, real_site, reported, site_of
from tests.support.visible import visible_blocks

SITES = pytest.mark.parametrize("site", [real_site(), mobile_site()], ids=["video", "mobile"])
TWO_PLANS = (
    PLANS.format(currency="USD", price="{monthly: 20}") + "  pro:\n    name: Pro\n    prices: [{monthly: 200}]\n"
)
SCENARIO = f"""
name: {TEXT}
for: {TEXT}
needs: [{{feature: length, at_least: 20 s, because: {TEXT}}}]
weights: {{length: 3}}
pick: a
reasons: [{TEXT}, {TEXT}, {TEXT}]
"""


def two_plans(values: str) -> Site:
    return in_force(site_of({"a": values, "b": ""}, plans__a=TWO_PLANS, scenarios__long=SCENARIO), TODAY)


def own_values(values: str) -> list[str]:
    """The value of `length` for the plans base and pro, and for an offer of somebody else."""
    site = two_plans(values)
    kind, fact = site.catalogue.features["length"].kind, site.facts["a"]["length"]
    found = (value_for_plan(kind, fact, plan) for plan in ("base", "pro", None))
    return ["?" if value == UNKNOWN else str(value.figure and value.figure.source_form) for value in found]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("length: 25 s", ["25", "25", "25"]),
        ("length: {value: 25 s, when: {plan: pro}}", ["?", "25", "?"]),
        ("length: {value: 25 s, when: {plan: [base, pro]}}", ["25", "25", "?"]),
        ("length: {claims: [{value: 5 s}, {value: 25 s, when: {plan: pro}}]}", ["5", "25", "5"]),
        ("length: {claims: [{value: 5 s, when: {plan: base}}, {value: 25 s, when: {plan: pro}}]}", ["5", "25", "?"]),
    ],
)
def test_a_value_of_one_plan_is_no_value_of_another(values: str, expected: list[str]) -> None:
    assert own_values(values) == expected


def test_two_values_of_one_plan_are_a_conflict_whatever_else_they_hold_for() -> None:
    claims = "{value: 5 s, when: {plan: [base, pro]}}, {value: 25 s, when: {plan: pro}}"
    files = files_of({"a": f"length: {{claims: [{claims}]}}"}, plans__a=TWO_PLANS)
    assert ("content/products/a.yaml", "source-conflict") in reported(files)


def test_a_product_meets_a_need_if_one_of_its_plans_does() -> None:
    site = two_plans("length: {claims: [{value: 5 s, when: {plan: base}}, {value: 25 s, when: {plan: pro}}]}")
    assert [(fit.offer.plan_id, fit.meets_all) for fit in fits(site, "long")] == [("base", False), ("pro", True)]
    offer = cheapest_fit(site, "long", "a")
    assert offer and offer.plan_id == "pro"
    assert len(plan_values(site.catalogue.features["length"].kind, site.facts["a"]["length"])) == 2


@pytest.mark.parametrize(
    ("language", "condition", "price"),
    [("en", "only Pro, US$200/month", "Pro: US$200/month"), ("zh-tw", "限 Pro，US$200／月", "Pro：US$200／月")],
)
def test_pages_name_the_plan_beside_the_value_and_beside_the_price(language: str, condition: str, price: str) -> None:
    values = "length: {value: 25 s, when: {plan: pro}}"
    pages = rendered(files_of({"a": values, "b": ""}, plans__a=TWO_PLANS, scenarios__long=SCENARIO))
    table, scenario, home = (
        visible_blocks(pages[f"{language}/{page}"]) for page in ("compare/", "scenarios/long/", "")
    )
    assert condition in table and price in scenario and price in home


# Every scenario of every site, by the built pages


@SITES
def test_the_price_of_a_pick_is_the_least_of_its_offers_that_meet_every_need(site: Site) -> None:
    today = in_force(site, TODAY)
    for id_, scenario in today.scenarios.items():
        meeting = [fit.offer for fit in fits(today, id_) if fit.meets_all and fit.offer.product == scenario.pick]
        fees = [fee.high for offer in meeting if (fee := monthly_fee(today, offer))]
        named = cheapest_fit(today, id_, scenario.pick)
        assert (named is None) == (not meeting)
        if named and fees:
            fee = monthly_fee(today, named)
            assert fee is not None and fee.high == min(fees), id_


def test_every_price_that_a_scenario_names_is_that_of_an_offer_that_meets_its_needs(built_site: Path) -> None:
    site = in_force(real_site(), TODAY)
    presenter = presenter_of(site, "en")
    for id_, scenario in site.scenarios.items():
        page = visible_blocks((built_site / f"en/scenarios/{id_}/index.html").read_text("utf-8"))
        shown = page[page.index("Price") + 1]
        meeting = [fit.offer for fit in fits(site, id_) if fit.meets_all and fit.offer.product == scenario.pick]
        texts = {presenter.dated_price(offer.plan, offer.currency): offer for offer in meeting}
        assert any(shown in (text, f"{presenter.offer(offer).plan}: {text}") for text, offer in texts.items()), id_


def test_what_film_needs_costs_what_its_plan_costs() -> None:
    site = in_force(real_site(), TODAY)
    offer = cheapest_fit(site, "film-preproduction", "sora-2")
    assert offer and offer.id == "sora-2.chatgpt-pro"


# Credits that only the seller's own count of clips converts


def test_twenty_clips_on_the_cheapest_paid_plan_are_covered_if_a_clip_takes_as_many_credits_as_counted() -> None:
    site = in_force(real_site(), TODAY)
    standard = next(offer for offer in offers(site) if offer.id == "kling-25.standard")
    assumed = tariff(site, standard).assumed
    assert assumed == Range(Fraction(11), Fraction(22))
    total = worked_cost(site, standard, Consumption(20, 10)).cost.total
    assert total and total.low == total.high == Fraction("3.88")


@pytest.mark.parametrize(
    ("language", "words"), [("en", r"if a clip takes 11–22 credits"), ("zh-tw", "一支要 11–22 點")]
)
def test_a_sum_says_on_which_count_it_rests(built_site: Path, language: str, words: str) -> None:
    page = (built_site / f"{language}/pricing/index.html").read_text("utf-8")
    assert len(re.findall(words, page)) > 3
