"""Ready pieces for editors, from snippets.yaml: as schemas offer them, and as VS Code reads them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pingbi.reading.strict_yaml import read_yaml
from pingbi.schema.words import both


@cache
def snippets() -> list[Any]:
    path = Path(__file__).with_name("snippets.yaml")
    found = read_yaml(path.read_bytes(), path.name).data
    assert isinstance(found, list)
    return found


def snippets_of(record: str) -> dict[str, Any]:
    """The part of a record's schema that offers its pieces; empty where it has none."""
    found = [
        {"label": item["prefix"], "description": both(item, "\n\n"), "body": item["body"]}
        for item in snippets()
        if item["record"] == record
    ]
    return {"defaultSnippets": found} if found else {}


def for_vscode() -> bytes:
    """All of them as a file of snippets."""
    found = {
        both(item): {"scope": "yaml", "prefix": item["prefix"], "body": list(_lines(item["body"]))}
        for item in snippets()
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _lines(body: Any, indent: str = "") -> Iterator[str]:
    """A snippet as lines of YAML: mappings in blocks, but those that hold plain values alone inside others."""
    for key, value in body.items():
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_flow(item)}" for item in value)
        elif isinstance(value, dict) and any(isinstance(item, list) for item in value.values()):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]" if isinstance(value, list) else str(value)
