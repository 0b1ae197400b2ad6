"""x"""

from dataclasses import dataclass

from pingbi.pages.charts.shapes import Shape
from pingbi.pages.parts.components import OfferRef, PointView


@dataclass(frozen=True)
class ChartRow:
    """An offer in a chart, as a row of figures: its letter, the classes of its line, its cost at each column.

    `unsure` says that nobody tells how far the offer reaches; '' where it is known.
    """

    offer: OfferRef
    letter: str
    style: str
    unsure: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CostChart:
    """Costs against use: shapes to draw, sentences beneath, and the same numbers as a table.

    `outside` are sentences on what the picture leaves out; `rates` those by which money was brought to one currency.
    """

    shapes: tuple[Shape, ...]
    caption: tuple[str, ...]
    table: str
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    outside: tuple[str, ...]
    rates: tuple[PointView, ...]
