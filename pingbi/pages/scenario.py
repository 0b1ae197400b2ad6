"""Scenario pages (the pick and its reasons, needs, scores, costs, what would change them), and the list of all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pingbi.analysis.costs import use_of, worked_costs
from pingbi.analysis.fits import cheapest_fit, fits, meeting_offers
from pingbi.analysis.pairs import of_pick
from pingbi.analysis.scores import ScenarioResult
from pingbi.model.editorial import Saying, Scenario
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.components import Cell, DisputeView, Evidence, FeatureRef, PointView, ProductRef, Rich
from pingbi.pages.parts.cost_views import CostLine, UsageView, cost_line, scenario_usage
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, dispute_views, plain, prose
from pingbi.pages.parts.score_rules import FlipLine, price_flip_texts, weight_flip_lines
from pingbi.pages.parts.score_views import (
    ScoreRow,
    ScoreTotal,
    Weighing,
    computed_answer,
    need_text,
    score_row,
    score_total,
    weighing,
)
from pingbi.pages.source import reliance


@dataclass(frozen=True)
class ScenarioCard:
    url: str
    name: str
    for_: Rich
    pick: ProductRef
    because: Rich
    price: str


@dataclass(frozen=True)
class ScenarioListView:
    scenarios: tuple[ScenarioCard, ...]
    prose: str


def scenarios_page(inputs: PageInputs) -> tuple[PageMeta, ScenarioListView]:
    t = inputs.presenter.t
    return PageMeta(t("title-scenarios"), t("describe-scenarios")), scenario_list(inputs.presenter)


def scenario_list(presenter: Presenter) -> ScenarioListView:
    cards = tuple(scenario_card(presenter, id_) for id_ in presenter.site.scenarios)
    return ScenarioListView(cards, prose(presenter, "pages", "scenarios"))


def scenario_card(presenter: Presenter, id_: str) -> ScenarioCard:
    scenario = presenter.site.scenarios[id_]
    return ScenarioCard(
        url=presenter.to.to("scenario", id_),
        name=scenario.name[presenter.locale],
        for_=presenter.rich(scenario.for_),
        pick=presenter.product(scenario.pick),
        because=presenter.rich(scenario.reasons[0]),
        price=scenario_price(EvidenceCollector(presenter), id_).values[0],
    )


def scenario_price(collector: EvidenceCollector, id_: str) -> Cell:
    """Return the price and name of the pick's cheapest offer that meets every need, or why there is none."""
    presenter, pick = collector.presenter, collector.presenter.site.scenarios[id_].pick
    offer = cheapest_fit(presenter.site, id_, pick)
    if offer is None:
        sold = any(fit.offer.product == pick for fit in fits(presenter.site, id_))
        return Cell((presenter.t("no-plan-known" if sold else "price-not-published"),), "unknown")
    price, ref = collector.price_cell(offer), presenter.offer(offer)
    plan = ref.seller_plan if offer.offer else ref.plan
    if offer.price.free:
        return price
    return replace(price, values=(presenter.t("plan-price", plan=plan, price=price.values[0]),))


@dataclass(frozen=True)
class NeedView:
    """A hard requirement; `results` are (word, cell) per product: pass, fail or unknown."""

    text: str
    because: Rich
    feature: FeatureRef
    results: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class ScenarioView:
    id: str
    name: str
    for_: Rich
    pick: ProductRef
    reasons: tuple[Rich, ...]
    price: Cell
    cost: CostLine | None
    runner_up: ProductRef | None
    runner_up_when: Rich
    computed: Rich
    difference: Rich
    reliance: Rich
    products: tuple[ProductRef, ...]
    needs: tuple[NeedView, ...]
    scores: tuple[ScoreRow, ...]
    totals: tuple[ScoreTotal, ...]
    weighing: Weighing
    flips: tuple[FlipLine, ...]
    usage: UsageView
    not_when: tuple[Rich, ...]
    says: tuple[PointView, ...]
    disputes: tuple[DisputeView, ...]
    prose: str
    evidence: tuple[Evidence, ...]


