"""Cost charts: which offers, lines and crossings they show, their words, and the same numbers as a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.curves import BreakEven, Curve, break_evens, curves, priced
from pingbi.analysis.offers import Offer, exchange
from pingbi.locale.figures import Range
from pingbi.locale.formats import (
    listed,
    money_in_full,
    money_range_in_full,
    number,
    number_in_full,
    rounded_cost,
)
from pingbi.model.resolve import color_of
from pingbi.model.site import Site
from pingbi.pages.charts.shapes import (
    Axis,
    ChartCrossing,
    ChartLine,
    Plot,
    Shape,
    axes,
    cost_shapes,
    frame,
    inside,
    use_shapes,
)
from pingbi.pages.parts.cells import EvidenceCollector, rates_used
from pingbi.pages.parts.components import OfferRef, PointView
from pingbi.pages.parts.cost_views import break_even_amount
from pingbi.pages.parts.presenter import Presenter


@dataclass(frozen=True)
class ChartRow:
    """An offer in a chart, as a row of figures: its letter, the classes of its line, its cost at each column.

    `unsure` says that the included amount is not stated; '' where it is known.
    """

    offer: OfferRef
    letter: str
    style: str
    unsure: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CostChart:
    """Costs over usage: shapes to draw, sentences beneath, and the same numbers as a table.

    `outside` are sentences on what the picture leaves out; `rates` the exchange rates used.
    """

    shapes: tuple[Shape, ...]
    caption: tuple[str, ...]
    table: str
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    outside: tuple[str, ...]
    rates: tuple[PointView, ...]


DASHES = 6
"""The number of line patterns, and of dotted ones for offers whose included amount is not stated (see charts.css)."""
Axes = tuple[Axis, Axis]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class PlottedOffer:
    """An offer in a chart: its letter, and its lowest and highest cost, in the chart's currency."""

    letter: str
    offer: Offer
    low: Curve
    high: Curve


@dataclass(frozen=True)
class ChartSubject:
    """What a chart shows: clips of `seconds` (None: seconds), the usage to mark, and the currency."""

    seconds: int | None
    used: int | None
    currency: str

    @property
    def unit(self) -> str:
        """What its horizontal axis counts."""
        return "seconds" if self.seconds is None else "clips"


@dataclass(frozen=True)
class PlottedCosts:
    """A chart worked out, before it is drawn or put in words; without `axes` it has no picture."""

    subject: ChartSubject
    offers: tuple[PlottedOffer, ...]
    lines: tuple[ChartLine, ...]
    crossings: tuple[tuple[BreakEven, ChartCrossing], ...]
    axes: Axes | None

    @property
    def meetings(self) -> list[ChartCrossing]:
        return [meeting for _, meeting in self.crossings]

    @property
    def columns(self) -> tuple[Fraction, ...]:
        """The uses for which the table gives figures."""
        return tuple(self.axes[0].ticks[1:]) if self.axes else ()

    def style(self, item: PlottedOffer) -> str:
        return next(line.style for line in self.lines if (line.low, line.high) == (item.low, item.high))


def plotted_costs(site: Site, compared: Sequence[Offer], subject: ChartSubject) -> PlottedCosts:
    """The lines of these offers, and every point at which two of them cost the same."""
    drawn = plotted_offers(site, compared, subject)
    ids, lines = {item.offer.id for item in drawn}, merged_lines(site, drawn)
    crossings = tuple(
        (even, _meeting(site, even, subject.currency))
        for even in break_evens(site, priced(site, compared), subject.seconds)
        if {even.less.id, even.more.id} <= ids
    )
    meetings, whole = [meeting for _, meeting in crossings], subject.seconds is not None
    both = axes(lines, meetings, subject.used, whole) if meetings else None
    return PlottedCosts(subject, drawn, tuple(lines), crossings, both)


def plotted_offers(site: Site, compared: Iterable[Offer], subject: ChartSubject) -> tuple[PlottedOffer, ...]:
    """Return every offer whose cost can be drawn, with its letter."""
    drawn: list[PlottedOffer] = []
    for offer, terms in priced(site, compared):
        ends, rate = curves(terms, subject.seconds), exchange(site, offer.currency, subject.currency)
        if ends and rate:
            low, high = (curve.times(rate.factor) for curve in ends)
            drawn.append(PlottedOffer(letter(len(drawn)), offer, low, high))
    return tuple(drawn)


