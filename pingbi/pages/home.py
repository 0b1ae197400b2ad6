"""The home page: a pick for each scenario, the head-to-heads, what changed last, on whose word it rests."""

from dataclasses import dataclass

from pingbi.analysis.conclusions import Conclusions
from pingbi.analysis.pairs import Pair
from pingbi.pages import jsonld
from pingbi.pages.changes import change_days, latest
from pingbi.pages.compare import pair_ref
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.scenarios import scenario_card
from pingbi.pages.sources import source_views
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import ChangeDay, FeatureRef, Link, PairRef, ProductRef, Rich, SourceView

LATEST = 3


@dataclass(frozen=True)
class HomePick:
    scenario: Link
    for_: Rich
    product: ProductRef
    because: Rich
    price: str


@dataclass(frozen=True)
class HomeView:
    advice: Rich
    picks: tuple[HomePick, ...]
    pairs: tuple[PairRef, ...]
    changes: tuple[ChangeDay, ...]
    groups: tuple[tuple[str, tuple[FeatureRef, ...]], ...]
    sources: tuple[SourceView, ...]
    prose: str


def page(inputs: PageInputs) -> tuple[PageMeta, HomeView]:
    teller, analysis, config = inputs.teller, inputs.analysis, inputs.teller.site.config
    title = teller.t("title-home", subject=config.subject[teller.locale])
    meta = PageMeta(title, teller.plain(config.description), "site.yaml", (jsonld.website(teller),))
    return meta, home_view(teller, analysis.pairs, analysis.log)


def home_view(teller: Teller, pairs: tuple[Pair, ...], log: tuple[Conclusions, ...]) -> HomeView:
    site = teller.site
    picks = []
    for id_ in site.scenarios:
        card = scenario_card(teller, id_)
        picks.append(HomePick(Link(card.name, card.url), card.for_, card.pick, card.because, card.price))
    groups = tuple(
        (name[teller.locale], tuple(teller.feature(feature) for feature in site.catalogue.in_group(id_)))
        for id_, name in site.catalogue.groups.items()
    )
    return HomeView(
        advice=teller.rich(site.config.advice) if site.config.advice else (),
        picks=tuple(picks),
        pairs=tuple(pair_ref(teller, pair) for pair in pairs),
        changes=latest(change_days(teller, log), LATEST),
        groups=groups,
        sources=source_views(teller, tuple(site.sources)),
        prose=prose(teller, "pages", "home"),
    )
