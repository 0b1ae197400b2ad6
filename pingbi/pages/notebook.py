"""Cells of one page, and the evidence that they open: each footnote once, in the order of the cells."""

from collections.abc import Iterator

from pingbi.analysis.spans import current
from pingbi.formats import day
from pingbi.model.catalogue import Feature
from pingbi.model.data import State
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.products import Conditions
from pingbi.model.site import Fact, ReadClaim
from pingbi.model.sources import EDITORS
from pingbi.pages.teller import Teller, evidence_id
from pingbi.pages.views import Cell, ClaimView, Evidence, Rich


class Notebook:
    """Makes a page's cells and keeps their evidence."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self._notes: dict[str, Evidence] = {}

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(self._notes.values())

    # --- facts -------------------------------------------------------------------------------------------------

    def cell(self, fact: Fact) -> Cell:
        """A fact's value in use, with the other values that sources give."""
        note_id = self._note(fact)
        entry = self._entry(fact, fact.used.plan_id) if fact.used.plan_id else None
        if entry and not fact.claims:
            return entry
        return Cell(
            values=entry.values if entry else self._values(fact),
            state=fact.used.state,
            note=self._remark(fact),
            evidence=note_id,
            claims=len(fact.claims),
            disputed=self._others(fact),
        )

    def _values(self, fact: Fact) -> tuple[str, ...]:
        feature = self.teller.site.catalogue.features[fact.feature]
        return self.teller.value_items(fact.used, feature, fact.product)

    def _remark(self, fact: Fact) -> Rich:
        """The note of the claim that gives the value in use."""
        for claim in fact.claims:
            if claim.datum == fact.used and claim.written.note:
                return self.teller.rich(claim.written.note)
        return ()

    def _others(self, fact: Fact) -> tuple[str, ...]:
        feature = self.teller.site.catalogue.features[fact.feature]
        found: list[str] = []
        for claim in fact.claims if fact.ruling else ():
            if claim.datum != fact.used:
                value = self._claimed(claim, feature, fact.product)
                conditions = self._conditions(claim.written.when, fact.product)
                found.append(self.teller.t("with-condition", value=value, when=conditions) if conditions else value)
        return tuple(dict.fromkeys(found))

    def _note(self, fact: Fact) -> str:
        if not fact.claims:
            return ""
        id_ = evidence_id(fact.product, fact.feature)
        if id_ not in self._notes:
            self._notes[id_] = self._evidence(id_, fact)
        return id_

    def _evidence(self, id_: str, fact: Fact) -> Evidence:
        teller = self.teller
        feature = teller.site.catalogue.features[fact.feature]
        ruled = teller.value(fact.used, feature, fact.product) if fact.ruling else ""
        return Evidence(
            id=id_,
            subject=self._subject(fact.product, feature.name[teller.locale]),
            claims=tuple(self._claim(claim, fact) for claim in fact.claims),
            ruling=teller.rich(fact.ruling.because) if fact.ruling else (),
            ruled_value=ruled,
        )

    def _subject(self, product: str, what: str) -> str:
        return self.teller.t("of", product=self.teller.site.products[product].name[self.teller.locale], feature=what)

    def _claim(self, claim: ReadClaim, fact: Fact) -> ClaimView:
        teller, written = self.teller, claim.written
        feature = teller.site.catalogue.features[fact.feature]
        return ClaimView(
            value=self._claimed(claim, feature, fact.product),
            conditions=self._conditions(written.when, fact.product),
            note=teller.rich(written.note) if written.note else (),
            cite=teller.cite(written),
            used=claim.datum == fact.used,
        )

    def _claimed(self, claim: ReadClaim, feature: Feature, product: str) -> str:
        """What a source says; a source that leaves it open says nothing, which is not the same as nobody's knowing."""
        if claim.datum.state == State.UNKNOWN:
            return self.teller.t("not-stated")
        return self.teller.value(claim.datum, feature, product)

    def _conditions(self, when: Conditions, product: str) -> str:
        teller, parts = self.teller, []
        if when.plan:
            plan = teller.site.plans[product].plans[when.plan]
            parts.append(teller.t("when-plan", plan=teller.plan_name(plan)))
        parts += [teller.plain(text) for text in (when.region, when.case) if text]
        return teller.t("and").join(parts)

    # --- prices ------------------------------------------------------------------------------------------------

    def _entry(self, fact: Fact, plan: str) -> Cell:
        """A starting price that follows from the plans: the free plan, if there is one, and the lowest paid one."""
        teller, offering = self.teller, self.teller.site.plans[fact.product]
        paid = self.plan_cell(fact.product, offering, plan)
        free = any(current(other).free and not other.ended for other in offering.plans.values())
        text = teller.t("free-and-paid", price=paid.values[0]) if free else teller.t("from-price", price=paid.values[0])
        return Cell((text,), State.KNOWN, evidence=paid.evidence, claims=paid.claims)

    def plan_cell(self, owner: str, offering: Offering, plan_id: str) -> Cell:
        """A plan's price now. `owner` is the product's id for a vendor's plans, the offer's id for a reseller's."""
        plan = offering.plans[plan_id]
        price = current(plan)
        note = self.teller.rich(price.note) if price.note else ()
        id_ = self.plan_note(owner, offering, plan_id)
        dated = None if price.source == EDITORS else self.teller.spoken(price)
        told = self._until(self.teller.price(price, offering.currency), price)
        return Cell((told,), State.KNOWN, note, id_, 1, dated=dated)

    def _until(self, told: str, price: Price) -> str:
        """A price in words, with its end where it has one."""
        if price.to is None:
            return told
        until = self.teller.t("until", date=day(price.to, self.teller.t))
        return self.teller.t("with-condition", value=told, when=until)

    def plan_note(self, owner: str, offering: Offering, plan_id: str) -> str:
        id_ = evidence_id(owner, plan_id)
        if id_ not in self._notes:
            plan = offering.plans[plan_id]
            subject = self._subject(offering.product, self.teller.seller_plan(offering, plan))
            self._notes[id_] = Evidence(id_, subject, tuple(self._plan_claims(offering, plan)))
        return id_

    def _plan_claims(self, offering: Offering, plan: Plan) -> Iterator[ClaimView]:
        teller = self.teller
        price = current(plan)
        cite = teller.cite(price)
        since = day(price.from_, teller.t) if price.from_ and len(plan.prices) > 1 else ""
        note = teller.rich(price.note) if price.note else ()
        yield ClaimView(self._until(teller.price(price, offering.currency), price), since, note, cite, True)
        for label, words in self.allowances(plan):
            yield ClaimView(words, label, (), cite, True)

    def allowances(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """What a plan includes, in words: (label, figure)."""
        t = self.teller.t
        if plan.includes.unlimited:
            yield t("includes-unlimited"), t("unlimited")
        for name, figure in plan.includes.given.items():
            yield t(f"includes-{name}"), self.teller.allowance(figure)
