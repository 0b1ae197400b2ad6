"""Pieces of JSON Schemas that take one of several ids, each with its name for the editor's list."""

from collections.abc import Mapping
from typing import Any


def enum_of(names: Mapping[str, str]) -> dict[str, Any]:
    """A schema that takes these ids alone, even where there are none."""
    return {"enum": list(names), "markdownEnumDescriptions": list(names.values())}


def choice_of(names: Mapping[str, str]) -> dict[str, Any]:
    """A schema that takes one of these ids; any id where none is known."""
    if not names:
        return {"type": "string"}
    return enum_of(names) if any(names.values()) else {"enum": list(names)}
