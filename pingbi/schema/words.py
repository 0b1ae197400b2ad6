"""The explanations of keys and choices in both languages, from model/keys.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pingbi.model
from pingbi.reading.strict_yaml import read_yaml
from pingbi.schema.known import BETWEEN

LANGUAGES = ("zh-TW", "en")
"""Of the tool's own words, in the order in which they are shown; a site may have others."""


@cache
def keys() -> Mapping[str, Any]:
    """By record and key: `{zh-TW: [title, explanation], en: […], words: {choice: {zh-TW: …, en: …}}}`."""
    (folder,) = pingbi.model.__path__
    path = Path(folder) / "keys.yaml"
    found = read_yaml(path.read_bytes(), path.name).data
    assert isinstance(found, dict)
    return found


def entry(record: type, key: str) -> Mapping[str, Any]:
    """The explanation of a record's key, its own or inherited. Raises LookupError where there is none."""
    for kind in record.__mro__:
        found = keys().get(kind.__name__, {}).get(key)
        if found:
            return dict(found)
    raise LookupError(f"model/keys.yaml does not explain {record.__name__}.{key}")


def explained(written: Mapping[str, Any]) -> dict[str, str]:
    """Title and description of a key in both languages, as a schema has them."""
    titles, texts = zip(*(written[language] for language in LANGUAGES), strict=True)
    return {"title": BETWEEN.join(titles), "description": "\n\n".join(texts)}


def both(written: Mapping[str, str], between: str = BETWEEN) -> str:
    """One text in both languages."""
    return between.join(dict.fromkeys(written[language] for language in LANGUAGES))
