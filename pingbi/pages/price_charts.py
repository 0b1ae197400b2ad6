"""A price over time as steps: when each price began and ended, drawn and told in the dates that the data gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.offers import Offer
from pingbi.analysis.ranges import Range, closed
from pingbi.dates import PartialDate
from pingbi.formats import day, money
from pingbi.model.plans import Price
from pingbi.model.site import Site
from pingbi.pages.charts import Place, Plot, Shape, axis, drawn, frame, tenth
from pingbi.pages.teller import Teller
from pingbi.pages.views import PriceChart

APART = 72
"""So far apart must two dates lie in the picture for both to be written under it."""
TAIL = Fraction(6, 5)


@dataclass(frozen=True)
class Step:
    """A price from one day until another, counted from the first day of the chart."""

    begin: int
    end: int
    price: Range


def price_chart(teller: Teller, offer: Offer) -> PriceChart | None:
    """The prices of a plan that has had two or more in one billing shape; None for any other plan."""
    prices = offer.plan.prices
    shapes = {tuple(price.amounts) for price in prices}
    ranges = [closed(figure) for price in prices for figure in price.amounts.values()]
    known = [found for found in ranges if found]
    if len(prices) < 2 or len(shapes) != 1 or len(known) != len(prices):
        return None
    dates = [since(teller.site, price) for price in prices]
    steps = list(_steps(teller.site, prices, dates, known))
    highest = max(step.price.high for step in steps)
    if not highest or not steps[-1].end:
        return None
    return PriceChart(
        shapes=tuple(_shapes(teller, offer, steps, dates, highest)),
        rows=tuple(
            (day(date, teller.t), teller.price(price, offer.currency))
            for date, price in zip(dates, prices, strict=True)
        ),
    )


def since(site: Site, price: Price) -> PartialDate:
    """When a price began; as far as nobody says, when its source spoke."""
    return price.from_ or site.sources[price.source].published


def _steps(site: Site, prices: Sequence[Price], dates: Sequence[PartialDate], known: Sequence[Range]) -> Iterator[Step]:
    """Each price until its own end, or the next one's beginning, or the newest word of any source."""
    first = dates[0].earliest
    newest = max(source.published.earliest for source in site.sources.values())
    days = [(date.earliest - first).days for date in dates]
    tail = max((newest - first).days, int(days[-1] * TAIL))
    for price, begin, end, figure in zip(prices, days, [*days[1:], tail], known, strict=True):
        stop = (price.to.earliest - first).days if price.to else end
        yield Step(begin, min(stop, end), figure)


def _shapes(
    teller: Teller, offer: Offer, steps: Sequence[Step], dates: Sequence[PartialDate], highest: Fraction
) -> Iterator[Shape]:
    y = axis(highest)
    plot = Plot(Fraction(max(step.end for step in steps)), y.end)
    amounts = [(tick, money(tick, offer.currency, teller.locale)) for tick in y.ticks]
    yield from frame(plot, _dates(plot, steps, dates), amounts, (teller.t("axis-date"), teller.t("axis-price")))
    style = f"line color-{teller.product(offer.product).color} dash-1"
    for line in dict.fromkeys((_line(steps, high=False), _line(steps, high=True))):
        for part in line:
            yield drawn(style, plot.path(part))
    for x, price in dict.fromkeys((Fraction(step.begin), step.price.low) for step in steps):
        across, down = plot.at(x, price)
        yield Shape("circle", "ring", (("cx", tenth(across)), ("cy", tenth(down)), ("r", "3")))


def _line(steps: Sequence[Step], high: bool) -> tuple[tuple[Place, ...], ...]:
    """The steps of one end of the price, apart where nothing was sold in between."""
    parts: list[list[Place]] = []
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
    """The days on which prices began, as far as there is room for their dates."""
    last = Fraction(-APART)
    for step, date in zip(steps, dates, strict=True):
        place = plot.at(Fraction(step.begin), Fraction(0))[0]
        near = place - last < APART
        last = last if near else place
        yield Fraction(step.begin), "" if near else date.iso()
