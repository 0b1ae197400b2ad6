"""JSON Schemas of the model's records, with ids of the content as choices, and their files for text editors."""

import json
from collections.abc import Iterator, Mapping
from inspect import get_annotations
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DictSchema, NullableSchema, WithDefaultSchema

from pingbi.content.load import load
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import MachineError
from pingbi.model.base import ID, Record
from pingbi.model.editorial import Scenario
from pingbi.model.kinds.kind import choice_of
from pingbi.model.products import Product
from pingbi.model.resolve import MODELS
from pingbi.model.site import SiteConfig
from pingbi.publish.disk import REAL
from pingbi.schema.explanations import (
    DeclaredIds,
    both_languages,
    declared_ids,
    entry,
    explained,
    keys,
    snippets_of,
    text_schema,
    with_formats,
)
from pingbi.schema.value_schemas import bare_schemas, format_word, needs_of, value_schemas, values_of
from pingbi.site_structure import RECORD_KINDS

Schema = dict[str, Any]
NAMES: Mapping[str, tuple[str, ...]] = {
    "source": ("sources",),
    "at": ("sections",),
    "Cited.source": ("sources", "editors"),
    "Feature.group": ("groups",),
    "Feature.scale": ("scales",),
    "Product.predecessor": ("products",),
    "Conditions.plan": ("offered-plans",),
    "Offering.product": ("products",),
    "Comparison.products": ("products",),
    "Verdict.winner": ("products", "tie", "undecided"),
    "Trophies.winners": ("products", "tie"),
    "HandsOnTest.winner": ("products", "tie"),
    "Need.feature": ("features",),
    "Scenario.pick": ("products",),
    "Saying.pick": ("products",),
    "RunnerUp.product": ("products",),
    "ThenAndSince.product": ("products",),
    "Guide.products": ("products",),
}
"""By key, or record and key: the kinds of ids that are values there."""
KEYED: Mapping[str, str] = {
    "Comparison.choose": "products",
    "Comparison.verdicts": "features",
    "Trophies.winners": "features",
    "HandsOnTest.results": "products",
    "Scenario.weights": "weighable",
}
"""By record and key: the kind of ids that are keys of the mapping there."""


def with_names(schema: Schema, owner: str, key: str, known: DeclaredIds) -> Schema:
    """Return a key's schema with the ids that its text, or its keys, can be;

    `owner` is the record that declares the key.
    """
    kinds = NAMES.get(f"{owner}.{key}", NAMES.get(key, ()))
    if kinds:
        schema = _where_text(schema, {"$ref": f"#/$defs/{_called(kinds)}"})
    keyed = KEYED.get(f"{owner}.{key}")
    return _with_keys(schema, known.labels(keyed)) if keyed and known.labels(keyed) else schema


def id_schemas(known: DeclaredIds) -> Iterator[tuple[str, Schema]]:
    """Return, by name, a schema for each choice of ids."""
    words = {id_: format_word(id_) for id_ in keys()["Values"]}
    for kinds in NAMES.values():
        yield _called(kinds), choice_of({id_: name or words.get(id_, "") for id_, name in known.labels(*kinds).items()})


def _called(kinds: tuple[str, ...]) -> str:
    return "-or-".join(kinds)


def _where_text(schema: Schema, chosen: Schema) -> Schema:
    """Return the schema with `chosen` in place of plain text: of itself, its items, or its values."""
    if schema.get("type") == "string":
        return {**{name: value for name, value in schema.items() if name != "type"}, **chosen}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_where_text(choice, chosen) for choice in schema["anyOf"]]}
    for inside in ("items", "additionalProperties"):
        if isinstance(schema.get(inside), dict):
            return {**schema, inside: _where_text(schema[inside], chosen)}
    return schema


def _with_keys(schema: Schema, labels: Mapping[str, str]) -> Schema:
    """Return a mapping schema with exactly these keys, each with its name."""
    inside = schema["additionalProperties"]
    properties = {id_: {"title": name or id_, **inside} for id_, name in labels.items()}
    return {**schema, "properties": properties, "additionalProperties": False}


