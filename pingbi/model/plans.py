"""Plans and offers: what a seller asks for a product, with prices as dated periods."""

import unicodedata
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationInfo, WithJsonSchema, model_validator

from pingbi.diagnostics.message import did_you_mean, quote_value, say, with_odd_letters
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import PartialDate, Quantity
from pingbi.locale.text import Text
from pingbi.model.base import Id, Record, TextLine, as_list
from pingbi.model.fields import Count, Date, Draftable, Mark, Name, Url, one_of
from pingbi.model.products import Points
from pingbi.model.quantities import Duration, Included, Money
from pingbi.model.sources import Cited, Point

TAXES = ("included", "excluded", "unknown")
SHAPES = ("monthly", "yearly", "per_second", "per_clip", "per_credit")
CURRENCIES = (
    "USD",
    "TWD",
    "EUR",
    "JPY",
    "GBP",
    "CNY",
    "HKD",
    "KRW",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "INR",
    "MYR",
    "THB",
    "VND",
)
ZERO = Quantity(Fraction(0), Fraction(0))
_MEANT = {
    "NTD": "TWD",
    "NT$": "TWD",
    "NT": "TWD",
    "$": "USD",
    "US$": "USD",
    "HK$": "HKD",
    "RMB": "CNY",
    "¥": "JPY",
    "€": "EUR",
    "£": "GBP",
    "DOLLARS": "USD",
    "EURO": "EUR",
    "台幣": "TWD",
    "新台幣": "TWD",
    "新臺幣": "TWD",
    "美元": "USD",
    "美金": "USD",
    "歐元": "EUR",
    "日圓": "JPY",
    "港幣": "HKD",
    "人民幣": "CNY",
}


def _currency(value: Any) -> str:
    if value in CURRENCIES:
        return str(value)
    given = unicodedata.normalize("NFKC", str(value)).strip().upper()
    meant = given if given in CURRENCIES else _MEANT.get(given) or did_you_mean(given, CURRENCIES)
    hint = say("write the ISO code, for instance TWD or USD")
    if meant:
        hint = with_odd_letters(str(value), say("did you mean {meant}? write the ISO code", meant=meant))
    raise finding("currency", say("'{value}' is not a currency", value=quote_value(value)), hint, (quote_value(value),))


Currency = Annotated[str, BeforeValidator(_currency), WithJsonSchema({"enum": list(CURRENCIES)})]


def _offering(value: Any) -> Any:
    """Accept prices in any order; Price itself refuses a price with no shape or with two."""
    if not isinstance(value, list) or not value:
        message = say("'prices' is a list with at least one price")
        raise finding("type", message, say("write '- {{monthly: 6.99}}'"))
    return tuple(value)


