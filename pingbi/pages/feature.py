"""Feature pages: one question across all products, and how certain the answer is."""

from dataclasses import dataclass

from pingbi.analysis.pairs import ProductPair
from pingbi.analysis.winners import Rank, rank
from pingbi.locale.formats import join_range
from pingbi.model.catalogue import Feature
from pingbi.pages.compare import pair_ref
from pingbi.pages.parts.cells import EvidenceCollector, conclusion, rate_words, why
from pingbi.pages.parts.components import Cell, Evidence, FeatureRef, Link, PairRef, ProductRef, Rich
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter


@dataclass(frozen=True)
class FeatureAnswer:
    rank: str
    product: ProductRef
    cell: Cell


@dataclass(frozen=True)
class FeatureView:
    """`answers` best first; those that cannot be ranked come last with an empty rank."""

    id: str
    name: str
    asks: str
    help: Rich
    group: str
    direction: str
    answers: tuple[FeatureAnswer, ...]
    conclusion: str
    pairs: tuple[tuple[PairRef, str], ...]
    scenarios: tuple[tuple[Link, str], ...]
    siblings: tuple[FeatureRef, ...]
    evidence: tuple[Evidence, ...]


def feature_page(inputs: PageInputs, id_: str, feature: Feature) -> tuple[PageMeta, FeatureView]:
    teller = inputs.teller
    names = teller.names(tuple(teller.site.products))
    words = teller.t("describe-feature", asks=teller.plain(feature.asks), products=names)
    meta = PageMeta(feature.name[teller.locale], words, "features.yaml")
    return meta, feature_view(teller, id_, inputs.analysis.pairs)


def feature_view(teller: Presenter, id_: str, pairs: tuple[ProductPair, ...]) -> FeatureView:
    site, notebook = teller.site, EvidenceCollector(teller)
    feature = site.catalogue.features[id_]
    ranking = rank(site, id_)
    answers = tuple(
        FeatureAnswer(
            _place(found),
            teller.product(found.product),
            notebook.cell(site.facts[found.product][id_]),
        )
        for found in ranking.ranks
    )
    return FeatureView(
        id=id_,
        name=feature.name[teller.locale],
        asks=teller.plain(feature.asks),
        help=teller.rich(feature.help) if feature.help else (),
        group=site.catalogue.groups[feature.group][teller.locale],
        direction=feature.direction,
        answers=answers,
        conclusion=conclusion(teller, ranking, id_),
        pairs=tuple(_pair(teller, pair, id_) for pair in pairs if id_ in pair.outcomes),
        scenarios=_scenarios(teller, id_),
        siblings=tuple(teller.feature(other) for other in site.catalogue.in_group(feature.group) if other != id_),
        evidence=notebook.evidence,
    )


def _place(found: Rank) -> str:
    """Return '1', '1–2' if the rank is open, or '' without a value."""
    return join_range(str(found.place), str(found.last)) if found.place else ""


def _pair(teller: Presenter, pair: ProductPair, id_: str) -> tuple[PairRef, str]:
    found = pair.outcomes[id_]
    if found.result == "win":
        words = teller.t("wins-it", product=teller.product(found.winner).name)
        words += teller.t("in-brackets", words=rate_words(teller, found.rate)) if found.rate else ""
        if found.ruled:
            words = teller.t("ruled", outcome=words, because=teller.plain(found.ruled.because))
        return pair_ref(teller, pair), words
    return pair_ref(teller, pair), why(teller, found) or teller.t("no-result")


def _scenarios(teller: Presenter, id_: str) -> tuple[tuple[Link, str], ...]:
    """Return the scenarios that use this feature: as a hard need, or with a weight."""
    found = []
    for scenario_id, scenario in teller.site.scenarios.items():
        link = Link(scenario.name[teller.locale], teller.to.to("scenario", scenario_id))
        if any(need.feature == id_ for need in scenario.needs):
            found.append((link, teller.t("depends-need")))
        elif id_ in scenario.weights:
            found.append((link, teller.t("depends-weight", weight=scenario.weights[id_])))
    return tuple(found)
