"""Plans, costs and break-evens, told with their working."""

from collections.abc import Iterator
from fractions import Fraction

from pingbi.analysis.costs import (
    DONE,
    BreakEven,
    Cost,
    Offer,
    Range,
    UnitCost,
    cost,
    credits_a_clip,
    failed_share,
    offers,
    unit_costs,
    with_failures,
)  # fmt: skip
from pingbi.analysis.spans import current
from pingbi.formats import SYMBOLS, day, money, number, quantity, spanned
from pingbi.model.editorial import Usage
from pingbi.model.plans import Offering
from pingbi.pages.notebook import Notebook
from pingbi.pages.teller import Teller
from pingbi.pages.views import BreakEven as BreakEvenView
from pingbi.pages.views import Cell, CostLine, PlanView, PriceLine
from pingbi.pages.views import Usage as UsageView


def starting_price(notebook: Notebook, product: str) -> Cell:
    """A product's price from: its feature of kind price, or its cheapest plan."""
    site = notebook.teller.site
    for name, feature in site.catalogue.features.items():
        if feature.kind == "price":
            return notebook.cell(site.facts[product][name])
    return Cell((notebook.teller.t("unknown"),), "unknown")


def cheapest(teller: Teller) -> str:
    """The lowest paid fee and the lowest price per second, in sentences; '' where currencies differ."""
    known = list(offers(teller.site))
    if len({offer.currency for offer in known}) != 1:
        return ""
    return _cheapest(teller, known, "monthly", "cheapest-fee") + _cheapest(teller, known, "per_second", "cheapest-rate")


def _cheapest(teller: Teller, known: list[Offer], shape: str, key: str) -> str:
    priced = [
        (figure.low, offer) for offer in known if (figure := current(offer.plan).amounts.get(shape)) and figure.low
    ]
    if not priced:
        return ""
    _, offer = min(priced, key=lambda item: item[0])
    price = teller.price(current(offer.plan), offer.currency)
    return teller.t(key, offer=offer_name(teller, offer), price=price)


def offer_name(teller: Teller, offer: Offer) -> str:
    """An offer in words: the product, the seller where it is not the vendor, and the plan."""
    plan = teller.seller_plan(offer.offering, offer.plan)
    return teller.t("offer-name", product=teller.product(offer.product).name, plan=plan)


def vendor_plans(notebook: Notebook, product: str) -> tuple[PlanView, ...]:
    offering = notebook.teller.site.plans.get(product)
    return tuple(_plan(notebook, product, offering, id_) for id_ in offering.plans) if offering else ()


def offer_plans(notebook: Notebook, product: str) -> tuple[PlanView, ...]:
    """What others sell the product for."""
    return tuple(
        _plan(notebook, id_, offering, plan)
        for id_, offering in notebook.teller.site.offers.items()
        if offering.product == product
        for plan in offering.plans
    )


def all_plans(notebook: Notebook) -> tuple[PlanView, ...]:
    return tuple(
        plan
        for product in notebook.teller.site.products
        for plan in (*vendor_plans(notebook, product), *offer_plans(notebook, product))
    )


def _plan(notebook: Notebook, owner: str, offering: Offering, id_: str) -> PlanView:
    teller, plan = notebook.teller, offering.plans[id_]
    price = notebook.plan_cell(owner, offering, id_)
    offer = Offer(offering.product, "" if offering.seller is None else owner, id_, plan, offering)
    includes = tuple(
        (label, Cell((words,), "known", evidence=price.evidence, claims=1, numeric=True))
        for label, words in notebook.allowances(plan)
    )
    return PlanView(
        id=id_,
        name=teller.plan_name(plan),
        product=teller.product(offering.product),
        seller=seller(teller, offering),
        reseller=offering.seller is not None,
        price=price,
        includes=includes,
        perks=teller.points(plan.perks),
        units=tuple(_units(teller, offer)),
        history=tuple(
            PriceLine(
                since=day(item.from_, teller.t) if item.from_ else "",
                text=teller.price(item, offering.currency),
                cite=teller.cite(item),
                note=teller.rich(item.note) if item.note else (),
            )
            for item in plan.prices
        ),
    )


def seller(teller: Teller, offering: Offering) -> str:
    """Who sells it: the vendor, or another with its kind."""
    if offering.seller is None:
        return teller.product(offering.product).vendor
    return teller.t(f"seller-{offering.seller.kind}", name=offering.seller.name[teller.locale])


def _units(teller: Teller, offer: Offer) -> Iterator[tuple[str, str, str]]:
    for unit in unit_costs(offer):
        yield (
            teller.t(f"unit-per-{unit.of}"),
            told(unit.value, offer.currency, teller),
            _unit_working(teller, offer, unit),
        )
        share = failed_share(teller.site, offer.product)
        if unit.of == "clip" and share:
            yield _per_usable(teller, offer, unit.value, share)


def _unit_working(teller: Teller, offer: Offer, unit: UnitCost) -> str:
    price, result = told(unit.price, offer.currency, teller), told(unit.value, offer.currency, teller)
    if unit.of == "second":
        return ""
    divisor = figures(unit.divisor, teller)
    if unit.per is None:
        return teller.t("working-divide", a=price, b=divisor, result=result)
    per = figures(unit.per, teller)
    working = teller.t("working-credits", price=price, credits=divisor, per=per, result=result)
    given = credits_a_clip(offer.offering)
    if given is None:
        return working
    credits, clips = quantity(given[0], teller.t), quantity(given[1], teller.t)
    return f"{teller.t('credits-a-clip', credits=credits, clips=clips, per=per)}{teller.t('joined-prices')}{working}"


def _per_usable(teller: Teller, offer: Offer, value: Range, share: Range) -> tuple[str, str, str]:
    raised = with_failures(value, share)
    result = told(raised, offer.currency, teller)
    working = teller.t(
        "working-failed", share=percent(share, teller), cost=told(value, offer.currency, teller),
        kept=figures(kept(share), teller), result=result,
    )  # fmt: skip
    return teller.t("unit-per-good-clip"), result, working


def kept(share: Range) -> Range:
    """The share of runs that can be used."""
    return Range(1 - share.high, 1 - share.low)


def percent(share: Range, teller: Teller) -> str:
    return f"{figures(share.times(Fraction(100)), teller)}%"


def figures(value: Range, teller: Teller) -> str:
    low, high = number(value.low, teller.locale), number(value.high, teller.locale)
    return low if low == high else f"{low}–{high}"


def told(value: Range, currency: str, teller: Teller) -> str:
    """Money, as a range where it is one; below one unit with two decimals, or three where two would hide it."""
    places = 2 if value.high >= Fraction(5, 100) and value.low != value.high else None
    low = money(value.low, currency, teller.locale, places)
    high = money(value.high, currency, teller.locale, places)
    return low if low == high else f"{low}–{high.removeprefix(SYMBOLS.get(currency, currency + ' '))}"


# --- costs of a usage ----------------------------------------------------------------------------------------------


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
