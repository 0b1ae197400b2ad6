"""Prose cut into paragraphs, and the paragraphs of several languages side by side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_HEADING = re.compile(r"#{1,6} ")


@dataclass(frozen=True)
class Paragraph:
    """A run of lines without an empty one, and where it begins in its file (1-based)."""

    line: int
    text: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """All paragraphs in order; a heading is one."""
    found = []
    start = len(text) - len(text.lstrip())
    for end in (*(match.span() for match in _BREAK.finditer(text, start)), (len(text), len(text))):
        words = text[start : end[0]].rstrip()
        if words:
            found.append(Paragraph(text.count("\n", 0, start) + 1, words))
        start = end[1]
    return tuple(found)


def in_pairs(texts: Mapping[str, str]) -> Iterator[Mapping[str, Paragraph]]:
    """By language, what belongs together: paragraph by paragraph where there are equally many; else section by
    section, from heading to heading; else the whole.
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
