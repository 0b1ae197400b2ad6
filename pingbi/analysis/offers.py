"""Everything for sale: each plan of each seller, its unit prices, and the conversion of its currency."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pingbi.locale.figures import Quantity, Range, at, closed
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import Datum
from pingbi.model.kinds.kind import Span
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.resolve import value_for_plan
from pingbi.model.site import ComparisonData, ExchangeRate, Fact, Site
from pingbi.remember import remembered


@dataclass(frozen=True)
class Offer:
    """One plan of one seller: the vendor's, or a reseller's (`offer` is then the id of its file)."""

    product: str
    offer: str
    plan_id: str
    plan: Plan
    offering: Offering

    @property
    def currency(self) -> str:
        return self.offering.currency

    @property
    def price(self) -> Price:
        """Return the price in force; of a plan that is only announced, its first price."""
        return self.plan.current

    @property
    def owner(self) -> str:
        """The id of the file that says so: the reseller's offer, or the vendor's product."""
        return self.offer or self.product

    @property
    def id(self) -> str:
        """Return an id that is unique among all offers of a site."""
        return f"{self.owner}.{self.plan_id}"


def offers(site: Site) -> Iterator[Offer]:
    """Yield every plan of every vendor, then of every reseller."""
    for product in site.products:
        yield from vendor_offers(site, product)
        yield from reseller_offers(site, product)


def vendor_offers(site: Site, product: str) -> Iterator[Offer]:
    """The plans of a product's own vendor."""
    if product in site.plans:
        yield from _of(site.plans[product], product, "")


def reseller_offers(site: Site, product: str) -> Iterator[Offer]:
    """What others sell a product for."""
    for id_, offering in site.offers.items():
        if offering.product == product:
            yield from _of(offering, product, id_)


def own_value(catalogue: Catalogue, fact: Fact, offer: Offer) -> Datum:
    """Return a fact's value for an offer; of a reseller's only what holds whatever the vendor's plan."""
    return value_for_plan(catalogue.features[fact.feature].kind, fact, None if offer.offer else offer.plan_id)


def main_currency(site: Site) -> str:
    """The currency of the first offer, in which money is compared; '' where nothing is for sale."""
    return next((offer.currency for offer in offers(site)), "")


@remembered
def _of(offering: Offering, product: str, offer: str) -> tuple[Offer, ...]:
    return tuple(Offer(product, offer, plan_id, plan, offering) for plan_id, plan in offering.plans.items())


@dataclass(frozen=True)
class Exchange:
    """One unit of the first currency is `factor` of the second.

    `rate` is the site's record of it (None: same currency).
    """

    factor: Fraction
    rate: ExchangeRate | None = None

    def span(self, value: Span, currency: str) -> Span:
        if self.rate is None:
            return value
        low, high = (None if end is None else end * self.factor for end in (value.low, value.high))
        return Span(low, high, currency)


SAME = Exchange(Fraction(1))


def exchange(site: ComparisonData, currency: str, into: str) -> Exchange | None:
    """Return the conversion of `currency` to `into` by the newest rate between the two, in either direction;

    None without one.
    """
    return rate_between(site.rates, currency, into)


def rate_between(rates: tuple[ExchangeRate, ...], currency: str, into: str) -> Exchange | None:
    """The same, where there is no more of a site than its rates."""
    if currency == into:
        return SAME
    found = [rate for rate in rates if {rate.from_, rate.to} == {currency, into}]
    if not found:
        return None
    newest = max(found, key=lambda rate: rate.date)
    value = newest.rate.low or Fraction(1)
    return Exchange(value if newest.from_ == currency else 1 / value, newest)


@dataclass(frozen=True)
class UnitCost:
    """A price brought to a unit: `of` is clip, credit or second; with the figures of its working."""

    of: str
    value: Range
    price: Range
    divisor: Range
    per: Range | None = None


def unit_costs(offer: Offer) -> Iterator[UnitCost]:
    """Yield a plan's price per clip, credit and second, as far as the plan states them."""
    amounts, includes = offer.price.amounts, offer.plan.includes
    second, month = closed(amounts.get("per_second")), closed(amounts.get("monthly"))
    if second:
        yield UnitCost("second", second, second, at(1))
    if month and month.low and not second:
        yield from _of_fee(month, offer, closed(includes.clips_per_month), closed(includes.credits_per_month))


def _of_fee(price: Range, offer: Offer, clips: Range | None, credits: Range | None) -> Iterator[UnitCost]:
    if clips:
        yield UnitCost("clip", price.over(clips), price, clips)
    if credits:
        a_credit = price.over(credits)
        yield UnitCost("credit", a_credit, price, credits)
        per = credits_a_clip(offer.offering)
        if per and not clips:
            yield UnitCost("clip", a_credit.by(per[2]), price, credits, per[2])


def credits_a_clip(offering: Offering) -> tuple[Quantity, Quantity, Range] | None:
    """Return (credits, clips, credits per clip) from a plan that gives both for the same period."""
    for plan in offering.plans.values():
        for period in ("day", "month"):
            credits = getattr(plan.includes, f"credits_per_{period}")
            clips = getattr(plan.includes, f"clips_per_{period}")
            given, made = closed(credits), closed(clips)
            if given and made:
                return credits, clips, given.over(made)
    return None
