"""The page of all guides."""

from dataclasses import dataclass

from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import Link


@dataclass(frozen=True)
class GuideListView:
    guides: tuple[tuple[Link, str], ...]
    prose: str


def page(inputs: PageInputs) -> tuple[PageMeta, GuideListView]:
    t = inputs.teller.t
    return PageMeta(t("title-guides"), t("describe-guides")), guide_list(inputs.teller)


def guide_list(teller: Teller) -> GuideListView:
    guides = tuple((guide_link(teller, id_), teller.plain(guide.asks)) for id_, guide in teller.site.guides.items())
    return GuideListView(guides, prose(teller, "pages", "guides"))


def guide_link(teller: Teller, id_: str) -> Link:
    return Link(teller.site.guides[id_].title[teller.locale], teller.to.to("guide", id_))
