"""Head-to-heads: links to them, and the page of each."""

from dataclasses import dataclass

from pingbi.analysis.offers import offers
from pingbi.analysis.pairs import ProductPair, of_pair, pair_kind, tally
from pingbi.analysis.winners import Outcome
from pingbi.model.editorial import TIE
from pingbi.model.products import Dispute
from pingbi.model.site import Site
from pingbi.pages.charts.cost_charts import CostChart, cost_chart
from pingbi.pages.parts import structured_data as jsonld
from pingbi.pages.parts.cells import EvidenceCollector, grouped, pair_row, tally_view, wide_rows
from pingbi.pages.parts.components import (
    Cell,
    Cite,
    DisputeView,
    Evidence,
    FeatureRef,
    Group,
    PairRef,
    PointView,
    ProductRef,
    QuestionView,
    Rich,
    SourceView,
    Tally,
    TestView,
)
from pingbi.pages.parts.cost_views import BreakEvenView, break_even_views
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.offer_views import PlanView, offer_plans, starting_price, vendor_plans
from pingbi.pages.parts.presenter import Presenter, dispute_views, prose, question_views
from pingbi.pages.source import reliance, source_views
from pingbi.pages.test import test_view, tests_of


@dataclass(frozen=True)
class Side:
    """One product's half of a head-to-head."""

    ref: ProductRef
    price: Cell
    choose: tuple[PointView, ...]
    strengths: tuple[PointView, ...]
    weaknesses: tuple[PointView, ...]
    plans: tuple[PlanView, ...]
    offers: tuple[PlanView, ...]
    unknowns: tuple[FeatureRef, ...]


@dataclass(frozen=True)
class TrophyView:
    """A source's own tally compared with ours: how its rows count once each question counts once."""

    text: Rich
    rows: tuple[tuple[FeatureRef, str, str], ...]
    """(feature, the source's winner, ours) in words."""
    cite: Cite | None


@dataclass(frozen=True)
class CompareView:
    kind: str
    a: Side
    b: Side
    verdict: Rich
    written: bool
    tally: Tally
    reliance: Rich
    """Whose word it rests on, in a sentence; () if unknown."""
    takeaways: tuple[Rich, ...]
    groups: tuple[Group, ...]
    empty: tuple[FeatureRef, ...]
    """Features without a known value for either product."""
    tests: tuple[TestView, ...]
    test_note: str
    trophies: TrophyView | None
    breakevens: tuple[BreakEvenView, ...]
    chart: CostChart
    """Without shapes if no two offers cost the same."""
    points: tuple[PointView, ...]
    disputes: tuple[DisputeView, ...]
    disputed: tuple[FeatureRef, ...]
    questions: tuple[QuestionView, ...]
    prose: str
    sources: tuple[SourceView, ...]
    others: tuple[PairRef, ...]
    evidence: tuple[Evidence, ...]


def compare_page(inputs: PageInputs, id_: str, pair: ProductPair) -> tuple[PageMeta, CompareView]:
    teller = inputs.teller
    view = compare_view(teller, pair, inputs.analysis.pairs)
    names = {"a": view.a.ref.name, "b": view.b.ref.name}
    edit = f"comparisons/{id_}.yaml" if pair.comparison else ""
    data = (jsonld.questions(view.questions),) if view.questions else ()
    return PageMeta(teller.t("pair-title", **names), teller.t("describe-compare", **names), edit, data), view


def pair_ref(teller: Presenter, pair: ProductPair) -> PairRef:
    return PairRef(
        url=teller.to.to("compare", pair.id),
        a=teller.product(pair.a),
        b=teller.product(pair.b),
        kind=pair_kind(teller.site, pair),
        written=pair.comparison is not None,
        verdict=verdict(teller, pair),
        tally=tally_view(teller, pair.count),
    )


def verdict(teller: Presenter, pair: ProductPair) -> Rich:
    """Return the editor's sentence, or one made from the tally."""
    if pair.comparison:
        return teller.rich(pair.comparison.verdict)
    names = {"a": teller.product(pair.a).name, "b": teller.product(pair.b).name}
    count = pair.count
    if pair_kind(teller.site, pair) == "generations":
        return (teller.t("auto-generations", **names, n=count.b, m=count.a),)
    return (teller.t("auto-verdict-few" if count.few else "auto-verdict", **names, n=count.a, m=count.b),)


def compare_view(teller: Presenter, pair: ProductPair, pairs: tuple[ProductPair, ...]) -> CompareView:
    site, written, notebook = teller.site, pair.comparison, EvidenceCollector(teller)
    sides = tuple(_side(notebook, pair, product) for product in (pair.a, pair.b))
    rows = {name: pair_row(notebook, name, pair.a, pair.b, found) for name, found in pair.outcomes.items()}
    tests = tests_of(site, (pair.a, pair.b))
    return CompareView(
        kind=pair_kind(site, pair),
        a=sides[0],
        b=sides[1],
        verdict=verdict(teller, pair),
        written=written is not None,
        tally=tally_view(teller, pair.count),
        reliance=reliance(teller, of_pair(site, pair.a, pair.b, pair.outcomes)),
        takeaways=tuple(teller.rich(text) for text in written.takeaways) if written else (),
        groups=grouped(teller, rows),
        empty=tuple(teller.feature(name) for name in site.catalogue.features if name not in rows),
        tests=tuple(test_view(teller, id_) for id_ in tests),
        test_note=_test_note(teller, tests, (pair.a, pair.b)),
        trophies=_trophies(teller, pair),
        breakevens=break_even_views(notebook, (pair.a, pair.b)),
        chart=cost_chart(notebook, [offer for offer in offers(site) if offer.product in (pair.a, pair.b)]),
        points=teller.points(written.points) if written else (),
        disputes=dispute_views(teller, _disputes(site, pair)),
        disputed=tuple(teller.feature(name) for name in rows if _disputed(site, pair, name)),
        questions=question_views(teller, written.questions) if written else (),
        prose=prose(teller, "comparisons", pair.id),
        sources=source_views(teller, _sources(site, pair)),
        others=tuple(pair_ref(teller, other) for other in pairs if _is_near(other, pair)),
        evidence=notebook.evidence,
    )


