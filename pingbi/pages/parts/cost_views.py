"""What a usage costs, and where two offers cost the same, in words with the working."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from pingbi.analysis.costs import (
    CANNOT,
    IncludedAmount,
    Tariff,
    WorkedCost,
    comparable_total,
    failed_share,
    tariff,
    use_of,
    worked_cost,
    worked_costs,
)
from pingbi.analysis.curves import ZERO, BreakEven, Curve, break_evens, curves, priced
from pingbi.analysis.fits import OfferFit, fits
from pingbi.analysis.offers import Offer, offers
from pingbi.locale.figures import ZERO_RANGE, Range, decimals, rounded, significant
from pingbi.locale.figures import at as one_value
from pingbi.locale.formats import (
    Working,
    format_percent_range,
    listed,
    money_in_full,
    money_range_in_full,
    number_in_full,
    number_range_in_full,
    rounded_cost,
    spanned,
    working,
)
from pingbi.model.editorial import Usage
from pingbi.model.site import Fact, Site
from pingbi.pages.parts.cells import EvidenceCollector, rates_used
from pingbi.pages.parts.components import Link, OfferRef, PointView, Rich
from pingbi.pages.parts.presenter import Presenter, evidence_id
from pingbi.pages.parts.score_views import need_text
from pingbi.remember import remembered


@dataclass(frozen=True)
class CostLine:
    """What an offer costs for a usage. `total` is '' where it cannot be computed or done; `reason` then says why.

    `status`: done, cannot (the plan cannot do it), unknown (an input is missing).
    `per_clip` and `per_second` are figures or ''; `cuts` is a sentence where pieces must be joined, or ''.
    `with_failures` says what failed runs add, or that this is unknown; '' where the site has no such question.
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
    unfit: tuple[tuple[CostLine, str], ...] = ()
    """Offers that a scenario's needs rule out, each with those needs."""


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
    collector: EvidenceCollector, products: Iterable[str], seconds: int | None = None
) -> tuple[BreakEvenView, ...]:
    """Return every break-even point between the offers of these products: over clips of `seconds`, or over seconds."""
    site, chosen = collector.presenter.site, tuple(products)
    compared = priced(site, (offer for offer in offers(site) if offer.product in chosen))
    return tuple(break_even_view(collector, even) for even in break_evens(site, compared, seconds))


def break_even_view(collector: EvidenceCollector, even: BreakEven) -> BreakEvenView:
    presenter, at = collector.presenter, break_even_amount(collector.presenter, even)
    less, more = (collector.offer(offer) for offer in (even.less, even.more))
    return BreakEvenView(
        a=less,
        b=more,
        working=_division_working(presenter, even, at),
        proof=_proof(presenter, even),
        below=presenter.t("breakeven-below", result=at, offer=less.name),
        above=presenter.t("breakeven-above", result=at, offer=more.name),
        unsure=_unsure(presenter, even),
        contested=contested(presenter, even.less) or contested(presenter, even.more),
    )


def break_even_amount(presenter: Presenter, even: BreakEven) -> str:
    """Return a break-even point as an amount: so many seconds, or so many clips of a length."""
    return _amount(presenter, even, even.at)


def _amount(presenter: Presenter, even: BreakEven, at: Range) -> str:
    figure = number_range_in_full(rounded_point(at), presenter.locale)
    if even.seconds is None:
        return presenter.t("unit-s", value=figure)
    return presenter.t("clips-of", n=figure, seconds=even.seconds)


def rounded_point(at: Range) -> Range:
    """Round a break-even point to one decimal, and to three significant digits at least."""
    return Range(*(rounded(end, max(PLACES, significant(end))) for end in (at.low, at.high)))


def _division_working(presenter: Presenter, even: BreakEven, at: str) -> str:
    """Return the division of a fee by a price, if that is the whole computation; else '', and the proof says it."""
    less, more = _curves(presenter, even, even.less), _curves(presenter, even, even.more)
    if any(curve.fee or curve.kink != 0 for curve in less) or any(curve.kink is not None for curve in more):
        return ""
    seconds = one_value(even.seconds or 1)
    rate = Range(less[0].slope, less[1].slope).over(seconds)
    found = working(lambda flat, price: flat.over(price.by(seconds)), (even.cost, rate), rounded_point)
    fee, price = (money_range_in_full(figure, even.less.currency, presenter.locale) for figure in found.figures)
    key = "breakeven-working" if even.seconds is None else "breakeven-working-clips"
    return presenter.t(key, flat=fee, rate=price, seconds=even.seconds, sign=found.sign, result=at)


