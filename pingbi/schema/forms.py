"""The forms of values that are our own (texts, names, dates, quantities), as what programs know of JSON Schema."""

from typing import Any

from pingbi.schema.known import Known
from pingbi.schema.words import both, keys

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
