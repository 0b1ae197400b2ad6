"""Cells and rows of comparison tables, and the evidence they open: each footnote once, in the order of the cells."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from pingbi.analysis.offers import Offer, exchange, own_value, vendor_offers
from pingbi.analysis.pairs import QuestionCount
from pingbi.analysis.winners import WIN, Outcome, Ranking, rank
from pingbi.locale.formats import day, money, money_in_full
from pingbi.locale.text import script_of
from pingbi.model.catalogue import Feature
from pingbi.model.data import ABSENT, UNKNOWN, State
from pingbi.model.plans import Plan
from pingbi.model.products import Conditions
from pingbi.model.site import ExchangeRate, Fact, ReadClaim
from pingbi.model.sources import EDITORS
from pingbi.pages.parts.components import Cell, ClaimView, Evidence, Group, OfferRef, PointView, Rich, Row, Tally
from pingbi.pages.parts.presenter import Presenter, evidence_id


class EvidenceCollector:
    """Makes a page's cells and collects their evidence."""

    def __init__(self, presenter: Presenter) -> None:
        self.presenter = presenter
        self._notes: dict[str, Evidence] = {}

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(self._notes.values())

    # --- facts -------------------------------------------------------------------------------------------------

    def cell(self, fact: Fact) -> Cell:
        """Return a fact's value in use, with the other values that sources give."""
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
            coming=entry.coming if entry else (),
            conditions=() if entry else self._holds_for(fact),
        )

    def _values(self, fact: Fact) -> tuple[str, ...]:
        feature = self.presenter.site.catalogue.features[fact.feature]
        return self.presenter.value_items(fact.used, feature, fact.product)

    def _remark(self, fact: Fact) -> Rich:
        """Return the note of the claim that gives the value in use."""
        for claim in fact.claims:
            if claim.datum == fact.used and claim.source_claim.note:
                return self.presenter.rich(claim.source_claim.note)
        return ()

    def _holds_for(self, fact: Fact) -> tuple[str, ...]:
        """Return the condition of the value in use if no claim makes it without one; else what each plan has."""
        using = [claim.source_claim.when for claim in fact.claims if claim.datum == fact.used]
        if using and not any(when.is_empty for when in using):
            plans = tuple(dict.fromkeys(plan for when in using for plan in when.plan))
            return self._only(fact.product, plans, using[0])
        return () if using or fact.ruling else tuple(self._of_each_plan(fact))

    def _only(self, product: str, plans: tuple[str, ...], when: Conditions) -> tuple[str, ...]:
        texts = [self.presenter.plain(text) for text in (when.region, when.case) if text]
        only = [self.presenter.t("plan-only", plans=self._named_with_price(product, plans))] if plans else []
        return tuple([*only, *texts])

    def _named_with_price(self, product: str, plans: tuple[str, ...]) -> str:
        """Return plans with the price of each: 'Pro, US$20/month'; a free plan says so by its name."""
        return self.presenter.t("semicolon").join(self._with_price(product, plan) for plan in plans)

    def _with_price(self, product: str, plan: str) -> str:
        presenter, offering = self.presenter, self.presenter.site.plans[product]
        (name,) = presenter.plan_names(product, (plan,))
        if offering.plans[plan].current.free:
            return name
        return presenter.t("plan-at", plan=name, price=presenter.plan_price(offering, plan))

    def _of_each_plan(self, fact: Fact) -> Iterator[str]:
        for claim in fact.claims:
            if claim.source_claim.when.plan:
                value = self._claimed(claim, self.presenter.site.catalogue.features[fact.feature], fact.product)
                plans = self._named_with_price(fact.product, claim.source_claim.when.plan)
                yield self.presenter.t("plan-value", plans=plans, value=value)

    def _others(self, fact: Fact) -> tuple[str, ...]:
        """Return the other values that sources give; another plan's value is none of them."""
        feature = self.presenter.site.catalogue.features[fact.feature]
        found: list[str] = []
        for claim in fact.claims if fact.ruling else ():
            if claim.datum != fact.used and not _of_another_plan(claim, fact):
                value = self._claimed(claim, feature, fact.product)
                conditions = self._conditions(claim.source_claim.when, fact.product)
                found.append(self.presenter.t("with-condition", value=value, when=conditions) if conditions else value)
        return tuple(dict.fromkeys(found))

    def _note(self, fact: Fact) -> str:
        if not fact.claims:
            return ""
        id_ = evidence_id(fact.product, fact.feature)
        if id_ not in self._notes:
            self._notes[id_] = self._evidence(id_, fact)
        return id_

    def _evidence(self, id_: str, fact: Fact) -> Evidence:
        presenter = self.presenter
        feature = presenter.site.catalogue.features[fact.feature]
        ruled = presenter.value(fact.used, feature, fact.product) if fact.ruling else ""
        return Evidence(
            id=id_,
            subject=self._subject(fact.product, feature.name[presenter.locale]),
            claims=tuple(self._claim(claim, fact) for claim in fact.claims),
            ruling=presenter.rich(fact.ruling.because) if fact.ruling else (),
            ruled_value=ruled,
        )

    def _subject(self, product: str, what: str) -> str:
        return self.presenter.t(
            "of", product=self.presenter.site.products[product].name[self.presenter.locale], feature=what
        )

    def _claim(self, claim: ReadClaim, fact: Fact) -> ClaimView:
        presenter, written = self.presenter, claim.source_claim
        feature = presenter.site.catalogue.features[fact.feature]
        return ClaimView(
            value=self._claimed(claim, feature, fact.product),
            conditions=self._conditions(written.when, fact.product),
            note=presenter.rich(written.note) if written.note else (),
            cite=presenter.cite(written),
            used=claim.datum == fact.used,
        )

    def _claimed(self, claim: ReadClaim, feature: Feature, product: str) -> str:
        """Return a source's value; one that leaves it open is 'not stated', which differs from 'unknown'."""
        if claim.datum.state == State.UNKNOWN:
            return self.presenter.t("not-stated")
        return self.presenter.value(claim.datum, feature, product)

    def _conditions(self, when: Conditions, product: str) -> str:
        presenter, parts = self.presenter, []
        if when.plan:
            plans = presenter.t("and").join(presenter.plan_names(product, when.plan))
            parts.append(presenter.t("when-plan", plan=plans))
        parts += [presenter.plain(text) for text in (when.region, when.case) if text]
        return presenter.t("and").join(parts)

    # --- prices ------------------------------------------------------------------------------------------------

    def _entry(self, fact: Fact, plan: str) -> Cell:
        """Return a starting price derived from the plans: the free plan, if there is one, and the cheapest paid one."""
        presenter, offers = (
            self.presenter,
            {offer.plan_id: offer for offer in vendor_offers(self.presenter.site, fact.product)},
        )
        paid = self.price_cell(offers[plan])
        free = any(offer.price.free and offer.plan.sold for offer in offers.values())
        text = (
            presenter.t("free-and-paid", price=paid.values[0])
            if free
            else presenter.t("from-price", price=paid.values[0])
        )
        return Cell((text,), State.KNOWN, evidence=paid.evidence, claims=paid.claims, coming=paid.coming)

    def offer(self, offer: Offer) -> OfferRef:
        """An offer that the page shows: its price and what it includes are among the page's evidence."""
        ref = self.presenter.offer(offer)
        if ref.evidence not in self._notes:
            subject = self._subject(offer.product, ref.seller_plan)
            self._notes[ref.evidence] = Evidence(ref.evidence, subject, tuple(self._offer_claims(offer)))
        return ref

    def price_cell(self, offer: Offer) -> Cell:
        """An offer's price now."""
        price = offer.price
        note = self.presenter.rich(price.note) if price.note else ()
        dated = None if price.source == EDITORS else self.presenter.spoken(price)
        text = self.presenter.dated_price(offer.plan, offer.currency)
        coming = self.presenter.announced(offer.plan, offer.currency)
        return Cell((text,), State.KNOWN, note, self.offer(offer).evidence, 1, dated=dated, coming=coming)

    def _offer_claims(self, offer: Offer) -> Iterator[ClaimView]:
        presenter, price, plan = self.presenter, offer.price, offer.plan
        cite = presenter.cite(price)
        since = day(price.from_, presenter.t) if price.from_ and len(plan.prices) > 1 else ""
        note = presenter.rich(price.note) if price.note else ()
        yield ClaimView(presenter.dated_price(plan, offer.currency), since, note, cite, True)
        for later, words in zip(plan.coming, presenter.announced(plan, offer.currency), strict=False):
            note = presenter.rich(later.note) if later.note else ()
            yield ClaimView(words, "", note, presenter.cite(later), False)
        for label, words in self.allowances(plan):
            yield ClaimView(words, label, (), cite, True)

    def plan_values(self, offer: Offer) -> Iterator[tuple[str, Cell]]:
        """Yield the values of an offer that differ by plan, as far as they are known: (feature, value)."""
        presenter, catalogue = self.presenter, self.presenter.site.catalogue
        for name, fact in presenter.site.facts[offer.product].items():
            by_plan = any(claim.source_claim.when.plan for claim in fact.claims)
            value = own_value(catalogue, fact, offer) if by_plan else UNKNOWN
            if value.state not in ABSENT:
                feature = catalogue.features[name]
                words = presenter.value_items(value, feature, offer.product)
                yield feature.name[presenter.locale], Cell(words, value.state, evidence=self._note(fact), claims=1)

    def allowances(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """Yield what a plan includes, in words: (label, figure)."""
        t = self.presenter.t
        if plan.includes.unlimited:
            yield t("includes-unlimited"), t("unlimited")
        for name, figure in plan.includes.figures.items():
            yield t(f"includes-{name}"), self.presenter.allowance(figure)


def _of_another_plan(claim: ReadClaim, fact: Fact) -> bool:
    """Whether a claim is only about plans of which no claim says otherwise."""
    plans = claim.source_claim.when.plan
    same = [other for other in fact.claims if set(other.source_claim.when.plan) & set(plans)]
    return bool(plans) and all(other.datum == claim.datum for other in same)


def rate_view(presenter: Presenter, rate: ExchangeRate) -> PointView:
    """Return a rate in a sentence, with its date and its source."""
    return PointView((rate_words(presenter, rate),), presenter.cite(rate))


def rate_words(presenter: Presenter, rate: ExchangeRate) -> str:
    """Return 'Converted at US$1 = NT$31.5 (1 November 2026)'."""
    one = money(Fraction(1), rate.from_, presenter.locale)
    worth = money_in_full(rate.rate.low or Fraction(1), rate.to, presenter.locale)
    return presenter.t("rate", one=one, worth=worth, date=day(rate.date, presenter.t))


def rates_used(presenter: Presenter, known: Iterable[Offer]) -> tuple[PointView, ...]:
    """Return the rates by which these offers are compared; none if all have one currency."""
    currencies = list(dict.fromkeys(offer.currency for offer in known))
    found = [exchange(presenter.site, currency, currencies[0]) for currency in currencies[1:]]
    return tuple(rate_view(presenter, used.rate) for used in found if used and used.rate)


def grouped(presenter: Presenter, rows: Mapping[str, Row]) -> tuple[Group, ...]:
    """Return rows (by feature) under their groups' headings; empty groups are left out."""
    catalogue = presenter.site.catalogue
    groups = []
    for id_, name in catalogue.groups.items():
        inside = tuple(rows[feature] for feature in catalogue.in_group(id_) if feature in rows)
        if inside:
            groups.append(Group(id_, name[presenter.locale], inside))
    return tuple(groups)


def pair_row(collector: EvidenceCollector, name: str, a: str, b: str, outcome: Outcome) -> Row:
    """Return one feature of two products."""
    presenter = collector.presenter
    cells = tuple(collector.cell(presenter.site.facts[product][name]) for product in (a, b))
    winners = (outcome.winner,) if outcome.result == WIN else ()
    overruled = presenter.rich(outcome.ruled.because) if outcome.ruled else ()
    return Row(presenter.feature(name), cells, outcome.result, winners, why(presenter, outcome), overruled)


def why(presenter: Presenter, outcome: Outcome) -> str:
    """Return why a row has no plain winner, in words, and the exchange rate used; '' for a plain winner."""
    rate = rate_words(presenter, outcome.rate) if outcome.rate else ""
    if not outcome.why or (outcome.result == WIN and not outcome.ruled):
        return rate
    words = presenter.t(f"why-{outcome.why}", products=presenter.names(outcome.whose))
    return presenter.t("semicolon").join(part for part in (words, rate) if part)


def wide_row(collector: EvidenceCollector, name: str, ranking: Ranking) -> Row:
    """Return one feature of all products, with the leaders."""
    presenter = collector.presenter
    cells = tuple(collector.cell(presenter.site.facts[product][name]) for product in presenter.site.products)
    winners = ranking.leaders if ranking.result == WIN else ()
    return Row(
        presenter.feature(name),
        cells,
        ranking.result,
        winners,
        conclusion(presenter, ranking, name) if not winners else "",
    )


def wide_rows(collector: EvidenceCollector) -> dict[str, Row]:
    site = collector.presenter.site
    return {name: wide_row(collector, name, rank(site, name)) for name in site.catalogue.features}


def own_row(collector: EvidenceCollector, name: str, product: str) -> Row:
    """Return one feature of one product, without a comparison."""
    presenter = collector.presenter
    return Row(presenter.feature(name), (collector.cell(presenter.site.facts[product][name]),), "none", (), "")


def conclusion(presenter: Presenter, ranking: Ranking, feature: str) -> str:
    """Return a ranking in a sentence, with the unknown values that could change it."""
    t, names = presenter.t, presenter.names(ranking.leaders)
    if ranking.result == "none":
        return t("conclusion-none")
    if ranking.result == WIN:
        text = t("conclusion-win", product=names, value=presenter.used(ranking.leaders[0], feature))
    elif ranking.result == "tie":
        text = t("conclusion-shared", products=names)
    else:
        text = t("conclusion-undecided")
    caveat = t("conclusion-caveat", products=presenter.names(ranking.unknown)) if ranking.unknown else ""
    return text if not caveat else joined_sentences([text, caveat], presenter.locale)


def joined_sentences(parts: Iterable[str], locale: str) -> str:
    """Join sentences, with a space if the language has spaces."""
    return ("" if script_of(locale).runs_on else " ").join(parts)


def tally_view(presenter: Presenter, count: QuestionCount) -> Tally:
    decided = count.a + count.b + count.ties
    note = presenter.t("tally-few", n=decided) if count.few else ""
    return Tally(count.a, count.b, count.ties, count.undecided, count.questions, count.rows, note)