def _proof(presenter: Presenter, even: BreakEven) -> str:
    """Return both sides at the point, substituted back: they cost the same.

    A range is proved at its lower end, where the dearer curve of the one meets the cheaper one of the other.
    """
    at, sides = even.at.low, (_curves(presenter, even, even.less)[1], _curves(presenter, even, even.more)[0])
    cost = _cost_at(even, sides)
    exact = cost == one_value(sides[1].cost(at)) and rounded_point(one_value(at)).low == at
    return presenter.t(
        "breakeven-proof",
        at=_amount(presenter, even, one_value(at)),
        a=_side(presenter, even, sides[0]),
        b=_side(presenter, even, sides[1]),
        sign="=" if exact and all(map(_is_decimal, sides)) else "≈",
        cost=money_range_in_full(cost, even.less.currency, presenter.locale),
    )


def _cost_at(even: BreakEven, sides: tuple[Curve, Curve]) -> Range:
    """Return what both cost at the lower end of a point, as it is shown."""
    fees = [one_value(side.fee) for side, offer in zip(sides, (even.less, even.more), strict=True)
            if offer.currency == even.less.currency]  # fmt: skip
    return rounded_cost(one_value(sides[1].cost(even.at.low)), fees, even.less.currency)


def _is_decimal(curve: Curve) -> bool:
    return None not in map(decimals, (curve.fee, curve.kink or ZERO, curve.slope))


def _side(presenter: Presenter, even: BreakEven, curve: Curve) -> str:
    if curve.kink is None or even.at.low <= curve.kink:
        return _point_money(presenter, even, curve.fee)
    rate = _point_money(presenter, even, curve.slope)
    at = number_in_full(rounded_point(even.at).low, presenter.locale)
    if curve.kink == 0:
        beyond = presenter.t("side-rate", rate=rate, at=at)
    else:
        beyond = presenter.t("side-beyond", rate=rate, at=at, included=number_in_full(curve.kink, presenter.locale))
    return (
        beyond if not curve.fee else presenter.t("side-sum", fee=_point_money(presenter, even, curve.fee), rest=beyond)
    )


def _curves(presenter: Presenter, even: BreakEven, offer: Offer) -> tuple[Curve, Curve]:
    both = curves(tariff(presenter.site, offer), even.seconds)
    assert both is not None, "a break-even point lies on two curves"
    factor = Fraction(1) if offer is even.less else even.exchange.factor
    return both[0].times(factor), both[1].times(factor)


def _point_money(presenter: Presenter, even: BreakEven, value: Fraction) -> str:
    return money_in_full(value, even.less.currency, presenter.locale)


def _unsure(presenter: Presenter, even: BreakEven) -> str:
    """Whose fee may not reach that far; '' where it is known of both."""
    names = [presenter.offer(offer).name for offer in even.unsure]
    return presenter.t("breakeven-unsure", offers=listed(names, presenter.locale)) if names else ""


def contested(presenter: Presenter, offer: Offer) -> Rich:
    """Return the conflict about a starting price that names this plan, with a link to its ruling."""
    for fact in () if offer.offer else _disputed(presenter.site).get(offer.product, ()):
        if offer.plan_id in [claim.datum.plan_id for claim in fact.claims]:
            return _conflict_text(presenter, fact)
    return ()


@remembered
def _disputed(site: Site) -> dict[str, tuple[Fact, ...]]:
    """Return the facts of each product on which sources disagree."""
    return {id_: tuple(fact for fact in facts.values() if fact.disputed) for id_, facts in site.facts.items()}


def _conflict_text(presenter: Presenter, fact: Fact) -> Rich:
    feature = presenter.site.catalogue.features[fact.feature]
    claimed = dict.fromkeys(presenter.value(claim.datum, feature, fact.product) for claim in fact.claims)
    words = presenter.t(
        "breakeven-contested",
        product=presenter.product(fact.product).name,
        feature=feature.name[presenter.locale],
        claims=listed(list(claimed), presenter.locale),
        used=presenter.used(fact.product, fact.feature),
    )
    link = presenter.to.to("feature", fact.feature, evidence_id(fact.product, fact.feature))
    return (words, Link(presenter.t("see-ruling"), link))


def usage_view(collector: EvidenceCollector, usage: Usage) -> UsageView:
    """Return what a usage costs under every offer."""
    costs = worked_costs(collector.presenter.site, use_of(usage))
    return _usage_view(collector, usage, tuple(cost_line(collector, worked) for worked in costs))


