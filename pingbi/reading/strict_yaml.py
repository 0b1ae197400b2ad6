"""Strict YAML: bytes -> data with positions, or every problem of the file at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from pingbi.problems import ContentError, DataPath, Place, Problem
from pingbi.reading.text_bytes import MOST_FOUND, clean_text, position
from pingbi.reading.yaml_events import Builder, Span, Stop
from pingbi.reading.yaml_syntax import syntax_problem
from pingbi.reading.yaml_values import Data
from pingbi.wording import say


@dataclass(frozen=True)
class Document:
    """A file's data, and where each value and key of it stands in the text."""

    file: str
    text: str
    data: Data
    positions: Mapping[DataPath, Span]
    keys: Mapping[DataPath, Span]


class FaultyDocument(ContentError):
    """Problems that did not keep the file from being read to its end: `document` is what it seems to say,

    so that later checks can go on and all problems are reported in one run.
    """

    def __init__(self, problems: Iterable[Problem], document: Document) -> None:
        super().__init__(problems)
        self.document = document
        self.args = (self.problems, document)


def read_yaml(data: bytes, file: str) -> Document:
    """The document in these bytes; raises ContentError with all problems found."""
    text, problems = clean_text(data, file)
    tabs = _tabs(text, file)
    text = text.replace("\t", " ")
    builder = Builder(file, text.split("\n"))
    whole, broken = _feed(builder, text)
    problems += tabs + builder.problems
    if broken and not tabs:  # a tab in the indentation breaks what follows; naming it is enough
        problems.append(broken)
    if not problems and builder.is_empty:
        raise ContentError([_empty(file)])
    document = Document(file, text, builder.data, builder.positions, builder.keys)
    if problems:
        raise FaultyDocument(problems, document) if whole else ContentError(problems)
    return document


def _feed(builder: Builder, text: str) -> tuple[bool, Problem | None]:
    """Read on as far as possible: (was the end reached, what is wrong with the YAML itself)."""
    from yaml import CBaseLoader, YAMLError  # late: an unchanged site is built without reading any YAML

    parser = CBaseLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.feed(event)
    except Stop:
        return False, None
    except YAMLError as error:
        return False, syntax_problem(error, builder.file, builder.lines, builder.open_brackets())
    return True, None


def _tabs(text: str, file: str) -> list[Problem]:
    """The first tab of each line."""
    hint = say("use spaces; inside double quotes write \\t")
    found = islice(re.finditer("^([^\t\n]*)\t", text, re.MULTILINE), MOST_FOUND)
    spots = (position(text, match.end(1)) for match in found)
    return [Problem(Place(file, line=line, column=column), "yaml-tab", say("a tab"), hint) for line, column in spots]


def _empty(file: str) -> Problem:
    place = Place(file, line=1, column=1)
    return Problem(place, "empty-file", say("the file holds no data"), say("fill it in, or delete the file"))