class Price(Cited):
    """One period's price, from a date (by default the source's) until the next one begins."""

    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    """The first day on which the price no longer holds, if the offer ended; else it holds until the next period."""
    monthly: Money | None = None
    yearly: Money | None = None
    per_second: Money | None = None
    per_clip: Money | None = None
    per_credit: Money | None = None
    free: Mark = False
    per_seat: Mark = False
    confirm: Mark = False
    note: Text | None = None
    quote: TextLine | None = None
    """The source's exact words, which must contain the figure. For editors: no page prints them."""

    @model_validator(mode="before")
    @classmethod
    def _known_period(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            hint = say("write '{{monthly: 6.99}}'; a free plan is '{{free: true}}'")
            raise finding("type", say("a price is a mapping"), hint)
        return written

    @model_validator(mode="after")
    def _one_shape(self) -> "Price":
        shapes = [shape for shape in SHAPES if getattr(self, shape) is not None]
        if self.free and shapes:
            message = say("a price cannot be free and {shape}", shape=shapes[0])
            raise finding("price-shape", message, say("remove one of the two"), (shapes[0],))
        if not self.free and not shapes:
            hint = say("add one of: {known}, or 'free: true'", known=SHAPES)
            raise finding("price-shape", say("this price has no amount"), hint)
        for shape in shapes:
            if getattr(self, shape).low == 0:
                hint = say("a free plan is written 'free: true'")
                raise finding("price-shape", say("a price of zero"), hint, at=(shape,))
        return self

    @property
    def amounts(self) -> dict[str, Quantity]:
        """The amounts, by billing shape. A free plan costs 0 a month."""
        if self.free:
            return {"monthly": ZERO}
        return {shape: getattr(self, shape) for shape in SHAPES if getattr(self, shape) is not None}


class Allowance(Record):
    """What a plan includes."""

    credits_per_month: Included | None = None
    credits_per_day: Included | None = None
    clips_per_month: Included | None = None
    clips_per_day: Included | None = None
    seconds_per_month: Included | None = None
    unlimited: Mark = False
    max_duration: Duration | None = None

    @property
    def figures(self) -> dict[str, Quantity]:
        """The figures, by name, in the order of this record's fields."""
        found = {name: getattr(self, name) for name in type(self).model_fields if name != "unlimited"}
        return {name: quantity for name, quantity in found.items() if quantity is not None}


class Plan(Record):
    """One plan of an offering."""

    name: Name
    prices: Annotated[tuple[Price, ...], BeforeValidator(_offering)]
    includes: Allowance = Allowance()
    perks: Points = ()

    # Not keys of a file: they follow from the day for which a site is built (analysis/as_of/in_force.py).
    _coming: tuple[Price, ...] = PrivateAttr(default=())
    _end: PartialDate | None = PrivateAttr(default=None)

    def on_a_day(self, prices: tuple[Price, ...], coming: tuple[Price, ...], end: PartialDate | None = None) -> "Plan":
        """Return the plan with the `prices` that have begun, those that are announced, and the announced end."""
        plan = self.model_copy(update={"prices": prices})
        plan._coming, plan._end = coming, end
        return plan

    @property
    def coming(self) -> tuple[Price, ...]:
        """The prices that are announced for later, oldest first."""
        return self._coming

    @property
    def end(self) -> PartialDate | None:
        """The first day on which the plan will no longer be sold, if that is announced."""
        return self._end

    @property
    def current(self) -> Price:
        """The newest price that has begun; of a plan that is only announced, its first price."""
        return (self.prices or self.coming)[-1 if self.prices else 0]

    @property
    def begun(self) -> bool:
        """Whether the plan has been sold at all; otherwise it is only announced."""
        return bool(self.prices)

    @property
    def ended(self) -> bool:
        """Whether the newest price has ended: the plan is no longer sold."""
        return self.begun and self.current.to is not None

    @property
    def sold(self) -> bool:
        return self.begun and not self.ended


class Takes(Cited):
    """How many credits a clip or a second of it takes, if the seller says so."""

    credits_per_clip: Included | None = None
    credits_per_second: Included | None = None

    @model_validator(mode="after")
    def _one(self) -> "Takes":
        if (self.credits_per_clip is None) == (self.credits_per_second is None):
            hint = say("write 'credits_per_clip: 10-20' or 'credits_per_second: 5'")
            raise finding("takes-form", say("what a clip takes is given in exactly one way"), hint)
        return self

    @property
    def unit(self) -> str:
        return "second" if self.credits_per_clip is None else "clip"

    @property
    def credits(self) -> Quantity | None:
        return self.credits_per_second if self.credits_per_clip is None else self.credits_per_clip


class Seller(Record):
    """Who sells an offer, if it is not the product's vendor."""

    name: Name
    kind: Annotated[str, one_of(("reseller", "partner"), say("kind of seller"))]
    url: Url = None


class ClaimedSum(Point):
    """A computation that a source itself makes; the page repeats it, or names the missing input."""

    clips_per_month: Count
    seconds_per_clip: Count


Sums = Annotated[tuple[ClaimedSum, ...], BeforeValidator(as_list)]


class Offering(Draftable):
    """What one seller asks for one product. A vendor's own offering has no `seller`."""

    product: str
    seller: Seller | None = None
    currency: Currency
    tax: Annotated[str, one_of(TAXES, say("word on tax"))] | None = None
    """Whether the prices include tax; None if the file does not say."""
    source: str | None = None
    at: str | None = None
    takes: Takes | None = None
    plans: dict[Id, Plan] = Field(min_length=1)
    provides: Points = ()
    sums: Sums = ()

    @model_validator(mode="before")
    @classmethod
    def _of_file(cls, written: Any, info: ValidationInfo) -> Any:
        """Fill in the product: a vendor's plans file is named after it and does not repeat it."""
        product = (info.context or {}).get("product")
        return {"product": product, **written} if product and isinstance(written, dict) else written

    @model_validator(mode="after")
    def _sold_by_somebody(self, info: ValidationInfo) -> "Offering":
        if self.seller is None and not (info.context or {}).get("product"):
            hint = say("add 'seller: {{name: …, kind: reseller}}'")
            raise finding("key-missing", say("an offer says who sells it"), hint)
        return self
