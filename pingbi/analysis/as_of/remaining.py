"""A record as of a day: without the parts that were not known yet."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel

from pingbi.analysis.as_of.mentions import ProperNames, spoken_of
from pingbi.locale.text import Text
from pingbi.model.catalogue import Feature
from pingbi.model.data import Datum
from pingbi.model.editorial import (
    Comparison,
    Guide,
    HandsOnTest,
    Need,
    RunnerUp,
    Saying,
    Scenario,
    ThenAndSince,
    Trophies,
)
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.products import Claim, Conditions, Product, Value
from pingbi.model.resolve import EntryPlans, default_datum, same_values, undisputed_value
from pingbi.model.site import ExchangeRate, Fact, Judged, ReadClaim, SiteConfig
from pingbi.model.sources import EDITORS, Cited
from pingbi.remember import remembered

Field = tuple[type[BaseModel], str]
PRODUCTS, FEATURES = "products", "features"
ID_FIELDS: Mapping[Field, str] = {
    (Product, "predecessor"): PRODUCTS,
    (Offering, "product"): PRODUCTS,
    (Comparison, "products"): PRODUCTS,
    (Comparison, "choose"): PRODUCTS,
    (Comparison, "verdicts"): FEATURES,
    (Trophies, "winners"): FEATURES,
    (HandsOnTest, "results"): PRODUCTS,
    (Scenario, "weights"): FEATURES,
    (Scenario, "pick"): PRODUCTS,
    (Need, "feature"): FEATURES,
    (RunnerUp, "product"): PRODUCTS,
    (Saying, "pick"): PRODUCTS,
    (Guide, "products"): PRODUCTS,
    (ThenAndSince, "product"): PRODUCTS,
}
"""Fields that name something by its id, and the kind of thing."""
WHOLE = {(Comparison, "products"), (HandsOnTest, "results"), (Guide, "three")}
"""Lists that make their statement only as a whole."""
NEEDED = {(Saying, "pick"), (Guide, "products"), (Claim, "when"), (Conditions, "region"), (Conditions, "case")}
"""Fields that a file may omit, but without which the record would say something else."""
MISSING: Mapping[Field, Any] = {(SiteConfig, "advice"): None, (ThenAndSince, "since"): None, (Guide, "three"): ()}
"""Fields that a file must have but a past day may lack, and what replaces them then."""
SKIPPED = {
    *((SiteConfig, name) for name in ("title", "subject", "description")),
    *((Feature, name) for name in ("options", "unit")),
    (Product, "values"),
    (Scenario, "needs"),
}
"""Fields left alone here: a site's name, an editor's standard; and fields worked out together with others."""


class Gone(Enum):
    """Marks a value that was not known yet."""

    GONE = "gone"


GONE: Final = Gone.GONE


@dataclass(frozen=True)
class KnownThings:
    """What is known on a day: the ids of sources, products, offers and features, and the references that resolve."""

    day: dt.date
    sources: frozenset[str]
    products: frozenset[str]
    offers: frozenset[str]
    features: frozenset[str]
    held: frozenset[tuple[str, ...]]
    names: ProperNames

    def ids(self, kind: str) -> frozenset[str]:
        return self.products if kind == PRODUCTS else self.features

    def allows(self, text: Text, cited: bool) -> bool:
        """Whether a text may remain: all that it refers to is known and, unless a source says it, all that it names."""
        referred, named = spoken_of(self.names, text.entries)
        return referred <= self.held and (
            cited or all(bearers & self.products or bearers & self.offers for bearers in named)
        )


@remembered
def record_left(record: Any, known: KnownThings) -> Any:
    """Return what is left of a whole record. Only whole records are remembered: their parts are too many."""
    return remaining(record, known)


def remaining(value: Any, known: KnownThings, cited: bool = False) -> Any:
    """Return the value without what is unknown; the same object if nothing is missing, GONE if it cannot remain."""
    match value:
        case Text():
            return value if known.allows(value, cited) else GONE
        case BaseModel():
            return _record(value, known, cited)
        case dict():
            kept = {key: remaining(item, known, cited) for key, item in value.items()}
            return _same_or(value, {key: item for key, item in kept.items() if item is not GONE})
        case tuple():
            items = (remaining(item, known, cited) for item in value)
            return _same_or(value, tuple(item for item in items if item is not GONE))
        case _:
            return value


def _same_or(old: Any, new: Any) -> Any:
    return old if old == new else new


def _record(record: BaseModel, known: KnownThings, cited: bool) -> Any:
    source = getattr(record, "source", None)
    if (source and source != EDITORS and source not in known.sources) or not _begun(record, known.day):
        return GONE
    inside = source != EDITORS if isinstance(record, Cited) else cited
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        old = getattr(record, name)
        new = _field(record, name, known, inside)
        if new is GONE:
            return GONE
        if new is not old:
            changes[name] = new
    left = record.model_copy(update=changes) if changes else record
    # Nothing says on which day a later price became known, so that a past day shows none.
    return left.on_a_day(left.prices, ()) if isinstance(left, Plan) and (left.coming or left.end) else left


def _begun(record: BaseModel, day: dt.date) -> bool:
    """Whether a plan, price or rate has begun by that day; they have dates of their own."""
    if isinstance(record, Plan):
        return record.begun
    begins = record.from_ if isinstance(record, Price) else record.date if isinstance(record, ExchangeRate) else None
    return begins is None or begins.earliest <= day


def _field(record: BaseModel, name: str, known: KnownThings, cited: bool) -> Any:
    """Return what remains of one field; if that is too little, its replacement or GONE."""
    place, old = (type(record), name), getattr(record, name)
    if place in SKIPPED or not old:
        return old
    if place == (Price, "to"):
        return old if old.earliest <= known.day else None
    new = remaining(_of_ids(old, known.ids(ID_FIELDS[place])) if place in ID_FIELDS else old, known, cited)
    field = type(record).model_fields[name]
    if new is not GONE and not _too_little(old, new, _least(field), place in WHOLE):
        return new
    if place in MISSING:
        return MISSING[place]
    if field.is_required() or place in NEEDED:
        return GONE
    return field.get_default(call_default_factory=True) if new is GONE else new


def _of_ids(value: Any, ids: Collection[str]) -> Any:
    """Return an id, a list of ids, or a mapping by ids, as far as they are known."""
    if isinstance(value, str):
        return value if value in ids else GONE
    if isinstance(value, dict):
        return _same_or(value, {key: item for key, item in value.items() if key in ids})
    return _same_or(value, tuple(item for item in value if item in ids))


def _too_little(old: Any, new: Any, least: int, whole: bool) -> bool:
    if not isinstance(new, dict | tuple):
        return False
    return len(new) < max(least, 1) or (whole and len(new) < len(old))


def _least(field: Any) -> int:
    """Return the least number of items that a list or mapping must have."""
    return max((getattr(rule, "min_length", 0) or 0 for rule in field.metadata), default=0)


Facts = Mapping[str, Fact]


@remembered
def remaining_facts(facts: Facts, features: Mapping[str, Feature], known: KnownThings, plans: EntryPlans) -> Facts:
    """Return every feature of a product, worked out again from the claims that remain."""
    return {name: _fact(fact, features[name], known, plans) for name, fact in facts.items()}


@remembered
def remaining_values(product: Product, facts: Facts) -> Product:
    """Return the product with only those values that are still claimed."""
    values = {name: _value(value, facts[name]) for name, value in product.values.items() if facts.get(name, None)}
    values = {name: value for name, value in values.items() if value}
    return product if values == product.values else product.model_copy(update={"values": values})


def _value(value: Value, fact: Fact) -> Value | None:
    claims = tuple(claim.source_claim for claim in fact.claims)
    earlier = tuple(judged.ruling for judged in fact.earlier)
    changes = {"claims": claims, "ruling": fact.ruling, "earlier_rulings": earlier}
    return value.model_copy(update=changes) if claims else None


def _fact(fact: Fact, feature: Feature, known: KnownThings, plans: EntryPlans) -> Fact:
    claims = tuple(left for claim in fact.claims if (left := _claim(claim, known, plans)))
    if not claims:
        return Fact(fact.product, fact.feature, (), default_datum(feature, plans))
    data = [claim.datum for claim in claims]
    possible = [judged for judged in _rulings(fact) if _was_possible(judged, data, known)]
    now = next((judged for judged in possible if same_values(judged.values, data)), None)
    earlier = tuple(judged for judged in possible if judged is not now)
    used, ruling = (now.use, now.ruling) if now else (undisputed_value(feature.kind, claims), None)
    return Fact(fact.product, fact.feature, claims, used, ruling, earlier)


def _rulings(fact: Fact) -> Iterator[Judged]:
    """Return every ruling on a value, the current one first: it judged all claims."""
    if fact.ruling:
        yield Judged(fact.ruling, tuple(claim.datum for claim in fact.claims), fact.used)
    yield from fact.earlier


def _was_possible(judged: Judged, data: Sequence[Datum], known: KnownThings) -> bool:
    """Whether a ruling was possible by then: the claims that it judged and all that it mentions were known."""
    return remaining(judged.ruling, known) is not GONE and all(value in data for value in judged.values)


def _claim(claim: ReadClaim, known: KnownThings, plans: EntryPlans) -> ReadClaim | None:
    """Return the claim if its source had appeared, its plans existed, and its text mentions nothing unknown;

    else None.
    """
    datum, written = claim.datum, remaining(claim.source_claim, known)
    named = list(written.when.plan) if written is not GONE else []
    named += [datum.plan_id] if datum.plan_id else []
    if written is GONE or not all(plan in plans[0] for plan in named):
        return None
    if not all(known.allows(text, True) for text in datum.texts):
        return None
    return claim if written is claim.source_claim else ReadClaim(datum, written)
