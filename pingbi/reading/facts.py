"""Values and plans become facts: every feature of every product, with the value that is used."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError

from pingbi.faults import as_problem
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import UNKNOWN, Answer, Datum, Measure, PlanPrice
from pingbi.model.plans import Offering
from pingbi.model.products import Product, Value
from pingbi.model.quantities import Quantity
from pingbi.model.site import Fact, ReadClaim
from pingbi.problems import Place, Problem, suggestion
from pingbi.reading.values import read_datum


class FactReader:
    """Reads the values of one product; problems are gathered in `problems`."""

    def __init__(self, product_id: str, catalogue: Catalogue, locales: list[str], plans: Offering | None) -> None:
        self.id, self.catalogue, self.locales, self.plans = product_id, catalogue, locales, plans
        self.file = f"content/products/{product_id}.yaml"
        self.problems: list[Problem] = []
        self.plans_faulty = False
        """Set where there is a plans file that could not be read."""

    def read(self, product: Product) -> Mapping[str, Fact]:
        """One fact for every feature of the catalogue; what the file leaves out is unknown."""
        for name in product.values:
            if name not in self.catalogue.features:
                self._unknown_feature(name)
        return {
            name: self._fact(name, feature, product.values.get(name))
            for name, feature in self.catalogue.features.items()
        }

    def _unknown_feature(self, name: str) -> None:
        hint = suggestion(name, self.catalogue.features) or "declare it in content/features.yaml first"
        place = Place(self.file, ("values", name), True)
        self.problems.append(Problem(place, "reference-dangling", f"there is no feature {name!r}", hint))

    def _fact(self, name: str, feature: Feature, value: Value | None) -> Fact:
        if value is None:
            return Fact(self.id, name, (), self._entry_price() if feature.kind == "price" else UNKNOWN)
        path = ("values", name)
        claims = tuple(self._claims(value, feature, path))
        used = self._used(value, feature, claims, path)
        return Fact(self.id, name, claims, used, value.ruling)

    def _claims(self, value: Value, feature: Feature, path: tuple[Any, ...]) -> Iterator[ReadClaim]:
        for index, claim in enumerate(value.claims):
            place = (*path, "claims", index, "value")
            datum = self._datum(claim.value, feature, place)
            if datum == Answer("partly") and claim.note is None:
                hint = "add 'note: {zh-TW: …, en: …}'"
                self._report(place, "partly-note", "'partly' needs a note that says what is missing", hint)
            if claim.when.plan is not None:
                self._check_plan(claim.when.plan, (*path, "claims", index, "when", "plan"))
            yield ReadClaim(datum, claim)

    def _datum(self, written: Any, feature: Feature, path: tuple[Any, ...]) -> Datum:
        try:
            datum = read_datum(written, feature, self.catalogue, self.locales)
        except PydanticCustomError as wrong:
            self.problems.append(as_problem(wrong, Place(self.file, path)))
            return UNKNOWN
        if isinstance(datum, PlanPrice):
            self._check_plan(datum.plan, path)
        return datum

    def _check_plan(self, plan: str, path: tuple[Any, ...]) -> None:
        if self.plans_faulty:
            return  # the plans' own problems are reported; what is in them is not known
        known = list(self.plans.plans) if self.plans else []
        if plan not in known:
            hint = suggestion(plan, known) or f"plans of this product: {', '.join(known) or 'none'}"
            self._report(path, "reference-dangling", f"there is no plan {plan!r}", hint)

    def _used(self, value: Value, feature: Feature, claims: tuple[ReadClaim, ...], path: tuple[Any, ...]) -> Datum:
        if value.ruling:
            return self._ruled(value, feature, claims, path)
        for group in _by_condition(claims).values():
            if len(group) > 1:
                words = " and ".join(repr(claim.written.value) for claim in group)
                hint = "add 'ruling: {judged: […], use: …, because: {…}}'"
                self._report(path, "conflict-unruled", f"sources disagree: {words}", hint)
        return _without_ruling(claims)

    def _ruled(self, value: Value, feature: Feature, claims: tuple[ReadClaim, ...], path: tuple[Any, ...]) -> Datum:
        ruling = value.ruling
        assert ruling is not None
        here = (*path, "ruling")
        judged = [self._datum(item, feature, (*here, "judged", i)) for i, item in enumerate(ruling.judged)]
        used = self._datum(ruling.use, feature, (*here, "use"))
        given = [claim.datum for claim in claims]
        if not _same(judged, given):
            listed = ", ".join(str(claim.written.value) for claim in claims)
            hint = f"read the claims again, rule, and write judged: [{listed}]"
            self._report(
                (*here, "judged"),
                "ruling-reopened",
                "this ruling judged other values than the claims above",
                hint,
            )
        elif used not in judged and used != UNKNOWN:
            hint = "use one of the judged values, or 'unknown'"
            self._report((*here, "use"), "ruling-use", "the value in use is none of the judged ones", hint)
        return used

    def _entry_price(self) -> Datum:
        """The lowest paid monthly plan of the vendor; unknown where there is none."""
        best: tuple[Fraction, str] | None = None
        for plan_id, plan in (self.plans.plans if self.plans else {}).items():
            monthly = plan.prices[-1].amounts.get("monthly")
            if monthly and monthly.low and (best is None or monthly.low < best[0]):
                best = (monthly.low, plan_id)
        return PlanPrice(best[1]) if best else UNKNOWN

    def _report(self, path: tuple[Any, ...], code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.file, path), code, message, hint))


def _same(judged: list[Datum], given: list[Datum]) -> bool:
    return all(item in given for item in judged) and all(item in judged for item in given)


def _by_condition(claims: tuple[ReadClaim, ...]) -> dict[Any, list[ReadClaim]]:
    """Claims under each set of conditions, each differing value once."""
    groups: dict[Any, list[ReadClaim]] = {}
    for claim in claims:
        when = claim.written.when
        group = groups.setdefault((when.plan, when.region, when.case), [])
        if all(claim.datum != other.datum for other in group):
            group.append(claim)
    return groups


def _without_ruling(claims: tuple[ReadClaim, ...]) -> Datum:
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
