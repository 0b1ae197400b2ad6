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
from pingbi.locale.formats import Strings, number_in_full
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
    """How a value compares with another one. All but the first two are reasons why neither is above."""

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


def more_than(have: Span, wanted: Fraction) -> bool | None:
    """Whether a value is above `wanted`; None where its span leaves that open."""
    return _not(at_most(have, wanted))


def less_than(have: Span, wanted: Fraction) -> bool | None:
    """Whether a value is below `wanted`; None where its span leaves that open."""
    return _not(at_least(have, wanted))


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


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
MORE_THAN, LESS_THAN = "more_than", "less_than"
BOUNDS: Mapping[str, Callable[[Span, Fraction], bool | None]] = {
    AT_LEAST: at_least,
    AT_MOST: at_most,
    MORE_THAN: more_than,
    LESS_THAN: less_than,
}
"""By form of a need: whether a value's span meets it."""


class FeatureSpec(Protocol):
    """The part of a catalogue's feature that kinds use. (A protocol, since the catalogue imports kinds.)"""

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
    """Everything except the value and its feature that its wording needs."""

    t: Strings
    scales: Scales
    plain: Callable[[Text], str]
    """Renders a text with its references as words."""
    plan_price: Callable[[str], str]
    """Returns the price of one of the product's plans in words, by the plan's id."""


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
    """Keys that a feature of this kind must have; its values and their schemas depend on them."""
    need_forms: ClassVar[tuple[str, ...]] = (IS,)
    """The forms that a scenario's need on such a feature can have."""
    priced: ClassVar[bool] = False
    """Whether values come from the vendor's plans and change with them."""
    tie: ClassVar[str] = ""
    """The interface's word for a tie, for kinds without a tolerance."""

    # --- reading -----------------------------------------------------------------------------------------------

    def read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Datum:
        """Read a written value. Raises a located finding that names the forms which this feature takes."""
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
        """Return the value of a product without any claim. `entry_plan`: the vendor's cheapest paid plan, or ''."""
        return UNKNOWN

    def joined(self, data: Sequence[Datum]) -> Datum:
        """Return the value in use if several claims hold, each under its own conditions."""
        return data[0] if all(datum == data[0] for datum in data) else UNKNOWN

    @abstractmethod
    def schema(self, declared: Declared) -> Schema:
        """The JSON Schema of a written value; 'unknown' and 'n/a' are added to it."""

    # --- order -------------------------------------------------------------------------------------------------

    def span(self, datum: Datum, plans: Offering | None = None) -> Span | None:
        """Return a value's span on its feature's axis, or None if it has none. `plans` are the vendor's own."""
        return None if datum.state in ABSENT else self._span(cast(D, datum), plans)

    @abstractmethod
    def _span(self, datum: D, plans: Offering | None) -> Span | None: ...

    def fixed_ends(self, feature: FeatureSpec, scales: Scales) -> Ends | None:
        """Return the fixed ends of an axis, or None if the products' own values are its ends."""
        return None

    def compare(self, left: D, right: D, spans: tuple[Span, Span], tolerance: Fraction) -> Order:
        """Return how the left value compares with the right one. `left` and `right` have spans in one currency."""
        return compare_spans(*spans, tolerance)

    def meets(self, form: str, wanted: Datum, value: D) -> bool | None:
        """Return whether a value meets a need, or None if its span leaves that open."""
        if form in (IS, HAS):
            return self._matches(wanted, value)
        have, want = self.span(value), self.span(wanted)
        if have is None or want is None or want.low is None:
            return None
        return BOUNDS[form](have, want.low)

    def _matches(self, wanted: Datum, value: D) -> bool | None:
        return wanted == value

    # --- words -------------------------------------------------------------------------------------------------

    def say(self, datum: Datum, feature: FeatureSpec, context: ValueContext) -> str:
        """A value in words, with its unit."""
        return context.t(datum.state) if datum.state in ABSENT else self._say(cast(D, datum), feature, context)

    @abstractmethod
    def _say(self, datum: D, feature: FeatureSpec, context: ValueContext) -> str: ...

    def say_items(self, datum: Datum, feature: FeatureSpec, context: ValueContext) -> tuple[str, ...]:
        """Return the parts of a value in words: a table's cell shows one per line."""
        return (self.say(datum, feature, context),)

    def need_key(self, form: str, wanted: Datum) -> str:
        """Return the key of the interface text for a need."""
        return f"need-{form}"

    def say_end(self, end: Fraction, feature: FeatureSpec, context: ValueContext) -> str:
        """A fixed end of the axis in words."""
        return number_in_full(end, context.t.locale)

    def say_own_end(self, end: Fraction, datum: D, span: Span, feature: FeatureSpec, context: ValueContext) -> str:
        """Return an end of the axis in the words of the value that sets it."""
        return number_in_full(end, context.t.locale)

    def say_tie(self, feature: FeatureSpec, currency: str, t: Strings) -> str:
        """The largest difference that still counts as a tie, in words."""
        tolerance = feature.tolerance.low
        if self.tie or not tolerance:
            return t(self.tie or "tie-equal")
        return t("tie-within", value=self.say_difference(tolerance, feature, currency, t))

    def say_difference(self, difference: Fraction, feature: FeatureSpec, currency: str, t: Strings) -> str:
        """A distance on the axis in words."""
        return number_in_full(difference, t.locale)


AnyKind = FeatureKind[Any]
"""A kind whose type of data is not known statically."""
