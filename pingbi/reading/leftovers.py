"""What a writer has left to be filled in: in any value or key of a data file, whatever else is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pingbi.problems import DataPath, Place, Problem
from pingbi.reading.strict_yaml import Document
from pingbi.reading.text_bytes import LEFTOVER
from pingbi.reading.yaml_values import Data
from pingbi.wording import say

CODE = "leftover"


def leftovers(document: Document, file: str) -> tuple[Problem, ...]:
    """A problem for every such place of a document."""
    return tuple(
        Problem(
            Place(file, path, key),
            CODE,
            say("'{words}' was left in the text", words=words),
            say("finish it, or take it out"),
        )
        for path, key, words in _found(document.data, ())
    )


def _found(data: Data, path: DataPath) -> Iterator[tuple[DataPath, bool, str]]:
    if isinstance(data, str):
        yield from ((path, False, words) for words in _left(data))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _found(item, (*path, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield from (((*path, key), True, words) for words in _left(key))
            yield from _found(item, (*path, key))


def _left(text: str) -> Iterator[str]:
    match = LEFTOVER.search(text)
    if match:
        yield match[0]


def but_for_leftovers(problems: Iterable[Problem], documents: Mapping[str, Document]) -> list[Problem]:
    """The problems but those that only say that what is wholly left to be filled in is no proper value."""
    return [problem for problem in problems if problem.code == CODE or not _is_left(problem.place, documents)]


def _is_left(place: Place, documents: Mapping[str, Document]) -> bool:
    """Whether nothing but a leftover stands at a place."""
    document = documents.get(place.file)
    if document is None or not place.path:
        return False
    here: Any = place.path[-1] if place.key else document.data
    for step in () if place.key else place.path:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(here, str) and LEFTOVER.fullmatch(here) is not None
