"""Sources: who says so, what they gain, and how much rests on them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pydantic import BaseModel

from pingbi.locale.formats import format_percent
from pingbi.model.base import walk
from pingbi.model.resolve import records_of
from pingbi.model.site import Site
from pingbi.model.sources import EDITORS, Point
from pingbi.pages.parts.components import Link, Rich, SourceView
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, prose
from pingbi.remember import remembered
from pingbi.site_structure import RECORD_FOLDERS


@dataclass(frozen=True)
class SourcesView:
    sources: tuple[SourceView, ...]
    prose: str


def sources_page(inputs: PageInputs) -> tuple[PageMeta, SourcesView]:
    t = inputs.presenter.t
    return PageMeta(t("title-sources"), t("describe-sources")), sources_view(inputs.presenter)


def sources_view(presenter: Presenter) -> SourcesView:
    return SourcesView(source_views(presenter, tuple(presenter.site.sources)), prose(presenter, "pages", "sources"))


def source_views(presenter: Presenter, ids: tuple[str, ...]) -> tuple[SourceView, ...]:
    claims = claims_by_source(presenter.site)
    points = points_by_source(presenter.site)
    return tuple(_view(presenter, id_, claims, points[id_]) for id_ in ids)


def reliance(presenter: Presenter, shares: Mapping[str, Fraction]) -> Rich:
    """Return 'Desk research (has an interest) 100%': a verdict's evidence by source, the largest share first."""
    parts: list[str | Link] = []
    for id_, share in shares.items():
        source = presenter.site.sources[id_]
        kind = presenter.t(f"kind-{source.kind}")
        who = presenter.t("with-condition", value=kind, when=presenter.t("interest-flag")) if source.interest else kind
        link = Link(who, presenter.to.to("sources", fragment=id_))
        parts += [presenter.t("joined-prices")] if parts else []
        parts += presenter.linked("share-of", "who", link, share=format_percent(share, presenter.locale))
    return tuple(parts)


def claims_by_source(site: Site) -> Counter[str]:
    """Count the claims on values and prices that rest on each source."""
    found = Counter(
        claim.source_claim.source for facts in site.facts.values() for fact in facts.values() for claim in fact.claims
    )
    for offering in (*site.plans.values(), *site.offers.values()):
        found.update(price.source for plan in offering.plans.values() for price in plan.prices)
    return found


def points_by_source(site: Site) -> Counter[str]:
    """Count the other statements that rest on each source."""
    found: Counter[str] = Counter()
    for folder in RECORD_FOLDERS:
        for record in records_of(site, folder).values():
            found.update(_points_in(record))
    return found


@remembered
def _points_in(record: BaseModel) -> tuple[str, ...]:
    """Return the sources of a record's statements."""
    return tuple(item.source for _, item in walk(record) if isinstance(item, Point) and item.source != EDITORS)


def _view(presenter: Presenter, id_: str, claims: Counter[str], points: int) -> SourceView:
    source, locale = presenter.site.sources[id_], presenter.locale
    share = Fraction(claims[id_], max(1, sum(claims.values())))
    spoken = [
        product
        for product in presenter.site.products
        if any(
            claim.source_claim.source == id_ for fact in presenter.site.facts[product].values() for claim in fact.claims
        )
    ]
    return SourceView(
        id=id_,
        title=source.title[locale],
        entry=presenter.to.to("sources", fragment=id_),
        kind=presenter.t(f"kind-{source.kind}"),
        published=presenter.day(source.published, presenter.site.config.stale_after_days.facts),
        read=presenter.day(source.read) if source.read else None,
        url=source.url or "",
        method=presenter.plain(source.method),
        interest=presenter.plain(source.interest) if source.interest else "",
        sections=tuple(section[locale] for section in source.sections.values()),
        facts=claims[id_],
        points=points,
        share=presenter.t("share-of-claims", share=format_percent(share, locale)),
        products=tuple(presenter.product(product) for product in spoken),
    )
