"""A size of pictures by its usual name: 1080p, 4K."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pingbi.findings import finding
from pingbi.formats import Strings, number
from pingbi.model.kinds.axis import Span
from pingbi.model.kinds.base import Declared, FeatureSpec, Scales, Schema, ValueContext
from pingbi.model.kinds.measures import Measure, MeasureKind
from pingbi.problems import choices
from pingbi.quantity import Quantity
from pingbi.wording import say, written

LINES: Mapping[str, int] = {"480p": 480, "720p": 720, "1080p": 1080, "2K": 1440, "4K": 2160, "8K": 4320}


class ResolutionKind(MeasureKind):
    """A name or a range of two; the axis is the number of lines."""

    name, form = "resolution", "resolution"

    def _read(self, value: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Measure:
        parts = str(value).replace("–", "-").split("-")
        for part in parts:
            if part not in LINES:
                hint = say("{hint}, or a range such as 1080p-4K", hint=choices(part, LINES))
                message = say("'{value}' is not a resolution", value=written(value))
                raise finding("resolution", message, hint, (written(value),))
        ends = [Fraction(LINES[part]) for part in parts]
        return Measure(Quantity(min(ends), max(ends), unit="-".join(parts)))

    def schema(self, declared: Declared) -> Schema:
        step = "(" + "|".join(LINES) + ")"
        return {"type": "string", "pattern": f"^{step}([-–]{step})?$", "format": self.form}

    def say_own_end(
        self, end: Fraction, datum: Measure, span: Span, feature: FeatureSpec, context: ValueContext
    ) -> str:
        return next((name for name, lines in LINES.items() if lines == end), number(end, context.t.locale))

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        return number(difference, t.locale)

    def _with_unit(self, quantity: Quantity, feature: FeatureSpec, t: Strings) -> str:
        """The names as they were written are the unit."""
        return quantity.unit.replace("-", "–")
