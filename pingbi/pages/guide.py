"""Guides: the page of each, and the list of all."""

from dataclasses import dataclass

from pingbi.model.editorial import Guide
from pingbi.pages.parts.components import Link, PointView, ProductRef, Rich
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, prose


@dataclass(frozen=True)
class GuideListView:
    guides: tuple[tuple[Link, str], ...]
    prose: str


def guides_page(inputs: PageInputs) -> tuple[PageMeta, GuideListView]:
    t = inputs.presenter.t
    return PageMeta(t("title-guides"), t("describe-guides")), guide_list(inputs.presenter)


def guide_list(presenter: Presenter) -> GuideListView:
    guides = tuple(
        (guide_link(presenter, id_), presenter.plain(guide.asks)) for id_, guide in presenter.site.guides.items()
    )
    return GuideListView(guides, prose(presenter, "pages", "guides"))


def guide_link(presenter: Presenter, id_: str) -> Link:
    return Link(presenter.site.guides[id_].title[presenter.locale], presenter.to.to("guide", id_))


@dataclass(frozen=True)
class ThenSinceView:
    product: ProductRef
    then: PointView
    since: PointView | None


@dataclass(frozen=True)
class GuideView:
    title: str
    asks: str
    products: tuple[ProductRef, ...]
    three: tuple[Rich, ...]
    tips: tuple[PointView, ...]
    then_and_since: tuple[ThenSinceView, ...]
    prose: str
    others: tuple[Link, ...]


def guide_page(inputs: PageInputs, id_: str, guide: Guide) -> tuple[PageMeta, GuideView]:
    presenter = inputs.presenter
    meta = PageMeta(guide.title[presenter.locale], presenter.plain(guide.asks), f"guides/{id_}.yaml")
    return meta, guide_view(presenter, id_)


def guide_view(presenter: Presenter, id_: str) -> GuideView:
    guide = presenter.site.guides[id_]
    pairs = tuple(
        ThenSinceView(
            presenter.product(entry.product),
            presenter.point(entry.then),
            presenter.point(entry.since) if entry.since else None,
        )
        for entry in guide.then_and_since
    )
    return GuideView(
        title=guide.title[presenter.locale],
        asks=presenter.plain(guide.asks),
        products=tuple(presenter.product(product) for product in guide.products),
        three=tuple(presenter.rich(text) for text in guide.three),
        tips=presenter.points(guide.tips),
        then_and_since=pairs,
        prose=prose(presenter, "guides", id_),
        others=tuple(guide_link(presenter, other) for other in presenter.site.guides if other != id_),
    )
