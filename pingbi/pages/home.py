"""The home page, and the two pages above the languages: the language chooser and the 404 page."""

from dataclasses import dataclass

from pingbi.analysis.analyse import Conclusions
from pingbi.analysis.pairs import ProductPair
from pingbi.locale.text import tag_of
from pingbi.pages.changes import change_days, latest
from pingbi.pages.compare import pair_ref
from pingbi.pages.parts import structured_data as jsonld
from pingbi.pages.parts.components import ChangeDay, FeatureRef, Link, PairRef, ProductRef, Rich, SourceView
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, prose
from pingbi.pages.scenario import scenario_card
from pingbi.pages.source import source_views
from pingbi.site_structure import SIGNPOSTS

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


def home_page(inputs: PageInputs) -> tuple[PageMeta, HomeView]:
    presenter, analysis, config = inputs.presenter, inputs.analysis, inputs.presenter.site.config
    title = presenter.t("title-home", subject=config.subject[presenter.locale])
    meta = PageMeta(title, presenter.plain(config.description), "site.yaml", (jsonld.website(presenter),))
    return meta, home_view(presenter, analysis.pairs, analysis.log)


def home_view(presenter: Presenter, pairs: tuple[ProductPair, ...], log: tuple[Conclusions, ...]) -> HomeView:
    site = presenter.site
    picks = []
    for id_ in site.scenarios:
        card = scenario_card(presenter, id_)
        picks.append(HomePick(Link(card.name, card.url), card.for_, card.pick, card.because, card.price))
    groups = tuple(
        (name[presenter.locale], tuple(presenter.feature(feature) for feature in site.catalogue.in_group(id_)))
        for id_, name in site.catalogue.groups.items()
    )
    return HomeView(
        advice=presenter.rich(site.config.advice) if site.config.advice else (),
        picks=tuple(picks),
        pairs=tuple(pair_ref(presenter, pair) for pair in pairs),
        changes=latest(change_days(presenter, log), LATEST),
        groups=groups,
        sources=source_views(presenter, tuple(site.sources)),
        prose=prose(presenter, "pages", "home"),
    )


@dataclass(frozen=True)
class ChooserView:
    """The language chooser at the root: (language tag, its own name, sentence, address)."""

    languages: tuple[tuple[str, str, str, str], ...]


def chooser_page(presenters: tuple[Presenter, ...]) -> tuple[PageMeta, ChooserView]:
    config = presenters[0].site.config
    subject = " · ".join(config.subject[presenter.locale] for presenter in presenters)
    languages = tuple(
        (tag_of(presenter.locale), presenter.to.locale.name, presenter.t("chooser"), presenter.to.to("home"))
        for presenter in presenters
    )
    return PageMeta(subject, presenters[0].plain(config.description)), ChooserView(languages)


@dataclass(frozen=True)
class NotFoundView:
    """One section a language: (language tag, heading, sentence, links)."""

    sections: tuple[tuple[str, str, str, tuple[Link, ...]], ...]


def not_found_page(presenters: tuple[Presenter, ...]) -> tuple[PageMeta, NotFoundView]:
    t = presenters[0].t
    return PageMeta(t("title-404"), t("not-found")), NotFoundView(
        tuple(_section(presenter) for presenter in presenters)
    )


def _section(presenter: Presenter) -> tuple[str, str, str, tuple[Link, ...]]:
    signposts = tuple(Link(presenter.t(f"nav-{kind.name}"), presenter.to.to(kind.name)) for kind in SIGNPOSTS)
    return tag_of(presenter.locale), presenter.t("title-404"), presenter.t("not-found"), signposts
