"""Guide pages: the three things to do, tips with evidence, and what came of expectations."""

from dataclasses import dataclass

from pingbi.model.editorial import Guide
from pingbi.pages.guides import guide_link
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import Link, PointView, ProductRef, Rich


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


def page(inputs: PageInputs, id_: str, guide: Guide) -> tuple[PageMeta, GuideView]:
    teller = inputs.teller
    meta = PageMeta(guide.title[teller.locale], teller.plain(guide.asks), f"guides/{id_}.yaml")
    return meta, guide_view(teller, id_)


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
        others=tuple(guide_link(teller, other) for other in teller.site.guides if other != id_),
    )
