"""x"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from pingbi.analysis.costs import (
    CANNOT,
    IncludedAmount,
    WorkedCost,
    failed_share,
    tariff,
    use_of,
    worked_cost,
    worked_costs,
)
from pingbi.analysis.curves import BreakEven, Curve, break_evens, curves, priced
from pingbi.analysis.offers import Offer, offers
from pingbi.locale.figures import ZERO_RANGE, Range
from pingbi.locale.formats import (
    format_money_range,
    format_number_range,
    format_percent_range,
    listed,
    money,
    number,
    spanned,
)
from pingbi.model.editorial import Usage
from pingbi.model.site import Fact, Site
from pingbi.pages.parts.cells import EvidenceCollector, rates_used
from pingbi.pages.parts.components import Link, OfferRef, PointView, Rich
from pingbi.pages.parts.presenter import Presenter, evidence_id
from pingbi.remember import remembered


@dataclass(frozen=True)
class CostLine:
    """What an offer costs for a usage. `total` is '' where it cannot be computed or done; `reason` then says why.

    `status`: done, cannot (the plan cannot do it), unknown (an input is missing).
    `per_clip` and `per_second` are figures or ''; `cuts` is a sentence where pieces must be joined, or ''.
    `with_failures` says what failed runs add, or that nobody knows; '' where the site has no such question.
    """

    offer: OfferRef
    status: str
    total: str
    per_clip: str
    per_second: str
    working: str
    with_failures: str
    cuts: str
    reason: str


@dataclass(frozen=True)
class UsageView:
    """A usage in words: '60 clips of 10 s a month'."""

    text: str
    lines: tuple[CostLine, ...]
    rates: tuple[PointView, ...] = ()
    """The exchange rates by which the lines are compared."""
    calculator: str = ""
    """The address at which a reader can change the figures, with these filled in."""


@dataclass(frozen=True)
class BreakEvenView:
    """Where two offers cost the same: 'US$25.99 / US$0.153 = 169.9 s'; `a` is the cheaper one below it.

    `proof` puts the point back in; `unsure` says whose fee may not reach that far; `contested` which conflict it
    rests on. Both are empty where there is nothing to say.
    """

    a: OfferRef
    b: OfferRef
    working: str
    proof: str
    below: str
    above: str
    unsure: str
    contested: Rich


PLACES = 1


def break_even_views(
    notebook: EvidenceCollector, products: Iterable[str], seconds: int | None = None
) -> tuple[BreakEvenView, ...]:
    """Return every break-even point between the offers of these products: over clips of `seconds`, or over seconds."""
    site, chosen = notebook.teller.site, tuple(products)
    compared = priced(site, (offer for offer in offers(site) if offer.product in chosen))
    return tuple(break_even_view(notebook, even) for even in break_evens(site, compared, seconds))


def break_even_view(notebook: EvidenceCollector, even: BreakEven) -> BreakEvenView:
    teller, at = notebook.teller, break_even_amount(notebook.teller, even)
    less, more = (notebook.offer(offer) for offer in (even.less, even.more))
    return BreakEvenView(
        a=less,
        b=more,
        working=_division_working(teller, even, at),
        proof=_proof(teller, even, at),
        below=teller.t("breakeven-below", result=at, offer=less.name),
        above=teller.t("breakeven-above", result=at, offer=more.name),
        unsure=_unsure(teller, even),
        contested=contested(teller, even.less) or contested(teller, even.more),
    )


def break_even_amount(teller: Presenter, even: BreakEven) -> str:
    """Return a break-even point as an amount: so many seconds, or so many clips of a length."""
    figure = format_number_range(even.at, teller.locale, PLACES)
    if even.seconds is None:
        return teller.t("unit-s", value=figure)
    return teller.t("clips-of", n=figure, seconds=even.seconds)


def _division_working(teller: Presenter, even: BreakEven, at: str) -> str:
    """Return the division of a fee by a price, if that is the whole computation; else '', and the proof says it."""
    less, more = _curve(teller, even, even.less), _curve(teller, even, even.more)
    if less.fee or less.kink != 0 or more.kink is not None:
        return ""
    fee, rate = _cost(teller, even), _point_money(teller, even, _per_second(even, less.slope))
    if even.seconds is None:
        return teller.t("breakeven-working", flat=fee, rate=rate, result=at)
    return teller.t("breakeven-working-clips", flat=fee, rate=rate, seconds=even.seconds, result=at)


def _per_second(even: BreakEven, slope: Fraction) -> Fraction:
    return slope if even.seconds is None else slope / even.seconds


def _proof(teller: Presenter, even: BreakEven, at: str) -> str:
    """Return both sides at the point, substituted back: they cost the same."""
    sides = [_side(teller, even, offer) for offer in (even.less, even.more)]
    sign = "=" if all(_is_shown(end) for end in (even.at.low, even.at.high)) else "≈"
    return teller.t("breakeven-proof", at=at, a=sides[0], b=sides[1], sign=sign, cost=_cost(teller, even))


def _is_shown(value: Fraction) -> bool:
    """Whether a point is written as exactly as it is."""
    return (value * Fraction(10**PLACES)).denominator == 1


def _side(teller: Presenter, even: BreakEven, offer: Offer) -> str:
    curve = _curve(teller, even, offer)
    if curve.kink is None or even.at.low <= curve.kink:
        return _point_money(teller, even, curve.fee)
    rate, at = _point_money(teller, even, curve.slope), number(even.at.low, teller.locale, PLACES)
    if curve.kink == 0:
        beyond = teller.t("side-rate", rate=rate, at=at)
    else:
        beyond = teller.t("side-beyond", rate=rate, at=at, included=number(curve.kink, teller.locale, PLACES))
    return beyond if not curve.fee else teller.t("side-sum", fee=_point_money(teller, even, curve.fee), rest=beyond)


def _curve(teller: Presenter, even: BreakEven, offer: Offer) -> Curve:
    both = curves(tariff(teller.site, offer), even.seconds)
    assert both is not None, "a break-even point lies on two curves"
    return both[0] if offer is even.less else both[0].times(even.exchange.factor)


def _cost(teller: Presenter, even: BreakEven) -> str:
    return format_money_range(even.cost, even.less.currency, teller.locale)


def _point_money(teller: Presenter, even: BreakEven, value: Fraction) -> str:
    return money(value, even.less.currency, teller.locale)


def _unsure(teller: Presenter, even: BreakEven) -> str:
    """Whose fee may not reach that far; '' where it is known of both."""
    names = [teller.offer(offer).name for offer in even.unsure]
    return teller.t("breakeven-unsure", offers=listed(names, teller.locale)) if names else ""


def contested(teller: Presenter, offer: Offer) -> Rich:
    """Return the conflict about a starting price that names this plan, with a link to its ruling."""
    for fact in () if offer.offer else _disputed(teller.site).get(offer.product, ()):
        if offer.plan_id in [claim.datum.plan_id for claim in fact.claims]:
            return _conflict_text(teller, fact)
    return ()


@remembered
def _disputed(site: Site) -> dict[str, tuple[Fact, ...]]:
    """Return the facts of each product on which sources disagree."""
    return {id_: tuple(fact for fact in facts.values() if fact.disputed) for id_, facts in site.facts.items()}


def _conflict_text(teller: Presenter, fact: Fact) -> Rich:
    feature = teller.site.catalogue.features[fact.feature]
    claimed = dict.fromkeys(teller.value(claim.datum, feature, fact.product) for claim in fact.claims)
    words = teller.t(
        "breakeven-contested",
        product=teller.product(fact.product).name,
        feature=feature.name[teller.locale],
        claims=listed(list(claimed), teller.locale),
        used=teller.used(fact.product, fact.feature),
    )
    link = teller.to.to("feature", fact.feature, evidence_id(fact.product, fact.feature))
    return (words, Link(teller.t("see-ruling"), link))


def usage_view(notebook: EvidenceCollector, usage: Usage) -> UsageView:
    """Return what a usage costs under every offer."""
    teller = notebook.teller
    lines = tuple(cost_line(notebook, worked) for worked in worked_costs(teller.site, use_of(usage)))
    rates, calculator = rates_used(teller, offers(teller.site)), calculator_address(teller, usage)
    return UsageView(usage_text(teller, usage), lines, rates, calculator)


def calculator_address(teller: Presenter, usage: Usage) -> str:
    """Return the address of the calculator with this usage filled in."""
    return f"{teller.to.to('pricing')}?clips={usage.clips_per_month}&seconds={usage.seconds_per_clip}"


def usage_text(teller: Presenter, usage: Usage) -> str:
    return teller.t("usage", clips=usage.clips_per_month, seconds=usage.seconds_per_clip)


def cost_line(notebook: EvidenceCollector, worked: WorkedCost) -> CostLine:
    teller, total, use = notebook.teller, worked.cost.total, worked.use
    return CostLine(
        offer=notebook.offer(worked.offer),
        status=worked.cost.status,
        total=monthly_cost(teller, worked),
        per_clip=_money(teller, worked, _share(total, use.clips)),
        per_second=_money(teller, worked, _share(total, use.clips * use.seconds)),
        working=_working(teller, worked),
        with_failures=_with_failed_runs(teller, worked) if total else "",
        cuts=_cuts(teller, worked),
        reason="" if total else _reason(teller, worked),
    )


def monthly_cost(teller: Presenter, worked: WorkedCost) -> str:
    """'US$9.18/month'; '' where there is no figure."""
    total = worked.cost.total
    return teller.t("cost-month", amount=_money(teller, worked, total)) if total else ""


def _money(teller: Presenter, worked: WorkedCost, value: Range | None) -> str:
    return format_money_range(value, worked.offer.currency, teller.locale) if value else ""


def _share(total: Range | None, count: int) -> Range | None:
    """Return the cost of one of `count`; None if there is no price to divide."""
    return total.times(Fraction(1, count)) if total and total.high else None


def _cuts(teller: Presenter, worked: WorkedCost) -> str:
    limit, pieces = worked.tariff.limit, worked.cost.pieces
    return "" if pieces == 1 or limit is None else teller.t("cuts", limit=number(limit, teller.locale), n=pieces)


def _working(teller: Presenter, worked: WorkedCost) -> str:
    """Return the computation in figures; '' if there is none."""
    terms, cost = worked.tariff, worked.cost
    if cost.total is None or cost.needed is None or cost.beyond is None or terms.included is None:
        return ""
    needed, included = format_number_range(cost.needed, teller.locale), included_text(teller, terms.included)
    if terms.rate is None:
        key = "working-unlimited" if terms.included.sure is None else f"working-flat-{terms.unit}"
        price = teller.price(worked.offer.price, worked.offer.currency)
        return teller.t(key, price=price, included=included, needed=needed)
    fee, rate, result = (_money(teller, worked, value) for value in (terms.fee, terms.rate, cost.total))
    if not terms.fee or (terms.fee == ZERO_RANGE and terms.included.most == 0):
        return teller.t(f"working-rate-{terms.unit}", rate=rate, needed=needed, result=result)
    beyond = format_number_range(cost.beyond, teller.locale)
    return teller.t(f"working-beyond-{terms.unit}", fee=fee, rate=rate, beyond=beyond, included=included, result=result)


def included_text(teller: Presenter, included: IncludedAmount) -> str:
    """Return how much a plan includes, in figures."""
    low, high = (None if end is None else number(end, teller.locale) for end in (included.sure, included.most))
    return spanned(low if included.sure else None, high, False, teller.t)


def _with_failed_runs(teller: Presenter, worked: WorkedCost) -> str:
    """Return the cost including failed runs, if their share is on record."""
    site, offer = teller.site, worked.offer
    share = failed_share(site, offer.product)
    if share is None:
        return teller.t("failed-unknown") if site.catalogue.with_role("failed-share") else ""
    failing = worked_cost(site, offer, replace(worked.use, failed=share))
    percent = format_percent_range(share, teller.locale)
    if failing.cost.total is None:
        return teller.t("failed-not", share=percent, reason=_reason(teller, failing))
    return teller.t("failed-total", share=percent, result=monthly_cost(teller, failing))


def _reason(teller: Presenter, worked: WorkedCost) -> str:
    """Return why there is no figure: what the plan cannot do, or which input is missing."""
    terms, cost = worked.tariff, worked.cost
    word = f"cannot-{cost.reason}" if cost.status == CANNOT else f"missing-{cost.reason}"
    key = f"{word}-{terms.unit}" if cost.reason in ("capacity", "between") and terms.included else word
    included = included_text(teller, terms.included) if terms.included else ""
    needed = format_number_range(cost.needed, teller.locale) if cost.needed else ""
    return teller.t(key, included=included, needed=needed, seconds=worked.use.seconds)


def sums_view(notebook: EvidenceCollector) -> Iterator[tuple[PointView, UsageView]]:
    """Yield the computations that sources make themselves, each repeated here."""
    teller = notebook.teller
    for offering in (*teller.site.plans.values(), *teller.site.offers.values()):
        for claimed in offering.sums:
            usage = Usage(clips_per_month=claimed.clips_per_month, seconds_per_clip=claimed.seconds_per_clip)
            yield teller.point(claimed), usage_view(notebook, usage)
