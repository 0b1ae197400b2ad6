"""Charts as plain shapes: axes that end on round figures, a frame with its ticks, exact places with one decimal.

static/js/chart.js draws the same shapes in the browser; tests/golden/charts.json holds for both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

WIDTH, HEIGHT = 400, 256
LEFT, RIGHT, TOP, BOTTOM = 56, 352, 30, 214
"""The plot within the picture: room for amounts on the left, for letters on the right, for words above and below."""
NICE = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
TEN = Fraction(10)

Place = tuple[Fraction, Fraction]
Ticks = Iterable[tuple[Fraction, str]]


@dataclass(frozen=True)
class Shape:
    """One SVG element: its tag, its classes, its attributes, its text."""

    tag: str
    style: str
    at: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True)
class Axis:
    """From nothing to `steps` times `step`."""

    step: Fraction
    steps: int

    @property
    def end(self) -> Fraction:
        return self.step * self.steps

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        return tuple(self.step * n for n in range(self.steps + 1))


def axis(wanted: Fraction, whole: bool = False) -> Axis:
    """The shortest axis of three or four round steps that reaches `wanted`; `whole` where steps must be whole."""
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
    """Where figures lie in the picture: `x` and `y` are those at its right and its upper edge."""

    x: Fraction
    y: Fraction

    def at(self, x: Fraction, y: Fraction) -> Place:
        return LEFT + (RIGHT - LEFT) * x / self.x, BOTTOM - (BOTTOM - TOP) * y / self.y

    def path(self, points: Iterable[Place], closed: bool = False) -> str:
        """A line through points of figures, as the `d` of an SVG path."""
        return path((self.at(*point) for point in points), closed)


def path(places: Iterable[Place], closed: bool = False) -> str:
    return "M" + " L".join(f"{tenth(x)},{tenth(y)}" for x, y in places) + (" Z" if closed else "")


def tenth(value: Fraction) -> str:
    """A place with one decimal, rounded half up: '169.9', '56'."""
    whole, rest = divmod((value * 20 + 1) // 2, 10)
    return f"{whole}.{rest}" if rest else f"{whole}"


def drawn(style: str, d: str) -> Shape:
    return Shape("path", style, (("d", d),))


def text_shape(style: str, x: Fraction | int, y: Fraction | int, text: str) -> Shape:
    return Shape("text", style, (("x", tenth(Fraction(x))), ("y", tenth(Fraction(y)))), text)


def frame(plot: Plot, x: Ticks, y: Ticks, titles: tuple[str, str]) -> Iterator[Shape]:
    """Hairlines with their amounts, the ground line with its ticks, and what the two axes tell in words."""
    for value, text in y:
        height = plot.at(Fraction(0), value)[1]
        yield drawn("grid" if value else "ground", path([(Fraction(LEFT), height), (Fraction(RIGHT), height)]))
        yield text_shape("amount", LEFT - 6, height, text)
    for value, text in x:
        across = plot.at(value, Fraction(0))[0]
        yield drawn("tick", path([(across, Fraction(BOTTOM)), (across, Fraction(BOTTOM + 4))]))
        if text:
            yield text_shape("count", across, BOTTOM + 15, text)
    yield text_shape("title", 2, 8, titles[1])
    yield text_shape("title end", RIGHT, HEIGHT - 6, titles[0])
