"""The guides_page of all guides."""

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
    t = inputs.teller.t
    return PageMeta(t("title-guides"), t("describe-guides")), guide_list(inputs.teller)


def guide_list(teller: Presenter) -> GuideListView:
    guides = tuple((guide_link(teller, id_), teller.plain(guide.asks)) for id_, guide in teller.site.guides.items())
    return GuideListView(guides, prose(teller, "pages", "guides"))


def guide_link(teller: Presenter, id_: str) -> Link:
    return Link(teller.site.guides[id_].title[teller.locale], teller.to.to("guide", id_))


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
    teller = inputs.teller
    meta = PageMeta(guide.title[teller.locale], teller.plain(guide.asks), f"guides/{id_}.yaml")
    return meta, guide_view(teller, id_)


def guide_view(teller: Presenter, id_: str) -> GuideView:
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
        others=tuple(guide_link(teller, other) for other in teller.site.guides if other != id_),
    )
