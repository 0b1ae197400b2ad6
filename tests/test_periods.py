"""Prices are periods: each holds from its day until its end, or until the next one begins."""

import pytest

from pingbi.content.load import load
from pingbi.model.site import Site
from tests.support.rendered import rendered
from tests.support.samples import PLANS, files_of, site_of
from tests.support.visible import visible_blocks


def problems(*prices: str) -> list[tuple[str, tuple[str | int, ...]]]:
    """The codes and places of what is wrong with these prices. The source is of 2026-01-05."""
    plans = PLANS.format(currency="USD", price=", ".join(prices))
    return [(problem.code, problem.place.path) for problem in load(files_of({"a": ""}, **{"plans/a": plans})).problems]


def at(index: int) -> list[tuple[str, tuple[str | int, ...]]]:
    return [("price-end", ("plans", "base", "prices", index, "to"))]


RIGHT = {
    "an end": ["{monthly: 5, to: 2026-03-01}"],
    "an end where the next begins": ["{monthly: 5, to: 2026-03-01}", "{from: 2026-03-01, monthly: 6}"],
    "a gap": ["{monthly: 5, to: 2026-03-01}", "{from: 2026-05-01, monthly: 6, to: 2026-06}"],
    "a day": ["{from: 2026-03-01, monthly: 5, to: 2026-03-02}"],
}
WRONG = {
    "an end before its beginning": (["{from: 2026-03-01, monthly: 5, to: 2026-02-28}"], 0),
    "an end at its beginning": (["{from: 2026-03-01, monthly: 5, to: 2026-03-01}"], 0),
    "an end before its source spoke": (["{monthly: 5, to: 2026-01-05}"], 0),
    "an end after the next beginning": (["{monthly: 5, to: 2026-03-02}", "{from: 2026-03-01, monthly: 6}"], 0),
    "the same, written newest first": (["{from: 2026-03-01, monthly: 6}", "{monthly: 5, to: 2026-03-02}"], 1),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_price_may_end(name: str) -> None:
    assert problems(*RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_a_price_cannot_end_before_it_holds_or_after_the_next_begins(name: str) -> None:
    prices, index = WRONG[name]
    assert problems(*prices) == at(index)


ENDED = "{monthly: 5, to: 2026-03-01}"


def two_plans(cheap: str) -> Site:
    plans = PLANS.format(currency="USD", price="{monthly: 9}") + f"  cheap:\n    name: Cheap\n    prices: [{cheap}]\n"
    return site_of({"a": ""}, **{"plans/a": plans})


def test_a_plan_that_has_ended_is_no_starting_price() -> None:
    assert str(two_plans("{monthly: 5}").facts["a"]["fee"].used) == "PlanPrice(plan='cheap')"
    assert str(two_plans(ENDED).facts["a"]["fee"].used) == "PlanPrice(plan='base')"


@pytest.mark.parametrize(("language", "words"), [("en", "until March 1, 2026"), ("zh-tw", "2026 年 3 月 1 日前")])
def test_pages_show_the_end(language: str, words: str) -> None:
    files = files_of({"a": ""}, **{"plans/a": PLANS.format(currency="USD", price=ENDED)})
    assert words in " ".join(visible_blocks(rendered(files)[f"{language}/pricing/"]))
