"""A level of one of the catalogue's scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pingbi.findings import finding
from pingbi.model.data import UNKNOWN, Datum, State
from pingbi.model.kinds.axis import Ends, Span, point
from pingbi.model.kinds.base import (
    AT_LEAST,
    AT_MOST,
    IS,
    Declared,
    FeatureKind,
    FeatureSpec,
    Scales,
    Schema,
    ValueContext,
)
from pingbi.model.kinds.schemas import enum_of
from pingbi.model.plans import Offering
from pingbi.problems import choices
from pingbi.wording import say, written


@dataclass(frozen=True)
class Level(Datum):
    """A step of a labelled scale; `rank` 0 is the worst of `steps`."""

    id: str
    rank: int
    steps: int
    state = State.KNOWN


class RatingKind(FeatureKind[Level]):
    """A level's id."""

    name = "rating"
    requires = ("scale",)
    need_forms = (IS, AT_LEAST, AT_MOST)
    tie = "tie-level"

    def _read(self, value: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Datum:
        if feature.scale is None or feature.scale not in scales:
            return UNKNOWN  # the missing scale is reported where it is named
        levels = list(scales[feature.scale])
        if value not in levels:
            message = say("'{value}' is no level of the scale '{scale}'", value=written(value), scale=feature.scale)
            raise finding("choice", message, choices(written(value), levels), (written(value),))
        return Level(str(value), levels.index(str(value)), len(levels))

    def schema(self, declared: Declared) -> Schema:
        return enum_of(declared.levels)

    def _span(self, datum: Level, plans: Offering | None) -> Span:
        return point(datum.rank)

    def fixed_ends(self, feature: FeatureSpec, scales: Scales) -> Ends:
        return Fraction(0), Fraction(len(scales[feature.scale or ""]) - 1)

    def _say(self, datum: Level, feature: FeatureSpec, context: ValueContext) -> str:
        return context.scales[feature.scale or ""][datum.id][context.t.locale]

    def say_end(self, end: Fraction, feature: FeatureSpec, context: ValueContext) -> str:
        return list(context.scales[feature.scale or ""].values())[int(end)][context.t.locale]
