"""Cells of one page, and the evidence that they open: each footnote once, in the order of the cells."""

from collections.abc import Iterator

from pingbi.analysis.offers import Offer, vendor_offers
from pingbi.formats import day
from pingbi.model.catalogue import Feature
from pingbi.model.data import State
from pingbi.model.plans import Plan, Price
from pingbi.model.products import Conditions
from pingbi.model.site import Fact, ReadClaim
from pingbi.model.sources import EDITORS
from pingbi.pages.teller import Teller, evidence_id
from pingbi.pages.views import Cell, ClaimView, Evidence, OfferRef, Rich


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
            parts.append(teller.t("when-plan", plan=plan.name[teller.locale]))
        parts += [teller.plain(text) for text in (when.region, when.case) if text]
        return teller.t("and").join(parts)

    # --- prices ------------------------------------------------------------------------------------------------

    def _entry(self, fact: Fact, plan: str) -> Cell:
        """A starting price that follows from the plans: the free plan, if there is one, and the lowest paid one."""
        teller, offers = self.teller, {offer.plan_id: offer for offer in vendor_offers(self.teller.site, fact.product)}
        paid = self.price_cell(offers[plan])
        free = any(offer.price.free and not offer.plan.ended for offer in offers.values())
        text = teller.t("free-and-paid", price=paid.values[0]) if free else teller.t("from-price", price=paid.values[0])
        return Cell((text,), State.KNOWN, evidence=paid.evidence, claims=paid.claims)

    def offer(self, offer: Offer) -> OfferRef:
        """An offer that the page shows: its price and what it includes are among the page's evidence."""
        ref = self.teller.offer(offer)
        if ref.evidence not in self._notes:
            subject = self._subject(offer.product, ref.seller_plan)
            self._notes[ref.evidence] = Evidence(ref.evidence, subject, tuple(self._offer_claims(offer)))
        return ref

    def price_cell(self, offer: Offer) -> Cell:
        """An offer's price now."""
        price = offer.price
        note = self.teller.rich(price.note) if price.note else ()
        dated = None if price.source == EDITORS else self.teller.spoken(price)
        text = self._until(self.teller.price(price, offer.currency), price)
        return Cell((text,), State.KNOWN, note, self.offer(offer).evidence, 1, dated=dated)

    def _until(self, text: str, price: Price) -> str:
        """A price in words, with its end where it has one."""
        if price.to is None:
            return text
        until = self.teller.t("until", date=day(price.to, self.teller.t))
        return self.teller.t("with-condition", value=text, when=until)

    def _offer_claims(self, offer: Offer) -> Iterator[ClaimView]:
        teller, price, plan = self.teller, offer.price, offer.plan
        cite = teller.cite(price)
        since = day(price.from_, teller.t) if price.from_ and len(plan.prices) > 1 else ""
        note = teller.rich(price.note) if price.note else ()
        yield ClaimView(self._until(teller.price(price, offer.currency), price), since, note, cite, True)
        for label, words in self.allowances(plan):
            yield ClaimView(words, label, (), cite, True)

    def allowances(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """What a plan includes, in words: (label, figure)."""
        t = self.teller.t
        if plan.includes.unlimited:
            yield t("includes-unlimited"), t("unlimited")
        for name, figure in plan.includes.given.items():
            yield t(f"includes-{name}"), self.teller.allowance(figure)
