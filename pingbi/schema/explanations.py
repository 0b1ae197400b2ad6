"""The explanations of keys and choices in both languages, from model/keys.yaml."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pingbi.model
from pingbi.content.yaml.documents import read_yaml
from pingbi.schema.known_ids import BETWEEN, Known

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


Schema = dict[str, Any]
TEXT = {"$ref": "#/$defs/text"}
NO_HAN = "^[^\u3400-\u9fff\uf900-\ufaff]+$"


def text_schema(known: Known) -> Schema:
    """A text in every language of the site."""
    body = {locale: f"${number}" for number, locale in enumerate(known.locales, 1)}
    proposed = {"label": f"{{{', '.join(known.locales)}}}", "body": body, "description": said("text")}
    return {
        "type": "object",
        "properties": {locale: {"type": "string", "minLength": 1, "title": locale} for locale in known.locales},
        "required": list(known.locales),
        "additionalProperties": False,
        "defaultSnippets": [proposed],
    }


def said(form: str) -> str:
    """How a form is written, in both languages."""
    return both(keys()["Formats"][form])


def formed(schema: Any) -> Any:
    """A schema with every `format` of ours replaced by what it stands for."""
    if isinstance(schema, list):
        return [formed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    form = schema.get("format")
    if not isinstance(form, str):  # an id of the content may be the word itself
        return {key: formed(item) for key, item in schema.items()}
    return {**{key: formed(item) for key, item in schema.items() if key != "format"}, **_form(form)}


def _form(name: str) -> Schema:
    match name:
        case "text":
            return TEXT
        case "text-or-none":
            return {"anyOf": [TEXT, {"enum": ["none"]}]}
        case "name":
            plain = {"type": ["string", "number"], "pattern": NO_HAN, "patternErrorMessage": said("name")}
            return {"anyOf": [plain, TEXT]}
    return {"patternErrorMessage": said(name)}


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
