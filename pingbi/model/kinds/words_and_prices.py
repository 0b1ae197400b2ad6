"""A statement in every language."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import finding
from pingbi.locale.formats import Strings, money
from pingbi.locale.text import Text, text_of
from pingbi.model.data import UNKNOWN, Datum, State
from pingbi.model.kinds.kind import Declared, FeatureKind, FeatureSpec, Scales, Schema, Span, ValueContext, enum_of
from pingbi.model.plans import Offering


@dataclass(frozen=True)
class Words(Datum):
    """A statement."""

    text: Text
    state = State.KNOWN

    @property
    def texts(self) -> tuple[Text, ...]:
        return (self.text,)


class TextKind(FeatureKind[Words]):
    """A text in every language of the site; it lies on no axis."""

    name = "text"

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Words:
        return Words(text_of(written, list(locales)))

    def schema(self, declared: Declared) -> Schema:
        return {"type": "object", "format": "text"}

    def _span(self, datum: Words, plans: Offering | None) -> None:
        return None

    def _say(self, datum: Words, feature: FeatureSpec, context: ValueContext) -> str:
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
        """The plan's newest price; None for a plan that is no longer sold, or not paid by the month."""
        plan = plans.plans[datum.plan] if plans else None
        monthly = plan.current.amounts.get("monthly") if plan and not plan.ended else None
        return Span(monthly.low, monthly.high, plans.currency) if plans and monthly else None

    def _say(self, datum: PlanPrice, feature: FeatureSpec, context: ValueContext) -> str:
        return context.plan_price(datum.plan)

    def say_own_end(
        self, end: Fraction, datum: PlanPrice, span: Span, feature: FeatureSpec, context: ValueContext
    ) -> str:
        return context.t("price-monthly", amount=money(end, span.currency, context.t.locale))

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        if not currency:
            return super().say_difference(difference, feature, currency, t)
        return money(difference, currency, t.locale)
