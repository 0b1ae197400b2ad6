"""Which offers fit a scenario: every hard need is put to the offer's own values, not to the product's best."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.costs import fee_of
from pingbi.analysis.offers import Offer, exchange, main_currency, offers, own_value
from pingbi.analysis.scores import FAIL, PASS, meets
from pingbi.locale.figures import Range, closed
from pingbi.model.data import Datum
from pingbi.model.editorial import Need
from pingbi.model.site import Site
from pingbi.remember import remembered


@dataclass(frozen=True)
class OfferFit:
    """An offer with the needs that it fails, and those for which its own value is not known."""

    offer: Offer
    failed: tuple[Need, ...]
    unknown: tuple[Need, ...]

    @property
    def meets_all(self) -> bool:
        return not self.failed and not self.unknown


@remembered
def fits(site: Site, scenario: str) -> tuple[OfferFit, ...]:
    """Return every offer that is sold, with how it does on the needs of a scenario."""
    return tuple(_fit(site, scenario, offer) for offer in offers(site) if offer.plan.sold)


def _fit(site: Site, scenario: str, offer: Offer) -> OfferFit:
    results = [(need, _result(site, offer, need, wanted)) for need, wanted in _needs(site, scenario)]
    failed = tuple(need for need, result in results if result == FAIL)
    return OfferFit(offer, failed, tuple(need for need, result in results if result not in (PASS, FAIL)))


def _needs(site: Site, scenario: str) -> Iterator[tuple[Need, Datum]]:
    yield from zip(site.scenarios[scenario].needs, site.needs[scenario], strict=True)


def _result(site: Site, offer: Offer, need: Need, wanted: Datum) -> str:
    kind, fact = site.catalogue.features[need.feature].kind, site.facts[offer.product][need.feature]
    return meets(kind, need, wanted, own_value(site.catalogue, fact, offer))


def meeting_offers(site: Site, scenario: str) -> tuple[Offer, ...]:
    """Return the offers that surely meet every need of a scenario."""
    return tuple(fit.offer for fit in fits(site, scenario) if fit.meets_all)


def cheapest_fit(site: Site, scenario: str, product: str) -> Offer | None:
    """Return the cheapest offer of a product that surely meets every need; None if no such offer is known.

    Offers are compared by what a month costs before anything is used; those without such a fee come last.
    """
    eligible = [offer for offer in meeting_offers(site, scenario) if offer.product == product]
    return min(eligible, key=lambda offer: _by_fee(site, offer), default=None)


def _by_fee(site: Site, offer: Offer) -> tuple[bool, Fraction]:
    fee = monthly_fee(site, offer)
    return (True, Fraction(0)) if fee is None else (False, fee.high)


def monthly_fee(site: Site, offer: Offer) -> Range | None:
    """Return an offer's monthly fee in the site's currency; None if it has no fee, or no rate brings it there."""
    amounts, rate = offer.price.amounts, exchange(site, offer.currency, main_currency(site))
    fees = [closed(amounts[shape]) for shape in ("monthly", "yearly") if shape in amounts]
    return fee_of(amounts).times(rate.factor) if rate and fees and all(fees) else None
