"""Plans and offers with what they include, their unit prices, and their prices over time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.costs import failed_share, usable_share
from pingbi.analysis.offers import Offer, UnitCost, credits_a_clip, offers, reseller_offers, unit_costs, vendor_offers
from pingbi.locale.figures import PartialDate, Range, at, closed
from pingbi.locale.formats import (
    Working,
    day,
    format_percent_range,
    money_in_full,
    money_range_in_full,
    number_range_in_full,
    quantity,
    rounded_cost,
    rounded_money,
    working,
)
from pingbi.model.plans import Price
from pingbi.model.site import Site
from pingbi.pages.charts.shapes import ChartPoint, Plot, Shape, axis, frame, path_shape, tenth
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.components import Cell, Cite, Link, OfferRef, PointView, Rich
from pingbi.pages.parts.presenter import Presenter


@dataclass(frozen=True)
class PriceLine:
    """A present or past price: its first day and amount; `until` if it ended before the next one, or for good."""

    since: str
    text: str
    cite: Cite | None
    note: Rich = ()
    until: str = ""


@dataclass(frozen=True)
class PriceChart:
    """A price over time: shapes to draw, and the same as (date, price) in words."""

    shapes: tuple[Shape, ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PlanView:
    """A plan: present price, what it includes, unit prices, earlier prices.

    `units` are (label, figure, working) triples; an empty figure means it cannot be computed, and the working says
    why.
    """

    id: str
    """The plan's own."""
    offer: OfferRef
    price: Cell
    includes: tuple[tuple[str, Cell], ...]
    """What the fee includes, then the product's values that differ by plan: (name, value)."""
    perks: tuple[PointView, ...]
    units: tuple[tuple[str, str, str], ...]
    history: tuple[PriceLine, ...]
    chart: PriceChart | None
    """None if there is no history to draw."""


APART = 72
"""Labels of two dates need this distance in the picture."""
TAIL = Fraction(6, 5)


@dataclass(frozen=True)
class Step:
    """A price from one day until another, counted from the first day of the chart."""

    begin: int
    end: int
    price: Range


def price_chart(presenter: Presenter, offer: Offer) -> PriceChart | None:
    """Return the chart of a plan with two or more prices in one billing shape; None for any other plan."""
    prices = offer.plan.prices
    shapes = {tuple(price.amounts) for price in prices}
    ranges = [closed(figure) for price in prices for figure in price.amounts.values()]
    known = [found for found in ranges if found]
    if len(prices) < 2 or len(shapes) != 1 or len(known) != len(prices):
        return None
    dates = [since(presenter.site, price) for price in prices]
    steps = list(_steps(presenter.site, prices, dates, known))
    highest = max(step.price.high for step in steps)
    if not highest or not steps[-1].end:
        return None
    return PriceChart(
        shapes=tuple(_shapes(presenter, offer, steps, dates, highest)),
        rows=tuple(
            (day(date, presenter.t), presenter.price(price, offer.currency))
            for date, price in zip(dates, prices, strict=True)
        ),
    )


def since(site: Site, price: Price) -> PartialDate:
    """Return when a price began; by default when its source was published."""
    return price.from_ or site.sources[price.source].published


def _steps(site: Site, prices: Sequence[Price], dates: Sequence[PartialDate], known: Sequence[Range]) -> Iterator[Step]:
    """Yield each price until its own end, the next one's beginning, or the newest date of any source."""
    first = dates[0].earliest
    newest = max(source.published.earliest for source in site.sources.values())
    days = [(date.earliest - first).days for date in dates]
    tail = max((newest - first).days, int(days[-1] * TAIL))
    for price, begin, end, figure in zip(prices, days, [*days[1:], tail], known, strict=True):
        stop = (price.to.earliest - first).days if price.to else end
        yield Step(begin, min(stop, end), figure)


