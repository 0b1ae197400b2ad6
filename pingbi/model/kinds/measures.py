"""Kinds with numbers (exact, a range, a bound, or about), resolutions, prices of plans, and statements in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from pingbi.diagnostics.message import choices, quote_value, say
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import Quantity
from pingbi.locale.formats import Strings, money_in_full, number_in_full
from pingbi.locale.formats import quantity as in_figures
from pingbi.locale.text import Text, text_of
from pingbi.model.data import UNKNOWN, Datum, State
from pingbi.model.kinds.kind import (
    BOUNDS,
    IS,
    Declared,
    FeatureKind,
    FeatureSpec,
    Scales,
    Schema,
    Span,
    ValueContext,
    enum_of,
)
from pingbi.model.plans import Offering
from pingbi.model.quantities import DURATION_UNITS, NO_UNIT, PERCENT_UNITS, RATE_UNITS, read_quantity, schema_of


@dataclass(frozen=True)
class Measure(Datum):
    """A number, duration, rate, percentage or resolution."""

    quantity: Quantity

    @property
    def state(self) -> State:
        return State.KNOWN if self.quantity.exact else State.BOUNDED

    @property
    def figure(self) -> Quantity:
        return self.quantity


class MeasureKind(FeatureKind[Measure]):
    """The common base of kinds with numbers. The first unit is the base unit."""

    need_forms = (IS, *BOUNDS)
    units: ClassVar[Mapping[str, Fraction]]
    form: ClassVar[str]
    """The form of a written value: a key of `Formats` in keys.yaml."""

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Measure:
        return Measure(read_quantity(written, self.units))

    def joined(self, data: Sequence[Datum]) -> Datum:
        """Return the span over all claims if they share a unit."""
        quantities = [datum.figure for datum in data if datum.figure]
        if len(quantities) == len(data) and len({quantity.unit for quantity in quantities}) == 1:
            return Measure(_span_of(quantities))
        return super().joined(data)

    def schema(self, declared: Declared) -> Schema:
        return schema_of(self.units, self.form)

    def _span(self, datum: Measure, plans: Offering | None) -> Span:
        return Span(*datum.quantity.base())

    def _say(self, datum: Measure, feature: FeatureSpec, context: ValueContext) -> str:
        return self._with_unit(datum.quantity, feature, context.t)

    def say_own_end(
        self, end: Fraction, datum: Measure, span: Span, feature: FeatureSpec, context: ValueContext
    ) -> str:
        """Return the end in the unit of its value."""
        own = end / datum.quantity.factor
        return self._with_unit(Quantity(own, own, datum.quantity.unit), feature, context.t)

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        """Return the distance in the base unit, as the catalogue gives it."""
        return self._with_unit(Quantity(difference, difference, next(iter(self.units))), feature, t)

    def _with_unit(self, quantity: Quantity, feature: FeatureSpec, t: Strings) -> str:
        return t(f"unit-{quantity.unit}", value=in_figures(quantity, t))


def _span_of(quantities: Sequence[Quantity]) -> Quantity:
    lows = [quantity.low for quantity in quantities]
    highs = [quantity.high for quantity in quantities]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    first = quantities[0]
    return Quantity(low, high, first.unit, any(quantity.about for quantity in quantities), first.factor)


class NumberKind(MeasureKind):
    """A plain number; the feature may name its own `unit`."""

    name, form, units = "number", "amount", NO_UNIT

    def _with_unit(self, quantity: Quantity, feature: FeatureSpec, t: Strings) -> str:
        figures = in_figures(quantity, t)
        return t("unit-own", value=figures, unit=feature.unit[t.locale]) if feature.unit else figures


class PercentKind(MeasureKind):
    """A percentage."""

    name, form, units = "percent", "percent", PERCENT_UNITS

    def _with_unit(self, quantity: Quantity, feature: FeatureSpec, t: Strings) -> str:
        return t("unit-percent", value=in_figures(quantity, t))


class DurationKind(MeasureKind):
    """A time, in seconds, minutes or hours."""

    name, form, units = "duration", "duration", DURATION_UNITS


class RateKind(MeasureKind):
    """Frames a second."""

    name, form, units = "rate", "rate", RATE_UNITS


LINES: Mapping[str, int] = {"480p": 480, "720p": 720, "1080p": 1080, "2K": 1440, "4K": 2160, "8K": 4320}


class ResolutionKind(MeasureKind):
    """A named resolution or a range of two; the axis counts lines."""

    name, form = "resolution", "resolution"

    def _read(self, value: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Measure:
        parts = str(value).replace("–", "-").split("-")
        for part in parts:
            if part not in LINES:
                hint = say("{hint}, or a range such as 1080p-4K", hint=choices(part, LINES))
                message = say("'{value}' is not a resolution", value=quote_value(value))
                raise finding("resolution", message, hint, (quote_value(value),))
        ends = [Fraction(LINES[part]) for part in parts]
        return Measure(Quantity(min(ends), max(ends), unit="-".join(parts)))

    def schema(self, declared: Declared) -> Schema:
        step = "(" + "|".join(LINES) + ")"
        return {"type": "string", "pattern": f"^{step}([-–]{step})?$", "format": self.form}

    def say_own_end(
        self, end: Fraction, datum: Measure, span: Span, feature: FeatureSpec, context: ValueContext
    ) -> str:
        return next((name for name, lines in LINES.items() if lines == end), number_in_full(end, context.t.locale))

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        return number_in_full(difference, t.locale)

    def _with_unit(self, quantity: Quantity, feature: FeatureSpec, t: Strings) -> str:
        """The names, as written, are the unit."""
        return quantity.unit.replace("-", "–")


@dataclass(frozen=True)
class Statement(Datum):
    """A statement in words."""

    text: Text
    state = State.KNOWN

    @property
    def texts(self) -> tuple[Text, ...]:
        return (self.text,)


class TextKind(FeatureKind[Statement]):
    """A text in every language of the site; it has no axis."""

    name = "text"

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Statement:
        return Statement(text_of(written, list(locales)))

    def schema(self, declared: Declared) -> Schema:
        return {"type": "object", "format": "text"}

    def _span(self, datum: Statement, plans: Offering | None) -> None:
        return None

    def _say(self, datum: Statement, feature: FeatureSpec, context: ValueContext) -> str:
        return context.plain(datum.text)


PREFIX = "plan "


@dataclass(frozen=True)
class PlanPrice(Datum):
    """The price of a plan, by the plan's id."""

    plan: str
    state = State.KNOWN

    @property
    def plan_id(self) -> str:
        return self.plan


