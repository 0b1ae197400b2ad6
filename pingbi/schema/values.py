"""What the values of features look like: the JSON counterpart of reading/values.py, by the feature's kind."""

from collections.abc import Iterator, Mapping
from typing import Any

from pingbi.model.products import Value
from pingbi.model.quantities import DURATION_UNITS, NO_UNIT, PERCENT_UNITS, RATE_UNITS, schema_of
from pingbi.reading.values import RESOLUTIONS
from pingbi.schema.known import Known, label
from pingbi.schema.snippets import snippets_of
from pingbi.schema.words import both, choices, entry, explained, keys

Schema = dict[str, Any]
UNITS = {"number": NO_UNIT, "percent": PERCENT_UNITS, "duration": DURATION_UNITS, "rate": RATE_UNITS}
FORMS = {"number": "amount"}
"""The form of keys.yaml where it is not named as the kind."""
ABSENT = ("unknown", "n/a")


def word(name: str) -> str:
    """What a word of the format means, in both languages."""
    return both(keys()["Values"][name])


def shape(id_: str, feature: Mapping[str, Any]) -> str:
    """The name of the schema that a feature's values share with others of its kind."""
    match feature.get("kind"):
        case "rating":
            return f"rating.{feature.get('scale')}"
        case "choice" | "set" as kind:
            return f"{kind}.{id_}"
        case kind:
            return str(kind)


def bare(feature: Mapping[str, Any], known: Known) -> Schema:
    """A value as it is written, without its claim."""
    match feature.get("kind"):
        case "yes-no":
            words = ("true", "false", "partly", *ABSENT)
            return {"enum": [True, False, *words[2:]], "markdownEnumDescriptions": [word(name) for name in words]}
        case "number" | "percent" | "duration" | "rate" as kind:
            return _or_absent(schema_of(UNITS[kind], FORMS.get(kind, kind)))
        case "resolution":
            step = "(" + "|".join(RESOLUTIONS) + ")"
            return _or_absent({"type": "string", "pattern": f"^{step}([-–]{step})?$", "format": "resolution"})
        case "rating":
            return _one(_labels(known.scales.get(str(feature.get("scale")))))
        case "choice":
            return _one(_labels(feature.get("options")))
        case "set":
            options = {"type": "array", "items": choices(_labels(feature.get("options"))), "uniqueItems": True}
            return {"anyOf": [options, _one({})]}
        case "text":
            return {"anyOf": [{"type": "object", "format": "text"}, _one({})]}
        case "price":
            plans = known.labels("offered-plans")
            return _one({f"plan {id_}": name for id_, name in plans.items()})
    return {}


def _labels(written: Any) -> dict[str, str]:
    if not isinstance(written, dict):
        return {}
    return {id_: label(name) for id_, name in written.items()}


def _one(labels: Mapping[str, str]) -> Schema:
    return choices({**labels, **{name: word(name) for name in ABSENT}})


def _or_absent(schema: Schema) -> Schema:
    """A pattern that takes 'unknown' and 'n/a', too; these are proposed."""
    pattern = schema["pattern"].removeprefix("^").removesuffix("$")
    proposed = [{"label": name, "body": name, "description": word(name)} for name in ABSENT]
    return {**schema, "pattern": f"^({pattern}|{'|'.join(ABSENT)})$", "defaultSnippets": proposed}


def bare_schemas(known: Known) -> Iterator[tuple[str, Schema]]:
    """By name: what the values of each shape look like."""
    for id_, feature in known.features.items():
        yield f"bare.{shape(id_, feature)}", bare(feature, known)


def value_schemas(known: Known, claim: Schema, ruling: Schema) -> Iterator[tuple[str, Schema]]:
    """By name, for each shape of values: one claim, a ruling, and all that may stand at a feature."""
    for name in {shape(id_, feature) for id_, feature in known.features.items()}:
        value = {"$ref": f"#/$defs/bare.{name}"}
        yield f"claim.{name}", _with(claim, value=value)
        yield f"ruling.{name}", _with(ruling, judged={"type": "array", "items": value, "minItems": 1}, use=value)
        yield f"claims.{name}", _several(name)
        forms = (f"bare.{name}", f"claim.{name}", f"claims.{name}")
        yield f"value.{name}", {"anyOf": [{"$ref": f"#/$defs/{form}"} for form in forms]}


def _with(record: Schema, **properties: Schema) -> Schema:
    """A record's schema with keys that take something more particular, and keep their explanations."""
    kept = ("title", "description")
    there = record["properties"]
    changed = {key: {**{name: there[key][name] for name in kept}, **schema} for key, schema in properties.items()}
    return {**record, "properties": {**there, **changed}}


def _several(name: str) -> Schema:
    """Several claims with the ruling on them: the Value record, as it is written in full."""
    ruling = {"$ref": f"#/$defs/ruling.{name}"}
    keys: dict[str, Schema] = {
        "claims": {"type": "array", "items": {"$ref": f"#/$defs/claim.{name}"}, "minItems": 1},
        "ruling": ruling,
        "earlier_rulings": {"type": "array", "items": ruling},
    }
    told = {key: schema | explained(entry(Value, key)) for key, schema in keys.items()}
    whole = {"type": "object", "properties": told, "required": ["claims"], "additionalProperties": False}
    return {**whole, **snippets_of("Value")}


def values_of(known: Known) -> Schema:
    """The `values` of a product: every feature of the catalogue, by its question."""
    properties = {
        id_: {
            "title": known.ids["features"][id_] or id_,
            "description": _question(feature),
            "$ref": f"#/$defs/value.{shape(id_, feature)}",
        }
        for id_, feature in known.features.items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def needs_of(known: Known) -> list[Schema]:
    """For each shape: a need on one of its features asks for such a value."""
    by_shape: dict[str, list[str]] = {}
    for id_, feature in known.features.items():
        by_shape.setdefault(shape(id_, feature), []).append(id_)
    return [
        {
            "if": {"properties": {"feature": {"enum": ids}}, "required": ["feature"]},
            "then": {"properties": {form: {"$ref": f"#/$defs/bare.{name}"} for form in _forms(name)}},
        }
        for name, ids in by_shape.items()
    ]


def _forms(name: str) -> tuple[str, ...]:
    return ("is", "has") if name.startswith("set.") else ("is", "at_least", "at_most")


def _question(feature: Mapping[str, Any]) -> str:
    """What a feature asks, and how its values are written."""
    asks = feature.get("asks")
    words = list(asks.values()) if isinstance(asks, dict) else []
    kinds = keys()["Feature"]["kind"]["words"]
    form = [both(kinds[str(feature.get("kind"))])] if feature.get("kind") in kinds else []
    return "\n\n".join(map(str, [*words, *form]))
