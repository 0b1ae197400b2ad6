"""Money of two currencies is compared through a dated rate of the site, and through nothing else."""

from fractions import Fraction

import pytest

from pingbi.analysis.offers import exchange
from pingbi.analysis.scores import points_of
from pingbi.analysis.winners import judge
from pingbi.model.site import Site
from tests.support.samples import PLANS, RATE, SITE, files_of, reported, site_of

F = Fraction


def priced(rates: str) -> Site:
    """Product a costs 10 dollars, b 330 new dollars."""
    plans = {
        "plans/a": PLANS.format(currency="USD", price="{monthly: 10}"),
        "plans/b": PLANS.format(currency="TWD", price="{monthly: 330}"),
    }
    return site_of({"a": "", "b": ""}, **plans, site=SITE + rates)


def test_a_rate_holds_in_both_directions() -> None:
    site = priced(RATE)
    there, back = exchange(site, "USD", "TWD"), exchange(site, "TWD", "USD")
    assert there and back and (there.factor, back.factor) == (F(30), F(1, 30))
    assert exchange(site, "USD", "EUR") is None
    same = exchange(site, "EUR", "EUR")
    assert same and (same.factor, same.rate) == (F(1), None)


def test_the_newest_rate_rules() -> None:
    older = "{from: TWD, to: USD, rate: 0.05, date: 2025-06-01, source: sheet, at: all}"
    found = exchange(priced(RATE.replace("]", f", {older}]")), "USD", "TWD")
    assert found and found.factor == 30


def test_with_a_rate_the_cheaper_one_wins_and_the_rate_is_named() -> None:
    site = priced(RATE)
    found = judge(site, site.catalogue.features["fee"], site.facts["a"]["fee"], site.facts["b"]["fee"])
    assert (found.result, found.winner, found.rate) == ("win", "a", site.config.rates[0])
    assert [points_of(site, "fee", product).low for product in ("a", "b")] == [1, 0]


def test_without_a_rate_nobody_wins() -> None:
    site = priced("")
    found = judge(site, site.catalogue.features["fee"], site.facts["a"]["fee"], site.facts["b"]["fee"])
    assert (found.result, found.why) == ("undecided", "currency")
    assert not points_of(site, "fee", "a").known


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{from: USD, to: USD, rate: 1, date: 2026-01-05, source: sheet, at: all}", "rate-same"),
        ("{from: USD, to: TWD, rate: 0, date: 2026-01-05, source: sheet, at: all}", "rate-form"),
        ("{from: USD, to: TWD, rate: 30-31, date: 2026-01-05, source: sheet, at: all}", "rate-form"),
        ("{from: USD, to: TWD, rate: 30, date: 2026-01-05}", "source-missing"),
        ("{from: USD, to: TWD, rate: 30, date: 2026-01-05, source: shet, at: all}", "reference-dangling"),
        ("{from: USD, to: TWD, rate: 30, source: sheet, at: all}", "key-missing"),
        ("{from: USD, to: NTD, rate: 30, date: 2026-01-05, source: sheet, at: all}", "currency"),
    ],
)
def test_a_rate_is_between_two_currencies_dated_and_has_a_source(written: str, code: str) -> None:
    assert reported(files_of({"a": ""}, site=SITE + f"rates: [{written}]\n")) == [("content/site.yaml", code)]
