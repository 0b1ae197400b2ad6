"""Every number of a site's content: where it is, what an editor could write instead, the content with it changed.

A number is a figure, date or picture size that stands as data. Digits inside running texts are none of these: a check
warns of those that look like values (reading/text_rules.py), and product names and years are typed on purpose.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pingbi.content.yaml.documents import read_yaml
from pingbi.diagnostics.problem import DataPath
from pingbi.model.kinds.measures import LINES
from tests.support.figures import plain

Content = Mapping[str, bytes]

DATED = {"published", "read", "date", "from", "to", "as_of"}
WHOLE = {"usage", "sums", "stale_after_days"}
_DECIMAL = r"\d+(?:\.\d+)?"
_QUANTITY = re.compile(rf"(?:~|<=|>=)?({_DECIMAL})(?:\s*[-–]\s*({_DECIMAL}))?\s*(?:s|min|h|fps|%)?\+?")
_DATE = re.compile(r"(?:after )?(\d{4}(?:-\d\d){0,2})")
_SIZE = re.compile(r"(\d+[pK](?:-\d+[pK])?)")


@dataclass(frozen=True)
class Scalar:
    """A value as it is written, in one line; `line` and `column` are 1-based."""

    file: str
    path: DataPath
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Number:
    """One figure of a scalar, where in it it begins, and how it may change.

    `kind`: decimal, whole, date, size, weight, colour, or ruled (a copy in a ruling, which is bound to its claim).
    """

    scalar: Scalar
    written: str
    offset: int
    kind: str

    @property
    def place(self) -> str:
        place = f"{self.scalar.file}: {'.'.join(map(str, self.scalar.path))}: {self.scalar.text}"
        return place if self.scalar.text == self.written else f"{place} ({self.written})"


Changes = Mapping[Number, str]
"""What numbers are to become."""


def scalars(content: Content) -> Iterator[Scalar]:
    """Every value of the YAML files that is in one line."""
    for file, data in content.items():
        if file.endswith(".yaml"):
            document = read_yaml(data, file)
            lines = document.text.split("\n")
            for path, (line, column, last, end) in document.positions.items():
                if line == last and not isinstance(_at(document.data, path), dict | list):
                    yield Scalar(file, path, lines[line - 1][column - 1 : end - 1], line, column)


def _at(data: Any, path: DataPath) -> Any:
    for step in path:
        data = data[step]
    return data


def numbers(content: Content) -> tuple[Number, ...]:
    return tuple(number for scalar in scalars(content) for number in numbers_in(scalar))


def numbers_in(scalar: Scalar) -> Iterator[Number]:
    """None, one, or the two ends of a range."""
    form = _DATE if scalar.path[-1] in DATED else _SIZE if _SIZE.fullmatch(scalar.text) else _QUANTITY
    if match := form.fullmatch(scalar.text):
        kind = "date" if form is _DATE else "size" if form is _SIZE else _kind(scalar.path)
        for index, written in enumerate(match.groups(), 1):
            if written is not None:
                yield Number(scalar, written, match.start(index), "ruled" if "ruling" in scalar.path else kind)


def _kind(path: DataPath) -> str:
    if WHOLE.intersection(path):
        return "whole"
    return "weight" if path[0] == "weights" else "colour" if path == ("color",) else "decimal"


# --- what they could be --------------------------------------------------------------------------------------------


def alternatives(number: Number) -> Iterator[str]:
    """What an editor could write instead, in the order in which to try it."""
    ruled_size = number.kind == "ruled" and _SIZE.fullmatch(number.written)
    return _ALTERNATIVES["size" if ruled_size else number.kind](number)


def _decimals(number: Number) -> Iterator[str]:
    """A little more, by hundredths (from a hundred on by ones); where it is asked of a product, a little less."""
    old = Decimal(number.written)
    step = Decimal(1) if old >= 100 else min(Decimal("0.01"), Decimal(1).scaleb(int(old.as_tuple().exponent)))
    sign = -1 if number.scalar.path[-1] == "at_least" else 1
    found = (old + sign * step * times for times in range(11, 100))
    return (str(value) for value in found if value > 0 and not str(value).endswith("0"))


def _wholes(_: Number) -> Iterator[str]:
    """Primes beyond a hundred: no product of others, and no share in percent."""
    return (str(n) for n in range(101, 2000) if all(n % divisor for divisor in range(2, int(n**0.5) + 1)))


def _dates(number: Number) -> Iterator[str]:
    """Another day of the same month, or month of the same year; later ones first."""
    *rest, last = number.written.split("-")
    most = 28 if len(rest) == 2 else 12
    turn = [*range(int(last) + 1, most + 1), *range(1, min(int(last), most + 1))]
    return ("-".join([*rest, f"{part:02}"]) for part in turn)


def _sizes(_: Number) -> Iterator[str]:
    """The smallest first, so that what is asked of a product can still be met."""
    for index, high in enumerate(LINES):
        yield from (high, *(f"{low}-{high}" for low in list(LINES)[:index]))


def _weights(number: Number) -> Iterator[str]:
    old = int(number.written)
    return (str(new) for new in sorted({1, 2, 3, 4, 5} - {old}, key=lambda new: abs(new - old)))


def _colours(number: Number) -> Iterator[str]:
    """From the other half, so that the products keep their order when all of them change."""
    return (str((int(number.written) + away - 1) % 8 + 1) for away in (4, 5, 6, 7, 1, 2, 3))


_ALTERNATIVES: Mapping[str, Callable[[Number], Iterator[str]]] = {
    "decimal": _decimals, "whole": _wholes, "date": _dates, "size": _sizes, "weight": _weights, "colour": _colours,
    "ruled": _decimals,
}  # fmt: skip


def value_of(number: Number, written: str) -> str:
    """The value of the figure that pages tell it with (see tests/support/figures.py)."""
    if number.kind == "colour":
        return f"color-{written}"
    if _SIZE.fullmatch(written):
        return written.replace("-", "–")
    return written if number.kind == "date" else plain(written)


def chosen(some: Iterable[Number], taken: Collection[str]) -> dict[Number, str]:
    """For each another one that is shown by a value of its own, as far as there are enough of them.

    What is asked of products chooses first, for it can least.
    """
    used, found = set(taken), {}
    for number in sorted(some, key=lambda number: number.scalar.path[0] != "needs"):
        other = next((other for other in alternatives(number) if value_of(number, other) not in used), None)
        if other is not None:
            found[number] = other
            used.add(value_of(number, other))
    return found


# --- the content with them changed ---------------------------------------------------------------------------------


def with_rulings(changes: Changes, all_: Iterable[Number]) -> dict[Number, str]:
    """The same, and with each claim its copies in the ruling: an editor who changes a claim judges it again."""
    ruled = {(n.scalar.file, n.scalar.path, n.offset): n for n in all_ if n.kind == "ruled"}
    found = dict(changes)
    for number, other in changes.items():
        for path in _ruled_by(number.scalar.path):
            copy = ruled.get((number.scalar.file, path, number.offset))
            if copy and copy.scalar.text == number.scalar.text:
                found.setdefault(copy, other)
    return found


def _ruled_by(path: DataPath) -> tuple[DataPath, ...]:
    """Where a ruling repeats a claim: values.X.claims.1.value -> values.X.ruling.judged.1 and values.X.ruling.use."""
    match path:
        case (*value, "claims", index, "value"):
            return (*value, "ruling", "judged", index), (*value, "ruling", "use")
    return ()


def edited(content: Content, changes: Changes) -> dict[str, bytes]:
    """The content with these numbers made others, in the very characters where they stand."""
    lines = {number.scalar.file: content[number.scalar.file].decode().split("\n") for number in changes}
    for number in sorted(changes, key=lambda number: -number.scalar.column - number.offset):
        text, line = lines[number.scalar.file], number.scalar.line - 1
        start = number.scalar.column - 1 + number.offset
        end = start + len(number.written)
        assert text[line][start:end] == number.written, number.place
        text[line] = text[line][:start] + changes[number] + text[line][end:]
    return {**content, **{file: "\n".join(text).encode() for file, text in lines.items()}}
