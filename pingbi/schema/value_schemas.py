"""The JSON Schemas of features' values: what a kind says of a value, and the claims and rulings around it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pingbi.model.editorial import NEED_FORMS
from pingbi.model.kinds import KINDS
from pingbi.model.kinds.kind import Declared, enum_of
from pingbi.model.products import Value
from pingbi.schema.explanations import DeclaredIds, both_languages, entry, explained, keys, label, snippets_of

Schema = dict[str, Any]
ABSENT = ("unknown", "n/a")


def format_word(name: str) -> str:
    """Return the meaning of a word of the format, in both languages."""
    return both_languages(keys()["Values"][name])


def shape_name(id_: str, feature: Mapping[str, Any]) -> str:
    """The name of the schema that a feature shares with all features whose values are written alike."""
    name = str(feature.get("kind"))
    depends = KINDS[name].requires if name in KINDS else ()
    parts = {"scale": str(feature.get("scale")), "options": id_}
    return ".".join([name, *(part for key, part in parts.items() if key in depends)])


def bare_value_schema(feature: Mapping[str, Any], known: DeclaredIds) -> Schema:
    """A value as it is written, without its claim; anything, where the feature's kind is none."""
    kind = KINDS.get(str(feature.get("kind")))
    if kind is None:
        return {}
    levels = _labels(known.scales.get(str(feature.get("scale"))))
    return _or_absent(kind.schema(Declared(_labels(feature.get("options")), levels, known.labels("offered-plans"))))


def _labels(written: Any) -> dict[str, str]:
    if not isinstance(written, dict):
        return {}
    return {id_: label(name) for id_, name in written.items()}


def _or_absent(schema: Schema) -> Schema:
    """A schema that takes 'unknown' and 'n/a', too, and proposes them."""
    absent = {name: format_word(name) for name in ABSENT}
    if "enum" in schema:
        names = schema.get("markdownEnumDescriptions") or [format_word(_as_written(value)) for value in schema["enum"]]
        return {"enum": [*schema["enum"], *absent], "markdownEnumDescriptions": [*names, *absent.values()]}
    if "pattern" in schema:
        pattern = schema["pattern"].removeprefix("^").removesuffix("$")
        proposed = [{"label": name, "body": name, "description": meaning} for name, meaning in absent.items()]
        return {**schema, "pattern": f"^({pattern}|{'|'.join(ABSENT)})$", "defaultSnippets": proposed}
    return {"anyOf": [schema, enum_of(absent)]}


def _as_written(value: Any) -> str:
    """A word or a truth value, as YAML has it."""
    return json.dumps(value).strip('"')


def bare_schemas(known: DeclaredIds) -> Iterator[tuple[str, Schema]]:
    """Return, by name, the schema of the values of each shape."""
    for id_, feature in known.features.items():
        yield f"bare.{shape_name(id_, feature)}", bare_value_schema(feature, known)


def value_schemas(known: DeclaredIds, claim: Schema, ruling: Schema) -> Iterator[tuple[str, Schema]]:
    """Return, by name, for each shape of values: one claim, a ruling, and all that a feature can hold."""
    for name in {shape_name(id_, feature) for id_, feature in known.features.items()}:
        value = {"$ref": f"#/$defs/bare.{name}"}
        yield f"claim.{name}", _with(claim, value=value)
        yield f"ruling.{name}", _with(ruling, judged={"type": "array", "items": value, "minItems": 1}, use=value)
        yield f"claims.{name}", _several(name)
        forms = (f"bare.{name}", f"claim.{name}", f"claims.{name}")
        yield f"value.{name}", {"anyOf": [{"$ref": f"#/$defs/{form}"} for form in forms]}


def _with(record: Schema, **properties: Schema) -> Schema:
    """Return a record's schema with some keys narrowed; their explanations stay."""
    kept = ("title", "description")
    there = record["properties"]
    changed = {key: {**{name: there[key][name] for name in kept}, **schema} for key, schema in properties.items()}
    return {**record, "properties": {**there, **changed}}


def _several(name: str) -> Schema:
    """Return the schema of several claims with their ruling: the long form of the Value record."""
    ruling = {"$ref": f"#/$defs/ruling.{name}"}
    keys: dict[str, Schema] = {
        "claims": {"type": "array", "items": {"$ref": f"#/$defs/claim.{name}"}, "minItems": 1},
        "ruling": ruling,
        "earlier_rulings": {"type": "array", "items": ruling},
    }
    explained_keys = {key: schema | explained(entry(Value, key)) for key, schema in keys.items()}
    whole = {"type": "object", "properties": explained_keys, "required": ["claims"], "additionalProperties": False}
    return {**whole, **snippets_of("Value")}


def values_of(known: DeclaredIds) -> Schema:
    """Return the schema of a product's `values`: every feature of the catalogue, with its question."""
    properties = {
        id_: {
            "title": known.ids["features"][id_] or id_,
            "description": _question(feature),
            "$ref": f"#/$defs/value.{shape_name(id_, feature)}",
        }
        for id_, feature in known.features.items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def needs_of(known: DeclaredIds) -> list[Schema]:
    """Return, for each shape, the schema of a need on one of its features."""
    by_shape: dict[str, list[str]] = {}
    for id_, feature in known.features.items():
        by_shape.setdefault(shape_name(id_, feature), []).append(id_)
    return [
        {
            "if": {"properties": {"feature": {"enum": ids}}, "required": ["feature"]},
            "then": {"properties": _forms(name)},
        }
        for name, ids in by_shape.items()
    ]


def _forms(name: str) -> Schema:
    """Return the schema of each form of need on values of this shape; {} if the kind has none."""
    kind = KINDS.get(name.partition(".")[0])
    taken = kind.need_forms if kind else NEED_FORMS
    return {form: {"$ref": f"#/$defs/bare.{name}"} if form in taken else False for form in NEED_FORMS}


def _question(feature: Mapping[str, Any]) -> str:
    """Return what a feature asks, and how its values are written."""
    asks = feature.get("asks")
    words = list(asks.values()) if isinstance(asks, dict) else []
    kinds = keys()["Feature"]["kind"]["words"]
    form = [both_languages(kinds[str(feature.get("kind"))])] if feature.get("kind") in kinds else []
    return "\n\n".join(map(str, [*words, *form]))