def scenario_usage(collector: EvidenceCollector, id_: str, usage: Usage) -> UsageView:
    """Return what a scenario's usage costs: under the pick's offers that meet the needs, then under others that do.

    The offers that fail a need, or are not known to meet it, follow apart, each with that need.
    """
    site = collector.presenter.site
    judged = {fit.offer.id: fit for fit in fits(site, id_)}
    costs = worked_costs(site, use_of(usage), [fit.offer for fit in judged.values()])
    costs.sort(key=lambda worked: worked.offer.product != site.scenarios[id_].pick)
    meeting = [worked for worked in costs if judged[worked.offer.id].meets_all]
    others = [worked for worked in costs if not judged[worked.offer.id].meets_all]
    least = min(filter(None, (_worst(site, worked) for worked in meeting)), default=None)
    unfit = ((worked, _unfit(collector.presenter, id_, judged[worked.offer.id], worked, least)) for worked in others)
    lines = tuple(cost_line(collector, worked) for worked in meeting)
    return _usage_view(collector, usage, lines, tuple((cost_line(collector, worked), why) for worked, why in unfit))


def _worst(site: Site, worked: WorkedCost) -> Fraction | None:
    total = comparable_total(site, worked)
    return total.high if total else None


def _unfit(presenter: Presenter, id_: str, fit: OfferFit, worked: WorkedCost, least: Fraction | None) -> str:
    """Return which needs an offer fails, or is not known to meet. `least`: what the cheapest offer that fits costs."""
    worst, known = _worst(presenter.site, worked), presenter.site.scenarios[id_].needs
    cheaper = worst is not None and least is not None and worst < least
    key = "need-open" if not fit.failed else "cheaper-fails" if cheaper else "fails-need"
    texts = [need_text(presenter, id_, known.index(need)) for need in fit.failed or fit.unknown]
    return presenter.t(key, needs=presenter.t("semicolon").join(texts))


def _usage_view(
    collector: EvidenceCollector,
    usage: Usage,
    lines: tuple[CostLine, ...],
    unfit: tuple[tuple[CostLine, str], ...] = (),
) -> UsageView:
    presenter = collector.presenter
    rates, calculator = rates_used(presenter, offers(presenter.site)), calculator_address(presenter, usage)
    return UsageView(usage_text(presenter, usage), lines, rates, calculator, unfit)


def calculator_address(presenter: Presenter, usage: Usage) -> str:
    """Return the address of the calculator with this usage filled in."""
    return f"{presenter.to.to('pricing')}?clips={usage.clips_per_month}&seconds={usage.seconds_per_clip}"


def usage_text(presenter: Presenter, usage: Usage) -> str:
    return presenter.t("usage", clips=usage.clips_per_month, seconds=usage.seconds_per_clip)


def cost_line(collector: EvidenceCollector, worked: WorkedCost) -> CostLine:
    presenter, total, use = collector.presenter, worked.cost.total, worked.use
    return CostLine(
        offer=collector.offer(worked.offer),
        status=worked.cost.status,
        total=monthly_cost(presenter, worked),
        per_clip=_money(presenter, worked, _share(total, use.clips)),
        per_second=_money(presenter, worked, _share(total, use.clips * use.seconds)),
        working=_working(presenter, worked),
        with_failures=_with_failed_runs(presenter, worked) if total else "",
        cuts=_cuts(presenter, worked),
        reason="" if total else _reason(presenter, worked),
    )


def monthly_cost(presenter: Presenter, worked: WorkedCost) -> str:
    """'US$9.18/month'; '' where there is no figure."""
    total = worked.printed
    return presenter.t("cost-month", amount=_in_full(presenter, worked, total)) if total else ""


def _in_full(presenter: Presenter, worked: WorkedCost, value: Range) -> str:
    return money_range_in_full(value, worked.offer.currency, presenter.locale)


def _money(presenter: Presenter, worked: WorkedCost, value: Range | None) -> str:
    currency = worked.offer.currency
    return _in_full(presenter, worked, rounded_cost(value, worked.stated, currency)) if value else ""


def _share(total: Range | None, count: int) -> Range | None:
    """Return the cost of one of `count`; None if there is no price to divide."""
    return total.times(Fraction(1, count)) if total and total.high else None


