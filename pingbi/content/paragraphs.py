"""Splits prose into paragraphs, and compares the structure of one page's prose across languages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pingbi.diagnostics.locate import position
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.locale.text import Opinion, Reference, marks, split
from pingbi.model.site import Prose

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_HEADING = re.compile(r"#{1,6} ")


@dataclass(frozen=True)
class Paragraph:
    """A run of non-blank lines, and the line (1-based) at which it begins in its file."""

    line: int
    text: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return all paragraphs in order. A heading is a paragraph."""
    found = []
    start = len(text) - len(text.lstrip())
    for end in (*(match.span() for match in _BREAK.finditer(text, start)), (len(text), len(text))):
        words = text[start : end[0]].rstrip()
        if words:
            found.append(Paragraph(text.count("\n", 0, start) + 1, words))
        start = end[1]
    return tuple(found)


def corresponding(texts: Mapping[str, str]) -> Iterator[Mapping[str, Paragraph]]:
    """Yield, by language, the paragraphs that correspond.

    Paragraph by paragraph if all languages have equally many; else section by section, from heading to heading; else
    the whole text.
    """
    cut = {locale: paragraphs(text) for locale, text in texts.items()}
    if len(set(map(len, cut.values()))) == 1:
        yield from _beside(cut)
        return
    sections = {locale: _sections(found) for locale, found in cut.items()}
    if len(set(map(len, sections.values()))) == 1:
        yield from _beside(sections)
    elif all(cut.values()):
        yield {locale: _joined(found) for locale, found in cut.items()}


def _beside(cut: Mapping[str, tuple[Paragraph, ...]]) -> Iterator[Mapping[str, Paragraph]]:
    for row in zip(*cut.values(), strict=True):
        yield dict(zip(cut, row, strict=True))


def _sections(found: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    starts = [index for index, item in enumerate(found) if index == 0 or _HEADING.match(item.text)]
    ends = [*starts[1:], len(found)] if found else []
    return tuple(_joined(found[start:end]) for start, end in zip(starts, ends, strict=True))


def _joined(found: tuple[Paragraph, ...]) -> Paragraph:
    return Paragraph(found[0].line, "\n\n".join(item.text for item in found))


_FENCE = re.compile(r" {0,3}(?:[-+*>] ?)*(```+|~~~+)")
_HEADING_LINE = re.compile(r" {0,3}(#{1,6})(?: |\t|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(r"\s*$| {0,3}(?:#{1,6}(?:\s|$)|[-+*>|]|\d+[.)] |[-=*_]+[ \t]*$)|    ")
"""A line that cannot be the text of an underlined heading."""
_SAME = say("same sections in every language, in the same order")


def headings(text: str) -> tuple[tuple[int, int], ...]:
    """Return line (1-based) and level of every heading, including underlined ones. Code blocks hold none."""
    found: list[tuple[int, int]] = []
    fence, before = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        under = _UNDERLINE.match(line)
        heading = _HEADING_LINE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif heading and not fence:
            found.append((number, len(heading[1])))
        elif under and not fence and not _NO_PARAGRAPH.match(before):
            found.append((number - 1, 1 if under[1][0] == "=" else 2))
        before = line
    return tuple(found)


def differing_headings(given: Mapping[str, Prose]) -> Iterator[Problem]:
    """Return a warning at the first heading that differs from the first language's, or before which one is missing."""
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
    """Return a problem for the first language that lacks a reference which another has, at the paragraph that should
    hold it.
    """
    used = {locale: Counter(marks(prose.text)) for locale, prose in given.items()}
    lacking = first_lack(used)
    if lacking:
        locale, missing = lacking
        other, line, also = _where_mentioned(given, used, missing[0])
        place = Place(given[locale].file, line=_line_beside(given, other, line, locale), column=1)
        yield lack(place, locale, missing, (also,))


def first_lack(used: Mapping[str, Counter[str]]) -> tuple[str, list[str]] | None:
    """Return the first language that lacks what another one has, and what it lacks."""
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


def _where_mentioned(given: Mapping[str, Prose], used: Mapping[str, Counter[str]], mark: str) -> tuple[str, int, Place]:
    """Return the language that uses a reference most often, the line, and the place."""
    other = max(given, key=lambda locale: used[locale][mark])
    text = given[other].text
    pieces = (piece for piece in split(text) if isinstance(piece, Reference | Opinion))
    offset = next(piece.offset for piece in pieces if piece.markup == mark)
    line, column = position(text, offset)
    return other, line, Place(given[other].file, line=line, column=column)


def _line_beside(given: Mapping[str, Prose], other: str, line: int, locale: str) -> int:
    """Return the line at which the paragraph begins that corresponds to a line of another language."""
    pairs = corresponding({name: prose.text for name, prose in given.items()})
    return max((pair[locale].line for pair in pairs if pair[other].line <= line), default=1)
