"""Kinds whose values are named: yes or no, a level of a scale, one or several options."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pingbi.diagnostics.message import choices, quote_value, say
from pingbi.diagnostics.problem import finding
from pingbi.locale.formats import listed
from pingbi.model.base import kind_of
from pingbi.model.data import UNKNOWN, Datum, State
from pingbi.model.kinds.kind import (
    BOUNDS,
    HAS,
    IS,
    Declared,
    Ends,
    FeatureKind,
    FeatureSpec,
    Order,
    Scales,
    Schema,
    Span,
    ValueContext,
    choice_of,
    enum_of,
    point,
)
from pingbi.model.plans import Offering

YES, PARTLY, NO = "yes", "partly", "no"
PLACES = {YES: Fraction(1), PARTLY: Fraction(1, 2), NO: Fraction(0)}
_STATES = {YES: State.KNOWN, PARTLY: State.PARTLY, NO: State.NO}


@dataclass(frozen=True)
class YesNoAnswer(Datum):
    """Yes, partly or no."""

    word: str

    @property
    def state(self) -> State:
        return _STATES[self.word]


class YesNoKind(FeatureKind[YesNoAnswer]):
    """Written `true`, `false` or `partly`."""

    name = "yes-no"
    tie = "tie-answer"

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> YesNoAnswer:
        if written is True or written is False:
            return YesNoAnswer(YES if written else NO)
        if written == PARTLY:
            return YesNoAnswer(PARTLY)
        message = say("true, false or partly is expected here, this is {kind}", kind=kind_of(written))
        raise finding("type", message, say("unquoted: true or false"))

    def schema(self, declared: Declared) -> Schema:
        return {"enum": [True, False, PARTLY]}

    def _span(self, datum: YesNoAnswer, plans: Offering | None) -> Span:
        return point(PLACES[datum.word])

    def fixed_ends(self, feature: FeatureSpec, scales: Scales) -> Ends:
        return PLACES[NO], PLACES[YES]

    def _matches(self, wanted: Datum, value: YesNoAnswer) -> bool | None:
        """A need cannot say whether `partly` is enough, so that result is open."""
        return None if value.word == PARTLY else wanted == value

    def _say(self, datum: YesNoAnswer, feature: FeatureSpec, context: ValueContext) -> str:
        return context.t(datum.word)

    def say_end(self, end: Fraction, feature: FeatureSpec, context: ValueContext) -> str:
        return context.t(YES if end else NO)

    def need_key(self, form: str, wanted: Datum) -> str:
        short = {YesNoAnswer(YES): "need-yes", YesNoAnswer(NO): "need-no"}
        return short.get(wanted, "need-is") if isinstance(wanted, YesNoAnswer) else super().need_key(form, wanted)


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
    need_forms = (IS, *BOUNDS)
    tie = "tie-level"

    def _read(self, value: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Datum:
        if feature.scale is None or feature.scale not in scales:
            return UNKNOWN  # the missing scale is reported where it is named
        levels = list(scales[feature.scale])
        if value not in levels:
            message = say("'{value}' is no level of the scale '{scale}'", value=quote_value(value), scale=feature.scale)
            raise finding("choice", message, choices(quote_value(value), levels), (quote_value(value),))
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


@dataclass(frozen=True)
class Options(Datum):
    """The ids of the options, in the order in which the feature declares them."""

    ids: tuple[str, ...]

    @property
    def state(self) -> State:
        return State.KNOWN if self.ids else State.NO


class OptionKind(FeatureKind[Options]):
    """The common base of choices and sets."""

    requires = ("options",)

    def _span(self, datum: Options, plans: Offering | None) -> Span:
        return point(len(datum.ids))

    def compare(self, left: Options, right: Options, spans: tuple[Span, Span], tolerance: Fraction) -> Order:
        """A value is above another if it has all of its options and more; different options do not compare."""
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
        message = say("'{value}' is none of this feature's options", value=quote_value(value))
        raise finding("choice", message, choices(quote_value(value), options), (quote_value(value),), at=at)
    return str(value)
