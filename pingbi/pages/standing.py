"""The pages that stand once: home, the whole table, pricing, guides, method, changes."""

from pingbi.analysis.conclusions import Conclusions
from pingbi.analysis.pairs import Pair
from pingbi.pages.changes import change_days, latest
from pingbi.pages.notebook import Notebook
from pingbi.pages.page_views import (
    ChangesView,
    CompareAllView,
    GuideListView,
    GuideView,
    HomePick,
    HomeView,
    ThenSinceView,
)
from pingbi.pages.pairs import pair_ref
from pingbi.pages.rows import grouped, wide_rows
from pingbi.pages.scenarios import scenario_card
from pingbi.pages.sources import source_views
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import Link

LATEST = 3


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


def comparisons_view(teller: Teller, pairs: tuple[Pair, ...]) -> CompareAllView:
    notebook = Notebook(teller)
    groups = grouped(teller, wide_rows(notebook))
    return CompareAllView(
        products=tuple(teller.product(id_) for id_ in teller.site.products),
        groups=groups,
        pairs=tuple(pair_ref(teller, pair) for pair in pairs),
        prose=prose(teller, "pages", "compare"),
        evidence=notebook.evidence,
    )


def guide_list(teller: Teller) -> GuideListView:
    guides = tuple((_link(teller, id_), teller.plain(guide.asks)) for id_, guide in teller.site.guides.items())
    return GuideListView(guides, prose(teller, "pages", "guides"))


def _link(teller: Teller, id_: str) -> Link:
    return Link(teller.site.guides[id_].title[teller.locale], teller.to.to("guide", id_))


def guide_view(teller: Teller, id_: str) -> GuideView:
    guide = teller.site.guides[id_]
    pairs = tuple(
        ThenSinceView(
            teller.product(entry.product), teller.point(entry.then), teller.point(entry.since) if entry.since else None
        )
        for entry in guide.then_and_since
    )
    return GuideView(
        title=guide.title[teller.locale],
        asks=teller.plain(guide.asks),
        products=tuple(teller.product(product) for product in guide.products),
        three=tuple(teller.rich(text) for text in guide.three),
        tips=teller.points(guide.tips),
        then_and_since=pairs,
        prose=prose(teller, "guides", id_),
        others=tuple(_link(teller, other) for other in teller.site.guides if other != id_),
    )


def changes_view(teller: Teller, log: tuple[Conclusions, ...]) -> ChangesView:
    return ChangesView(change_days(teller, log), prose(teller, "pages", "changes"))