def _shapes(
    presenter: Presenter, offer: Offer, steps: Sequence[Step], dates: Sequence[PartialDate], highest: Fraction
) -> Iterator[Shape]:
    y = axis(highest)
    plot = Plot(Fraction(max(step.end for step in steps)), y.end)
    amounts = [(tick, money_in_full(tick, offer.currency, presenter.locale)) for tick in y.ticks]
    yield from frame(plot, _dates(plot, steps, dates), amounts, (presenter.t("axis-date"), presenter.t("axis-price")))
    style = f"line color-{presenter.product(offer.product).color} dash-1"
    for line in dict.fromkeys((_line(steps, high=False), _line(steps, high=True))):
        for part in line:
            yield path_shape(style, plot.path(part))
    for x, price in dict.fromkeys((Fraction(step.begin), step.price.low) for step in steps):
        across, down = plot.at(x, price)
        yield Shape("circle", "ring", (("cx", tenth(across)), ("cy", tenth(down)), ("r", "3")))


def _line(steps: Sequence[Step], high: bool) -> tuple[tuple[ChartPoint, ...], ...]:
    """Return the steps of one end of the price, interrupted where nothing was sold."""
    parts: list[list[ChartPoint]] = []
    before: Step | None = None
    for step in steps:
        price = step.price.high if high else step.price.low
        corners = [(Fraction(step.begin), price), (Fraction(step.end), price)]
        if before and before.end == step.begin:
            parts[-1] += corners
        else:
            parts.append(corners)
        before = step
    return tuple(tuple(part) for part in parts)


def _dates(plot: Plot, steps: Sequence[Step], dates: Sequence[PartialDate]) -> Iterator[tuple[Fraction, str]]:
    """Yield the days on which prices began, as far as their labels fit."""
    last = Fraction(-APART)
    for step, date in zip(steps, dates, strict=True):
        place = plot.at(Fraction(step.begin), Fraction(0))[0]
        near = place - last < APART
        last = last if near else place
        yield Fraction(step.begin), "" if near else date.iso()


def starting_price(collector: EvidenceCollector, product: str) -> Cell:
    """Return a product's starting price: its feature of kind price, or its cheapest plan."""
    site = collector.presenter.site
    for name, feature in site.catalogue.features.items():
        if feature.kind.priced:
            return collector.cell(site.facts[product][name])
    return Cell((collector.presenter.t("unknown"),), "unknown")


def cheapest(presenter: Presenter) -> Rich:
    """Return the lowest paid fee and the lowest price per second, in sentences; () if currencies differ."""
    every = list(offers(presenter.site))
    if len({offer.currency for offer in every}) != 1:
        return ()
    sold = [offer for offer in every if offer.plan.sold]
    shapes = (("monthly", "cheapest-fee"), ("per_second", "cheapest-rate"))
    return tuple(part for shape, key in shapes for part in _cheapest(presenter, sold, shape, key))


def _cheapest(presenter: Presenter, sold: list[Offer], shape: str, key: str) -> Rich:
    priced = [(figure.low, offer) for offer in sold if (figure := offer.price.amounts.get(shape)) and figure.low]
    if not priced:
        return ()
    least = min(low for low, _ in priced)
    prices = [(offer, presenter.price(offer.price, offer.currency)) for low, offer in priced if low == least]
    price = prices[0][1]
    alike = [presenter.offer(offer) for offer, other in prices if other == price]
    return presenter.linked(key, "offer", *(Link(ref.name, ref.url) for ref in alike), price=price)


def vendor_plans(collector: EvidenceCollector, product: str) -> tuple[PlanView, ...]:
    return tuple(plan_view(collector, offer) for offer in vendor_offers(collector.presenter.site, product))


def offer_plans(collector: EvidenceCollector, product: str) -> tuple[PlanView, ...]:
    """Return what other sellers ask for the product."""
    return tuple(plan_view(collector, offer) for offer in reseller_offers(collector.presenter.site, product))


