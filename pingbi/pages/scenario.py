"""The page of all scenarios: for each the pick, its first reason and its price."""

from collections.abc import Iterator
from dataclasses import dataclass

from pingbi.analysis.costs import use_of, worked_costs
from pingbi.analysis.pairs import of_pick
from pingbi.analysis.scores import ScenarioResult
from pingbi.model.editorial import Saying, Scenario
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.components import Cell, DisputeView, Evidence, FeatureRef, PointView, ProductRef, Rich
from pingbi.pages.parts.cost_views import CostLine, UsageView, cost_line, usage_view
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.offer_views import starting_price
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
    t = inputs.teller.t
    return PageMeta(t("title-scenarios"), t("describe-scenarios")), scenario_list(inputs.teller)


def scenario_list(teller: Presenter) -> ScenarioListView:
    cards = tuple(scenario_card(teller, id_) for id_ in teller.site.scenarios)
    return ScenarioListView(cards, prose(teller, "pages", "scenarios"))


def scenario_card(teller: Presenter, id_: str) -> ScenarioCard:
    scenario = teller.site.scenarios[id_]
    return ScenarioCard(
        url=teller.to.to("scenario", id_),
        name=scenario.name[teller.locale],
        for_=teller.rich(scenario.for_),
        pick=teller.product(scenario.pick),
        because=teller.rich(scenario.reasons[0]),
        price=starting_price(EvidenceCollector(teller), scenario.pick).values[0],
    )


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
    teller = inputs.teller
    words = plain(teller.rich(scenario.for_))
    meta = PageMeta(scenario.name[teller.locale], words, f"scenarios/{id_}.yaml")
    return meta, scenario_view(teller, id_, inputs.analysis.scenarios[id_])


def scenario_view(teller: Presenter, id_: str, findings: ScenarioResult) -> ScenarioView:
    site, scenario, notebook = teller.site, teller.site.scenarios[id_], EvidenceCollector(teller)
    price = starting_price(notebook, scenario.pick)
    needs = tuple(_need(notebook, id_, index, findings) for index in range(len(scenario.needs)))
    scores = tuple(score_row(notebook, name, scenario, findings) for name in scenario.weights)
    return ScenarioView(
        id=id_,
        name=scenario.name[teller.locale],
        for_=teller.rich(scenario.for_),
        pick=teller.product(scenario.pick),
        reasons=tuple(teller.rich(reason) for reason in scenario.reasons),
        price=price,
        cost=_cost_of_pick(notebook, scenario),
        runner_up=teller.product(scenario.runner_up.product) if scenario.runner_up else None,
        runner_up_when=teller.rich(scenario.runner_up.when) if scenario.runner_up else (),
        computed=(computed_answer(teller, scenario, findings),),
        difference=teller.rich(scenario.difference) if scenario.difference else (),
        reliance=reliance(teller, of_pick(site, scenario)),
        products=tuple(teller.product(product) for product in site.products),
        needs=needs,
        scores=scores,
        totals=tuple(score_total(teller, id_, score, findings.leaders) for score in findings.scores),
        weighing=weighing(teller, scenario, findings),
        flips=tuple(_flips(teller, id_, findings)),
        usage=usage_view(notebook, scenario.usage) if scenario.usage else UsageView("", ()),
        not_when=tuple(teller.rich(text) for text in scenario.not_when),
        says=tuple(_saying(teller, saying) for saying in scenario.says),
        disputes=dispute_views(teller, scenario.disputes),
        prose=prose(teller, "scenarios", id_),
        evidence=notebook.evidence,
    )


def _need(notebook: EvidenceCollector, id_: str, index: int, findings: ScenarioResult) -> NeedView:
    teller, site = notebook.teller, notebook.teller.site
    need, results = findings.needs[index]
    words = tuple(
        (result, notebook.cell(site.facts[product][need.feature]))
        for product, result in zip(site.products, results, strict=True)
    )
    return NeedView(need_text(teller, id_, index), teller.rich(need.because), teller.feature(need.feature), words)


def _flips(teller: Presenter, id_: str, findings: ScenarioResult) -> Iterator[FlipLine]:
    """Yield what would change the answer: weights, missing facts, prices."""
    yield from weight_flip_lines(teller, teller.site.scenarios[id_], findings)
    yield from (FlipLine("price", text) for text in price_flip_texts(teller, id_, findings))


def _cost_of_pick(notebook: EvidenceCollector, scenario: Scenario) -> CostLine | None:
    """Return the cheapest computable way to do this usage with the pick; else the first that says why not."""
    if scenario.usage is None:
        return None
    costs = worked_costs(notebook.teller.site, use_of(scenario.usage))
    of_pick = next((worked for worked in costs if worked.offer.product == scenario.pick), None)
    return cost_line(notebook, of_pick) if of_pick else None


def _saying(teller: Presenter, saying: Saying) -> PointView:
    pick = teller.product(saying.pick) if saying.pick else None
    return PointView(teller.rich(saying.text), teller.cite(saying), pick)
