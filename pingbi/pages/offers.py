"""Plans and offers, told with what they include and their price in common units."""

from collections.abc import Iterator
from fractions import Fraction

from pingbi.analysis.costs import failed_share, with_failures
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.ranges import Range
from pingbi.analysis.units import UnitCost, credits_a_clip, unit_costs
from pingbi.formats import SYMBOLS, day, money, number, quantity
from pingbi.model.plans import Offering
from pingbi.pages.notebook import Notebook
from pingbi.pages.price_charts import price_chart
from pingbi.pages.teller import Teller, evidence_id
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
    known = list(offers(teller.site))
    if len({offer.currency for offer in known}) != 1:
        return ()
    found = (("monthly", "cheapest-fee"), ("per_second", "cheapest-rate"))
    return tuple(part for shape, key in found for part in _cheapest(teller, known, shape, key))


def _cheapest(teller: Teller, known: list[Offer], shape: str, key: str) -> Rich:
    sold = [offer for offer in known if not offer.plan.ended]
    priced = [(figure.low, offer) for offer in sold if (figure := offer.price.amounts.get(shape)) and figure.low]
    if not priced:
        return ()
    _, offer = min(priced, key=lambda item: item[0])
    url = teller.to.to("pricing", fragment=evidence_id(offer.offer or offer.product, offer.plan_id))
    price = teller.price(offer.price, offer.currency)
    return teller.linked(key, "offer", Link(offer_name(teller, offer), url), price=price)


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
        (label, Cell((words,), "known", evidence=price.evidence, claims=1))
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
                until=day(item.to, teller.t) if item.to else "",
            )
            for item in plan.prices
        ),
        chart=price_chart(teller, offer),
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
