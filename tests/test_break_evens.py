"""Break-even points are exact: put back in, both offers cost the same, and around them the cheaper one changes."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pingbi.analysis.costs import IncludedAmount, Tariff
from pingbi.analysis.curves import BreakEven, Curve, break_evens, crossings, curves, priced
from pingbi.analysis.offers import offers
from pingbi.locale.figures import Range, at
from pingbi.model.site import Site
from tests.support.laws import law
from tests.support.samples import PLANS, RATE, SITE, real_site, site_of

F = Fraction
SHOP = "product: a\nseller: {name: Shop, kind: reseller}\n"


def per_second(price: str) -> str:
    return PLANS.format(currency="USD", price=f"{{per_second: {price}}}")


def between(site: Site, *products: str, seconds: int | None = None) -> list[BreakEven]:
    return list(break_evens(site, priced(site, (o for o in offers(site) if o.product in products)), seconds))


@pytest.mark.parametrize(
    ("product", "plan", "fee", "shown"),
    [
        ("kling-30", "top", "25.99", "169.9"),
        ("kling-30", "entry", "6.99", "45.7"),
        ("sora-2", "chatgpt-plus", "20", "130.7"),
        ("sora-2", "chatgpt-pro", "200", "1307.2"),
    ],
)
def test_where_a_fee_and_a_price_a_second_meet(product: str, plan: str, fee: str, shown: str) -> None:
    found = {(even.more.product, even.more.plan_id): even for even in between(real_site(), "kling-30", product)}
    even = found[product, plan]
    assert even.less.id == "atlas-cloud.pay-as-you-go"
    assert even.at == at(F(fee) / F("0.153"))
    assert even.cost == at(F(fee))
    assert f"{float(even.at.low):.1f}" == shown
    assert even.unsure == (even.more,)


def test_over_clips_the_point_depends_on_their_length() -> None:
    found = {even.more.plan_id: even for even in between(real_site(), "kling-30", seconds=50)}
    assert found["top"].at == at(F("25.99") / (F("0.153") * 50))


def terms(fee: str, unit: str, included: str, rate: str | None) -> Tariff:
    within = IncludedAmount(F(included), F(included))
    return Tariff(at(F(fee)), unit, within, None if rate is None else at(F(rate)), F(60))


def test_two_curves_with_a_kink_can_cross_twice() -> None:
    flat = curves(terms("10", "second", "100", "1"), None)
    rate = curves(terms("0", "second", "0", "0.2"), None)
    assert flat and rate
    assert [(point.x, point.cost, point.first_before) for point in crossings(rate[0], flat[0])] == [
        (F(50), F(10), True),
        (F(450, 4), F(90, 4), False),
    ]


def test_a_plan_that_ends_is_not_compared_beyond_its_end() -> None:
    flat, rate = Curve(F(20), end=F(50)), Curve(F(0), F(0), F(1, 10))
    assert crossings(flat, rate) == ()


def test_two_fees_never_cross_and_touching_is_not_crossing() -> None:
    assert crossings(Curve(F(10)), Curve(F(20))) == ()
    assert crossings(Curve(F(10)), Curve(F(10), F(100), F(1))) == ()


def test_a_range_of_fees_gives_a_range_of_points() -> None:
    plans = PLANS.format(currency="USD", price="{monthly: 10-20}") + "    includes: {unlimited: true}\n"
    shop = "product: a\nseller: {name: Shop, kind: reseller}\n" + PLANS.format(
        currency="USD", price="{per_second: 0.5}"
    )
    site = site_of({"a": "length: 60 s"}, **{"plans/a": plans, "offers/shop": shop})
    (even,) = between(site, "a")
    assert (even.at, even.cost) == (Range(F(20), F(40)), Range(F(10), F(20)))


def two_currencies(site_file: str) -> Site:
    plans = PLANS.format(currency="TWD", price="{monthly: 300}")
    offer = SHOP + per_second("1")
    return site_of({"a": "length: 60 s"}, **{"plans/a": plans, "offers/shop": offer, "site": site_file})


def test_in_other_currencies_offers_meet_only_through_a_dated_rate() -> None:
    assert between(two_currencies(SITE), "a") == []
    (even,) = between(two_currencies(SITE + RATE), "a")
    assert even.at == at(F(300) / 30)
    assert (even.less.offer, even.cost, even.exchange.factor) == ("shop", at(10), F(1, 30))


small = st.fractions(0, 50, max_denominator=20)
kinds = (
    st.builds(Curve, small, small, small)
    | st.builds(Curve, small)
    | st.builds(Curve, small, st.none(), st.just(F(0)), small)
)


@law
@given(kinds, kinds)
def test_a_crossing_put_back_in_costs_the_same_and_turns_the_answer(a: Curve, b: Curve) -> None:
    for found in crossings(a, b):
        assert a.cost(found.x) == b.cost(found.x) == found.cost
        nearest = F(1, 10**9)
        before, after = (a.cost(x) - b.cost(x) for x in (found.x - nearest, found.x + nearest))
        assert (before < 0 < after) if found.first_before else (after < 0 < before)


@law
@given(kinds, kinds, small, small)
def test_between_two_crossings_the_cheaper_one_stays(a: Curve, b: Curve, x: Fraction, y: Fraction) -> None:
    low, high = sorted((x, y))
    assume(low > 0 and a.reaches(high) and b.reaches(high))
    assume(not any(low <= found.x <= high for found in crossings(a, b)))
    assert (a.cost(low) - b.cost(low)) * (a.cost(high) - b.cost(high)) >= 0


@law
@given(kinds, kinds)
def test_the_order_of_two_curves_does_not_matter(a: Curve, b: Curve) -> None:
    one, other = crossings(a, b), crossings(b, a)
    assert [(found.x, found.cost, not found.first_before) for found in one] == [
        (found.x, found.cost, found.first_before) for found in other
    ]
