"""What a usage costs under an offer: exact, with ranges; a missing input is named, and then no figure appears.

Every billing shape is reduced to one form (a fee, what it includes, the price beyond), so that one computation
handles them all, here and in the browser.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil

from pingbi.analysis.offers import Offer, credits_a_clip, exchange, main_currency, offers, own_value
from pingbi.locale.figures import ZERO_RANGE, Quantity, Range, at, closed
from pingbi.locale.formats import rounded_cost
from pingbi.model.catalogue import Catalogue
from pingbi.model.editorial import Usage
from pingbi.model.plans import Plan
from pingbi.model.site import Fact, Site
from pingbi.remember import remembered

DAYS = 30
"""Days of a month, for amounts that are included per day."""
MONTHS = 12
SECOND, CLIP, CREDIT = "second", "clip", "credit"
UNITS = (SECOND, CLIP, CREDIT)


@dataclass(frozen=True)
class IncludedAmount:
    """How much a fee includes a month: `sure` at least (None: unlimited), `most` at most (None: unknown)."""

    sure: Fraction | None
    most: Fraction | None


@dataclass(frozen=True)
class Tariff:
    """A `fee` a month that includes some of `unit` (clip or second), and a `rate` for each one beyond.

    `rate` is None if no more can be bought; `fee` is None if the price is only a bound; `limit` is the longest clip
    in seconds. `missing` names the first input without which nothing can be computed. `assumed`: how many credits a
    clip takes, where only the seller's own count of clips says so.
    """

    fee: Range | None
    unit: str = CLIP
    included: IncludedAmount | None = None
    rate: Range | None = None
    limit: Fraction | None = None
    missing: str = ""
    assumed: Range | None = None


def tariff(site: Site, offer: Offer) -> Tariff:
    """Return the tariff of an offer: its newest price, what it includes, and what a clip takes."""
    return _tariff(offer, site.catalogue, site.facts[offer.product])


@remembered
def _tariff(offer: Offer, catalogue: Catalogue, facts: Mapping[str, Fact]) -> Tariff:
    amounts = offer.price.amounts
    if not offer.plan.sold:
        return Tariff(None, missing="ended" if offer.plan.begun else "coming")
    if any(closed(quantity) is None for quantity in amounts.values()):
        return Tariff(None, missing="price")
    found = _shaped(Tariff(fee_of(amounts), limit=longest_clip(offer, catalogue, facts)), offer, amounts)
    return found if found.missing or found.limit else replace(found, missing="limit")


def _shaped(base: Tariff, offer: Offer, amounts: Mapping[str, Quantity]) -> Tariff:
    if offer.plan.includes.unlimited:
        return replace(base, included=IncludedAmount(None, None))
    rates = {unit: closed(amounts[f"per_{unit}"]) for unit in UNITS if f"per_{unit}" in amounts}
    included = included_in(offer.plan)
    if CREDIT in included:
        included = {CREDIT: included[CREDIT]}  # clips beside credits only illustrate what the credits do
    units = {*rates, *included}
    if len(units) != 1:
        return replace(base, missing="mixed" if units else "capacity")
    (unit,) = units
    counted = replace(
        base, unit=unit, included=included.get(unit, IncludedAmount(Fraction(0), Fraction(0))), rate=rates.get(unit)
    )
    return _without_credits(counted, offer) if unit == CREDIT else counted


def _without_credits(found: Tariff, offer: Offer) -> Tariff:
    """Convert credits into clips or seconds: by what one takes, or by a plan that counts both for the same period."""
    takes, counted = offer.offering.takes, credits_a_clip(offer.offering)
    each = closed(takes.credits) if takes else counted[2] if counted else None
    if each is None or found.included is None:
        return Tariff(found.fee, limit=found.limit, missing="credits")
    sure, most = found.included.sure, found.included.most
    unit = takes.unit if takes else CLIP
    whole = unit == CLIP and found.rate is None  # what is left of the credits makes no clip, and no more can be bought
    return replace(
        found,
        unit=unit,
        assumed=None if takes else each,
        included=IncludedAmount(_made_of(sure, each.high, whole), _made_of(most, each.low, whole)),
        rate=found.rate.by(each) if found.rate else None,
    )


def _made_of(credits: Fraction | None, each: Fraction, whole: bool) -> Fraction | None:
    """Return how many can be made of an amount of credits; None stays unlimited or unknown."""
    if credits is None:
        return None
    return Fraction(credits // each) if whole else credits / each


def fee_of(amounts: Mapping[str, Quantity]) -> Range:
    """Return what a month costs before anything is made; a yearly fee is spread over its months."""
    monthly, yearly = closed(amounts.get("monthly")), closed(amounts.get("yearly"))
    return monthly or (yearly.times(Fraction(1, MONTHS)) if yearly else ZERO_RANGE)


@remembered
def included_in(plan: Plan) -> Mapping[str, IncludedAmount]:
    """Return what a plan includes a month, by unit; a daily amount is available on every day of the month."""
    found, given = {}, plan.includes.figures
    for unit in UNITS:
        if f"{unit}s_per_month" in given:
            found[unit] = _included(given[f"{unit}s_per_month"], 1)
        elif f"{unit}s_per_day" in given:
            found[unit] = _included(given[f"{unit}s_per_day"], DAYS)
    return found


def _included(quantity: Quantity, times: int) -> IncludedAmount:
    low, high = quantity.low or Fraction(0), quantity.high
    return IncludedAmount(low * times, None if high is None else high * times)


def longest_clip(offer: Offer, catalogue: Catalogue, facts: Mapping[str, Fact]) -> Fraction | None:
    """Return the longest clip in seconds: what the plan includes, or the product's value for it."""
    own = offer.plan.includes.max_duration
    if own is not None:
        return own.base()[1] or own.base()[0]
    feature = catalogue.with_role("clip-length")
    figure = own_value(catalogue, facts[feature], offer).figure if feature else None
    return (figure.base()[1] or None) if figure else None


