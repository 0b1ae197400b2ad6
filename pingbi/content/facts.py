"""Turns values and plans into facts: every feature with the value in use, every price with its dated period."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from pydantic_core import PydanticCustomError

from pingbi.content.rules.warnings import JUMP, wrong_quote
from pingbi.diagnostics.message import Message, quote_value, say, suggestion
from pingbi.diagnostics.problem import Place, Problem, as_problem
from pingbi.locale.figures import PartialDate, Quantity
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import UNKNOWN, Datum, State
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.products import Product, Ruling, Value
from pingbi.model.resolve import EntryPlans, default_datum, same_values, undisputed_value
from pingbi.model.site import Fact, Judged, ReadClaim
from pingbi.model.sources import Source
from pingbi.remember import remembered

NEVER = PartialDate(1)


@remembered
def with_periods(offering: Offering, sources: Mapping[str, Source]) -> Offering:
    """Return the offering with `from` set on every price (by default its source's date), oldest first."""
    plans = {id_: _ordered(plan, sources) for id_, plan in offering.plans.items()}
    return offering.model_copy(update={"plans": plans})


def _ordered(plan: Plan, sources: Mapping[str, Source]) -> Plan:
    prices = [_dated(price, sources) for price in plan.prices]
    prices.sort(key=lambda price: _begin(price).earliest)
    return plan.model_copy(update={"prices": tuple(prices)})


def _dated(price: Price, sources: Mapping[str, Source]) -> Price:
    if price.from_ is not None or price.source not in sources:
        return price
    return price.model_copy(update={"from_": sources[price.source].published})


def _begin(price: Price) -> PartialDate:
    return price.from_ or NEVER


@remembered
def wrong_periods(file: str, offering: Offering, sources: Mapping[str, Source]) -> list[Problem]:
    """Yield what is wrong with each price, and with each with the one after.."""
    found: list[Problem] = []
    for plan_id, plan in offering.plans.items():
        prices = [(Place(file, ("plans", plan_id, "prices", index)), price) for index, price in enumerate(plan.prices)]
        dated = [(place, _dated(price, sources)) for place, price in prices]
        dated.sort(key=lambda item: _begin(item[1]).earliest)
        following = [*(later for _, later in dated[1:]), None]
        for (place, price), later in zip(dated, following, strict=True):
            found += _wrong_end(_inside(place, "to"), price, later)
            found += _unread(place, price, sources)
            found += wrong_quote(_inside(place, "quote"), price.quote, [] if price.free else price.amounts.values())
        for (before, old), (place, new) in pairwise(dated):
            found += [*_same_day(place, before, old, new), *_jump(place, before, old, new)]
    return found


def _inside(place: Place, key: str) -> Place:
    return Place(place.file, (*place.path, key))


def _same_day(place: Place, before: Place, old: Price, new: Price) -> Iterator[Problem]:
    """Yield a problem if two prices begin on the same day: only one can, whatever their sources."""
    if not (old.from_ and new.from_ and old.from_.earliest == new.from_.earliest):
        return
    day = new.from_.source_form
    if old.source == new.source and old.amounts != new.amounts:
        message = say("'{source}' gives two prices for {day}", source=new.source, day=day)
        hint = say("keep the one that the source has")
        yield Problem(place, "source-conflict", message, hint, also=(before,), about=(new.source, day))
    else:
        hint = say("give one of them another 'from', or remove it")
        message = say("two prices begin on {day}", day=day)
        yield Problem(place, "price-period", message, hint, also=(before,), about=(day,))


def _jump(place: Place, before: Place, old: Price, new: Price) -> Iterator[Problem]:
    """Yield a warning for a change beyond tenfold, which is usually a misplaced decimal point."""
    for shape, after in new.amounts.items():
        earlier = old.amounts.get(shape)
        was, now = _figure(earlier), _figure(after)
        if not new.confirm and was and now and max(now / was, was / now) > JUMP:
            hint = say("check the digits; if it is true, add 'confirm: true' to the new price")
            message = say("the price changes more than {times}-fold", times=JUMP)
            yield Problem(_inside(place, shape), "price-jump", message, hint, also=(_inside(before, shape),))


def _figure(amount: Quantity | None) -> Fraction | None:
    """Return the figure of an amount, the lower end of a range; None if there is none."""
    return None if amount is None else amount.high if amount.low is None else amount.low


def _unread(place: Place, price: Price, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a warning for a price that begins after its source was read: only an announcement can know it."""
    read = sources[price.source].read if price.source in sources else None
    if price.from_ is None or read is None or price.confirm or price.from_.earliest <= read.latest:
        return
    days = {"day": price.from_.source_form, "source": price.source, "read": read.source_form}
    message = say("this price begins on {day}, but '{source}' was read on {read}", **days)
    hint = say("if the source announces it, add 'confirm: true'; else cite a source that was read since")
    yield Problem(_inside(place, "from"), "price-unread", message, hint, "warning", about=tuple(days.values()))


def _wrong_end(place: Place, price: Price, later: Price | None) -> Iterator[Problem]:
    if price.to is None:
        return
    begin = _begin(price)
    if price.to.earliest <= begin.earliest:
        hint = say("'to' is the first day on which the price no longer holds")
        message = say("this price begins on {day} and ends before it has held", day=begin.source_form)
        yield Problem(place, "price-end", message, hint)
    elif later and later.from_ and price.to.earliest > later.from_.earliest:
        hint = say(
            "leave 'to' out: a price ends where the next one begins; 'to' is for a gap, or for an offer that ended"
        )
        message = say("this price ends after the next one has begun on {day}", day=later.from_.source_form)
        yield Problem(place, "price-end", message, hint)


class FactReader:
    """Reads the values of one product; collects `problems`."""

    def __init__(self, product_id: str, catalogue: Catalogue, locales: list[str], plans: EntryPlans) -> None:
        self.id, self.catalogue, self.locales, self.plans = product_id, catalogue, locales, plans
        self.file = f"content/products/{product_id}.yaml"
        self.problems: list[Problem] = []
        self.doubted: set[str] = set()
        """Features with a problem in their values: what cannot be read agrees and disagrees with nothing."""
        self.plans_faulty = False
        """Set if a plans file exists that could not be read."""
        self.declared: Collection[str] | None = catalogue.features
        """The features that the catalogue declares, valid or not; None if that is not known."""

    def read(self, product: Product) -> Mapping[str, Fact]:
        """Return one fact for every feature of the catalogue; what the file omits is unknown."""
        for name in product.values:
            if self.declared is not None and name not in self.declared:
                self._unknown_feature(name, self.declared)
        return {
            name: self._fact(name, feature, product.values.get(name))
            for name, feature in self.catalogue.features.items()
        }

    def _unknown_feature(self, name: str, declared: Collection[str]) -> None:
        hint = suggestion(name, declared) or say("declare it in content/features.yaml first")
        place = Place(self.file, ("values", name), True)
        message = say("there is no feature '{name}'", name=quote_value(name))
        self.problems.append(Problem(place, "reference-dangling", message, hint, about=(quote_value(name),)))

    def _fact(self, name: str, feature: Feature, value: Value | None) -> Fact:
        if value is None:
            return Fact(self.id, name, (), default_datum(feature, self.plans))
        path = ("values", name)
        claims = tuple(self._claims(value, feature, path))
        used = UNKNOWN if name in self.doubted else self._used(value, feature, claims, path)
        earlier = tuple(self._earlier(value, feature, claims, path))
        return Fact(self.id, name, claims, used, value.ruling, earlier)

    def _claims(self, value: Value, feature: Feature, path: tuple[Any, ...]) -> Iterator[ReadClaim]:
        for index, claim in enumerate(value.claims):
            place = (*path, "claims", index, "value")
            datum = self._datum(claim.value, feature, place)
            if datum.state == State.PARTLY and claim.note is None:
                hint = say("add 'note: {{zh-TW: …, en: …}}'")
                self._report(place, "partly-note", say("'partly' needs a note that says what is missing"), hint)
            for plan in claim.when.plan:
                self._check_plan(plan, (*path, "claims", index, "when", "plan"))
            yield ReadClaim(datum, claim)

    def _datum(self, written: Any, feature: Feature, path: tuple[Any, ...]) -> Datum:
        try:
            datum = feature.kind.read(written, feature, self.catalogue.scales, self.locales)
        except PydanticCustomError as wrong:
            self._add(as_problem(wrong, Place(self.file, path)))
            return UNKNOWN
        if datum.plan_id:
            self._check_plan(datum.plan_id, path)
        return datum

    def _check_plan(self, plan: str, path: tuple[Any, ...]) -> None:
        if self.plans_faulty:
            return  # the plans' own problems are reported; what is in them is not known
        known = list(self.plans[0])
        if plan not in known:
            hint = say("this product has no plans: content/plans/{id}.yaml is missing", id=self.id)
            about: tuple[str, ...] = (quote_value(plan), f"content/plans/{self.id}.yaml")
            if known:
                hint = suggestion(plan, known) or say("plans of this product: {known}", known=known)
                about = (quote_value(plan),)
            self._report(
                path, "reference-dangling", say("there is no plan '{name}'", name=quote_value(plan)), hint, about
            )

    def _used(self, value: Value, feature: Feature, claims: tuple[ReadClaim, ...], path: tuple[Any, ...]) -> Datum:
        """The value in use."""
        if value.ruling:
            return self._ruled(value, feature, claims, path)
        for group in _by_condition(claims).values():
            if len(group) > 1:
                self._conflict(group, path)
        return undisputed_value(feature.kind, claims)

    def _conflict(self, group: list[ReadClaim], path: tuple[Any, ...]) -> None:
        """Report two values where only one can be: of two sources, or of the same one."""
        values = [quote_value(claim.source_claim.value) for claim in group]
        said = [(claim.source_claim.source, claim.source_claim.as_of) for claim in group]
        twice = next((source for source, as_of in said if said.count((source, as_of)) > 1), None)
        if twice:
            message = say("'{source}' gives more than one value: {values}", source=twice, values=values)
            hint = say("add under which condition each holds: 'when: {{plan: …}}' or 'when: {{case: {{…}}}}'; or rule")
            self._report(path, "source-conflict", message, hint, (twice, *values))
        else:
            hint = say("add 'ruling: {{judged: […], use: …, because: {{…}}}}'")
            message = say("sources disagree: {values}", values=values)
            self._report(path, "conflict-unruled", message, hint, tuple(values))

    def _ruled(self, value: Value, feature: Feature, claims: tuple[ReadClaim, ...], path: tuple[Any, ...]) -> Datum:
        assert value.ruling is not None
        here = (*path, "ruling")
        judged = self._judged(value.ruling, feature, here)
        if path[1] in self.doubted:
            return UNKNOWN
        if not same_values(judged.values, [claim.datum for claim in claims]):
            listed = ", ".join(str(claim.source_claim.value) for claim in claims)
            hint = say(
                "read the claims again, rule, and write judged: [{values}]; the old one moves to 'earlier_rulings'",
                values=listed,
            )
            message = say("this ruling judged other values than the claims above")
            self._report((*here, "judged"), "ruling-reopened", message, hint)
        else:
            self._check_use(judged, here)
        return judged.use

    def _earlier(
        self, value: Value, feature: Feature, claims: tuple[ReadClaim, ...], path: tuple[Any, ...]
    ) -> Iterator[Judged]:
        """Yield rulings from before the newest claims: each judged some of the claims, but not all."""
        given = [claim.datum for claim in claims]
        for index, ruling in enumerate(value.earlier_rulings):
            here = (*path, "earlier_rulings", index)
            judged = self._judged(ruling, feature, here)
            if same_values(judged.values, given) or not all(item in given for item in judged.values):
                hint = say("write the values of those claims that it judged; a ruling on all of them is 'ruling'")
                message = say("an earlier ruling judged some of the claims above, and not all")
                self._report((*here, "judged"), "ruling-earlier", message, hint)
            else:
                self._check_use(judged, here)
            yield judged

    def _judged(self, ruling: Ruling, feature: Feature, path: tuple[Any, ...]) -> Judged:
        """Return a ruling with its values read."""
        values = [self._datum(item, feature, (*path, "judged", i)) for i, item in enumerate(ruling.judged)]
        return Judged(ruling, tuple(values), self._datum(ruling.use, feature, (*path, "use")))

    def _check_use(self, judged: Judged, path: tuple[Any, ...]) -> None:
        if judged.use not in judged.values and judged.use != UNKNOWN:
            hint = say("use one of the judged values, or 'unknown'")
            self._report((*path, "use"), "ruling-use", say("the value in use is none of the judged ones"), hint)

    def _report(
        self, path: tuple[Any, ...], code: str, message: Message, hint: Message, about: tuple[str, ...] = ()
    ) -> None:
        self._add(Problem(Place(self.file, path), code, message, hint, about=about))

    def _add(self, problem: Problem) -> None:
        """Keep a problem at a path such as `values`, a feature, …"""
        self.problems.append(problem)
        self.doubted.add(str(problem.place.path[1]))


@remembered
def read_facts(
    id_: str,
    product: Product,
    catalogue: Catalogue,
    locales: tuple[str, ...],
    plans: EntryPlans,
    faulty: bool,
    declared: tuple[str, ...] | None,
) -> tuple[Mapping[str, Fact], list[Problem]]:
    """Return the facts of a product, and what is wrong with them. `faulty`: its plans exist, but could not be read.

    `declared` are the features that the catalogue declares, valid or not; None if that is not known.
    """
    reader = FactReader(id_, catalogue, list(locales), plans)
    reader.plans_faulty, reader.declared = faulty, declared
    return reader.read(product), reader.problems


def _by_condition(claims: tuple[ReadClaim, ...]) -> dict[Any, list[ReadClaim]]:
    """Group claims by their conditions, plan by plan; each differing value appears once per group."""
    groups: dict[Any, list[ReadClaim]] = {}
    for claim in claims:
        when = claim.source_claim.when
        for plan in when.plan or ("",):
            group = groups.setdefault((plan, when.region, when.case), [])
            if all(claim.datum != other.datum for other in group):
                group.append(claim)
    return groups
