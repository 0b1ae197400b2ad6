"""Head-to-heads: links to them, the page of each, and the page with the whole table."""

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
    presenter = inputs.presenter
    view = compare_view(presenter, pair, inputs.analysis.pairs)
    names = {"a": view.a.ref.name, "b": view.b.ref.name}
    edit = f"comparisons/{id_}.yaml" if pair.comparison else ""
    data = (jsonld.questions(view.questions),) if view.questions else ()
    return PageMeta(presenter.t("pair-title", **names), presenter.t("describe-compare", **names), edit, data), view


def pair_ref(presenter: Presenter, pair: ProductPair) -> PairRef:
    return PairRef(
        url=presenter.to.to("compare", pair.id),
        a=presenter.product(pair.a),
        b=presenter.product(pair.b),
        kind=pair_kind(presenter.site, pair),
        written=pair.comparison is not None,
        verdict=verdict(presenter, pair),
        tally=tally_view(presenter, pair.count),
    )


def verdict(presenter: Presenter, pair: ProductPair) -> Rich:
    """Return the editor's sentence, or one made from the tally."""
    if pair.comparison:
        return presenter.rich(pair.comparison.verdict)
    names = {"a": presenter.product(pair.a).name, "b": presenter.product(pair.b).name}
    count = pair.count
    if pair_kind(presenter.site, pair) == "generations":
        return (presenter.t("auto-generations", **names, n=count.b, m=count.a),)
    return (presenter.t("auto-verdict-few" if count.few else "auto-verdict", **names, n=count.a, m=count.b),)


def compare_view(presenter: Presenter, pair: ProductPair, pairs: tuple[ProductPair, ...]) -> CompareView:
    site, written, collector = presenter.site, pair.comparison, EvidenceCollector(presenter)
    sides = tuple(_side(collector, pair, product) for product in (pair.a, pair.b))
    rows = {name: pair_row(collector, name, pair.a, pair.b, found) for name, found in pair.outcomes.items()}
    tests = tests_of(site, (pair.a, pair.b))
    return CompareView(
        kind=pair_kind(site, pair),
        a=sides[0],
        b=sides[1],
        verdict=verdict(presenter, pair),
        written=written is not None,
        tally=tally_view(presenter, pair.count),
        reliance=reliance(presenter, of_pair(site, pair.a, pair.b, pair.outcomes)),
        takeaways=tuple(presenter.rich(text) for text in written.takeaways) if written else (),
        groups=grouped(presenter, rows),
        empty=tuple(presenter.feature(name) for name in site.catalogue.features if name not in rows),
        tests=tuple(test_view(presenter, id_) for id_ in tests),
        test_note=_test_note(presenter, tests, (pair.a, pair.b)),
        trophies=_trophies(presenter, pair),
        breakevens=break_even_views(collector, (pair.a, pair.b)),
        chart=cost_chart(collector, [offer for offer in offers(site) if offer.product in (pair.a, pair.b)]),
        points=presenter.points(written.points) if written else (),
        disputes=dispute_views(presenter, _disputes(site, pair)),
        disputed=tuple(presenter.feature(name) for name in rows if _disputed(site, pair, name)),
        questions=question_views(presenter, written.questions) if written else (),
        prose=prose(presenter, "comparisons", pair.id),
        sources=source_views(presenter, _sources(site, pair)),
        others=tuple(pair_ref(presenter, other) for other in pairs if _is_near(other, pair)),
        evidence=collector.evidence,
    )


def _is_near(other: ProductPair, pair: ProductPair) -> bool:
    """Whether another head-to-head shares a product with this one; a page of its own lists all."""
    return other.id != pair.id and bool({other.a, other.b} & {pair.a, pair.b})


def _side(collector: EvidenceCollector, pair: ProductPair, product: str) -> Side:
    presenter, record = collector.presenter, collector.presenter.site.products[product]
    choose = pair.comparison.choose.get(product, ()) if pair.comparison else ()
    nothing = [name for name in pair.outcomes if presenter.site.facts[product][name].used.state == "unknown"]
    return Side(
        ref=presenter.product(product),
        price=starting_price(collector, product),
        choose=presenter.points(choose),
        strengths=presenter.points(record.strengths),
        weaknesses=presenter.points(record.weaknesses),
        plans=vendor_plans(collector, product),
        offers=offer_plans(collector, product),
        unknowns=tuple(presenter.feature(name) for name in nothing),
    )


