"""Scenario pages: the pick and its reasons, needs, scores, costs, and what would change the answer."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from pingbi.analysis.costs import DONE, cost, offers
from pingbi.analysis.flips import Flip, flips
from pingbi.analysis.reliance import of_pick
from pingbi.analysis.scenarios import Findings, Points, Score
from pingbi.formats import listed, number
from pingbi.model.editorial import Saying, Scenario
from pingbi.pages.costs import cost_line, usage_view
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import starting_price
from pingbi.pages.page_views import NeedView, ScenarioCard, ScenarioListView, ScenarioView, ScoreRow, ScoreTotal
from pingbi.pages.products import interval, need_text, standing
from pingbi.pages.sources import reliance
from pingbi.pages.teller import Teller
from pingbi.pages.texts import dispute_views, prose
from pingbi.pages.views import CostLine, Link, PointView, Rich
from pingbi.pages.views import Usage as UsageView

WEIGHT_SHOWN = 10
"""Weights run from 1 to 5; a point beyond twice that is no advice."""


def scenario_list(teller: Teller) -> ScenarioListView:
    cards = tuple(scenario_card(teller, id_) for id_ in teller.site.scenarios)
    return ScenarioListView(cards, prose(teller, "pages", "scenarios"))


def scenario_card(teller: Teller, id_: str) -> ScenarioCard:
    scenario = teller.site.scenarios[id_]
    return ScenarioCard(
        url=teller.to.to("scenario", id_),
        name=scenario.name[teller.locale],
        for_=teller.rich(scenario.for_),
        pick=teller.product(scenario.pick),
        because=teller.rich(scenario.reasons[0]),
        price=starting_price(Notebook(teller), scenario.pick).values[0],
    )


def scenario_view(teller: Teller, id_: str, findings: Findings) -> ScenarioView:
    site, scenario, notebook = teller.site, teller.site.scenarios[id_], Notebook(teller)
    price = starting_price(notebook, scenario.pick)
    needs = tuple(_need(notebook, id_, index, findings) for index in range(len(scenario.needs)))
    scores = tuple(_score_row(notebook, name, scenario, findings) for name in scenario.weights)
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
        computed=(computed(teller, scenario, findings),),
        difference=teller.rich(scenario.difference) if scenario.difference else (),
        reliance=reliance(teller, of_pick(site, scenario)),
        products=tuple(teller.product(product) for product in site.products),
        needs=needs,
        scores=scores,
        totals=tuple(_total(teller, id_, score) for score in findings.scores),
        flips=tuple(_flips(teller, scenario, findings)),
        usage=usage_view(notebook, scenario.usage) if scenario.usage else UsageView("", ()),
        not_when=tuple(teller.rich(text) for text in scenario.not_when),
        says=tuple(_saying(teller, saying) for saying in scenario.says),
        disputes=dispute_views(teller, scenario.disputes),
        prose=prose(teller, "scenarios", id_),
        evidence=notebook.evidence,
    )


def _need(notebook: Notebook, id_: str, index: int, findings: Findings) -> NeedView:
    teller, site = notebook.teller, notebook.teller.site
    need, results = findings.needs[index]
    words = tuple(
        (result, notebook.cell(site.facts[product][need.feature]))
        for product, result in zip(site.products, results, strict=True)
    )
    return NeedView(need_text(teller, id_, index), teller.rich(need.because), teller.feature(need.feature), words)


def _score_row(notebook: Notebook, name: str, scenario: Scenario, findings: Findings) -> ScoreRow:
    teller, weight = notebook.teller, scenario.weights[name]
    by_product = {score.product: dict(score.points)[name] for score in findings.scores}
    cells = tuple(
        (notebook.cell(teller.site.facts[product][name]), _arithmetic(teller, weight, by_product[product]))
        for product in teller.site.products
    )
    return ScoreRow(teller.feature(name), weight, cells)


def _arithmetic(teller: Teller, weight: int, points: Points) -> str:
    """'3 × 0.75 = 2.25', or with ranges where the value is a range or unknown."""
    score = _range(teller, points.low, points.high)
    result = _range(teller, points.low * weight, points.high * weight)
    return teller.t("points", weight=weight, score=score, result=result)


def _range(teller: Teller, low: Fraction, high: Fraction) -> str:
    texts = number(low, teller.locale), number(high, teller.locale)
    return texts[0] if texts[0] == texts[1] else f"{texts[0]}–{texts[1]}"


def _total(teller: Teller, id_: str, score: Score) -> ScoreTotal:
    text = standing(teller, id_, score) if score.failed else interval(teller, score)
    share = number(score.coverage * 100, teller.locale, 0) + "%"
    return ScoreTotal(
        product=teller.product(score.product),
        text=text,
        low=round(score.low),
        high=round(score.high),
        excluded=bool(score.failed),
        coverage=teller.t("score-coverage", share=share),
    )


def computed(teller: Teller, scenario: Scenario, findings: Findings) -> str:
    """What the arithmetic says, beside the editor's pick."""
    eligible = [score for score in findings.scores if not score.failed]
    leaders = findings.leaders
    if not eligible:
        return teller.t("computed-nobody")
    if len(eligible) == 1:
        return teller.t("computed-only", product=teller.names(leaders))
    if len(leaders) > 1:
        return teller.t("computed-undecided", products=teller.names(leaders))
    key = "computed-agrees" if leaders[0] == scenario.pick else "computed-differs"
    return teller.t(key, product=teller.names(leaders))


