"""x"""

from dataclasses import dataclass

from pingbi.pages.charts.shapes import Shape
from pingbi.pages.parts.components import Cell, Cite, OfferRef, PointView, Rich


@dataclass(frozen=True)
class PriceLine:
    """A price of the past or present: from when, how much; `until` where it ended before the next one, or for good."""

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
    """A plan: price now, what it includes, the price brought to common units, earlier prices.

    `units` are (label, figure, working) triples; an empty figure means it cannot be computed and the working says why.
    """

    id: str
    """The plan's own."""
    offer: OfferRef
    price: Cell
    includes: tuple[tuple[str, Cell], ...]
    perks: tuple[PointView, ...]
    units: tuple[tuple[str, str, str], ...]
    history: tuple[PriceLine, ...]
    chart: PriceChart | None
    """None where there is no history to draw."""
