"""Whether every copy of a changed number moved: what pages showed before against what they show after."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from tests.support.content_numbers import Changes, value_of
from tests.support.figures import Figure, MarkedFigure

FiguresByPage = Mapping[str, Counter[MarkedFigure]]
"""The figures of each page, by its file."""

RECKONED = re.compile(r"[=≈]|(text count|text amount|th numeric|span axis > span)\||data products points ")
"""Words of figures that a page has worked out: sums, the scales of charts, the points of a scenario's products."""


class Index:
    """Where each value is shown."""

    def __init__(self, figures_by_page: FiguresByPage) -> None:
        self._found: dict[str, list[tuple[MarkedFigure, str, int]]] = {}
        for file, items in figures_by_page.items():
            for item, times in items.items():
                self._found.setdefault(item.figure.value, []).append((item, file, times))

    def of(self, value: str) -> list[tuple[MarkedFigure, str, int]]:
        """(What is shown, file, how often)."""
        return self._found.get(value, [])

    def has(self, item: MarkedFigure) -> bool:
        """Whether the figure is shown in these very words."""
        return any(found == item for found, _, _ in self.of(item.figure.value))

    def pages(self, value: str, language: str) -> dict[str, int]:
        """The pages of a language that tell it, and how often."""
        found: Counter[str] = Counter()
        for _, file, times in self.of(value):
            if file.startswith(f"{language}/"):
                found[file.partition("/")[2]] += times
        return dict(found)


def lagging(before: FiguresByPage, after: FiguresByPage, languages: tuple[str, ...]) -> Iterator[str]:
    """Pages whose figures did not move as those of the same page in the first language did."""
    first, *others = languages
    for page in sorted({file.partition("/")[2] for file in after if file.partition("/")[0] in languages}):
        yield from (f"{other}/{page} did not change" for other in languages if f"{other}/{page}" not in after)
        moved = moves(before, after, f"{first}/{page}")
        for other in others:
            if odd := moves(before, after, f"{other}/{page}").items() ^ moved.items():
                yield f"{other}/{page} does not move like {first}/{page}: {sorted(odd)}"


def moves(before: FiguresByPage, after: FiguresByPage, file: str) -> dict[Figure, int]:
    """How many more of each figure a page has than before; fewer are below zero. A new or gone page moves nothing."""
    change: Counter[Figure] = Counter()
    for sign, figures_by_page in ((1, after), (-1, before)) if before.get(file) and after.get(file) else ():
        for item, times in figures_by_page[file].items():
            change[item.figure] += sign * times
    return {figure: times for figure, times in change.items() if times}


def unseen(changes: Changes, after: Index, languages: tuple[str, ...]) -> Iterator[str]:
    """Numbers whose new value is shown in no language, or not on the same pages, as often, in each."""
    for number, other in changes.items():
        pages = [after.pages(value_of(number, other), language) for language in languages]
        if not all(pages) or any(found != pages[0] for found in pages):
            yield f"{number.place}, made {other}, shows on {dict(zip(languages, pages, strict=True))}"


def left_behind(changes: Changes, before: Index, after: Index, typed: set[Figure]) -> Iterator[str]:
    """Old values that are still shown as the new ones are, with the same sign and unit.

    Those that a running text has typed may stay, and those that a page may have computed; but not where the very same
    words reported the old value before and tell new ones now.
    """
    new = {number: after.of(value_of(number, other)) for number, other in changes.items()}
    words = {item.words for told_ in new.values() for item, _, _ in told_}
    for number, told_ in new.items():
        forms = {item.figure[1:] for item, _, _ in told_}
        for item, file, _ in after.of(value_of(number, number.written)):
            if item.figure[1:] in forms:
                stuck = item.words in words and before.has(item) and not reckoned(item)
                if stuck or not (item.figure in typed or counted(item.figure) or reckoned(item)):
                    yield f"{file} still says {item}, once {number.place}"


def counted(figure: Figure) -> bool:
    """Whether a page may have come to it by counting, scoring, or sharing out of a hundred."""
    value, sign, unit = figure
    bare = not sign and unit in ("", "%", "×") and re.fullmatch(r"[\d.]+", value)
    return bool(bare) and ("." in value or int(value) <= 100)


def reckoned(item: MarkedFigure) -> bool:
    """Whether the page has worked it out, or it is what something free costs."""
    return bool(RECKONED.search(item.words)) or item.figure.value == "0"


def unweighed(
    changes: Changes, before: FiguresByPage, after: FiguresByPage, languages: tuple[str, ...]
) -> Iterator[str]:
    """Weights that their scenario's page does not multiply with: small as they are, no figure is theirs alone."""
    for number, other in changes.items():
        page = f"{number.scalar.file.removeprefix('content/').removesuffix('.yaml')}/index.html"
        for language in languages:
            moved = moves(before, after, f"{language}/{page}")
            new, old = Figure(other, unit="×"), Figure(number.written, unit="×")
            if not moved.get(new, 0) == -moved.get(old, 0) > 0:
                yield f"{number.place}, made {other}, is not what {language}/{page} multiplies with"