def letter(n: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    first, last = divmod(n, len(ALPHABET))
    return (letter(first - 1) if first else "") + ALPHABET[last]


def merged_lines(site: Site, offers: Sequence[PlottedOffer]) -> list[ChartLine]:
    """Return one line for all offers that cost the same at every usage;

    patterns are counted separately for the two kinds.
    """
    groups: dict[tuple[Curve, Curve], list[PlottedOffer]] = {}
    for item in offers:
        groups.setdefault((item.low, item.high), []).append(item)
    lines: list[ChartLine] = []
    for (low, high), items in groups.items():
        dash = sum(line.low.sure == low.sure for line in lines) % DASHES + 1
        letters = "".join(item.letter for item in items)
        lines.append(ChartLine(letters, color_of(site.products, items[0].offer.product), dash, low, high))
    return lines


def _meeting(site: Site, even: BreakEven, currency: str) -> ChartCrossing:
    rate = exchange(site, even.less.currency, currency)
    assert rate is not None, "both offers are in the chart"
    return ChartCrossing(even.at, even.cost.times(rate.factor))


def plot_of(both: Axes) -> Plot:
    return Plot(both[0].end, both[1].end)


def cost_chart(
    collector: EvidenceCollector, compared: Sequence[Offer], seconds: int | None = None, used: int | None = None
) -> CostChart:
    """Return what these offers cost over clips of `seconds` (None: over seconds); no shapes if no two cost the same."""
    presenter = collector.presenter
    subject = ChartSubject(seconds, used, compared[0].currency if compared else "")
    costs = plotted_costs(presenter.site, compared, subject)
    return CostChart(
        shapes=tuple(_shapes(presenter, costs, costs.axes)) if costs.axes else (),
        caption=tuple(_caption(presenter, costs)),
        table=presenter.t(f"chart-table-{subject.unit}"),
        columns=tuple(_count(presenter, tick, subject) for tick in costs.columns),
        rows=tuple(_row(collector, costs, item) for item in costs.offers),
        outside=tuple(_outside(presenter, costs, plot_of(costs.axes))) if costs.axes else (),
        rates=rates_used(presenter, (item.offer for item in costs.offers)),
    )


def _shapes(presenter: Presenter, costs: PlottedCosts, both: Axes) -> Iterator[Shape]:
    plot = plot_of(both)
    yield from _frame(presenter, costs.subject, both)
    yield from cost_shapes(plot, costs.lines, costs.meetings)
    if costs.subject.used is not None:
        used = Fraction(costs.subject.used)
        yield from use_shapes(plot, used, presenter.t("chart-use", n=number(used, presenter.locale)))


def _frame(presenter: Presenter, subject: ChartSubject, both: Axes) -> Iterator[Shape]:
    x, y = both
    return frame(
        plot_of(both),
        [(tick, number_in_full(tick, presenter.locale)) for tick in x.ticks],
        [(tick, money_in_full(tick, subject.currency, presenter.locale)) for tick in y.ticks],
        (presenter.t(f"axis-{subject.unit}"), presenter.t("axis-cost")),
    )


def _count(presenter: Presenter, value: Fraction, subject: ChartSubject) -> str:
    figure = number_in_full(value, presenter.locale)
    return presenter.t("unit-s", value=figure) if subject.seconds is None else figure


def _caption(presenter: Presenter, costs: PlottedCosts) -> Iterator[str]:
    """Return what the chart shows and what its signs mean, for the signs that occur."""
    yield presenter.t(f"chart-{costs.subject.unit}", seconds=costs.subject.seconds)
    yield presenter.t("chart-rings")
    if any(_banded(item) for item in costs.offers):
        yield presenter.t("chart-bands")
    if any(item.low.end is not None for item in costs.offers):
        yield presenter.t("chart-stops")
    if not all(item.low.sure for item in costs.offers):
        yield presenter.t("chart-dots")


def _banded(item: PlottedOffer) -> bool:
    return (item.low.fee, item.low.slope) != (item.high.fee, item.high.slope)


def _row(collector: EvidenceCollector, costs: PlottedCosts, item: PlottedOffer) -> ChartRow:
    presenter = collector.presenter
    return ChartRow(
        offer=collector.offer(item.offer),
        letter=item.letter,
        style=costs.style(item),
        unsure="" if item.low.sure else presenter.t("reach-unknown"),
        cells=tuple(_cell(presenter, item, tick, costs.subject.currency) for tick in costs.columns),
    )


def _cell(presenter: Presenter, item: PlottedOffer, x: Fraction, currency: str) -> str:
    if not item.low.reaches(x) or not item.high.reaches(x):
        return "–"
    return _money(presenter, (item,), Range(item.low.cost(x), item.high.cost(x)), currency)


def _money(presenter: Presenter, items: Iterable[PlottedOffer], value: Range, currency: str) -> str:
    """A cost in the chart's currency; a fee of these offers is as its source states it, unless it was converted."""
    stated = [Range(item.low.fee, item.high.fee) for item in items if item.offer.currency == currency]
    return money_range_in_full(rounded_cost(value, stated, currency), currency, presenter.locale)


def _outside(presenter: Presenter, costs: PlottedCosts, plot: Plot) -> Iterator[str]:
    """Return what the picture leaves out, in words: lines above it, and crossings farther on."""
    hidden = {item.offer.id for item in costs.offers if item.low.fee > plot.y}
    beyond = [(even, meeting) for even, meeting in costs.crossings if not inside(plot, meeting)]
    for item in costs.offers:
        if item.offer.id in hidden:
            own = [even for even, _ in beyond if item.offer.id in (even.less.id, even.more.id)]
            yield _above(presenter, item, own, costs.subject.currency)
    for even, meeting in beyond:
        if not {even.less.id, even.more.id} & hidden:
            names = {"a": presenter.offer(even.less).name, "b": presenter.offer(even.more).name}
            both = [item for item in costs.offers if item.offer.id in (even.less.id, even.more.id)]
            cost = _money(presenter, both, meeting.cost, costs.subject.currency)
            yield presenter.t("chart-outside", **names, at=break_even_amount(presenter, even), cost=cost)


def _above(presenter: Presenter, item: PlottedOffer, beyond: Sequence[BreakEven], currency: str) -> str:
    """An offer whose line is above the picture, with the offers that it crosses there."""
    fee = _money(presenter, (item,), Range(item.low.fee, item.high.fee), currency)
    values = {"offer": presenter.offer(item.offer).name, "cost": presenter.t("cost-month", amount=fee)}
    if not beyond:
        return presenter.t("chart-above", **values)
    meets = [
        presenter.t("chart-meets", offer=_other(presenter, even, item), at=break_even_amount(presenter, even))
        for even in beyond
    ]
    return presenter.t("chart-above-meets", **values, meets=listed(meets, presenter.locale))


def _other(presenter: Presenter, even: BreakEven, item: PlottedOffer) -> str:
    return presenter.offer(even.less if even.more.id == item.offer.id else even.more).name