class PriceKind(FeatureKind[PlanPrice]):
    """Written `plan ID`; without a claim it is the entry plan's. The axis is money a month."""

    name = "price"
    priced = True

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> PlanPrice:
        plan = written.removeprefix(PREFIX).strip() if isinstance(written, str) else ""
        if plan and written.startswith(PREFIX):
            return PlanPrice(plan)
        hint = say("write 'plan ID' with a plan of plans/, where the price itself lives")
        raise finding("price-typed", say("a price is not typed here: it is the price of a plan"), hint)

    def default(self, entry_plan: str) -> Datum:
        return PlanPrice(entry_plan) if entry_plan else UNKNOWN

    def schema(self, declared: Declared) -> Schema:
        return enum_of({f"{PREFIX}{id_}": name for id_, name in declared.plans.items()})

    def _span(self, datum: PlanPrice, plans: Offering | None) -> Span | None:
        """Return the plan's newest price, or None if it is no longer sold or not paid by the month."""
        plan = plans.plans[datum.plan] if plans else None
        monthly = plan.current.amounts.get("monthly") if plan and plan.sold else None
        return Span(monthly.low, monthly.high, plans.currency) if plans and monthly else None

    def _say(self, datum: PlanPrice, feature: FeatureSpec, context: ValueContext) -> str:
        return context.plan_price(datum.plan)

    def say_own_end(
        self, end: Fraction, datum: PlanPrice, span: Span, feature: FeatureSpec, context: ValueContext
    ) -> str:
        return context.t("price-monthly", amount=money_in_full(end, span.currency, context.t.locale))

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        if not currency:
            return super().say_difference(difference, feature, currency, t)
        return money_in_full(difference, currency, t.locale)
