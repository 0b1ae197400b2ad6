"""Everything that is for sale: each plan of each seller, with the product that it is for."""

from collections.abc import Iterator
from dataclasses import dataclass

from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.site import Site
from pingbi.remember import remembered


@dataclass(frozen=True)
class Offer:
    """One plan of one seller: the vendor, or a reseller's offer (`offer` is then its id)."""

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
        """The price that rules: the newest period's."""
        return self.plan.prices[-1]

    @property
    def owner(self) -> str:
        """The id of the file that says so: the reseller's offer, or the vendor's product."""
        return self.offer or self.product

    @property
    def id(self) -> str:
        """An id of its own among all offers of a site."""
        return f"{self.owner}.{self.plan_id}"


def offers(site: Site) -> Iterator[Offer]:
    """Every plan of every vendor, then of every reseller."""
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


def main_currency(site: Site) -> str:
    """The currency of the first offer, in which money is compared; '' where nothing is for sale."""
    return next((offer.currency for offer in offers(site)), "")


@remembered
def _of(offering: Offering, product: str, offer: str) -> tuple[Offer, ...]:
    return tuple(Offer(product, offer, plan_id, plan, offering) for plan_id, plan in offering.plans.items())