def _flips(teller: Teller, scenario: Scenario, findings: Findings) -> Iterator[Rich]:
    """What would change the answer: the nearest weights at which it turns, and the unknown facts that keep it open."""
    turning = tuple(_nearest(flips(findings.scores, scenario.weights)))
    for flip in turning:
        feature = teller.feature(flip.feature)
        yield (Link(feature.name, feature.url), _turn(teller, flip))
    if len(findings.leaders) == 1 and not turning:
        yield (teller.t("flip-none"),)
    if findings.open_facts:
        named = [
            teller.t("fact-of", product=teller.product(product).name, feature=teller.feature(feature).name)
            for product, feature in findings.open_facts
        ]
        yield (teller.t("flip-facts", facts=listed(named, teller.locale)),)


def _nearest(found: Iterable[Flip]) -> Iterator[Flip]:
    """For each feature, the last point below its weight and the first one above."""
    for _, points in groupby(found, key=lambda flip: flip.feature):
        listed_points = list(points)
        yield from [flip for flip in listed_points if flip.at < flip.weight][-1:]
        yield from [flip for flip in listed_points if flip.at >= flip.weight and flip.at <= WEIGHT_SHOWN][:1]


def _turn(teller: Teller, flip: Flip) -> str:
    up = flip.at >= flip.weight
    leaders = flip.above if up else flip.below
    key = f"flip-{'above' if up else 'below'}-{'one' if len(leaders) == 1 else 'several'}"
    at, weight = number(flip.at, teller.locale), number(flip.weight, teller.locale)
    return teller.t(key, weight=weight, at=at, leaders=teller.names(leaders))


def _cost_of_pick(notebook: Notebook, scenario: Scenario) -> CostLine | None:
    """The cheapest computed way to do this usage with the pick; else the first that says why not."""
    site = notebook.teller.site
    if scenario.usage is None:
        return None
    costs = [cost(site, offer, scenario.usage) for offer in offers(site) if offer.product == scenario.pick]
    done = sorted((found for found in costs if found.status == DONE and found.total), key=lambda found: found.total.low)  # type: ignore[union-attr]
    chosen = done[:1] or costs[:1]
    return cost_line(notebook, chosen[0]) if chosen else None


def _saying(teller: Teller, saying: Saying) -> PointView:
    pick = teller.product(saying.pick) if saying.pick else None
    return PointView(teller.rich(saying.text), teller.cite(saying), pick)
