"""The page of all scenarios: for each the pick, its first reason and its price."""

from dataclasses import dataclass

from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import starting_price
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import ProductRef, Rich


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


def page(inputs: PageInputs) -> tuple[PageMeta, ScenarioListView]:
    t = inputs.teller.t
    return PageMeta(t("title-scenarios"), t("describe-scenarios")), scenario_list(inputs.teller)


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
