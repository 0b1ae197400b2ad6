"""Walks over records: every text, and everything that cites a source, with its path as written."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from pingbi.locales import Text

Path = tuple[str | int, ...]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every record and text below `value`, outermost first, in the order of the file."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


def texts(value: Any) -> Iterator[tuple[Path, Text]]:
    """Every text below a record. A value's own text (as written, not yet read) counts, too."""
    for path, item in walk(value):
        if isinstance(item, Text):
            yield path, item
