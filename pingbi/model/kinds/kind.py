"""What every kind of feature can do: read a value, place it on an axis, compare it, say it, describe it to editors."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import Quantity
from pingbi.locale.formats import Strings, number
from pingbi.locale.text import Text
from pingbi.model.data import ABSENT, UNKNOWN, Datum, NotApplicable
from pingbi.model.plans import Offering

Ends = tuple[Fraction, Fraction]
"""The lowest and the highest point of an axis."""


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, ends included; None is an open end. `currency` keeps money from being mixed."""

    low: Fraction | None
    high: Fraction | None
    currency: str = ""

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


def point(value: Fraction | int) -> Span:
    return Span(Fraction(value), Fraction(value))


def ends_of(spans: Iterable[Span]) -> Ends | None:
    """Return the lowest and the highest of all known ends."""
    values = [end for span in spans for end in (span.low, span.high) if end is not None]
    return (min(values), max(values)) if values else None


class Order(StrEnum):
    """How a value lies to another one. All but the first two are reasons why neither is above."""

    ABOVE = "above"
    BELOW = "below"
    EQUAL = "tie"
    WITHIN = "within"
    OVERLAP = "overlap"
    APART = "sets"


TIES = (Order.EQUAL, Order.WITHIN)


def compare_spans(left: Span, right: Span, tolerance: Fraction) -> Order:
    """One value is above only if it is, whatever the true values in both spans are."""
    if left == right and left.low is not None and left.high is not None:
        return Order.EQUAL
    if _above(left, right, tolerance):
        return Order.ABOVE
    if _above(right, left, tolerance):
        return Order.BELOW
    return Order.WITHIN if left.exact and right.exact else Order.OVERLAP


def _above(left: Span, right: Span, tolerance: Fraction) -> bool:
    """Whether `left` is above `right` by more than the tolerance."""
    if left.low is None or right.high is None:
        return False
    return left.low > right.high and (not tolerance or left.low > right.high + tolerance)


def at_least(have: Span, wanted: Fraction) -> bool | None:
    """Whether a value is `wanted` or more; None where its span leaves that open."""
    if have.high is not None and have.high < wanted:
        return False
    return True if have.low is not None and have.low >= wanted else None


def at_most(have: Span, wanted: Fraction) -> bool | None:
    """Whether a value is `wanted` or less; None where its span leaves that open."""
    if have.low is not None and have.low > wanted:
        return False
    return True if have.high is not None and have.high <= wanted else None


def enum_of(names: Mapping[str, str]) -> dict[str, Any]:
    """A schema that takes these ids alone, even where there are none."""
    return {"enum": list(names), "markdownEnumDescriptions": list(names.values())}


def choice_of(names: Mapping[str, str]) -> dict[str, Any]:
    """A schema that takes one of these ids; any id where none is known."""
    if not names:
        return {"type": "string"}
    return enum_of(names) if any(names.values()) else {"enum": list(names)}


D = TypeVar("D", bound=Datum)
Scales = Mapping[str, Mapping[str, Text]]
"""The catalogue's scales: levels by id, worst first."""
Schema = dict[str, Any]
IS, HAS, AT_LEAST, AT_MOST = "is", "has", "at_least", "at_most"


class FeatureSpec(Protocol):
    """The part of a catalogue's feature that kinds look at. (The catalogue itself is made of kinds.)"""

    @property
    def scale(self) -> str | None: ...
    @property
    def options(self) -> Mapping[str, Text] | None: ...
    @property
    def unit(self) -> Text | None: ...
    @property
    def tolerance(self) -> Quantity: ...


@dataclass(frozen=True)
class ValueContext:
    """What a value needs besides itself and its feature to be put in words."""

    t: Strings
    scales: Scales
    plain: Callable[[Text], str]
    """Renders a text with its references as words."""
    plan_price: Callable[[str], str]
    """Says the price of one of the product's plans, by the plan's id."""


@dataclass(frozen=True)
class Declared:
    """The names that a feature's values can have in a content folder, by id, each in every language of the site."""

    options: Mapping[str, str]
    levels: Mapping[str, str]
    plans: Mapping[str, str]


