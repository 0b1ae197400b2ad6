"""Where a record names something that the content declares: which ids an editor may choose from there."""

from collections.abc import Iterator, Mapping
from typing import Any

from pingbi.model.kinds.schemas import choice_of
from pingbi.schema.known import Known
from pingbi.schema.values import word
from pingbi.schema.words import keys

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
"""By key, or record and key: of which kinds the ids are that are written there."""
KEYED: Mapping[str, str] = {
    "Comparison.choose": "products",
    "Comparison.verdicts": "features",
    "Trophies.winners": "features",
    "HandsOnTest.results": "products",
    "Scenario.weights": "weighable",
}
"""By record and key: of which kind the ids are that are the keys of the mapping written there."""


def with_names(schema: Schema, owner: str, key: str, known: Known) -> Schema:
    """A key's schema with the ids that its text, or its keys, can be; `owner` is the record that declares the key."""
    kinds = NAMES.get(f"{owner}.{key}", NAMES.get(key, ()))
    if kinds:
        schema = _where_text(schema, {"$ref": f"#/$defs/{_called(kinds)}"})
    keyed = KEYED.get(f"{owner}.{key}")
    return _with_keys(schema, known.labels(keyed)) if keyed and known.labels(keyed) else schema


def id_schemas(known: Known) -> Iterator[tuple[str, Schema]]:
    """By name: a schema for each choice of ids."""
    words = {id_: word(id_) for id_ in keys()["Values"]}
    for kinds in NAMES.values():
        yield _called(kinds), choice_of({id_: name or words.get(id_, "") for id_, name in known.labels(*kinds).items()})


def _called(kinds: tuple[str, ...]) -> str:
    return "-or-".join(kinds)


def _where_text(schema: Schema, chosen: Schema) -> Schema:
    """The schema with `chosen` in place of the plain text that it takes: itself, its items, or its values."""
    if schema.get("type") == "string":
        return {**{name: value for name, value in schema.items() if name != "type"}, **chosen}
    for inside in ("items", "additionalProperties"):
        if isinstance(schema.get(inside), dict):
            return {**schema, inside: _where_text(schema[inside], chosen)}
    return schema


def _with_keys(schema: Schema, labels: Mapping[str, str]) -> Schema:
    """A mapping that takes these keys alone, each with its name."""
    inside = schema["additionalProperties"]
    properties = {id_: {"title": name or id_, **inside} for id_, name in labels.items()}
    return {**schema, "properties": properties, "additionalProperties": False}
