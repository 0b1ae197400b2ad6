"""The catalogue: every feature that products are compared on, and how its values are read."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import Quantity
from pingbi.locale.text import Text
from pingbi.model.base import Id, Record
from pingbi.model.fields import Mark, Title, one_of
from pingbi.model.kinds import KINDS
from pingbi.model.kinds.kind import AnyKind, FeatureKind
from pingbi.model.quantities import Amount

DIRECTIONS = ("higher", "lower", "none")
ROLES = ("clip-length", "failed-share")


class _KindByName:
    """A validator that turns a kind's name into the kind, and proposes the nearest for anything else."""

    @staticmethod
    def read(value: Any) -> AnyKind:
        if isinstance(value, FeatureKind):
            return value
        return KINDS[one_of(KINDS, say("kind of value")).check(value)]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": list(KINDS)}


class Feature(Record):
    """One question asked of every product."""

    group: str
    name: Title
    asks: Text
    kind: Annotated[AnyKind, _KindByName()]
    direction: Annotated[str, one_of(DIRECTIONS, say("direction"))] = "none"
    tolerance: Amount = Quantity(Fraction(0), Fraction(0))
    question: str = ""
    scale: str | None = None
    options: dict[Id, Title] | None = None
    opinion: Mark = False
    """A judgement: two products compare only if one source judged both."""
    unit: Title | None = None
    help: Text | None = None
    role: Annotated[str, one_of(ROLES, say("role"))] | None = None
    """What cost computations use this feature for: the longest clip, or the share of runs that fail."""

    @model_validator(mode="after")
    def _complete(self) -> "Feature":
        for key in self.kind.requires:
            if getattr(self, key) is None:
                hint = say("add '{key}:', or choose another kind", key=key)
                message = say("a feature of kind '{kind}' needs '{key}'", kind=self.kind.name, key=key)
                raise finding("key-missing", message, hint, (self.kind.name, key))
        return self


def _order(value: Any) -> Any:
    """Keep the order of a mapping: groups, features and levels are shown in it."""
    if not isinstance(value, dict):
        raise finding("type", say("a mapping is expected here"), say("write 'id: …' lines"))
    return value


class Catalogue(Record):
    """Scales (worst level first), groups and features, each in the order in which they are shown."""

    scales: Annotated[dict[Id, dict[Id, Title]], BeforeValidator(_order)] = Field(default_factory=dict)
    groups: Annotated[dict[Id, Title], BeforeValidator(_order)]
    features: Annotated[dict[Id, Feature], BeforeValidator(_order)]

    def with_role(self, role: str) -> str | None:
        """Return the feature with this role in cost computations, if any."""
        return next((id_ for id_, feature in self.features.items() if feature.role == role), None)

    def in_group(self, group: str) -> Mapping[str, Feature]:
        return {id_: feature for id_, feature in self.features.items() if feature.group == group}