FILES: Mapping[str, tuple[type[Record], str]] = {
    "site": (SiteConfig, "site.yaml"),
    **{kind.schema: (MODELS[kind.name], kind.file("*").removeprefix("content/")) for kind in RECORD_KINDS},
}
"""By schema: the record, and the files of content/ that hold it."""


class Plain(GenerateJsonSchema):
    """Makes schemas without defaults and nulls, so that no editor offers them. Keys that are ids have a pattern."""

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


def schemas(known: DeclaredIds) -> dict[str, Schema]:
    """Return, by name, the schema of each kind of file."""
    return {name: file_schema(name, known) for name in FILES}


def file_schema(name: str, known: DeclaredIds) -> Schema:
    """Return the schema of one kind of file, for a content folder that declares what is `known`."""
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
    return dict(with_formats({**head, **root, "$defs": used}))


def _root(name: str, inner: Mapping[str, Schema]) -> Schema:
    """Return the schema of a whole file: a record; but sources.yaml holds many, and plans/ID.yaml omits its product."""
    if name == "sources":
        names = {"pattern": f"^{ID}$", "format": "id"}
        return {"type": "object", "propertyNames": names, "additionalProperties": {"$ref": "#/$defs/Source"}}
    root = inner[FILES[name][0].__name__]
    if name != "plans":
        return root
    kept = {key: schema for key, schema in root["properties"].items() if key not in ("product", "seller")}
    return {**root, "properties": kept, "required": [key for key in root["required"] if key in kept]}


def _record(schema: Schema, name: str, known: DeclaredIds) -> Schema:
    """Return a record's schema with explained keys, and the ids and snippets that belong there."""
    kind = kinds()[name]
    properties = {key: _key(inside, kind, key, known) for key, inside in schema["properties"].items()}
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    return {**kept, "properties": properties, **snippets_of(name)}


def _key(schema: Schema, kind: type, key: str, known: DeclaredIds) -> Schema:
    meaning = entry(kind, key)
    owner = next(base.__name__ for base in kind.__mro__ if key in _own_keys(base))
    schema = with_names({**schema, **explained(meaning)}, owner, key, known)
    if "enum" in schema and "words" in meaning:
        schema["markdownEnumDescriptions"] = [both_languages(meaning["words"][name]) for name in schema["enum"]]
    return values_of(known) | explained(meaning) if f"{owner}.{key}" == "Product.values" else schema


def _own_keys(kind: type) -> set[str]:
    """Return the keys that a record declares itself, in their YAML form."""
    fields = getattr(kind, "model_fields", {})
    return {fields[name].alias or name for name in get_annotations(kind) if name in fields}


def _reached(root: Schema, inner: Schema) -> set[str]:
    """Return the names of the definitions that a schema needs, directly or through others."""
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
    """Return every record of the model, by name."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Record]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found[kind.__name__] = kind
            waiting.append(kind)
    return found


FOLDER = ".vscode/schemas"
"""Relative to the comparison's root."""


def modeline(name: str) -> str:
    """Return the first line of a content file: the path of its schema, relative to the file."""
    up = "../" * (FILES[name][1].count("/") + 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{name}.json\n"


def describe(folder: Path, content: Mapping[str, bytes]) -> tuple[str, ...] | None:
    """Write the schemas for these files (by path), faulty or not; None if they name no language."""
    known = declared_ids({file: document.data for file, document in load(content).documents.items()})
    return write_schemas(folder, known) if known.locales else None


def write_schemas(folder: Path, known: DeclaredIds) -> tuple[str, ...]:
    """Write the schemas that changed; return their names. Raises MachineError if the folder cannot be written."""
    files = {f"{name}.json": _bytes(schema) for name, schema in schemas(known).items()}
    try:
        return write_changed(folder, files)
    except OSError as wrong:
        message = say("the schemas cannot be written into {folder}: {reason}", folder=folder, reason=wrong.strerror)
        raise MachineError(message, say("look at its permissions, or name another folder")) from wrong


def write_changed(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the files whose bytes differ from those on disk; return their names."""
    changed = tuple(name for name, data in files.items() if _there(folder / name) != data)
    REAL.make_folders(folder)
    for name in changed:
        REAL.replace(folder / name, files[name])
    return changed


def _there(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
