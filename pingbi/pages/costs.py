"""What a usage costs, told with the working, or with what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pingbi.analysis.costs import CANNOT, WorkedCost, failed_share, use_of, worked_cost, worked_costs
from pingbi.analysis.offers import offers
from pingbi.analysis.ranges import NOTHING, Range
from pingbi.analysis.tariffs import Included
from pingbi.formats import format_money_range, format_number_range, format_percent_range, number, spanned
from pingbi.model.editorial import Usage
from pingbi.pages.notebook import Notebook
from pingbi.pages.rates import rates_used
from pingbi.pages.teller import Teller
from pingbi.pages.views import CostLine, PointView, UsageView


def usage_view(notebook: Notebook, usage: Usage) -> UsageView:
    """What a usage costs under every offer."""
    teller = notebook.teller
    lines = tuple(cost_line(notebook, worked) for worked in worked_costs(teller.site, use_of(usage)))
    rates, calculator = rates_used(teller, offers(teller.site)), calculator_address(teller, usage)
    return UsageView(usage_text(teller, usage), lines, rates, calculator)


def calculator_address(teller: Teller, usage: Usage) -> str:
    """Where readers can change a usage: the calculator, with this one filled in."""
    return f"{teller.to.to('pricing')}?clips={usage.clips_per_month}&seconds={usage.seconds_per_clip}"


def usage_text(teller: Teller, usage: Usage) -> str:
    return teller.t("usage", clips=usage.clips_per_month, seconds=usage.seconds_per_clip)


def cost_line(notebook: Notebook, worked: WorkedCost) -> CostLine:
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


def monthly_cost(teller: Teller, worked: WorkedCost) -> str:
    """'US$9.18/month'; '' where there is no figure."""
    total = worked.cost.total
    return teller.t("cost-month", amount=_money(teller, worked, total)) if total else ""


def _money(teller: Teller, worked: WorkedCost, value: Range | None) -> str:
    return format_money_range(value, worked.offer.currency, teller.locale) if value else ""


def _share(total: Range | None, count: int) -> Range | None:
    """What one of `count` costs; None where there is no price to share out."""
    return total.times(Fraction(1, count)) if total and total.high else None


def _cuts(teller: Teller, worked: WorkedCost) -> str:
    limit, pieces = worked.tariff.limit, worked.cost.pieces
    return "" if pieces == 1 or limit is None else teller.t("cuts", limit=number(limit, teller.locale), n=pieces)


def _working(teller: Teller, worked: WorkedCost) -> str:
    """The sum in figures; '' where there is none."""
    terms, cost = worked.tariff, worked.cost
    if cost.total is None or cost.needed is None or cost.beyond is None or terms.included is None:
        return ""
    needed, included = format_number_range(cost.needed, teller.locale), included_text(teller, terms.included)
    if terms.rate is None:
        key = "working-unlimited" if terms.included.sure is None else f"working-flat-{terms.unit}"
        price = teller.price(worked.offer.price, worked.offer.currency)
        return teller.t(key, price=price, included=included, needed=needed)
    fee, rate, result = (_money(teller, worked, value) for value in (terms.fee, terms.rate, cost.total))
    if not terms.fee or (terms.fee == NOTHING and terms.included.most == 0):
        return teller.t(f"working-rate-{terms.unit}", rate=rate, needed=needed, result=result)
    beyond = format_number_range(cost.beyond, teller.locale)
    return teller.t(f"working-beyond-{terms.unit}", fee=fee, rate=rate, beyond=beyond, included=included, result=result)


def included_text(teller: Teller, included: Included) -> str:
    """How much a plan includes, in figures."""
    low, high = (None if end is None else number(end, teller.locale) for end in (included.sure, included.most))
    return spanned(low if included.sure else None, high, False, teller.t)


def _with_failed_runs(teller: Teller, worked: WorkedCost) -> str:
    """The same sum with the runs that fail, where their share is on record."""
    site, offer = teller.site, worked.offer
    share = failed_share(site, offer.product)
    if share is None:
        return teller.t("failed-unknown") if site.catalogue.with_role("failed-share") else ""
    failing = worked_cost(site, offer, replace(worked.use, failed=share))
    percent = format_percent_range(share, teller.locale)
    if failing.cost.total is None:
        return teller.t("failed-not", share=percent, reason=_reason(teller, failing))
    return teller.t("failed-total", share=percent, result=monthly_cost(teller, failing))


def _reason(teller: Teller, worked: WorkedCost) -> str:
    """Why there is no figure: what the plan cannot do, or which input is missing."""
    terms, cost = worked.tariff, worked.cost
    word = f"cannot-{cost.reason}" if cost.status == CANNOT else f"missing-{cost.reason}"
    key = f"{word}-{terms.unit}" if cost.reason in ("capacity", "between") and terms.included else word
    included = included_text(teller, terms.included) if terms.included else ""
    needed = format_number_range(cost.needed, teller.locale) if cost.needed else ""
    return teller.t(key, included=included, needed=needed, seconds=worked.use.seconds)


def sums_view(notebook: Notebook) -> Iterator[tuple[PointView, UsageView]]:
    """The sums that sources make themselves, each worked out again."""
    teller = notebook.teller
    for offering in (*teller.site.plans.values(), *teller.site.offers.values()):
        for claimed in offering.sums:
            usage = Usage(clips_per_month=claimed.clips_per_month, seconds_per_clip=claimed.seconds_per_clip)
            yield teller.point(claimed), usage_view(notebook, usage)
