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
    presenter = inputs.presenter
    names = presenter.names(tuple(presenter.site.products))
    words = presenter.t("describe-feature", asks=presenter.plain(feature.asks), products=names)
    meta = PageMeta(feature.name[presenter.locale], words, "features.yaml")
    return meta, feature_view(presenter, id_, inputs.analysis.pairs)


def feature_view(presenter: Presenter, id_: str, pairs: tuple[ProductPair, ...]) -> FeatureView:
    site, collector = presenter.site, EvidenceCollector(presenter)
    feature = site.catalogue.features[id_]
    ranking = rank(site, id_)
    answers = tuple(
        FeatureAnswer(
            _place(found),
            presenter.product(found.product),
            collector.cell(site.facts[found.product][id_]),
        )
        for found in ranking.ranks
    )
    return FeatureView(
        id=id_,
        name=feature.name[presenter.locale],
        asks=presenter.plain(feature.asks),
        help=presenter.rich(feature.help) if feature.help else (),
        group=site.catalogue.groups[feature.group][presenter.locale],
        direction=feature.direction,
        answers=answers,
        conclusion=conclusion(presenter, ranking, id_),
        pairs=tuple(_pair(presenter, pair, id_) for pair in pairs if id_ in pair.outcomes),
        scenarios=_scenarios(presenter, id_),
        siblings=tuple(presenter.feature(other) for other in site.catalogue.in_group(feature.group) if other != id_),
        evidence=collector.evidence,
    )


def _place(found: Rank) -> str:
    """Return '1', '1–2' if the rank is open, or '' without a value."""
    return join_range(str(found.place), str(found.last)) if found.place else ""


def _pair(presenter: Presenter, pair: ProductPair, id_: str) -> tuple[PairRef, str]:
    found = pair.outcomes[id_]
    if found.result == "win":
        words = presenter.t("wins-it", product=presenter.product(found.winner).name)
        words += presenter.t("in-brackets", words=rate_words(presenter, found.rate)) if found.rate else ""
        if found.ruled:
            words = presenter.t("ruled", outcome=words, because=presenter.plain(found.ruled.because))
        return pair_ref(presenter, pair), words
    return pair_ref(presenter, pair), why(presenter, found) or presenter.t("no-result")


def _scenarios(presenter: Presenter, id_: str) -> tuple[tuple[Link, str], ...]:
    """Return the scenarios that use this feature: as a hard need, or with a weight."""
    found = []
    for scenario_id, scenario in presenter.site.scenarios.items():
        link = Link(scenario.name[presenter.locale], presenter.to.to("scenario", scenario_id))
        if any(need.feature == id_ for need in scenario.needs):
            found.append((link, presenter.t("depends-need")))
        elif id_ in scenario.weights:
            found.append((link, presenter.t("depends-weight", weight=scenario.weights[id_])))
    return tuple(found)
