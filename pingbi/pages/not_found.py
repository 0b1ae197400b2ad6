"""The page that a host shows where there is none: it speaks every language, and leads to what there is."""

from dataclasses import dataclass

from pingbi.pages.page import PageMeta
from pingbi.pages.teller import Teller
from pingbi.pages.views import Link
from pingbi.scripts import tag_of
from pingbi.site_structure import SIGNPOSTS


@dataclass(frozen=True)
class NotFoundView:
    """One section a language: (language tag, heading, sentence, links)."""

    sections: tuple[tuple[str, str, str, tuple[Link, ...]], ...]


def page(tellers: tuple[Teller, ...]) -> tuple[PageMeta, NotFoundView]:
    t = tellers[0].t
    return PageMeta(t("title-404"), t("not-found")), NotFoundView(tuple(_section(teller) for teller in tellers))


def _section(teller: Teller) -> tuple[str, str, str, tuple[Link, ...]]:
    signposts = tuple(Link(teller.t(f"nav-{kind.name}"), teller.to.to(kind.name)) for kind in SIGNPOSTS)
    return tag_of(teller.locale), teller.t("title-404"), teller.t("not-found"), signposts
