"""What the prose of one page has in all its languages alike: its headings and its references."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pingbi.model.site import Prose
from pingbi.problems import Place, Problem
from pingbi.reading.paragraphs import in_pairs
from pingbi.reading.text_bytes import position
from pingbi.references import Opinion, Reference, marks, split
from pingbi.wording import say

_FENCE = re.compile(r" {0,3}(?:[-+*>] ?)*(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?: |\t|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(r"\s*$| {0,3}(?:#{1,6}(?:\s|$)|[-+*>|]|\d+[.)] |[-=*_]+[ \t]*$)|    ")
"""A line that cannot be the words of a heading whose line below underlines it."""
_SAME = say("same sections in every language, in the same order")


def headings(text: str) -> tuple[tuple[int, int], ...]:
    """Line (1-based) and level of every heading, also of those that are underlined; code holds none."""
    found: list[tuple[int, int]] = []
    fence, before = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        under = _UNDERLINE.match(line)
        heading = _HEADING.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif heading and not fence:
            found.append((number, len(heading[1])))
        elif under and not fence and not _NO_PARAGRAPH.match(before):
            found.append((number - 1, 1 if under[1][0] == "=" else 2))
        before = line
    return tuple(found)


def differing_headings(given: Mapping[str, Prose]) -> Iterator[Problem]:
    """A warning at the first heading that is not as in the first language, or at the last one before it is missing."""
    shapes = {locale: headings(prose.text) for locale, prose in given.items()}
    first = next(iter(shapes))
    model = [level for _, level in shapes[first]]
    for locale, shape in shapes.items():
        levels = [level for _, level in shape]
        if levels != model:
            at = next((n for n, pair in enumerate(zip(levels, model, strict=False)) if pair[0] != pair[1]), None)
            n = min(len(levels), len(model)) if at is None else at
            also = (_at(given[first], shapes[first], n),) if n < len(model) else ()
            message = say("its headings differ from those in {locale}", locale=first)
            place = _at(given[locale], shape, n)
            yield Problem(place, "heading-shape", message, _SAME, "warning", also, about=(first,))


def _at(prose: Prose, shape: tuple[tuple[int, int], ...], n: int) -> Place:
    line = shape[min(n, len(shape) - 1)][0] if shape else 1
    return Place(prose.file, line=line, column=1)


def differing_references(given: Mapping[str, Prose]) -> Iterator[Problem]:
    """The first language that lacks what another has in braces: at the paragraph that should hold it."""
    used = {locale: Counter(marks(prose.text)) for locale, prose in given.items()}
    lacking = first_lack(used)
    if lacking:
        locale, missing = lacking
        other, line, also = _where_told(given, used, missing[0])
        place = Place(given[locale].file, line=_beside(given, other, line, locale), column=1)
        yield lack(place, locale, missing, (also,))


def first_lack(used: Mapping[str, Counter[str]]) -> tuple[str, list[str]] | None:
    """The first language that lacks what another one has, and what it lacks."""
    everything: Counter[str] = Counter()
    for counted in used.values():
        everything |= counted
    for locale, counted in used.items():
        missing = sorted((everything - counted).elements())
        if missing:
            return locale, missing
    return None


def lack(place: Place, locale: str, missing: list[str], also: tuple[Place, ...] = ()) -> Problem:
    hint = say("both languages tell the same facts: use the same references, and mark the same figures")
    message = say("the text in {locale} lacks {marks}", locale=locale, marks=missing)
    return Problem(place, "placeholder-mismatch", message, hint, "error", also, about=(locale, *missing))


def _where_told(given: Mapping[str, Prose], used: Mapping[str, Counter[str]], mark: str) -> tuple[str, int, Place]:
    """The language that has it most often, the line there, and the place."""
    other = max(given, key=lambda locale: used[locale][mark])
    text = given[other].text
    pieces = (piece for piece in split(text) if isinstance(piece, Reference | Opinion))
    offset = next(piece.offset for piece in pieces if piece.written == mark)
    line, column = position(text, offset)
    return other, line, Place(given[other].file, line=line, column=column)


def _beside(given: Mapping[str, Prose], other: str, line: int, locale: str) -> int:
    """The line at which the paragraph begins that stands beside a line of another language."""
    pairs = in_pairs({name: prose.text for name, prose in given.items()})
    return max((pair[locale].line for pair in pairs if pair[other].line <= line), default=1)
