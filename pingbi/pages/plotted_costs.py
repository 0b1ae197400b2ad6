"""The costs of offers as lines to be drawn: which offers have one, with which letter, and where two cost the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.break_evens import BreakEven, break_evens, priced
from pingbi.analysis.curves import Curve, curves
from pingbi.analysis.offers import Offer
from pingbi.analysis.rates import exchange
from pingbi.model.site import Site
from pingbi.pages.chart_lines import Line, Meeting, axes
from pingbi.pages.charts import Axis, Plot

DASHES = 6
"""So many patterns there are for lines, and as many dotted ones for those whose reach nobody tells (see charts.css)."""
Axes = tuple[Axis, Axis]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Plotted:
    """An offer in a chart: its letter, and its cost at the least and at the most, in the chart's currency."""

    letter: str
    offer: Offer
    low: Curve
    high: Curve


@dataclass(frozen=True)
class ChartSubject:
    """What a chart is about: clips of `seconds` (None: seconds), the use to mark, and the currency of its amounts."""

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
    offers: tuple[Plotted, ...]
    lines: tuple[Line, ...]
    crossings: tuple[tuple[BreakEven, Meeting], ...]
    axes: Axes | None

    @property
    def meetings(self) -> list[Meeting]:
        return [meeting for _, meeting in self.crossings]

    @property
    def columns(self) -> tuple[Fraction, ...]:
        """The uses for which the table gives figures."""
        return tuple(self.axes[0].ticks[1:]) if self.axes else ()

    def style(self, item: Plotted) -> str:
        return next(line.style for line in self.lines if (line.low, line.high) == (item.low, item.high))


def plotted_costs(site: Site, compared: Sequence[Offer], subject: ChartSubject) -> PlottedCosts:
    """The lines of these offers, and every point at which two of them cost the same."""
    drawn = plotted(site, compared, subject)
    ids, lines = {item.offer.id for item in drawn}, merged(site, drawn)
    crossings = tuple(
        (even, _meeting(site, even, subject.currency))
        for even in break_evens(site, priced(site, compared), subject.seconds)
        if {even.less.id, even.more.id} <= ids
    )
    meetings, whole = [meeting for _, meeting in crossings], subject.seconds is not None
    both = axes(lines, meetings, subject.used, whole) if meetings else None
    return PlottedCosts(subject, drawn, tuple(lines), crossings, both)


def plotted(site: Site, compared: Iterable[Offer], subject: ChartSubject) -> tuple[Plotted, ...]:
    """Every offer whose cost can be drawn, with its letter."""
    drawn: list[Plotted] = []
    for offer, terms in priced(site, compared):
        ends, rate = curves(terms, subject.seconds), exchange(site, offer.currency, subject.currency)
        if ends and rate:
            low, high = (curve.times(rate.factor) for curve in ends)
            drawn.append(Plotted(letter(len(drawn)), offer, low, high))
    return tuple(drawn)


def letter(n: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    first, last = divmod(n, len(ALPHABET))
    return (letter(first - 1) if first else "") + ALPHABET[last]


def merged(site: Site, offers: Sequence[Plotted]) -> list[Line]:
    """One line for all offers that cost the same at every use; patterns are counted apart for the two kinds."""
    groups: dict[tuple[Curve, Curve], list[Plotted]] = {}
    for item in offers:
        groups.setdefault((item.low, item.high), []).append(item)
    lines: list[Line] = []
    for (low, high), items in groups.items():
        dash = sum(line.low.sure == low.sure for line in lines) % DASHES + 1
        letters = "".join(item.letter for item in items)
        lines.append(Line(letters, site.products[items[0].offer.product].color, dash, low, high))
    return lines


def _meeting(site: Site, even: BreakEven, currency: str) -> Meeting:
    rate = exchange(site, even.less.currency, currency)
    assert rate is not None, "both offers are in the chart"
    return Meeting(even.at, even.cost.times(rate.factor))


def plot_of(both: Axes) -> Plot:
    return Plot(both[0].end, both[1].end)