def _disputed(site: Site, pair: ProductPair, name: str) -> bool:
    return any(site.facts[product][name].disputed for product in (pair.a, pair.b))


def _disputes(site: Site, pair: ProductPair) -> tuple[Dispute, ...]:
    own = pair.comparison.disputes if pair.comparison else ()
    every = (*own, *site.products[pair.a].disputes, *site.products[pair.b].disputes)
    return tuple({(dispute.about, dispute.ruling): dispute for dispute in every}.values())


def _sources(site: Site, pair: ProductPair) -> tuple[str, ...]:
    used = {
        claim.source_claim.source
        for product in (pair.a, pair.b)
        for fact in site.facts[product].values()
        for claim in fact.claims
    }
    return tuple(id_ for id_ in site.sources if id_ in used)


def _test_note(presenter: Presenter, tests: tuple[str, ...], products: tuple[str, str]) -> str:
    if not tests:
        return ""
    winners = [presenter.site.tests[id_].winner for id_ in tests]
    parts = [
        presenter.t("wins-count", product=presenter.product(product).name, n=winners.count(product))
        for product in products
    ]
    if TIE in winners:
        parts.append(presenter.t("ties-count", n=winners.count(TIE)))
    return presenter.t("tests-tally", results=presenter.t("and").join(parts), n=len(tests))


def _trophies(presenter: Presenter, pair: ProductPair) -> TrophyView | None:
    trophies = pair.comparison.trophies if pair.comparison else None
    if trophies is None:
        return None
    site = presenter.site
    theirs = {name: _as_outcome(winner) for name, winner in trophies.winners.items()}
    by_question = tally(site.catalogue.features, theirs, pair.a, pair.b)
    wins = list(trophies.winners.values())
    text = presenter.t(
        "trophies",
        a=presenter.product(pair.a).name, b=presenter.product(pair.b).name,
        n=wins.count(pair.a), m=wins.count(pair.b), ties=wins.count(TIE),
        p=by_question.a, q=by_question.b,
    )  # fmt: skip
    rows = tuple(
        (presenter.feature(name), _winner(presenter, found), _winner(presenter, pair.outcomes[name]))
        for name, found in theirs.items()
        if name in pair.outcomes
    )
    return TrophyView((text,), rows, presenter.cite(trophies))


def _as_outcome(winner: str) -> Outcome:
    return Outcome(TIE) if winner == TIE else Outcome("win", winner)


def _winner(presenter: Presenter, found: Outcome) -> str:
    if found.result == "win":
        return presenter.product(found.winner).name
    return presenter.t("tie" if found.result == TIE else "no-result")


@dataclass(frozen=True)
class CompareAllView:
    products: tuple[ProductRef, ...]
    groups: tuple[Group, ...]
    pairs: tuple[PairRef, ...]
    prose: str
    evidence: tuple[Evidence, ...]


def comparisons_page(inputs: PageInputs) -> tuple[PageMeta, CompareAllView]:
    presenter = inputs.presenter
    words = presenter.t("describe-comparisons", products=presenter.names(tuple(presenter.site.products)))
    return PageMeta(presenter.t("title-comparisons"), words), comparisons_view(presenter, inputs.analysis.pairs)


def comparisons_view(presenter: Presenter, pairs: tuple[ProductPair, ...]) -> CompareAllView:
    collector = EvidenceCollector(presenter)
    groups = grouped(presenter, wide_rows(collector))
    return CompareAllView(
        products=tuple(presenter.product(id_) for id_ in presenter.site.products),
        groups=groups,
        pairs=tuple(pair_ref(presenter, pair) for pair in pairs),
        prose=prose(presenter, "pages", "compare"),
        evidence=collector.evidence,
    )