DONE, CANNOT, UNKNOWN = "done", "cannot", "unknown"
REMEMBERED = 1 << 14
"""The same usages are worked out on many pages, and fractions are slow."""


@dataclass(frozen=True)
class Consumption:
    """`clips` a month of `seconds` each.

    `failed` is the share of runs (0 to 1) that fail and are paid for all the same.
    """

    clips: int
    seconds: int
    failed: Range | None = None


@dataclass(frozen=True)
class Cost:
    """The cost of a usage. `status` is done, cannot or unknown; `reason` is then the code of what is missing.

    `total` is per month, in the offer's currency. `pieces` clips make one of the wanted length. `needed` is how much
    of the tariff's unit the usage takes a month, failed runs included; `beyond` is how much of that the fee does not
    include.
    """

    status: str
    reason: str = ""
    pieces: int = 1
    needed: Range | None = None
    beyond: Range | None = None
    total: Range | None = None


@dataclass(frozen=True)
class WorkedCost:
    """What a use costs under an offer, and the tariff by which that was worked out."""

    offer: Offer
    tariff: Tariff
    use: Consumption
    cost: Cost

    @property
    def stated(self) -> tuple[Range | None, ...]:
        """Return the amounts that are shown with all their digits, as sources have them."""
        return self.tariff.fee, self.tariff.rate

    @property
    def printed(self) -> Range | None:
        """Return the total as it is shown; costs are compared by it, so that none wins that looks like another."""
        return rounded_cost(self.cost.total, self.stated, self.offer.currency) if self.cost.total else None


def use_of(usage: Usage) -> Consumption:
    """The use that editors have written down, without failed runs."""
    return Consumption(usage.clips_per_month, usage.seconds_per_clip)


@lru_cache(REMEMBERED)
def cost(terms: Tariff, use: Consumption) -> Cost:
    """Return what `use` costs a month under `terms`."""
    if terms.missing or terms.fee is None or terms.included is None:
        return Cost(UNKNOWN, terms.missing, _pieces(terms, use))
    pieces = _pieces(terms, use)
    needed = with_failures(at(_made(terms, use, pieces)), use.failed)
    beyond = _beyond(needed, terms.included)
    if terms.rate is not None or beyond == ZERO_RANGE:
        return Cost(DONE, "", pieces, needed, beyond, terms.fee.plus(beyond.by(terms.rate or ZERO_RANGE)))
    status, reason = (CANNOT, "capacity") if beyond.low > 0 else (UNKNOWN, "between")
    return Cost(status, reason, pieces, needed, beyond)


def _pieces(terms: Tariff, use: Consumption) -> int:
    return ceil(Fraction(use.seconds) / terms.limit) if terms.limit else 1


def _made(terms: Tariff, use: Consumption, pieces: int) -> int:
    """Return the monthly output, in the tariff's unit."""
    return use.clips * (pieces if terms.unit == CLIP else use.seconds)


def _beyond(needed: Range, included: IncludedAmount) -> Range:
    """Return how much is needed beyond what is included, from the best case to the worst."""
    least = Fraction(0) if included.most is None else max(needed.low - included.most, Fraction(0))
    most = Fraction(0) if included.sure is None else max(needed.high - included.sure, Fraction(0))
    return Range(least, most)


def failed_share(site: Site, product: str) -> Range | None:
    """Return the share of runs that fail and must be repeated (0 to 1), or None if it is not on record."""
    feature = site.catalogue.with_role("failed-share")
    share = closed(site.facts[product][feature].used.figure) if feature else None
    if share is None or share.high >= 100:
        return None  # where every run may fail, nothing can be said of a usable clip
    return Range(share.low / 100, share.high / 100)


def usable_share(share: Range) -> Range:
    """The share of runs that are left to be used where a share of them fails."""
    return Range(1 - share.high, 1 - share.low)


def with_failures(value: Range, share: Range | None) -> Range:
    """Return how many runs give `value` good ones if a share of them fails."""
    return value if share is None else Range(value.low / (1 - share.low), value.high / (1 - share.high))


def worked_cost(site: Site, offer: Offer, use: Consumption) -> WorkedCost:
    terms = tariff(site, offer)
    return WorkedCost(offer, terms, use, cost(terms, use))


def worked_costs(site: Site, use: Consumption, among: Iterable[Offer] | None = None) -> list[WorkedCost]:
    """Return what a use costs under these offers, or all: what can be computed first, the cheapest first."""
    known = offers(site) if among is None else among
    return sorted((worked_cost(site, offer, use) for offer in known), key=lambda item: _order(site, item))


def _order(site: Site, item: WorkedCost) -> tuple[bool, bool, Fraction]:
    """Money that no rate brings to the site's currency comes last."""
    rate = exchange(site, item.offer.currency, main_currency(site))
    total = item.cost.total.low * rate.factor if item.cost.total and rate else Fraction(0)
    return item.cost.status != DONE, rate is None, total


def comparable_total(site: Site, item: WorkedCost) -> Range | None:
    """A month's cost in the site's currency; None where there is none, or where no rate brings it there."""
    rate = exchange(site, item.offer.currency, main_currency(site))
    return item.printed.times(rate.factor) if item.printed and rate else None