class FeatureKind(ABC, Generic[D]):
    """A kind of feature. `D` is the type of its data."""

    name: ClassVar[str]
    requires: ClassVar[tuple[str, ...]] = ()
    """Keys that a feature of this kind must have. Values then depend on them, and so do their schemas."""
    need_forms: ClassVar[tuple[str, ...]] = (IS,)
    """The forms that a scenario's need on such a feature can have."""
    priced: ClassVar[bool] = False
    """Whether values are looked up in the vendor's plans, so that they change with them."""
    tie: ClassVar[str] = ""
    """The interface's word for what a tie is, where a tolerance means nothing."""

    # --- reading -----------------------------------------------------------------------------------------------

    def read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Datum:
        """Read a value as it is written. Raises a fault that says which forms this feature takes."""
        if written == "unknown":
            return UNKNOWN
        if written == "n/a":
            return NotApplicable()
        if written is None:
            hint = say("write 'unknown' where nobody says, 'n/a' where it cannot apply")
            raise finding("value-empty", say("this value is empty"), hint)
        return self._read(written, feature, scales, locales)

    @abstractmethod
    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Datum: ...

    def default(self, entry_plan: str) -> Datum:
        """The value that a product has without any claim. `entry_plan`: the vendor's cheapest paid plan, or ''."""
        return UNKNOWN

    def joined(self, data: Sequence[Datum]) -> Datum:
        """The value in use where several claims hold, each under its own conditions."""
        return data[0] if all(datum == data[0] for datum in data) else UNKNOWN

    @abstractmethod
    def schema(self, declared: Declared) -> Schema:
        """The JSON Schema of a written value; 'unknown' and 'n/a' are added to it."""

    # --- order -------------------------------------------------------------------------------------------------

    def span(self, datum: Datum, plans: Offering | None = None) -> Span | None:
        """Where a value lies on its feature's axis; None where it lies nowhere. `plans` are the vendor's own."""
        return None if datum.state in ABSENT else self._span(cast(D, datum), plans)

    @abstractmethod
    def _span(self, datum: D, plans: Offering | None) -> Span | None: ...

    def fixed_ends(self, feature: FeatureSpec, scales: Scales) -> Ends | None:
        """The ends of an axis that no value moves; None where the products' own values are the ends."""
        return None

    def compare(self, left: D, right: D, spans: tuple[Span, Span], tolerance: Fraction) -> Order:
        """How the left value lies to the right one. The spans are theirs, in one currency."""
        return compare_spans(*spans, tolerance)

    def meets(self, form: str, wanted: Datum, value: D) -> bool | None:
        """Whether a value meets a need; None where what is known does not tell."""
        if form in (IS, HAS):
            return self._matches(wanted, value)
        have, want = self.span(value), self.span(wanted)
        if have is None or want is None or want.low is None:
            return None
        return at_least(have, want.low) if form == AT_LEAST else at_most(have, want.low)

    def _matches(self, wanted: Datum, value: D) -> bool | None:
        return wanted == value

    # --- words -------------------------------------------------------------------------------------------------

    def say(self, datum: Datum, feature: FeatureSpec, context: ValueContext) -> str:
        """A value in words, with its unit."""
        return context.t(datum.state) if datum.state in ABSENT else self._say(cast(D, datum), feature, context)

    @abstractmethod
    def _say(self, datum: D, feature: FeatureSpec, context: ValueContext) -> str: ...

    def say_items(self, datum: Datum, feature: FeatureSpec, context: ValueContext) -> tuple[str, ...]:
        """A value in words, each of its parts apart: a table's cell shows them one by one."""
        return (self.say(datum, feature, context),)

    def need_key(self, form: str, wanted: Datum) -> str:
        """The interface text that puts a need in words."""
        return f"need-{form}"

    def say_end(self, end: Fraction, feature: FeatureSpec, context: ValueContext) -> str:
        """A fixed end of the axis in words."""
        return number(end, context.t.locale)

    def say_own_end(self, end: Fraction, datum: D, span: Span, feature: FeatureSpec, context: ValueContext) -> str:
        """An end of the axis in words, as the value says it whose end it is."""
        return number(end, context.t.locale)

    def say_tie(self, feature: FeatureSpec, currency: str, t: Strings) -> str:
        """The largest difference that still counts as a tie, in words."""
        tolerance = feature.tolerance.low
        if self.tie or not tolerance:
            return t(self.tie or "tie-equal")
        return t("tie-within", value=self.say_difference(tolerance, feature, currency, t))

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        """A distance on the axis in words."""
        return number(difference, t.locale)


AnyKind = FeatureKind[Any]
"""A kind of which it is not known what its data are."""
