"""Locates problems: line and column in the file, looked up only when a problem is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from pingbi.diagnostics.problem import DataPath, Place, Problem

Span = tuple[int, int, int, int]
"""Line, column, end line, end column; 1-based, the end exclusive."""


class Document(Protocol):
    """A file's data, with the position of each value and key in the text."""

    @property
    def text(self) -> str: ...
    @property
    def data(self) -> Any: ...
    @property
    def positions(self) -> Mapping[DataPath, Span]: ...
    @property
    def keys(self) -> Mapping[DataPath, Span]: ...


Sources: TypeAlias = "Mapping[str, Document | str]"
"""By file: its document, or its text if it cannot be read as one."""

_WORD = re.compile(
    r"!?\[[^\[\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])|</?[A-Za-z][^<>]*>|<[A-Za-z][^\s<>]*|\{[^{}]*\}"
    r"|[^\s,:;(){}\[\]\"'，。、：；！？（）「」]+"
)
"""A link, a tag, a reference, or else a word."""


def locate(problem: Problem, sources: Sources) -> tuple[int, int, int]:
    """Return line, column and end column (exclusive) of a problem in its file; 1-based."""
    return locate_place(problem.place, sources)


def locate_place(place: Place, sources: Sources) -> tuple[int, int, int]:
    source = sources.get(place.file)
    if place.line is not None:
        return _at_line(place.line, place.column or 1, text_of(source))
    if source is None or isinstance(source, str):
        return 1, 1, 2
    line, column, end_line, end_column = _inside(source, place) or _span(source, place.path, place.key)
    first = line_of(source.text, line)
    end = end_column if end_line == line else len(first.rstrip()) + 1
    return line, column, max(end, column + 1)


def _inside(document: Document, place: Place) -> tuple[int, int, int, int] | None:
    """Return the span of a place inside a text;

    None for the whole text, or if the word is spelled differently in the file.
    """
    words = _value_at(document, place.path)
    if place.offset is None or not isinstance(words, str):
        return None
    found = _WORD.match(words, place.offset)
    word = re.compile(re.escape(found[0] if found else words[place.offset : place.offset + 1]))
    start, end = (_index(document.text, *at) for at in _ends(_span(document, place.path, False)))
    earlier = sum(match.start() < place.offset for match in word.finditer(words))
    there = [match.span() for match in word.finditer(document.text, start, end)]
    if earlier >= len(there):
        return None
    return *position(document.text, there[earlier][0]), *position(document.text, there[earlier][1])


def _ends(span: tuple[int, int, int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    return span[:2], span[2:]


def _value_at(document: Document, path: DataPath) -> object:
    """Return the value at a path of the file; None if there is none."""
    value: object = document.data
    for step in _as_written(document, path):
        try:
            value = value[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _index(text: str, line: int, column: int) -> int:
    """Return the index in a text of a line and column."""
    return sum(len(one) + 1 for one in _lines(text)[: line - 1]) + column - 1


def text_of(source: Document | str | None) -> str:
    """Return the text of a file, "" if it is not available."""
    return "" if source is None else source if isinstance(source, str) else source.text


def line_of(text: str, number: int) -> str:
    """Return a line of a text by its number, "" if there is none."""
    lines = _lines(text)
    return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[str, ...]:
    """Split a text once, since many problems can lie in one long file."""
    return tuple(text.split("\n"))


def _span(document: Document, path: DataPath, key: bool) -> tuple[int, int, int, int]:
    """Return the span of a path. A missing value is placed at its nearest ancestor, or at that one's key."""
    path = _as_written(document, path)
    if key and path in document.keys:
        return document.keys[path]
    if path in document.positions:
        return document.positions[path]
    while path and path not in document.positions:
        path = path[:-1]
    span, above = document.positions.get(path, (1, 1, 1, 1)), document.keys.get(path)
    return above if above and above[0] < span[0] else span


def _as_written(document: Document, path: DataPath) -> DataPath:
    """Drop the steps of a value's only claim unless the file has a list of claims."""
    for index, step in enumerate(path[:-1]):
        if step == "claims" and path[: index + 1] not in document.positions:
            return (*path[:index], *path[index + 2 :])
    return path


def _at_line(line: int, column: int, text: str) -> tuple[int, int, int]:
    """Return a position and the end of the word that begins there."""
    word = _WORD.match(line_of(text, line), column - 1)
    return line, column, word.end() + 1 if word else column + 1


def position(text: str, index: int) -> tuple[int, int]:
    """Return the line and column of a character, both 1-based."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