def scenario_page(inputs: PageInputs, id_: str, scenario: Scenario) -> tuple[PageMeta, ScenarioView]:
    presenter = inputs.presenter
    words = plain(presenter.rich(scenario.for_))
    meta = PageMeta(scenario.name[presenter.locale], words, f"scenarios/{id_}.yaml")
    return meta, scenario_view(presenter, id_, inputs.analysis.scenarios[id_])


def scenario_view(presenter: Presenter, id_: str, findings: ScenarioResult) -> ScenarioView:
    site, scenario, collector = presenter.site, presenter.site.scenarios[id_], EvidenceCollector(presenter)
    price = scenario_price(collector, id_)
    needs = tuple(_need(collector, id_, index, findings) for index in range(len(scenario.needs)))
    scores = tuple(score_row(collector, name, scenario, findings) for name in scenario.weights)
    return ScenarioView(
        id=id_,
        name=scenario.name[presenter.locale],
        for_=presenter.rich(scenario.for_),
        pick=presenter.product(scenario.pick),
        reasons=tuple(presenter.rich(reason) for reason in scenario.reasons),
        price=price,
        cost=_cost_of_pick(collector, id_, scenario),
        runner_up=presenter.product(scenario.runner_up.product) if scenario.runner_up else None,
        runner_up_when=presenter.rich(scenario.runner_up.when) if scenario.runner_up else (),
        computed=(computed_answer(presenter, scenario, findings),),
        difference=presenter.rich(scenario.difference) if scenario.difference else (),
        reliance=reliance(presenter, of_pick(site, scenario)),
        products=tuple(presenter.product(product) for product in site.products),
        needs=needs,
        scores=scores,
        totals=tuple(score_total(presenter, id_, score, findings.leaders) for score in findings.scores),
        weighing=weighing(presenter, scenario, findings),
        flips=tuple(_flips(presenter, id_, findings)),
        usage=scenario_usage(collector, id_, scenario.usage) if scenario.usage else UsageView("", ()),
        not_when=tuple(presenter.rich(text) for text in scenario.not_when),
        says=tuple(_saying(presenter, saying) for saying in scenario.says),
        disputes=dispute_views(presenter, scenario.disputes),
        prose=prose(presenter, "scenarios", id_),
        evidence=collector.evidence,
    )


def _need(collector: EvidenceCollector, id_: str, index: int, findings: ScenarioResult) -> NeedView:
    presenter, site = collector.presenter, collector.presenter.site
    need, results = findings.needs[index]
    words = tuple(
        (result, collector.cell(site.facts[product][need.feature]))
        for product, result in zip(site.products, results, strict=True)
    )
    return NeedView(
        need_text(presenter, id_, index), presenter.rich(need.because), presenter.feature(need.feature), words
    )


def _flips(presenter: Presenter, id_: str, findings: ScenarioResult) -> Iterator[FlipLine]:
    """Yield what would change the answer: weights, missing facts, prices."""
    yield from weight_flip_lines(presenter, presenter.site.scenarios[id_], findings)
    yield from (FlipLine("price", text) for text in price_flip_texts(presenter, id_, findings))


def _cost_of_pick(collector: EvidenceCollector, id_: str, scenario: Scenario) -> CostLine | None:
    """Return the cheapest computable way to do this usage with an offer of the pick that meets the needs.

    If none can be computed, return the first that says why not.
    """
    if scenario.usage is None:
        return None
    site = collector.presenter.site
    meeting = [offer for offer in meeting_offers(site, id_) if offer.product == scenario.pick]
    costs = worked_costs(site, use_of(scenario.usage), meeting)
    return cost_line(collector, costs[0]) if costs else None


def _saying(presenter: Presenter, saying: Saying) -> PointView:
    pick = presenter.product(saying.pick) if saying.pick else None
    return PointView(presenter.rich(saying.text), presenter.cite(saying), pick)
