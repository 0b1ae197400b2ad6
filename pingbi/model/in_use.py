"""Which value is used where no editor has ruled: of several claims, and of a vendor's plans."""

from collections.abc import Sequence
from fractions import Fraction

from pingbi.model.catalogue import Feature
from pingbi.model.data import Datum
from pingbi.model.kinds.base import AnyKind
from pingbi.model.plans import Offering
from pingbi.model.site import ReadClaim


def without_ruling(kind: AnyKind, claims: Sequence[ReadClaim]) -> Datum:
    """The claim without conditions; else what the feature's kind makes of all claims together."""
    for claim in claims:
        when = claim.written.when
        if when.plan is None and when.region is None and when.case is None:
            return claim.datum
    return kind.joined([claim.datum for claim in claims])


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
    """The value of a feature of which no source says anything."""
    return feature.kind.default(plans[1])
