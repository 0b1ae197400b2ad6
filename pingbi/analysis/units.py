"""Prices brought to a common unit: per clip, per credit, per second, as far as a plan tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from pingbi.analysis.offers import Offer
from pingbi.analysis.ranges import Range, at, closed
from pingbi.model.plans import Offering
from pingbi.quantity import Quantity


@dataclass(frozen=True)
class UnitCost:
    """A price brought to a unit: `of` is clip, credit or second; with the figures of its working."""

    of: str
    value: Range
    price: Range
    divisor: Range
    per: Range | None = None


def unit_costs(offer: Offer) -> Iterator[UnitCost]:
    """A plan's price per clip, credit and second, as far as the plan tells."""
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
    """(credits, clips, credits a clip), from a plan that gives both for the same period."""
    for plan in offering.plans.values():
        for period in ("day", "month"):
            credits = getattr(plan.includes, f"credits_per_{period}")
            clips = getattr(plan.includes, f"clips_per_{period}")
            given, made = closed(credits), closed(clips)
            if given and made:
                return credits, clips, given.over(made)
    return None
