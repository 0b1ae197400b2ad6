"""Costs against use, told: the chart's words, its letters, and the same numbers as a table (see static/js/told.js)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.break_evens import BreakEven, break_evens, priced
from pingbi.analysis.curves import Curve, curves
from pingbi.analysis.offers import Offer
from pingbi.analysis.ranges import Range
from pingbi.analysis.rates import exchange
from pingbi.formats import listed, money, number
from pingbi.model.site import Site
from pingbi.pages.break_evens import amount
from pingbi.pages.chart_lines import Line, Meeting, axes, cost_shapes, inside, use_shapes
from pingbi.pages.charts import Axis, Plot, Shape, frame
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import offer_name, told
from pingbi.pages.rates import rates_used
from pingbi.pages.teller import Teller
from pingbi.pages.views import ChartRow, CostChart

DASHES = 6
"""So many patterns there are for lines, and as many dotted ones for those whose reach nobody tells (see charts.css)."""
Axes = tuple[Axis, Axis]
Found = Sequence[tuple[BreakEven, Meeting]]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Plotted:
    """An offer in a chart: its letter, and its cost at the least and at the most, in the chart's currency."""

    letter: str
    offer: Offer
    low: Curve
    high: Curve


@dataclass(frozen=True)
class Asked:
    """What a chart is about: clips of `seconds` (None: seconds), the use to mark, and the currency of its amounts."""

    seconds: int | None
    used: int | None
    currency: str


def cost_chart(
    notebook: Notebook, known: Sequence[Offer], seconds: int | None = None, used: int | None = None
) -> CostChart:
    """What these offers cost over clips of `seconds` (None: over seconds); no shapes where no two cost the same."""
    teller, site = notebook.teller, notebook.teller.site
    asked = Asked(seconds, used, known[0].currency if known else "")
    offers = plotted(site, known, asked)
    there = {item.offer.id for item in offers}
    found = [even for even in break_evens(site, priced(site, known), seconds) if {even.less.id, even.more.id} <= there]
    lines, met = merged(site, offers), [(even, _meeting(site, even, asked.currency)) for even in found]
    both = axes(lines, [meeting for _, meeting in met], used, whole=seconds is not None) if met else None
    columns = both[0].ticks[1:] if both else ()
    return CostChart(
        shapes=tuple(_shapes(teller, asked, both, lines, met)) if both else (),
        caption=tuple(_caption(teller, offers, asked)),
        table=teller.t(f"chart-table-{_of(asked)}"),
        columns=tuple(_count(teller, tick, asked) for tick in columns),
        rows=tuple(_row(notebook, item, _style(lines, item), columns, asked) for item in offers),
        outside=tuple(_outside(teller, plot_of(both), offers, met, asked)) if both else (),
        rates=rates_used(teller, (item.offer for item in offers)),
    )


def plot_of(both: Axes) -> Plot:
    return Plot(both[0].end, both[1].end)


def _shapes(teller: Teller, asked: Asked, both: Axes, lines: Sequence[Line], met: Found) -> Iterator[Shape]:
    plot = plot_of(both)
    yield from _frame(teller, asked, plot, both)
    yield from cost_shapes(plot, lines, [meeting for _, meeting in met])
    if asked.used is not None:
        used = Fraction(asked.used)
        yield from use_shapes(plot, used, teller.t("chart-use", n=number(used, teller.locale)))


def plotted(site: Site, known: Iterable[Offer], asked: Asked) -> tuple[Plotted, ...]:
    """Every offer whose cost can be drawn, with its letter."""
    found: list[Plotted] = []
    for offer, terms in priced(site, known):
        ends, rate = curves(terms, asked.seconds), exchange(site, offer.currency, asked.currency)
        if ends and rate:
            low, high = (curve.times(rate.factor) for curve in ends)
            found.append(Plotted(letter(len(found)), offer, low, high))
    return tuple(found)