def _cuts(presenter: Presenter, worked: WorkedCost) -> str:
    limit, pieces = worked.tariff.limit, worked.cost.pieces
    return (
        ""
        if pieces == 1 or limit is None
        else presenter.t("cuts", limit=number_in_full(limit, presenter.locale), n=pieces)
    )


def _working(presenter: Presenter, worked: WorkedCost) -> str:
    """Return the computation in figures; '' if there is none."""
    terms, cost = worked.tariff, worked.cost
    if cost.total is None or cost.needed is None or cost.beyond is None or terms.included is None:
        return ""
    needed, included = number_range_in_full(cost.needed, presenter.locale), included_text(presenter, terms.included)
    if terms.rate is None:
        key = "working-unlimited" if terms.included.sure is None else f"working-flat-{terms.unit}"
        price = presenter.price(worked.offer.price, worked.offer.currency)
        return _assuming(presenter, terms, presenter.t(key, price=price, included=included, needed=needed))
    found = _sum(worked, terms.fee or ZERO_RANGE, cost.beyond, terms.rate)
    fee, rate, result = (_in_full(presenter, worked, value) for value in (*found.figures[:2], found.result))
    beyond = number_range_in_full(found.figures[2], presenter.locale)
    values = {"rate": rate, "sign": found.sign, "result": result}
    if not terms.fee or (terms.fee == ZERO_RANGE and terms.included.most == 0):
        return presenter.t(f"working-rate-{terms.unit}", needed=beyond, **values)
    text = presenter.t(f"working-beyond-{terms.unit}", fee=fee, beyond=beyond, included=included, **values)
    return _assuming(presenter, terms, text)


def _sum(worked: WorkedCost, fee: Range, beyond: Range, rate: Range) -> Working:
    def printed(total: Range) -> Range:
        return rounded_cost(total, worked.stated, worked.offer.currency)

    return working(lambda fee, rate, beyond: fee.plus(beyond.by(rate)), (fee, rate, beyond), printed)


def _assuming(presenter: Presenter, terms: Tariff, text: str) -> str:
    """Return the working with the count on which it rests, if it rests on one."""
    assumed = assumed_text(presenter, terms)
    return presenter.t("working-assumed", working=text, assumed=assumed) if assumed else text


def assumed_text(presenter: Presenter, terms: Tariff) -> str:
    if terms.assumed is None:
        return ""
    return presenter.t("if-credits", per=number_range_in_full(terms.assumed, presenter.locale))


def included_text(presenter: Presenter, included: IncludedAmount) -> str:
    """Return how much a plan includes, in figures."""
    low, high = (
        None if end is None else number_in_full(end, presenter.locale) for end in (included.sure, included.most)
    )
    return spanned(low if included.sure else None, high, False, presenter.t)


def _with_failed_runs(presenter: Presenter, worked: WorkedCost) -> str:
    """Return the cost including failed runs, if their share is on record."""
    site, offer = presenter.site, worked.offer
    share = failed_share(site, offer.product)
    if share is None:
        return presenter.t("failed-unknown") if site.catalogue.with_role("failed-share") else ""
    failing = worked_cost(site, offer, replace(worked.use, failed=share))
    percent = format_percent_range(share, presenter.locale)
    if failing.cost.total is None:
        return presenter.t("failed-not", share=percent, reason=_reason(presenter, failing))
    return presenter.t("failed-total", share=percent, result=monthly_cost(presenter, failing))


def _reason(presenter: Presenter, worked: WorkedCost) -> str:
    """Return why there is no figure: what the plan cannot do, or which input is missing."""
    terms, cost = worked.tariff, worked.cost
    word = f"cannot-{cost.reason}" if cost.status == CANNOT else f"missing-{cost.reason}"
    key = f"{word}-{terms.unit}" if cost.reason in ("capacity", "between") and terms.included else word
    included = included_text(presenter, terms.included) if terms.included else ""
    needed = number_range_in_full(cost.needed, presenter.locale) if cost.needed else ""
    return presenter.t(key, included=included, needed=needed, seconds=worked.use.seconds)


def sums_view(collector: EvidenceCollector) -> Iterator[tuple[PointView, UsageView]]:
    """Yield the computations that sources make themselves, each repeated here."""
    presenter = collector.presenter
    for offering in (*presenter.site.plans.values(), *presenter.site.offers.values()):
        for claimed in offering.sums:
            usage = Usage(clips_per_month=claimed.clips_per_month, seconds_per_clip=claimed.seconds_per_clip)
            yield presenter.point(claimed), usage_view(collector, usage)
