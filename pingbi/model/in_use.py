"""Which value is used where no editor has ruled: of several claims, and of a vendor's plans."""

from collections.abc import Sequence
from fractions import Fraction

from pingbi.model.catalogue import Feature
from pingbi.model.data import UNKNOWN, Datum, Measure, PlanPrice
from pingbi.model.plans import Offering
from pingbi.model.site import ReadClaim
from pingbi.quantity import Quantity


def without_ruling(claims: Sequence[ReadClaim]) -> Datum:
    """The claim without conditions; else what all agree on; else the span of all measures."""
    for claim in claims:
        when = claim.written.when
        if when.plan is None and when.region is None and when.case is None:
            return claim.datum
    data = [claim.datum for claim in claims]
    measures = [datum.quantity for datum in data if isinstance(datum, Measure)]
    if len(measures) == len(data) and len({quantity.unit for quantity in measures}) == 1:
        return Measure(_span(measures))
    return data[0] if all(datum == data[0] for datum in data) else UNKNOWN


def _span(quantities: list[Quantity]) -> Quantity:
    lows = [quantity.low for quantity in quantities]
    highs = [quantity.high for quantity in quantities]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    first = quantities[0]
    return Quantity(low, high, first.unit, any(quantity.about for quantity in quantities), first.factor)


def same_values(judged: Sequence[Datum], given: Sequence[Datum]) -> bool:
    """Whether a ruling judged the very values that are claimed: the same set of them."""
    return all(item in given for item in judged) and all(item in judged for item in given)


Sold = tuple[tuple[str, ...], str]
"""All that facts need of a vendor's plans: their ids, and which of them is the entry ('' where none is)."""


def sold(plans: Offering | None) -> Sold:
    """The plans of a vendor; the entry is the lowest paid monthly plan that is still sold."""
    best: tuple[Fraction, str] | None = None
    for plan_id, plan in (plans.plans if plans else {}).items():
        monthly = plan.prices[-1].amounts.get("monthly")
        if not plan.ended and monthly and monthly.low and (best is None or monthly.low < best[0]):
            best = (monthly.low, plan_id)
    return tuple(plans.plans if plans else ()), best[1] if best else ""


def unsaid(feature: Feature, plans: Sold) -> Datum:
    """A value of which nobody says anything: for a price the entry plan's, else unknown."""
    return PlanPrice(plans[1]) if feature.kind == "price" and plans[1] else UNKNOWN
