"""The catalogue: every feature that products are compared on, and how its values are read."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from pingbi.findings import finding
from pingbi.locales import Text
from pingbi.model.base import Id, Record
from pingbi.model.fields import Mark, Title, one_of
from pingbi.model.quantities import Amount, Quantity
from pingbi.wording import say

KINDS = (
    "yes-no", "number", "percent", "duration", "resolution", "rate", "rating", "choice", "set", "text", "price",
)  # fmt: skip
DIRECTIONS = ("higher", "lower", "none")
ROLES = ("clip-length", "failed-share")
NEEDS_KEY = {"rating": "scale", "choice": "options", "set": "options"}


class Feature(Record):
    """One question asked of every product."""

    group: str
    name: Title
    asks: Text
    kind: Annotated[str, one_of(KINDS, say("kind of value"))]
    direction: Annotated[str, one_of(DIRECTIONS, say("direction"))] = "none"
    tolerance: Amount = Quantity(Fraction(0), Fraction(0))
    question: str = ""
    scale: str | None = None
    options: dict[Id, Title] | None = None
    opinion: Mark = False
    """A judgement: two products compare only where one source has judged both."""
    unit: Title | None = None
    help: Text | None = None
    role: Annotated[str, one_of(ROLES, say("role"))] | None = None
    """What costs take this feature for: the longest clip, or the share of runs that fail."""

    @model_validator(mode="after")
    def _complete(self) -> "Feature":
        needed = NEEDS_KEY.get(self.kind)
        if needed and getattr(self, needed) is None:
            hint = say("add '{key}:', or choose another kind", key=needed)
            message = say("a feature of kind '{kind}' needs '{key}'", kind=self.kind, key=needed)
            raise finding("key-missing", message, hint, (self.kind, needed))
        return self


def _order(value: Any) -> Any:
    """A mapping's written order is its meaning here: the order of groups, features, levels."""
    if not isinstance(value, dict):
        raise finding("type", say("a mapping is expected here"), say("write 'id: …' lines"))
    return value


class Catalogue(Record):
    """Scales (worst level first), groups and features, each in the order in which they are shown."""

    scales: Annotated[dict[Id, dict[Id, Title]], BeforeValidator(_order)] = Field(default_factory=dict)
    groups: Annotated[dict[Id, Title], BeforeValidator(_order)]
    features: Annotated[dict[Id, Feature], BeforeValidator(_order)]

    def with_role(self, role: str) -> str | None:
        """The feature that plays a role in costs, if any does."""
        return next((id_ for id_, feature in self.features.items() if feature.role == role), None)

    def in_group(self, group: str) -> Mapping[str, Feature]:
        return {id_: feature for id_, feature in self.features.items() if feature.group == group}
