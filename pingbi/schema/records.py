"""The model's records as JSON Schemas: keys with their meaning, ids of the content to choose from."""

from collections.abc import Iterator, Mapping
from inspect import get_annotations
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DictSchema, NullableSchema, WithDefaultSchema

from pingbi.model.base import ID, Record
from pingbi.model.editorial import Scenario
from pingbi.model.products import Product
from pingbi.model.record_kinds import MODELS
from pingbi.model.site import SiteConfig
from pingbi.schema.forms import formed, text_schema
from pingbi.schema.known import Known
from pingbi.schema.names import id_schemas, with_names
from pingbi.schema.snippets import snippets_of
from pingbi.schema.values import bare_schemas, needs_of, value_schemas, values_of
from pingbi.schema.words import both, entry, explained
from pingbi.site_structure import RECORD_KINDS

Schema = dict[str, Any]
FILES: Mapping[str, tuple[type[Record], str]] = {
    "site": (SiteConfig, "site.yaml"),
    **{kind.schema: (MODELS[kind.name], kind.file("*").removeprefix("content/")) for kind in RECORD_KINDS},
}
"""By schema: the record, and the files of content/ that hold it."""


class Plain(GenerateJsonSchema):
    """Without defaults and nulls: no editor is offered to write nothing. Keys that are ids have a form."""

    def default_schema(self, schema: WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: DictSchema) -> Schema:
        found = super().dict_schema(schema)
        patterns = found.pop("patternProperties", None)
        if patterns:
            ((pattern, inside),) = patterns.items()
            found |= {"propertyNames": {"pattern": pattern, "format": "id"}, "additionalProperties": inside}
        return found


def schemas(known: Known) -> dict[str, Schema]:
    """By name: the schema of each kind of file."""
    return {name: file_schema(name, known) for name in FILES}


def file_schema(name: str, known: Known) -> Schema:
    """The schema of one kind of file, for a content folder that declares what is `known`."""
    record, files = FILES[name]
    whole = record.model_json_schema(by_alias=True, schema_generator=Plain)
    inner = {kind: _record(schema, kind, known) for kind, schema in whole.pop("$defs", {}).items()}
    inner |= {record.__name__: _record(whole, record.__name__, known)}
    inner |= {**dict(id_schemas(known)), **dict(bare_schemas(known)), "text": text_schema(known)}
    if record is Product:
        inner |= dict(value_schemas(known, inner["Claim"], inner["Ruling"]))
    if record is Scenario:
        inner["Need"]["allOf"] = needs_of(known)
    root = _root(name, inner)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"content/{files}"}
    used = {key: inner[key] for key in sorted(_reached(root, inner))}
    return dict(formed({**head, **root, "$defs": used}))


def _root(name: str, inner: Mapping[str, Schema]) -> Schema:
    """A file is a record; but sources.yaml holds many, and plans/ID.yaml does not repeat whose plans they are."""
    if name == "sources":
        names = {"pattern": f"^{ID}$", "format": "id"}
        return {"type": "object", "propertyNames": names, "additionalProperties": {"$ref": "#/$defs/Source"}}
    root = inner[FILES[name][0].__name__]
    if name != "plans":
        return root
    kept = {key: schema for key, schema in root["properties"].items() if key not in ("product", "seller")}
    return {**root, "properties": kept, "required": [key for key in root["required"] if key in kept]}


def _record(schema: Schema, name: str, known: Known) -> Schema:
    """A record with its keys explained, and with the ids and snippets that belong there."""
    kind = kinds()[name]
    properties = {key: _key(inside, kind, key, known) for key, inside in schema["properties"].items()}
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    return {**kept, "properties": properties, **snippets_of(name)}


def _key(schema: Schema, kind: type, key: str, known: Known) -> Schema:
    meaning = entry(kind, key)
    owner = next(base.__name__ for base in kind.__mro__ if key in _own_keys(base))
    schema = with_names({**schema, **explained(meaning)}, owner, key, known)
    if "enum" in schema and "words" in meaning:
        schema["markdownEnumDescriptions"] = [both(meaning["words"][name]) for name in schema["enum"]]
    return values_of(known) | explained(meaning) if f"{owner}.{key}" == "Product.values" else schema


def _own_keys(kind: type) -> set[str]:
    """The keys that a record declares itself, as they are written."""
    fields = getattr(kind, "model_fields", {})
    return {fields[name].alias or name for name in get_annotations(kind) if name in fields}


def _reached(root: Schema, inner: Schema) -> set[str]:
    """The names of the definitions that a schema needs, directly or through others."""
    found: set[str] = {"text"}
    waiting = [root]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(inner[name])
    return found


def _references(schema: Any) -> Iterator[str]:
    items = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for item in items:
        yield from _references(item)
    if isinstance(schema, dict) and "$ref" in schema:
        yield schema["$ref"].removeprefix("#/$defs/")


def kinds() -> dict[str, type[Record]]:
    """Every record of the model, by name."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Record]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found[kind.__name__] = kind
            waiting.append(kind)
    return found
