"""Strict YAML: returns data with positions, or every problem of the file at once, placeholders included."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from yaml import CBaseLoader, YAMLError

from pingbi.content.yaml.events import Builder, StopReading, SyntaxProblem, TextSpan
from pingbi.content.yaml.scalars import LEFTOVER, MOST_FOUND, Data, clean_text
from pingbi.content.yaml.slips import conflicts, texts_of
from pingbi.content.yaml.syntax import syntax_problem
from pingbi.diagnostics.locate import position
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import ContentError, DataPath, Place, Problem

MOST_BROKEN = 10
MAX_AGAIN = 200_000
"""Characters up to which a broken file is read again after each broken entry."""


@dataclass(frozen=True)
class Document:
    """A file's data, with the position of each value and key in the text."""

    file: str
    text: str
    data: Data
    positions: Mapping[DataPath, TextSpan]
    keys: Mapping[DataPath, TextSpan]
    whole: bool = True
    """False if reading stopped early, so that a value which seems missing may be in the file."""


class FaultyDocument(ContentError):
    """Problems of a file that can still be read.

    `document` holds what could be read, so that later checks go on and all problems are reported in one run.
    """

    def __init__(self, problems: Iterable[Problem], document: Document) -> None:
        super().__init__(problems)
        self.document = document
        self.args = (self.problems, document)


def read_yaml(data: bytes, file: str) -> Document:
    """Return the document in these bytes. Raises ContentError with all problems found."""
    text, problems = clean_text(data, file)
    marks = conflicts(text, file)
    if marks:
        raise ContentError([*problems, *marks])  # what else is wrong with two versions in one file follows from that
    tabs = _tabs(text, file)
    text = text.replace("\t", " ")
    builder, whole, broken = _feed(file, text)
    problems += tabs + builder.problems
    if broken and not tabs:  # a tab in the indentation breaks what follows; naming it is enough
        builder, more = _around(file, text, broken)
        problems += [*builder.problems, *more]
    if not problems and builder.is_empty:
        raise ContentError([_empty(file)])
    document = Document(file, text, builder.data, builder.positions, builder.keys, whole)
    if problems:
        raise FaultyDocument(problems, document)
    return document


def _around(file: str, text: str, broken: Problem) -> tuple[Builder, list[Problem]]:
    """Read again without the broken entries, and return what remains and everything that is broken.

    An error right behind a broken entry usually follows from it, and is not reported.
    """
    lines, found, end = text.split("\n"), [broken], 0
    while True:
        end = max(end, _blank_entry(lines, (broken.place.line or 1) - 1))
        builder, _, again = _feed(file, "\n".join(lines))
        if again is None or (again.place.line or 0) <= end or len(found) == MOST_BROKEN or len(text) > MAX_AGAIN:
            return builder, found
        if any(line.strip() for line in lines[end : (again.place.line or 0) - 1]):
            found.append(again)
        broken = again


def _blank_entry(lines: list[str], start: int) -> int:
    """Blank an entry and all lines indented below it. Return how many lines that was."""
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" ")) > indent):
        end += 1
    lines[start:end] = [""] * (end - start)
    return end


def _feed(file: str, text: str) -> tuple[Builder, bool, Problem | None]:
    """Read as far as possible. Return what was read, whether the end was reached, and what is wrong with the YAML."""
    builder = Builder(file, text.split("\n"))
    parser = CBaseLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.feed(event)
    except StopReading:
        return builder, False, None
    except SyntaxProblem as wrong:
        return builder, False, wrong.problem
    except YAMLError as error:
        return builder, False, syntax_problem(error, builder.file, builder.lines, builder.open_brackets())
    return builder, True, None


def _tabs(text: str, file: str) -> list[Problem]:
    """Return the first tab of each line."""
    hint = say("use spaces; inside double quotes write \\t")
    found = islice(re.finditer("^([^\t\n]*)\t", text, re.MULTILINE), MOST_FOUND)
    spots = (position(text, match.end(1)) for match in found)
    return [Problem(Place(file, line=line, column=column), "yaml-tab", say("a tab"), hint) for line, column in spots]


def _empty(file: str) -> Problem:
    place = Place(file, line=1, column=1)
    return Problem(place, "empty-file", say("the file holds no data"), say("fill it in, or delete the file"))


CODE = "leftover"


def placeholders(document: Document, file: str) -> tuple[Problem, ...]:
    """Return a problem for every placeholder in a document, about the whole text at that place."""
    return tuple(
        Problem(
            Place(file, path, key),
            CODE,
            say("'{words}' was left in the text", words=words),
            say("finish it, or take it out"),
            about=(quote_value(text),),
        )
        for path, key, text in texts_of(document.data, ())
        for words in _left(text)
    )


def _left(text: str) -> Iterator[str]:
    match = LEFTOVER.search(text)
    if match:
        yield match[0]
