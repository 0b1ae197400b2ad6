"""An offer in numbers alone: a fee, what it includes, and the price of what lies beyond.

Every billing shape becomes this one form, so that one sum works them all out, here and in the browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from pingbi.analysis.offers import Offer
from pingbi.analysis.ranges import NOTHING, Range, closed
from pingbi.model.catalogue import Catalogue
from pingbi.model.plans import Plan
from pingbi.model.site import Fact, Site
from pingbi.quantity import Quantity
from pingbi.remember import remembered

DAYS = 30
"""The days of a month, for what is included by the day."""
MONTHS = 12
SECOND, CLIP, CREDIT = "second", "clip", "credit"
UNITS = (SECOND, CLIP, CREDIT)


@dataclass(frozen=True)
class Included:
    """How much a fee includes a month: `sure` at least (None: without limit), `most` at most (None: not known)."""

    sure: Fraction | None
    most: Fraction | None


@dataclass(frozen=True)
class Tariff:
    """A `fee` a month that includes some of `unit` (clip or second), and a `rate` for each one beyond.

    `rate` is None where no more is to be had; `fee` is None where the price is only a bound; `limit` is the longest
    clip in seconds. `missing` names the first input without which nothing can be computed.
    """

    fee: Range | None
    unit: str = CLIP
    included: Included | None = None
    rate: Range | None = None
    limit: Fraction | None = None
    missing: str = ""


def tariff(site: Site, offer: Offer) -> Tariff:
    """The tariff of an offer: its newest price, what it includes, and what a clip takes."""
    return _tariff(offer, site.catalogue, site.facts[offer.product])


@remembered
def _tariff(offer: Offer, catalogue: Catalogue, facts: Mapping[str, Fact]) -> Tariff:
    amounts = offer.price.amounts
    if offer.plan.ended:
        return Tariff(None, missing="ended")
    if any(closed(quantity) is None for quantity in amounts.values()):
        return Tariff(None, missing="price")
    found = _shaped(Tariff(fee_of(amounts), limit=longest_clip(offer.plan, catalogue, facts)), offer, amounts)
    return found if found.missing or found.limit else replace(found, missing="limit")


def _shaped(base: Tariff, offer: Offer, amounts: Mapping[str, Quantity]) -> Tariff:
    if offer.plan.includes.unlimited:
        return replace(base, included=Included(None, None))
    rates = {unit: closed(amounts[f"per_{unit}"]) for unit in UNITS if f"per_{unit}" in amounts}
    included = included_in(offer.plan)
    if CREDIT in included:
        included = {CREDIT: included[CREDIT]}  # clips beside credits only illustrate what the credits do
    units = {*rates, *included}
    if len(units) != 1:
        return replace(base, missing="mixed" if units else "capacity")
    (unit,) = units
    counted = replace(
        base, unit=unit, included=included.get(unit, Included(Fraction(0), Fraction(0))), rate=rates.get(unit)
    )
    return _without_credits(counted, offer) if unit == CREDIT else counted


def _without_credits(found: Tariff, offer: Offer) -> Tariff:
    """Credits are turned into what they buy, where the seller says what a clip or a second takes."""
    takes = offer.offering.takes
    each = closed(takes.credits) if takes else None
    if takes is None or each is None or found.included is None:
        return Tariff(found.fee, limit=found.limit, missing="credits")
    sure, most = found.included.sure, found.included.most
    return replace(
        found,
        unit=takes.unit,
        included=Included(None if sure is None else sure / each.high, None if most is None else most / each.low),
        rate=found.rate.by(each) if found.rate else None,
    )


def fee_of(amounts: Mapping[str, Quantity]) -> Range:
    """What a month costs before anything is made; a yearly fee is spread over its months."""
    monthly, yearly = closed(amounts.get("monthly")), closed(amounts.get("yearly"))
    return monthly or (yearly.times(Fraction(1, MONTHS)) if yearly else NOTHING)


@remembered
def included_in(plan: Plan) -> Mapping[str, Included]:
    """What a plan includes a month, by unit; a day's share holds on every day of the month."""
    found, given = {}, plan.includes.given
    for unit in UNITS:
        if f"{unit}s_per_month" in given:
            found[unit] = _included(given[f"{unit}s_per_month"], 1)
        elif f"{unit}s_per_day" in given:
            found[unit] = _included(given[f"{unit}s_per_day"], DAYS)
    return found


def _included(quantity: Quantity, times: int) -> Included:
    low, high = quantity.low or Fraction(0), quantity.high
    return Included(low * times, None if high is None else high * times)


def longest_clip(plan: Plan, catalogue: Catalogue, facts: Mapping[str, Fact]) -> Fraction | None:
    """The longest clip in seconds: the plan's own, or the product's value in use."""
    own = plan.includes.max_duration
    if own is not None:
        return own.base()[1] or own.base()[0]
    feature = catalogue.with_role("clip-length")
    figure = facts[feature].used.figure if feature else None
    return (figure.base()[1] or None) if figure else None
