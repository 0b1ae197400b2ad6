"""What a usage costs and where two offers meet, told with the working, or with what is missing."""

from fractions import Fraction

from pingbi.analysis.costs import DONE, BreakEven, Cost, cost, failed_share, offers
from pingbi.analysis.spans import current
from pingbi.formats import money, number, spanned
from pingbi.model.editorial import Usage
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import figures, kept, offer_name, percent, seller, told
from pingbi.pages.teller import Teller
from pingbi.pages.views import BreakEven as BreakEvenView
from pingbi.pages.views import CostLine
from pingbi.pages.views import Usage as UsageView


def usage_view(notebook: Notebook, usage: Usage) -> UsageView:
    """What a usage costs under every offer: computed ones first, cheapest first."""
    site = notebook.teller.site
    costs = [cost(site, offer, usage) for offer in offers(site)]
    costs.sort(key=lambda found: (found.status != DONE, found.total.low if found.total else Fraction(0)))
    return UsageView(
        usage_text(notebook.teller, usage),
        tuple(cost_line(notebook, found) for found in costs),
        _failed(notebook),
    )


def usage_text(teller: Teller, usage: Usage) -> str:
    return teller.t("usage", clips=usage.clips_per_month, seconds=usage.seconds_per_clip)


def cost_line(notebook: Notebook, found: Cost) -> CostLine:
    teller, offer = notebook.teller, found.offer
    owner = offer.offer or offer.product
    total = told(found.total, offer.currency, teller) if found.total else ""
    per_clip = told(found.total.times(Fraction(1, found.clips)), offer.currency, teller) if found.total else ""
    cuts = ""
    if found.pieces > 1 and found.limit is not None:
        cuts = teller.t("cuts", limit=number(found.limit, teller.locale), n=found.pieces)
    return CostLine(
        product=teller.product(offer.product),
        plan=teller.plan_name(offer.plan),
        seller=seller(teller, offer.offering),
        reseller=offer.offering.seller is not None,
        status=found.status,
        total=teller.t("cost-month", amount=total) if total else "",
        per_clip=per_clip,
        per_second=_per_second(teller, found),
        working=_working(teller, found, total) if found.total else "",
        cuts=cuts,
        reason="" if found.total else _reason(teller, found),
        evidence=notebook.plan_note(owner, offer.offering, offer.plan_id),
    )


def _per_second(teller: Teller, found: Cost) -> str:
    if found.total is None or not found.total.high:
        return ""
    seconds = Fraction(1, found.clips * found.seconds)
    return told(found.total.times(seconds), found.offer.currency, teller)


def _working(teller: Teller, found: Cost, total: str) -> str:
    price = teller.price(current(found.offer.plan), found.offer.currency)
    seconds = found.total.low / _unit_price(found) if found.total and found.shape == "per_second" else Fraction(0)
    capacity = _capacity(found, teller)
    if found.shape == "per_second":
        return teller.t("working-per-second", price=price, seconds=number(seconds, teller.locale), result=total)
    if found.shape == "per_clip":
        return teller.t("working-per-clip", price=price, clips=found.needed, result=total)
    return teller.t(f"working-{found.shape}", price=price, clips=capacity, needed=found.needed)


def _capacity(found: Cost, teller: Teller) -> str:
    """The clips that a plan includes, in words; '' where nobody counts them."""
    if found.capacity is None:
        return ""
    ends = [None if end is None else number(end, teller.locale) for end in (found.capacity.low, found.capacity.high)]
    return spanned(ends[0], ends[1], False, teller.t)


def _unit_price(found: Cost) -> Fraction:
    return current(found.offer.plan).amounts["per_second"].low or Fraction(1)


def _reason(teller: Teller, found: Cost) -> str:
    capacity = _capacity(found, teller)
    key = f"cannot-{found.reason}" if found.status == "cannot" else f"missing-{found.reason}"
    return teller.t(key, clips=capacity, needed=found.needed, seconds=found.seconds)


def _failed(notebook: Notebook) -> str:
    """How failed runs bear on the costs, as far as their share is known."""
    teller, site = notebook.teller, notebook.teller.site
    known: dict[tuple[str, str], list[str]] = {}
    unknown = []
    for product in site.products:
        share = failed_share(site, product)
        if share is None:
            unknown.append(product)
        else:
            known.setdefault((percent(share, teller), figures(kept(share), teller)), []).append(product)
    if not known:
        return ""
    parts = [
        teller.t("failed-known", products=teller.names(tuple(ids)), share=share, kept=kept_)
        for (share, kept_), ids in known.items()
    ]
    if unknown:
        parts.append(teller.t("failed-unknown", products=teller.names(tuple(unknown))))
    return ("" if teller.locale.startswith("zh") else " ").join(parts)


def break_even_view(notebook: Notebook, found: BreakEven) -> BreakEvenView:
    teller, currency = notebook.teller, found.flat.currency
    flat, rate = (offer_name(teller, offer) for offer in (found.flat, found.rate))
    seconds = number(found.seconds, teller.locale, 1)
    working = teller.t(
        "breakeven-working", flat=money(found.fee, currency, teller.locale),
        rate=money(found.price, currency, teller.locale), result=seconds,
    )  # fmt: skip
    return BreakEvenView(
        a=flat,
        b=rate,
        working=working,
        below=teller.t("breakeven-below", result=seconds, offer=rate),
        above=teller.t("breakeven-above", result=seconds, offer=flat),
    )
