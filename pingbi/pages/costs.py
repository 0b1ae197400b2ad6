"""What a usage costs, told with the working, or with what is missing."""

from collections.abc import Iterator
from fractions import Fraction

from pingbi.analysis.costs import DONE, Cost, Use, cost, failed_share
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.ranges import NOTHING, Range
from pingbi.analysis.rates import exchange
from pingbi.analysis.tariffs import Included, Tariff, tariff
from pingbi.formats import format_money_range, format_number_range, format_percent_range, number, spanned
from pingbi.model.editorial import Usage
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import seller
from pingbi.pages.rates import rates_used
from pingbi.pages.teller import Teller
from pingbi.pages.views import CostLine, PointView
from pingbi.pages.views import Usage as UsageView

Worked = tuple[Offer, Tariff, Cost]


def work_out(teller: Teller, use: Use) -> list[Worked]:
    """A use under every offer: the computed ones first, cheapest first."""
    site = teller.site
    terms = [(offer, tariff(site, offer)) for offer in offers(site)]
    found = [(offer, given, cost(given, use)) for offer, given in terms]
    first = found[0][0].currency if found else ""
    return sorted(found, key=lambda item: _order(teller, item, first))


def _order(teller: Teller, item: Worked, first: str) -> tuple[bool, bool, Fraction]:
    """Money that no rate brings to the site's `first` currency comes last."""
    offer, _, found = item
    rate = exchange(teller.site, offer.currency, first)
    amount = found.total.low * rate.factor if found.total and rate else Fraction(0)
    return found.status != DONE, rate is None, amount


def usage_view(notebook: Notebook, usage: Usage) -> UsageView:
    """What a usage costs under every offer."""
    teller = notebook.teller
    use = Use(usage.clips_per_month, usage.seconds_per_clip)
    lines = tuple(cost_line(notebook, found, use) for found in work_out(teller, use))
    rates, calculator = rates_used(teller, offers(teller.site)), calculator_address(teller, usage)
    return UsageView(usage_text(teller, usage), lines, rates, calculator)


def calculator_address(teller: Teller, usage: Usage) -> str:
    """Where readers can change a usage: the calculator, with this one filled in."""
    return f"{teller.to.to('pricing')}?clips={usage.clips_per_month}&seconds={usage.seconds_per_clip}"


def usage_text(teller: Teller, usage: Usage) -> str:
    return teller.t("usage", clips=usage.clips_per_month, seconds=usage.seconds_per_clip)


def cost_line(notebook: Notebook, worked: Worked, use: Use) -> CostLine:
    teller, (offer, terms, found) = notebook.teller, worked
    total = _money(teller, offer, found.total)
    return CostLine(
        id=offer.id,
        product=teller.product(offer.product),
        plan=teller.plan_name(offer.plan),
        seller=seller(teller, offer.offering),
        reseller=offer.offering.seller is not None,
        status=found.status,
        total=teller.t("cost-month", amount=total) if total else "",
        per_clip=_money(teller, offer, _share(found.total, use.clips)),
        per_second=_money(teller, offer, _share(found.total, use.clips * use.seconds)),
        working=working(teller, offer, terms, found),
        with_failures=with_failed_runs(teller, offer, terms, use) if total else "",
        cuts=_cuts(teller, terms, found),
        reason="" if total else reason(teller, terms, found, use),
        evidence=notebook.plan_note(offer.offer or offer.product, offer.offering, offer.plan_id),
    )


def _money(teller: Teller, offer: Offer, value: Range | None) -> str:
    return format_money_range(value, offer.currency, teller.locale) if value else ""


def _share(total: Range | None, count: int) -> Range | None:
    """What one of `count` costs; None where there is no price to share out."""
    return total.times(Fraction(1, count)) if total and total.high else None


def _cuts(teller: Teller, terms: Tariff, found: Cost) -> str:
    if found.pieces == 1 or terms.limit is None:
        return ""
    return teller.t("cuts", limit=number(terms.limit, teller.locale), n=found.pieces)


def working(teller: Teller, offer: Offer, terms: Tariff, found: Cost) -> str:
    """The sum in figures; '' where there is none."""
    if found.total is None or found.needed is None or found.beyond is None or terms.included is None:
        return ""
    price, total = (
        teller.price(offer.price, offer.currency),
        format_money_range(found.total, offer.currency, teller.locale),
    )
    needed = format_number_range(found.needed, teller.locale)
    if terms.rate is None:
        key = "working-unlimited" if terms.included.sure is None else f"working-flat-{terms.unit}"
        return teller.t(key, price=price, included=held(teller, terms.included), needed=needed)
    rate = format_money_range(terms.rate, offer.currency, teller.locale)
    if not terms.fee or (terms.fee == NOTHING and terms.included.most == 0):
        return teller.t(f"working-rate-{terms.unit}", rate=rate, needed=needed, result=total)
    fee, beyond = (
        format_money_range(terms.fee, offer.currency, teller.locale),
        format_number_range(found.beyond, teller.locale),
    )
    included = held(teller, terms.included)
    return teller.t(f"working-beyond-{terms.unit}", fee=fee, rate=rate, beyond=beyond, included=included, result=total)


def held(teller: Teller, included: Included) -> str:
    """How much a plan includes, in figures."""
    low, high = (None if end is None else number(end, teller.locale) for end in (included.sure, included.most))
    return spanned(low if included.sure else None, high, False, teller.t)


def with_failed_runs(teller: Teller, offer: Offer, terms: Tariff, use: Use) -> str:
    """The same sum with the runs that fail, where their share is on record."""
    share = failed_share(teller.site, offer.product)
    if share is None:
        return teller.t("failed-unknown") if teller.site.catalogue.with_role("failed-share") else ""
    found = cost(terms, Use(use.clips, use.seconds, share))
    if found.total is None:
        told_why = reason(teller, terms, found, use)
        return teller.t("failed-not", share=format_percent_range(share, teller.locale), reason=told_why)
    total = format_money_range(found.total, offer.currency, teller.locale)
    return teller.t(
        "failed-total", share=format_percent_range(share, teller.locale), result=teller.t("cost-month", amount=total)
    )


def reason(teller: Teller, terms: Tariff, found: Cost, use: Use) -> str:
    """Why there is no figure: what the plan cannot do, or which input is missing."""
    word = f"cannot-{found.reason}" if found.status == "cannot" else f"missing-{found.reason}"
    key = f"{word}-{terms.unit}" if found.reason in ("capacity", "between") and terms.included else word
    included = held(teller, terms.included) if terms.included else ""
    needed = format_number_range(found.needed, teller.locale) if found.needed else ""
    return teller.t(key, included=included, needed=needed, seconds=use.seconds)


def sums_view(notebook: Notebook) -> Iterator[tuple[PointView, UsageView]]:
    """The sums that sources make themselves, each worked out again."""
    teller = notebook.teller
    for offering in (*teller.site.plans.values(), *teller.site.offers.values()):
        for claimed in offering.sums:
            usage = Usage(clips_per_month=claimed.clips_per_month, seconds_per_clip=claimed.seconds_per_clip)
            yield teller.point(claimed), usage_view(notebook, usage)
