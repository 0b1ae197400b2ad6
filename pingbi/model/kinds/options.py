"""One or several of the options that the feature itself declares."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pingbi.findings import finding
from pingbi.formats import listed
from pingbi.model.base import kind_of
from pingbi.model.data import Datum, State
from pingbi.model.kinds.axis import Ends, Order, Span, point
from pingbi.model.kinds.base import HAS, IS, Declared, FeatureKind, FeatureSpec, Scales, Schema, ValueContext
from pingbi.model.kinds.schemas import choice_of, enum_of
from pingbi.model.plans import Offering
from pingbi.problems import choices
from pingbi.wording import say, written


@dataclass(frozen=True)
class Options(Datum):
    """The ids of the options, in the order in which the feature declares them."""

    ids: tuple[str, ...]

    @property
    def state(self) -> State:
        return State.KNOWN if self.ids else State.NO


class OptionKind(FeatureKind[Options]):
    """What a choice and a set have in common."""

    requires = ("options",)

    def _span(self, datum: Options, plans: Offering | None) -> Span:
        return point(len(datum.ids))

    def compare(self, left: Options, right: Options, spans: tuple[Span, Span], tolerance: Fraction) -> Order:
        """Having all that the other has, and more, is above; having other things is not."""
        first, second = set(left.ids), set(right.ids)
        if first == second:
            return Order.EQUAL
        if first > second:
            return Order.ABOVE
        return Order.BELOW if first < second else Order.APART

    def _matches(self, wanted: Datum, value: Options) -> bool:
        return isinstance(wanted, Options) and set(wanted.ids) <= set(value.ids)

    def _say(self, datum: Options, feature: FeatureSpec, context: ValueContext) -> str:
        return listed(self._names(datum, feature, context), context.t.locale) or context.t("none-of")

    def say_items(self, datum: Datum, feature: FeatureSpec, context: ValueContext) -> tuple[str, ...]:
        names = self._names(datum, feature, context) if isinstance(datum, Options) else ()
        return names or super().say_items(datum, feature, context)

    def _names(self, datum: Options, feature: FeatureSpec, context: ValueContext) -> tuple[str, ...]:
        options = feature.options or {}
        return tuple(options[id_][context.t.locale] for id_ in datum.ids)


class ChoiceKind(OptionKind):
    """One option's id."""

    name = "choice"

    def _read(self, value: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Options:
        return Options((_option(value, feature),))

    def schema(self, declared: Declared) -> Schema:
        return enum_of(declared.options)


class SetKind(OptionKind):
    """A list of options' ids."""

    name = "set"
    need_forms = (HAS, IS)
    tie = "tie-items"

    def _read(self, value: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Options:
        if not isinstance(value, list):
            message = say("a list of options is expected here, this is {kind}", kind=kind_of(value))
            raise finding("type", message, say("write [a, b]"))
        chosen = {_option(item, feature, (index,)) for index, item in enumerate(value)}
        return Options(tuple(option for option in feature.options or {} if option in chosen))

    def schema(self, declared: Declared) -> Schema:
        return {"type": "array", "items": choice_of(declared.options), "uniqueItems": True}

    def fixed_ends(self, feature: FeatureSpec, scales: Scales) -> Ends:
        return Fraction(0), Fraction(len(feature.options or {}))

    def say_end(self, end: Fraction, feature: FeatureSpec, context: ValueContext) -> str:
        return context.t("options-of", n=int(end), total=len(feature.options or {}))


def _option(value: Any, feature: FeatureSpec, at: tuple[int, ...] = ()) -> str:
    """The id of one of the feature's options; `at` is its place in a list of them."""
    options = list(feature.options or {})
    if value not in options:
        message = say("'{value}' is none of this feature's options", value=written(value))
        raise finding("choice", message, choices(written(value), options), (written(value),), at=at)
    return str(value)