def all_plans(collector: EvidenceCollector) -> tuple[PlanView, ...]:
    return tuple(plan_view(collector, offer) for offer in offers(collector.presenter.site))


def plan_view(collector: EvidenceCollector, offer: Offer) -> PlanView:
    presenter, plan = collector.presenter, offer.plan
    price = collector.price_cell(offer)
    includes = tuple(
        (label, Cell((words,), "known", evidence=price.evidence, claims=1))
        for label, words in collector.allowances(plan)
    )
    includes += tuple(collector.plan_values(offer))
    return PlanView(
        id=offer.plan_id,
        offer=collector.offer(offer),
        price=price,
        includes=includes,
        perks=presenter.points(plan.perks),
        units=tuple(_units(presenter, offer)),
        history=tuple(_price_line(presenter, offer, item) for item in plan.prices),
        chart=price_chart(presenter, offer),
    )


def _price_line(presenter: Presenter, offer: Offer, price: Price) -> PriceLine:
    return PriceLine(
        since=day(price.from_, presenter.t) if price.from_ else "",
        text=presenter.price(price, offer.currency),
        cite=presenter.cite(price),
        note=presenter.rich(price.note) if price.note else (),
        until=day(price.to, presenter.t) if price.to else "",
    )


def _units(presenter: Presenter, offer: Offer) -> Iterator[tuple[str, str, str]]:
    for unit in unit_costs(offer):
        yield (
            presenter.t(f"unit-per-{unit.of}"),
            money_range_in_full(_unit_result(offer, unit.price, unit.value), offer.currency, presenter.locale),
            _unit_working(presenter, offer, unit),
        )
        share = failed_share(presenter.site, offer.product)
        if unit.of == "clip" and share:
            yield _per_usable(presenter, offer, unit.value, share)


def _unit_working(presenter: Presenter, offer: Offer, unit: UnitCost) -> str:
    if unit.of == "second":
        return ""
    found = working(
        lambda price, divisor, per: price.over(divisor).by(per),
        (unit.price, unit.divisor, unit.per or at(1)),
        lambda value: _unit_result(offer, unit.price, value),
    )
    price, result = _two_amounts(presenter, offer, found)
    divisor, per = (number_range_in_full(figure, presenter.locale) for figure in found.figures[1:])
    if unit.per is None:
        return presenter.t("working-divide", a=price, b=divisor, sign=found.sign, result=result)
    words = presenter.t("working-credits", price=price, credits=divisor, per=per, sign=found.sign, result=result)
    return f"{_credits_a_clip(presenter, offer, per)}{words}"


def _two_amounts(presenter: Presenter, offer: Offer, found: Working) -> tuple[str, str]:
    """Return the amount that a working begins with, and its result."""
    first, last = (
        money_range_in_full(value, offer.currency, presenter.locale) for value in (found.figures[0], found.result)
    )
    return first, last


def _unit_result(offer: Offer, price: Range, value: Range) -> Range:
    return rounded_cost(value, (price,), offer.currency)


def _credits_a_clip(presenter: Presenter, offer: Offer, per: str) -> str:
    given = credits_a_clip(offer.offering)
    if given is None:
        return ""
    credits, clips = quantity(given[0], presenter.t), quantity(given[1], presenter.t)
    return presenter.t("credits-a-clip", credits=credits, clips=clips, per=per) + presenter.t("joined-prices")


def _per_usable(presenter: Presenter, offer: Offer, value: Range, share: Range) -> tuple[str, str, str]:
    usable = usable_share(share)
    found = working(Range.over, (value, usable), lambda result: rounded_money(result, offer.currency))
    cost, result = _two_amounts(presenter, offer, found)
    words = presenter.t(
        "working-failed",
        share=format_percent_range(share, presenter.locale),
        cost=cost,
        kept=number_range_in_full(usable, presenter.locale),
        sign=found.sign,
        result=result,
    )
    return presenter.t("unit-per-good-clip"), result, words
