"""Charts as lists of SVG shapes: axes that end on round figures, lines with letters, coordinates with one decimal.

static/js/chart.js draws the same shapes in the browser; tests/golden/charts.json holds for both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.curves import ZERO, Curve
from pingbi.locale.figures import Range

WIDTH, HEIGHT = 400, 256
LEFT, RIGHT, TOP, BOTTOM = 56, 352, 30, 214
"""The plot area: room for amounts on the left, letters on the right, words above and below."""
NICE = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
TEN = Fraction(10)

ChartPoint = tuple[Fraction, Fraction]
Ticks = Iterable[tuple[Fraction, str]]


@dataclass(frozen=True)
class Shape:
    """One SVG element: its tag, classes, attributes and text."""

    tag: str
    style: str
    at: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True)
class Axis:
    """An axis from zero to `steps` times `step`."""

    step: Fraction
    steps: int

    @property
    def end(self) -> Fraction:
        return self.step * self.steps

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        return tuple(self.step * n for n in range(self.steps + 1))


def axis(wanted: Fraction, whole: bool = False) -> Axis:
    """Return the shortest axis of three or four round steps that reaches `wanted`; `whole` requires whole steps."""
    power = Fraction(1)
    while power * TEN <= wanted:
        power *= TEN
    while power > wanted and not whole:
        power /= TEN
    scales = (power / TEN, power)
    found = (Axis(nice * scale, steps) for scale in scales for nice in NICE for steps in (3, 4))
    reaching = (axis for axis in found if axis.end >= wanted and (not whole or axis.step.denominator == 1))
    return min(reaching, key=lambda axis: axis.end)


@dataclass(frozen=True)
class Plot:
    """Maps figures to the picture: `x` and `y` are the figures at its right and upper edge."""

    x: Fraction
    y: Fraction

    def at(self, x: Fraction, y: Fraction) -> ChartPoint:
        return LEFT + (RIGHT - LEFT) * x / self.x, BOTTOM - (BOTTOM - TOP) * y / self.y

    def path(self, points: Iterable[ChartPoint], closed: bool = False) -> str:
        """Return a line through points of figures, as the `d` of an SVG path."""
        return path((self.at(*point) for point in points), closed)


def path(places: Iterable[ChartPoint], closed: bool = False) -> str:
    return "M" + " L".join(f"{tenth(x)},{tenth(y)}" for x, y in places) + (" Z" if closed else "")


def tenth(value: Fraction) -> str:
    """Return a coordinate with one decimal, rounded half up: '169.9', '56'."""
    whole, rest = divmod((value * 20 + 1) // 2, 10)
    return f"{whole}.{rest}" if rest else f"{whole}"


def path_shape(style: str, d: str) -> Shape:
    return Shape("path", style, (("d", d),))


def text_shape(style: str, x: Fraction | int, y: Fraction | int, text: str) -> Shape:
    return Shape("text", style, (("x", tenth(Fraction(x))), ("y", tenth(Fraction(y)))), text)


def frame(plot: Plot, x: Ticks, y: Ticks, titles: tuple[str, str]) -> Iterator[Shape]:
    """Yield hairlines with their amounts, the ground line with its ticks, and the titles of both axes."""
    for value, text in y:
        height = plot.at(Fraction(0), value)[1]
        yield path_shape("grid" if value else "ground", path([(Fraction(LEFT), height), (Fraction(RIGHT), height)]))
        yield text_shape("amount", LEFT - 6, height, text)
    for value, text in x:
        across = plot.at(value, Fraction(0))[0]
        yield path_shape("tick", path([(across, Fraction(BOTTOM)), (across, Fraction(BOTTOM + 4))]))
        if text:
            yield text_shape("count", across, BOTTOM + 15, text)
    yield text_shape("title", 2, 8, titles[1])
    yield text_shape("title end", RIGHT, HEIGHT - 6, titles[0])


LEAP = 4
"""A crossing this many times farther than the one before is left out of the picture and mentioned in words."""
BEYOND, ROOM = Fraction(5, 4), Fraction(3, 2)
LETTER, GAP, AWAY, RADIUS = 15, 16, 9, Fraction(3)
HALF = Fraction(LETTER, 2)
WIDE = 2 * LETTER


@dataclass(frozen=True)
class ChartLine:
    """What an offer costs over its usage: between `low` and `high`, which are equal if every input is exact.

    `letters` name the offers on this line; `dash` counts the patterns, separately for lines whose included amount is
    stated and for others.
    """

    letters: str
    color: int
    dash: int
    low: Curve
    high: Curve

    @property
    def style(self) -> str:
        return f"{'' if self.low.sure else 'unsure '}color-{self.color} dash-{self.dash}"


@dataclass(frozen=True)
class ChartCrossing:
    """Two offers cost `cost` at `at`: a point of the picture if both are exact."""

    at: Range
    cost: Range

    @property
    def exact(self) -> bool:
        return self.at.exact and self.cost.exact


def axes(
    lines: Sequence[ChartLine], meetings: Sequence[ChartCrossing], used: int | None, whole: bool
) -> tuple[Axis, Axis]:
    """Return axes that show every crossing up to the first leap, the usage itself, and the height that rising lines
    reach.
    """
    last = _before_the_leap(sorted(meeting.at.high for meeting in meetings))
    x = axis(max(BEYOND * last, ROOM * (used or 0)), whole)
    return x, axis(max(line.high.cost(x.end) for line in lines if line.high.slope))


def _before_the_leap(places: Sequence[Fraction]) -> Fraction:
    last = places[0]
    for place in places:
        if place > LEAP * last:
            break
        last = place
    return last


def inside(plot: Plot, meeting: ChartCrossing) -> bool:
    return meeting.at.high <= plot.x and meeting.cost.high <= plot.y


def above(plot: Plot, line: ChartLine) -> bool:
    """Whether a line begins above the upper edge, so that the picture does not show it."""
    return line.low.fee > plot.y


def cost_shapes(plot: Plot, lines: Sequence[ChartLine], meetings: Sequence[ChartCrossing]) -> Iterator[Shape]:
    """Yield every line within the picture, those of unstated allowance on top; then rings, then letters."""
    shown = sorted((line for line in lines if not above(plot, line)), key=lambda line: not line.low.sure)
    for line in shown:
        yield from _band(plot, line)
    for line in shown:
        for curve in dict.fromkeys((line.low, line.high)):
            yield from _curve(plot, line, curve)
    rings = {plot.at(found.at.low, found.cost.low): None for found in meetings if found.exact and inside(plot, found)}
    for x, y in rings:
        yield Shape("circle", "ring", (("cx", tenth(x)), ("cy", tenth(y)), ("r", tenth(RADIUS))))
    yield from _letters((line, plot.at(*corners(line.low, plot)[-1])) for line in shown)


def corners(curve: Curve, plot: Plot) -> list[ChartPoint]:
    """Return where a curve begins, bends, and leaves the picture or ends."""
    last = _last(curve, plot)
    bends = [curve.kink] if curve.kink and curve.kink < last else []
    return [(x, curve.cost(x)) for x in (ZERO, *bends, last)]


def _last(curve: Curve, plot: Plot) -> Fraction:
    reach = plot.x if curve.end is None else min(curve.end, plot.x)
    if curve.kink is None or not curve.slope:
        return reach
    return min(reach, curve.kink + (plot.y - curve.fee) / curve.slope)


def _curve(plot: Plot, line: ChartLine, curve: Curve) -> Iterator[Shape]:
    if curve.fee > plot.y:
        return
    points = corners(curve, plot)
    yield path_shape(f"line {line.style}", plot.path(points))
    if points[-1][0] == curve.end:
        x, y = plot.at(*points[-1])
        yield path_shape(f"stop color-{line.color}", path([(x, y - 5), (x, y + 5)]))


def _band(plot: Plot, line: ChartLine) -> Iterator[Shape]:
    """Return the area between the two ends of a range, within the picture."""
    if line.low == line.high:
        return
    lower = corners(line.low, plot)
    upper = corners(line.high, plot) if line.high.fee <= plot.y else [(ZERO, plot.y)]
    corner = [(lower[-1][0], plot.y)] if line.high.cost(lower[-1][0]) >= plot.y else []
    yield path_shape(f"band color-{line.color}", plot.path([*lower, *corner, *reversed(upper)], closed=True))


# Letters

End = tuple[ChartLine, ChartPoint]


def _letters(ends: Iterable[End]) -> Iterator[Shape]:
    """Yield a letter to the right of each end;

    letters that would touch are moved apart, each with a hairline to its line.
    """
    for column in _columns(sorted(ends, key=lambda end: end[1][0])):
        items = sorted(column, key=lambda end: end[1][1])
        heights = spread([y for _, (_, y) in items])
        for (line, (x, y)), height in zip(items, heights, strict=True):
            yield path_shape("lead", path([(x, y), (x + AWAY, height)]))
            yield from _letter(line, x + AWAY, height)


def _columns(ends: Iterable[End]) -> list[list[End]]:
    """Yield ends from left to right, in groups so close that their letters could touch."""
    found: list[list[End]] = []
    for end in ends:
        if found and end[1][0] - found[-1][0][1][0] < WIDE:
            found[-1].append(end)
        else:
            found.append([end])
    return found


def _letter(line: ChartLine, x: Fraction, y: Fraction) -> Iterator[Shape]:
    width = Fraction(LETTER + (LETTER - 6) * (len(line.letters) - 1))
    box = (("x", x), ("y", y - HALF), ("width", width), ("height", Fraction(LETTER)), ("rx", HALF))
    yield Shape("rect", f"key color-{line.color}", tuple((name, tenth(value)) for name, value in box))
    yield text_shape(f"key color-{line.color}", x + width / 2, y, line.letters)


def spread(wanted: Sequence[Fraction]) -> list[Fraction]:
    """Return heights near the wanted ones (from above), far enough apart for letters, and above the ground line."""
    found = list(wanted)
    for n in reversed(range(len(found))):
        found[n] = min(found[n], Fraction(BOTTOM) if n == len(found) - 1 else found[n + 1] - GAP)
    for n in range(len(found)):
        found[n] = max(found[n], Fraction(TOP) if n == 0 else found[n - 1] + GAP)
    return found


def use_shapes(plot: Plot, used: Fraction, text: str) -> Iterator[Shape]:
    """Yield the usage itself: a vertical hairline with its label at the top."""
    x, _ = plot.at(used, ZERO)
    yield path_shape("use", path([(x, Fraction(TOP - 3)), (x, Fraction(BOTTOM))]))
    right = x * 2 > RIGHT
    yield text_shape("use end" if right else "use", x - 4 if right else x + 4, TOP - 9, text)
