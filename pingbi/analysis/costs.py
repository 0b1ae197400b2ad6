"""What a usage costs under a tariff: exact, ranges carried; a missing input is named and no figure appears."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil

from pingbi.analysis.offers import Offer, main_currency, offers
from pingbi.analysis.ranges import NOTHING, Range, at, closed
from pingbi.analysis.rates import exchange
from pingbi.analysis.tariffs import CLIP, Included, Tariff, tariff
from pingbi.model.editorial import Usage
from pingbi.model.site import Site

DONE, CANNOT, UNKNOWN = "done", "cannot", "unknown"
REMEMBERED = 1 << 14
"""The same uses are worked out on many pages, and fractions are slow."""


@dataclass(frozen=True)
class Use:
    """`clips` a month of `seconds` each; `failed` is the share of runs (0 to 1) that fail and are paid all the same."""

    clips: int
    seconds: int
    failed: Range | None = None


@dataclass(frozen=True)
class Cost:
    """The cost of a use. `status`: done, cannot, unknown; `reason` is then a word that says what is missing.

    `total` is a month's, in the offer's currency. `pieces` clips make one of the wanted length. `needed` is how much
    of the tariff's unit is used a month, failed runs included; `beyond` how much of it the fee does not include.
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
    use: Use
    cost: Cost


def use_of(usage: Usage) -> Use:
    """The use that editors have written down, without failed runs."""
    return Use(usage.clips_per_month, usage.seconds_per_clip)


@lru_cache(REMEMBERED)
def cost(terms: Tariff, use: Use) -> Cost:
    """What `use` costs a month under `terms`."""
    if terms.missing or terms.fee is None or terms.included is None:
        return Cost(UNKNOWN, terms.missing, _pieces(terms, use))
    pieces = _pieces(terms, use)
    needed = with_failures(at(_made(terms, use, pieces)), use.failed)
    beyond = _beyond(needed, terms.included)
    if terms.rate is not None or beyond == NOTHING:
        return Cost(DONE, "", pieces, needed, beyond, terms.fee.plus(beyond.by(terms.rate or NOTHING)))
    status, reason = (CANNOT, "capacity") if beyond.low > 0 else (UNKNOWN, "between")
    return Cost(status, reason, pieces, needed, beyond)


def _pieces(terms: Tariff, use: Use) -> int:
    return ceil(Fraction(use.seconds) / terms.limit) if terms.limit else 1


def _made(terms: Tariff, use: Use, pieces: int) -> int:
    """What comes out in a month, in the tariff's unit."""
    return use.clips * (pieces if terms.unit == CLIP else use.seconds)


def _beyond(needed: Range, included: Included) -> Range:
    """How much is needed beyond what is included: between the best case and the worst."""
    least = Fraction(0) if included.most is None else max(needed.low - included.most, Fraction(0))
    most = Fraction(0) if included.sure is None else max(needed.high - included.sure, Fraction(0))
    return Range(least, most)


def failed_share(site: Site, product: str) -> Range | None:
    """The share of runs that fail and are run again (0 to 1), if it is known."""
    feature = site.catalogue.with_role("failed-share")
    share = closed(site.facts[product][feature].used.figure) if feature else None
    if share is None or share.high >= 100:
        return None  # where every run may fail, nothing can be said of a usable clip
    return Range(share.low / 100, share.high / 100)


def usable_share(share: Range) -> Range:
    """The share of runs that are left to be used where a share of them fails."""
    return Range(1 - share.high, 1 - share.low)


def with_failures(value: Range, share: Range | None) -> Range:
    """What it takes to get `value` good ones where a share of the runs fails."""
    return value if share is None else Range(value.low / (1 - share.low), value.high / (1 - share.high))


def worked_cost(site: Site, offer: Offer, use: Use) -> WorkedCost:
    terms = tariff(site, offer)
    return WorkedCost(offer, terms, use, cost(terms, use))


def worked_costs(site: Site, use: Use) -> list[WorkedCost]:
    """What a use costs under every offer: what can be computed first, the cheapest first."""
    return sorted((worked_cost(site, offer, use) for offer in offers(site)), key=lambda item: _order(site, item))


def _order(site: Site, item: WorkedCost) -> tuple[bool, bool, Fraction]:
    """Money that no rate brings to the site's currency comes last."""
    rate = exchange(site, item.offer.currency, main_currency(site))
    total = item.cost.total.low * rate.factor if item.cost.total and rate else Fraction(0)
    return item.cost.status != DONE, rate is None, total


def comparable_total(site: Site, item: WorkedCost) -> Range | None:
    """A month's cost in the site's currency; None where there is none, or where no rate brings it there."""
    rate = exchange(site, item.offer.currency, main_currency(site))
    return item.cost.total.times(rate.factor) if item.cost.total and rate else None
