"""Facts as they were known: the claims that had been made, the ruling on these very claims, the value then in use."""

from collections.abc import Iterator, Mapping, Sequence

from pingbi.analysis.pruning import GONE, Known, left_of
from pingbi.model.catalogue import Feature
from pingbi.model.data import Datum
from pingbi.model.in_use import Sold, same_values, unsaid, without_ruling
from pingbi.model.products import Product, Value
from pingbi.model.site import Fact, Judged, ReadClaim
from pingbi.remember import remembered

Facts = Mapping[str, Fact]


@remembered
def facts_left(facts: Facts, features: Mapping[str, Feature], known: Known, plans: Sold) -> Facts:
    """Every feature of a product, worked out again from the claims that are left."""
    return {name: _fact(fact, features[name], known, plans) for name, fact in facts.items()}


@remembered
def values_left(product: Product, facts: Facts) -> Product:
    """The product with those values as written that are still claimed."""
    values = {name: _value(value, facts[name]) for name, value in product.values.items() if facts.get(name, None)}
    values = {name: value for name, value in values.items() if value}
    return product if values == product.values else product.model_copy(update={"values": values})


def _value(value: Value, fact: Fact) -> Value | None:
    claims = tuple(claim.written for claim in fact.claims)
    earlier = tuple(judged.ruling for judged in fact.earlier)
    changes = {"claims": claims, "ruling": fact.ruling, "earlier_rulings": earlier}
    return value.model_copy(update=changes) if claims else None


def _fact(fact: Fact, feature: Feature, known: Known, plans: Sold) -> Fact:
    claims = tuple(left for claim in fact.claims if (left := _claim(claim, known, plans)))
    if not claims:
        return Fact(fact.product, fact.feature, (), unsaid(feature, plans))
    data = [claim.datum for claim in claims]
    standing = [judged for judged in _rulings(fact) if _stands(judged, data, known)]
    now = next((judged for judged in standing if same_values(judged.values, data)), None)
    earlier = tuple(judged for judged in standing if judged is not now)
    used, ruling = (now.use, now.ruling) if now else (without_ruling(feature.kind, claims), None)
    return Fact(fact.product, fact.feature, claims, used, ruling, earlier)


def _rulings(fact: Fact) -> Iterator[Judged]:
    """Every ruling on a value, the one in force first: it has judged all claims."""
    if fact.ruling:
        yield Judged(fact.ruling, tuple(claim.datum for claim in fact.claims), fact.used)
    yield from fact.earlier


def _stands(judged: Judged, data: Sequence[Datum], known: Known) -> bool:
    """Whether a ruling could have been made: it judged nothing that had not been said, and speaks of nothing else."""
    return left_of(judged.ruling, known) is not GONE and all(value in data for value in judged.values)


def _claim(claim: ReadClaim, known: Known, plans: Sold) -> ReadClaim | None:
    """The claim, if its source had spoken, the plans that it names were there, and its text speaks of nothing else."""
    datum, written = claim.datum, left_of(claim.written, known)
    named = [written.when.plan] if written is not GONE and written.when.plan else []
    named += [datum.plan_id] if datum.plan_id else []
    if written is GONE or not all(plan in plans[0] for plan in named):
        return None
    if not all(known.allows(text, True) for text in datum.texts):
        return None
    return claim if written is claim.written else ReadClaim(datum, written)
