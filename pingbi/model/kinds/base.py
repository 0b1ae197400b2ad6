"""What a kind of feature is: everything that differs between the kinds of values, in one class for each kind.

A kind reads a value, places it on an axis, compares it, puts it in words, and describes how it is written. All kinds
can be `unknown` or `n/a`; the public methods deal with that, so that a kind's own methods (`_read`, `_say`, `_span`)
only meet values that are there.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from pingbi.findings import finding
from pingbi.formats import Strings, number
from pingbi.locales import Text
from pingbi.model.data import ABSENT, UNKNOWN, Datum, NotApplicable
from pingbi.model.kinds.axis import Ends, Order, Span, at_least, at_most, compare_spans
from pingbi.model.plans import Offering
from pingbi.quantity import Quantity
from pingbi.wording import say

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
