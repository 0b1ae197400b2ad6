"""Costs against use, in words: what a chart shows and leaves out, and the same as a table (as static/js/charted.js)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pingbi.analysis.break_evens import BreakEven
from pingbi.analysis.offers import Offer
from pingbi.analysis.ranges import Range
from pingbi.formats import format_money_range, listed, money, number
from pingbi.pages.break_evens import break_even_amount
from pingbi.pages.chart_lines import cost_shapes, inside, use_shapes
from pingbi.pages.charts import Plot, Shape, frame
from pingbi.pages.notebook import Notebook
from pingbi.pages.plotted_costs import Axes, ChartSubject, Plotted, PlottedCosts, plot_of, plotted_costs
from pingbi.pages.rates import rates_used
from pingbi.pages.teller import Teller
from pingbi.pages.views import ChartRow, CostChart


def cost_chart(
    notebook: Notebook, compared: Sequence[Offer], seconds: int | None = None, used: int | None = None
) -> CostChart:
    """What these offers cost over clips of `seconds` (None: over seconds); no shapes where no two cost the same."""
    teller = notebook.teller
    subject = ChartSubject(seconds, used, compared[0].currency if compared else "")
    costs = plotted_costs(teller.site, compared, subject)
    return CostChart(
        shapes=tuple(_shapes(teller, costs, costs.axes)) if costs.axes else (),
        caption=tuple(_caption(teller, costs)),
        table=teller.t(f"chart-table-{subject.unit}"),
        columns=tuple(_count(teller, tick, subject) for tick in costs.columns),
        rows=tuple(_row(notebook, costs, item) for item in costs.offers),
        outside=tuple(_outside(teller, costs, plot_of(costs.axes))) if costs.axes else (),
        rates=rates_used(teller, (item.offer for item in costs.offers)),
    )


def _shapes(teller: Teller, costs: PlottedCosts, both: Axes) -> Iterator[Shape]:
    plot = plot_of(both)
    yield from _frame(teller, costs.subject, both)
    yield from cost_shapes(plot, costs.lines, costs.meetings)
    if costs.subject.used is not None:
        used = Fraction(costs.subject.used)
        yield from use_shapes(plot, used, teller.t("chart-use", n=number(used, teller.locale)))


def _frame(teller: Teller, subject: ChartSubject, both: Axes) -> Iterator[Shape]:
    x, y = both
    return frame(
        plot_of(both),
        [(tick, number(tick, teller.locale)) for tick in x.ticks],
        [(tick, money(tick, subject.currency, teller.locale)) for tick in y.ticks],
        (teller.t(f"axis-{subject.unit}"), teller.t("axis-cost")),
    )


def _count(teller: Teller, value: Fraction, subject: ChartSubject) -> str:
    figure = number(value, teller.locale)
    return teller.t("unit-s", value=figure) if subject.seconds is None else figure


def _caption(teller: Teller, costs: PlottedCosts) -> Iterator[str]:
    """What the chart shows, and what its signs mean: only those that some line of it can have."""
    yield teller.t(f"chart-{costs.subject.unit}", seconds=costs.subject.seconds)
    yield teller.t("chart-rings")
    if any(_banded(item) for item in costs.offers):
        yield teller.t("chart-bands")
    if any(item.low.end is not None for item in costs.offers):
        yield teller.t("chart-stops")
    if not all(item.low.sure for item in costs.offers):
        yield teller.t("chart-dots")


def _banded(item: Plotted) -> bool:
    return (item.low.fee, item.low.slope) != (item.high.fee, item.high.slope)


def _row(notebook: Notebook, costs: PlottedCosts, item: Plotted) -> ChartRow:
    teller = notebook.teller
    return ChartRow(
        offer=notebook.offer(item.offer),
        letter=item.letter,
        style=costs.style(item),
        unsure="" if item.low.sure else teller.t("reach-unknown"),
        cells=tuple(_cell(teller, item, tick, costs.subject.currency) for tick in costs.columns),
    )


def _cell(teller: Teller, item: Plotted, x: Fraction, currency: str) -> str:
    if not item.low.reaches(x) or not item.high.reaches(x):
        return "–"
    return format_money_range(Range(item.low.cost(x), item.high.cost(x)), currency, teller.locale)


def _outside(teller: Teller, costs: PlottedCosts, plot: Plot) -> Iterator[str]:
    """What the picture leaves out, in words: lines above it, and crossings that lie farther on."""
    hidden = {item.offer.id for item in costs.offers if item.low.fee > plot.y}
    beyond = [(even, meeting) for even, meeting in costs.crossings if not inside(plot, meeting)]
    for item in costs.offers:
        if item.offer.id in hidden:
            own = [even for even, _ in beyond if item.offer.id in (even.less.id, even.more.id)]
            yield _above(teller, item, own, costs.subject.currency)
    for even, meeting in beyond:
        if not {even.less.id, even.more.id} & hidden:
            names = {"a": teller.offer(even.less).name, "b": teller.offer(even.more).name}
            cost = format_money_range(meeting.cost, costs.subject.currency, teller.locale)
            yield teller.t("chart-outside", **names, at=break_even_amount(teller, even), cost=cost)


def _above(teller: Teller, item: Plotted, beyond: Sequence[BreakEven], currency: str) -> str:
    """An offer whose line lies above the picture, with the others that it meets there."""
    fee = format_money_range(Range(item.low.fee, item.high.fee), currency, teller.locale)
    values = {"offer": teller.offer(item.offer).name, "cost": teller.t("cost-month", amount=fee)}
    if not beyond:
        return teller.t("chart-above", **values)
    meets = [
        teller.t("chart-meets", offer=_other(teller, even, item), at=break_even_amount(teller, even)) for even in beyond
    ]
    return teller.t("chart-above-meets", **values, meets=listed(meets, teller.locale))


def _other(teller: Teller, even: BreakEven, item: Plotted) -> str:
    return teller.offer(even.less if even.more.id == item.offer.id else even.more).name
