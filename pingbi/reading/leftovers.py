"""What a writer has left to be filled in: in any value or key of a data file, whatever else is wrong with it."""

from collections.abc import Iterator

from pingbi.problems import DataPath, Place, Problem
from pingbi.reading.strict_yaml import Document
from pingbi.reading.text_bytes import LEFTOVER
from pingbi.reading.yaml_values import Data
from pingbi.wording import say, written

CODE = "leftover"


def leftovers(document: Document, file: str) -> tuple[Problem, ...]:
    """A problem for every such place of a document; it is about the whole text that stands there."""
    return tuple(
        Problem(
            Place(file, path, key),
            CODE,
            say("'{words}' was left in the text", words=words),
            say("finish it, or take it out"),
            about=(written(text),),
        )
        for path, key, text in _texts(document.data, ())
        for words in _left(text)
    )


def _texts(data: Data, path: DataPath) -> Iterator[tuple[DataPath, bool, str]]:
    """Every text of the data with its path, and whether it is a key."""
    if isinstance(data, str):
        yield path, False, data
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _texts(item, (*path, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield (*path, key), True, key
            yield from _texts(item, (*path, key))


def _left(text: str) -> Iterator[str]:
    match = LEFTOVER.search(text)
    if match:
        yield match[0]