def _is_near(other: ProductPair, pair: ProductPair) -> bool:
    """Whether another head-to-head shares a product with this one; a page of its own lists all."""
    return other.id != pair.id and bool({other.a, other.b} & {pair.a, pair.b})


def _side(notebook: EvidenceCollector, pair: ProductPair, product: str) -> Side:
    teller, record = notebook.teller, notebook.teller.site.products[product]
    choose = pair.comparison.choose.get(product, ()) if pair.comparison else ()
    nothing = [name for name in pair.outcomes if teller.site.facts[product][name].used.state == "unknown"]
    return Side(
        ref=teller.product(product),
        price=starting_price(notebook, product),
        choose=teller.points(choose),
        strengths=teller.points(record.strengths),
        weaknesses=teller.points(record.weaknesses),
        plans=vendor_plans(notebook, product),
        offers=offer_plans(notebook, product),
        unknowns=tuple(teller.feature(name) for name in nothing),
    )


def _disputed(site: Site, pair: ProductPair, name: str) -> bool:
    return any(site.facts[product][name].disputed for product in (pair.a, pair.b))


def _disputes(site: Site, pair: ProductPair) -> tuple[Dispute, ...]:
    own = pair.comparison.disputes if pair.comparison else ()
    every = (*own, *site.products[pair.a].disputes, *site.products[pair.b].disputes)
    return tuple({(dispute.about, dispute.ruling): dispute for dispute in every}.values())


def _sources(site: Site, pair: ProductPair) -> tuple[str, ...]:
    used = {
        claim.written.source
        for product in (pair.a, pair.b)
        for fact in site.facts[product].values()
        for claim in fact.claims
    }
    return tuple(id_ for id_ in site.sources if id_ in used)


def _test_note(teller: Presenter, tests: tuple[str, ...], products: tuple[str, str]) -> str:
    if not tests:
        return ""
    winners = [teller.site.tests[id_].winner for id_ in tests]
    parts = [
        teller.t("wins-count", product=teller.product(product).name, n=winners.count(product)) for product in products
    ]
    if TIE in winners:
        parts.append(teller.t("ties-count", n=winners.count(TIE)))
    return teller.t("tests-tally", results=teller.t("and").join(parts), n=len(tests))


def _trophies(teller: Presenter, pair: ProductPair) -> TrophyView | None:
    trophies = pair.comparison.trophies if pair.comparison else None
    if trophies is None:
        return None
    site = teller.site
    theirs = {name: _as_outcome(winner) for name, winner in trophies.winners.items()}
    by_question = tally(site.catalogue.features, theirs, pair.a, pair.b)
    wins = list(trophies.winners.values())
    text = teller.t(
        "trophies",
        a=teller.product(pair.a).name, b=teller.product(pair.b).name,
        n=wins.count(pair.a), m=wins.count(pair.b), ties=wins.count(TIE),
        p=by_question.a, q=by_question.b,
    )  # fmt: skip
    rows = tuple(
        (teller.feature(name), _winner(teller, found), _winner(teller, pair.outcomes[name]))
        for name, found in theirs.items()
        if name in pair.outcomes
    )
    return TrophyView((text,), rows, teller.cite(trophies))


def _as_outcome(winner: str) -> Outcome:
    return Outcome(TIE) if winner == TIE else Outcome("win", winner)


def _winner(teller: Presenter, found: Outcome) -> str:
    if found.result == "win":
        return teller.product(found.winner).name
    return teller.t("tie" if found.result == TIE else "no-result")


@dataclass(frozen=True)
class CompareAllView:
    products: tuple[ProductRef, ...]
    groups: tuple[Group, ...]
    pairs: tuple[PairRef, ...]
    prose: str
    evidence: tuple[Evidence, ...]


def comparisons_page(inputs: PageInputs) -> tuple[PageMeta, CompareAllView]:
    teller = inputs.teller
    words = teller.t("describe-comparisons", products=teller.names(tuple(teller.site.products)))
    return PageMeta(teller.t("title-comparisons"), words), comparisons_view(teller, inputs.analysis.pairs)


def comparisons_view(teller: Presenter, pairs: tuple[ProductPair, ...]) -> CompareAllView:
    notebook = EvidenceCollector(teller)
    groups = grouped(teller, wide_rows(notebook))
    return CompareAllView(
        products=tuple(teller.product(id_) for id_ in teller.site.products),
        groups=groups,
        pairs=tuple(pair_ref(teller, pair) for pair in pairs),
        prose=prose(teller, "pages", "compare"),
        evidence=notebook.evidence,
    )