def letter(n: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    first, last = divmod(n, len(ALPHABET))
    return (letter(first - 1) if first else "") + ALPHABET[last]


def merged(site: Site, offers: Sequence[Plotted]) -> list[Line]:
    """One line for all offers that cost the same at every use; patterns are counted apart for the two kinds."""
    groups: dict[tuple[Curve, Curve], list[Plotted]] = {}
    for item in offers:
        groups.setdefault((item.low, item.high), []).append(item)
    found: list[Line] = []
    for (low, high), items in groups.items():
        dash = sum(line.low.sure == low.sure for line in found) % DASHES + 1
        letters = "".join(item.letter for item in items)
        found.append(Line(letters, site.products[items[0].offer.product].color, dash, low, high))
    return found


def _style(lines: Iterable[Line], item: Plotted) -> str:
    return next(line.style for line in lines if (line.low, line.high) == (item.low, item.high))


def _meeting(site: Site, even: BreakEven, currency: str) -> Meeting:
    rate = exchange(site, even.less.currency, currency)
    assert rate is not None, "both offers are in the chart"
    return Meeting(even.at, even.cost.times(rate.factor))


def _frame(teller: Teller, asked: Asked, plot: Plot, both: Axes) -> Iterator[Shape]:
    x, y = both
    return frame(
        plot,
        [(tick, number(tick, teller.locale)) for tick in x.ticks],
        [(tick, money(tick, asked.currency, teller.locale)) for tick in y.ticks],
        (teller.t(f"axis-{_of(asked)}"), teller.t("axis-cost")),
    )


def _of(asked: Asked) -> str:
    return "seconds" if asked.seconds is None else "clips"


def _count(teller: Teller, value: Fraction, asked: Asked) -> str:
    figure = number(value, teller.locale)
    return teller.t("unit-s", value=figure) if asked.seconds is None else figure


def _caption(teller: Teller, offers: Sequence[Plotted], asked: Asked) -> Iterator[str]:
    """What the chart shows, and what its signs mean: only those that some line of it can have."""
    yield teller.t(f"chart-{_of(asked)}", seconds=asked.seconds)
    yield teller.t("chart-rings")
    if any(_banded(item) for item in offers):
        yield teller.t("chart-bands")
    if any(item.low.end is not None for item in offers):
        yield teller.t("chart-stops")
    if not all(item.low.sure for item in offers):
        yield teller.t("chart-dots")


def _banded(item: Plotted) -> bool:
    return (item.low.fee, item.low.slope) != (item.high.fee, item.high.slope)


def _row(notebook: Notebook, item: Plotted, style: str, columns: Sequence[Fraction], asked: Asked) -> ChartRow:
    teller, offer = notebook.teller, item.offer
    return ChartRow(
        id=offer.id,
        letter=item.letter,
        product=teller.product(offer.product),
        plan=teller.seller_plan(offer.offering, offer.plan),
        style=style,
        unsure="" if item.low.sure else teller.t("reach-unknown"),
        cells=tuple(_cell(teller, item, tick, asked.currency) for tick in columns),
        evidence=notebook.plan_note(offer.offer or offer.product, offer.offering, offer.plan_id),
    )


def _cell(teller: Teller, item: Plotted, x: Fraction, currency: str) -> str:
    if not item.low.reaches(x) or not item.high.reaches(x):
        return "–"
    return told(Range(item.low.cost(x), item.high.cost(x)), currency, teller)


def _outside(teller: Teller, plot: Plot, offers: Sequence[Plotted], found: Found, asked: Asked) -> Iterator[str]:
    """What the picture leaves out, in words: lines above it, and crossings that lie farther on."""
    hidden = {item.offer.id for item in offers if item.low.fee > plot.y}
    beyond = [(even, meeting) for even, meeting in found if not inside(plot, meeting)]
    for item in offers:
        if item.offer.id in hidden:
            yield _above(
                teller, item, [even for even, _ in beyond if item.offer.id in (even.less.id, even.more.id)], asked
            )
    for even, meeting in beyond:
        if not {even.less.id, even.more.id} & hidden:
            names = {"a": offer_name(teller, even.less), "b": offer_name(teller, even.more)}
            cost = told(meeting.cost, asked.currency, teller)
            yield teller.t("chart-outside", **names, at=amount(teller, even.at, even.seconds), cost=cost)


def _above(teller: Teller, item: Plotted, beyond: Sequence[BreakEven], asked: Asked) -> str:
    fee = told(Range(item.low.fee, item.high.fee), asked.currency, teller)
    values = {"offer": offer_name(teller, item.offer), "cost": teller.t("cost-month", amount=fee)}
    if not beyond:
        return teller.t("chart-above", **values)
    meets = [
        teller.t(
            "chart-meets",
            offer=offer_name(teller, even.less if even.more.id == item.offer.id else even.more),
            at=amount(teller, even.at, even.seconds),
        )
        for even in beyond
    ]
    return teller.t("chart-above-meets", **values, meets=listed(meets, teller.locale))
