"""Plans and offers: what somebody sells a product for, with its prices as dated periods."""

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from pingbi.faults import fault
from pingbi.locales import Text
from pingbi.model.base import Id, Record
from pingbi.model.fields import Date, Mark, Name, Url, one_of
from pingbi.model.products import Points
from pingbi.model.quantities import Amount, Duration, Included, Quantity
from pingbi.model.sources import Cited
from pingbi.problems import did_you_mean

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
    "RMB": "CNY",
    "¥": "JPY",
    "€": "EUR",
}


def _currency(value: Any) -> str:
    if value in CURRENCIES:
        return str(value)
    meant = _MEANT.get(str(value).upper()) or did_you_mean(str(value).upper(), CURRENCIES)
    hint = f"did you mean {meant}? " if meant else ""
    raise fault("currency", f"{value!r} is not a currency", f"{hint}Write the ISO code, for instance TWD or USD")


def _offering(value: Any) -> Any:
    """Prices come oldest first or in any order; a price of no shape or of two shapes is refused by Price itself."""
    if not isinstance(value, list) or not value:
        raise fault("type", "'prices' is a list with at least one price", "write '- {monthly: 6.99}'")
    return tuple(value)


class Price(Cited):
    """One period's price, from a date (left out: the source's) until the next one."""

    from_: Date | None = Field(default=None, alias="from")
    monthly: Amount | None = None
    yearly: Amount | None = None
    per_second: Amount | None = None
    per_clip: Amount | None = None
    per_credit: Amount | None = None
    free: Mark = False
    per_seat: Mark = False
    confirm: Mark = False
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _known_period(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            raise fault("type", "a price is a mapping", "write '{monthly: 6.99}'; a free plan is '{free: true}'")
        return written

    @model_validator(mode="after")
    def _one_shape(self) -> "Price":
        shapes = [shape for shape in SHAPES if getattr(self, shape) is not None]
        if self.free and shapes:
            raise fault("price-shape", f"a price cannot be free and {shapes[0]}", "remove one of the two")
        if not self.free and not shapes:
            raise fault("price-shape", "this price has no amount", f"add one of: {', '.join(SHAPES)}, or 'free: true'")
        return self

    @property
    def amounts(self) -> dict[str, Quantity]:
        """The amounts given, by billing shape. A free plan costs 0 a month."""
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
    def given(self) -> dict[str, Quantity]:
        """The figures given, by name, in the order of this record."""
        found = {name: getattr(self, name) for name in type(self).model_fields if name != "unlimited"}
        return {name: quantity for name, quantity in found.items() if quantity is not None}


class Plan(Record):
    """One plan of an offering."""

    name: Name
    prices: Annotated[tuple[Price, ...], BeforeValidator(_offering)]
    includes: Allowance = Allowance()
    perks: Points = ()


class Seller(Record):
    """Who sells an offer, where it is not the product's vendor."""

    name: Name
    kind: Annotated[str, one_of(("reseller", "partner"), "kind of seller")]
    url: Url = None


class Offering(Record):
    """What one seller asks for one product. A vendor's own has no `seller`."""

    product: str
    seller: Seller | None = None
    currency: Annotated[str, BeforeValidator(_currency)]
    source: str | None = None
    at: str | None = None
    plans: dict[Id, Plan] = Field(min_length=1)
    provides: Points = ()

    @model_validator(mode="before")
    @classmethod
    def _of_file(cls, written: Any, info: ValidationInfo) -> Any:
        """A vendor's plans file is named after its product and does not repeat it."""
        product = (info.context or {}).get("product")
        return {"product": product, **written} if product and isinstance(written, dict) else written
