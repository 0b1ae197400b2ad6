"""Plans and offers, told with what they include and their price in common units."""

from collections.abc import Iterator

from pingbi.analysis.costs import failed_share, usable_share, with_failures
from pingbi.analysis.offers import Offer, offers, reseller_offers, vendor_offers
from pingbi.analysis.ranges import Range
from pingbi.analysis.units import UnitCost, credits_a_clip, unit_costs
from pingbi.formats import day, format_money_range, format_number_range, format_percent_range, quantity
from pingbi.model.plans import Price
from pingbi.pages.notebook import Notebook
from pingbi.pages.price_charts import price_chart
from pingbi.pages.teller import Teller
from pingbi.pages.views import Cell, Link, PlanView, PriceLine, Rich


def starting_price(notebook: Notebook, product: str) -> Cell:
    """A product's price from: its feature of kind price, or its cheapest plan."""
    site = notebook.teller.site
    for name, feature in site.catalogue.features.items():
        if feature.kind.priced:
            return notebook.cell(site.facts[product][name])
    return Cell((notebook.teller.t("unknown"),), "unknown")


def cheapest(teller: Teller) -> Rich:
    """The lowest paid fee and the lowest price per second, in sentences; () where currencies differ."""
    every = list(offers(teller.site))
    if len({offer.currency for offer in every}) != 1:
        return ()
    sold = [offer for offer in every if not offer.plan.ended]
    shapes = (("monthly", "cheapest-fee"), ("per_second", "cheapest-rate"))
    return tuple(part for shape, key in shapes for part in _cheapest(teller, sold, shape, key))


def _cheapest(teller: Teller, sold: list[Offer], shape: str, key: str) -> Rich:
    priced = [(figure.low, offer) for offer in sold if (figure := offer.price.amounts.get(shape)) and figure.low]
    if not priced:
        return ()
    _, offer = min(priced, key=lambda item: item[0])
    ref = teller.offer(offer)
    return teller.linked(key, "offer", Link(ref.name, ref.url), price=teller.price(offer.price, offer.currency))


def vendor_plans(notebook: Notebook, product: str) -> tuple[PlanView, ...]:
    return tuple(plan_view(notebook, offer) for offer in vendor_offers(notebook.teller.site, product))


def offer_plans(notebook: Notebook, product: str) -> tuple[PlanView, ...]:
    """What others sell the product for."""
    return tuple(plan_view(notebook, offer) for offer in reseller_offers(notebook.teller.site, product))


def all_plans(notebook: Notebook) -> tuple[PlanView, ...]:
    return tuple(plan_view(notebook, offer) for offer in offers(notebook.teller.site))


def plan_view(notebook: Notebook, offer: Offer) -> PlanView:
    teller, plan = notebook.teller, offer.plan
    price = notebook.price_cell(offer)
    includes = tuple(
        (label, Cell((words,), "known", evidence=price.evidence, claims=1))
        for label, words in notebook.allowances(plan)
    )
    return PlanView(
        id=offer.plan_id,
        offer=notebook.offer(offer),
        price=price,
        includes=includes,
        perks=teller.points(plan.perks),
        units=tuple(_units(teller, offer)),
        history=tuple(_price_line(teller, offer, item) for item in plan.prices),
        chart=price_chart(teller, offer),
    )


def _price_line(teller: Teller, offer: Offer, price: Price) -> PriceLine:
    return PriceLine(
        since=day(price.from_, teller.t) if price.from_ else "",
        text=teller.price(price, offer.currency),
        cite=teller.cite(price),
        note=teller.rich(price.note) if price.note else (),
        until=day(price.to, teller.t) if price.to else "",
    )


def _units(teller: Teller, offer: Offer) -> Iterator[tuple[str, str, str]]:
    for unit in unit_costs(offer):
        yield (
            teller.t(f"unit-per-{unit.of}"),
            format_money_range(unit.value, offer.currency, teller.locale),
            _unit_working(teller, offer, unit),
        )
        share = failed_share(teller.site, offer.product)
        if unit.of == "clip" and share:
            yield _per_usable(teller, offer, unit.value, share)


def _unit_working(teller: Teller, offer: Offer, unit: UnitCost) -> str:
    price, result = (
        format_money_range(unit.price, offer.currency, teller.locale),
        format_money_range(unit.value, offer.currency, teller.locale),
    )
    if unit.of == "second":
        return ""
    divisor = format_number_range(unit.divisor, teller.locale)
    if unit.per is None:
        return teller.t("working-divide", a=price, b=divisor, result=result)
    per = format_number_range(unit.per, teller.locale)
    working = teller.t("working-credits", price=price, credits=divisor, per=per, result=result)
    given = credits_a_clip(offer.offering)
    if given is None:
        return working
    credits, clips = quantity(given[0], teller.t), quantity(given[1], teller.t)
    return f"{teller.t('credits-a-clip', credits=credits, clips=clips, per=per)}{teller.t('joined-prices')}{working}"


def _per_usable(teller: Teller, offer: Offer, value: Range, share: Range) -> tuple[str, str, str]:
    raised = with_failures(value, share)
    result = format_money_range(raised, offer.currency, teller.locale)
    working = teller.t(
        "working-failed",
        share=format_percent_range(share, teller.locale),
        cost=format_money_range(value, offer.currency, teller.locale),
        kept=format_number_range(usable_share(share), teller.locale),
        result=result,
    )
    return teller.t("unit-per-good-clip"), result, working
