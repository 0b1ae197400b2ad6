"""Which value is used if no editor has ruled, and which record class and folder belong to each kind of record."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pingbi.model.base import Record
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import UNKNOWN, Datum
from pingbi.model.editorial import Comparison, Guide, HandsOnTest, Scenario
from pingbi.model.kinds.kind import AnyKind
from pingbi.model.plans import Offering
from pingbi.model.products import Product
from pingbi.model.site import Fact, ReadClaim, Site
from pingbi.model.sources import Source
from pingbi.site_structure import RECORD_KINDS


def undisputed_value(kind: AnyKind, claims: Sequence[ReadClaim]) -> Datum:
    """The claim without conditions; else what the feature's kind makes of all claims together."""
    for claim in claims:
        if claim.source_claim.when.is_empty:
            return claim.datum
    return kind.joined([claim.datum for claim in claims])


def value_for_plan(kind: AnyKind, fact: Fact, plan: str | None) -> Datum:
    """Return a fact's value for one plan of the vendor; for None only what holds whatever the plan.

    A value that is claimed for other plans alone is unknown for this one.
    """
    if not any(claim.source_claim.when.plan for claim in fact.claims):
        return fact.used
    own = tuple(claim for claim in fact.claims if plan is not None and plan in claim.source_claim.when.plan)
    claims = own or tuple(claim for claim in fact.claims if not claim.source_claim.when.plan)
    if any(claim.datum == fact.used for claim in claims):
        return fact.used
    return undisputed_value(kind, claims) if claims else UNKNOWN


def plan_values(kind: AnyKind, fact: Fact) -> tuple[Datum, ...]:
    """Return the values that a fact has over the vendor's plans; the value in use where no claim names a plan."""
    named = dict.fromkeys(plan for claim in fact.claims for plan in claim.source_claim.when.plan)
    if not named:
        return (fact.used,)
    general = any(not claim.source_claim.when.plan for claim in fact.claims)
    return tuple(value_for_plan(kind, fact, plan) for plan in (*named, *((None,) if general else ())))


def color_of(products: Mapping[str, Product], id_: str) -> int:
    """Return a product's colour: its own, else one of its family's, else 0, which is none."""
    product = products[id_]
    family = (other.color for other in products.values() if other.family and other.family == product.family)
    return product.color or next((color for color in family if color), 0)


def same_values(judged: Sequence[Datum], given: Sequence[Datum]) -> bool:
    """Whether a ruling judged exactly the values that are claimed: the same set."""
    return all(item in given for item in judged) and all(item in judged for item in given)


EntryPlans = tuple[tuple[str, ...], str]
"""What facts need to know of a vendor's plans: their ids, and which is the entry plan ('' if none)."""


def entry_plans(plans: Offering | None) -> EntryPlans:
    """Return the plans of a vendor; the entry plan is the cheapest paid monthly plan still sold."""
    best: tuple[Fraction, str] | None = None
    for plan_id, plan in (plans.plans if plans else {}).items():
        monthly = plan.current.amounts.get("monthly")
        if plan.sold and monthly and monthly.low and (best is None or monthly.low < best[0]):
            best = (monthly.low, plan_id)
    return tuple(plans.plans if plans else ()), best[1] if best else ""


def default_datum(feature: Feature, plans: EntryPlans) -> Datum:
    """The value of a feature of which no source says anything."""
    return feature.kind.default(plans[1])


_CLASSES: tuple[type[Record], ...] = (
    Source, Catalogue, Product, Offering, Comparison, HandsOnTest, Scenario, Guide,
)  # fmt: skip
_BY_NAME = {one.__name__: one for one in _CLASSES}
MODELS: Mapping[str, type[Record]] = {kind.name: _BY_NAME[kind.model] for kind in RECORD_KINDS}
"""By the name of the kind of records."""


def records_of(site: Site, kind: str) -> Mapping[str, Any]:
    """All records of a kind, by id."""
    # The catalogue is one record that holds all features; every other kind is an attribute of the site.
    found: Mapping[str, Any] = site.catalogue.features if kind == "features" else getattr(site, kind)
    return found
