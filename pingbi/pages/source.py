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
    t = inputs.teller.t
    return PageMeta(t("title-sources"), t("describe-sources")), sources_view(inputs.teller)


def sources_view(teller: Presenter) -> SourcesView:
    return SourcesView(source_views(teller, tuple(teller.site.sources)), prose(teller, "pages", "sources"))


def source_views(teller: Presenter, ids: tuple[str, ...]) -> tuple[SourceView, ...]:
    claims = claims_by_source(teller.site)
    points = points_by_source(teller.site)
    return tuple(_view(teller, id_, claims, points[id_]) for id_ in ids)


def reliance(teller: Presenter, shares: Mapping[str, Fraction]) -> Rich:
    """Return 'Desk research (has an interest) 100%': a verdict's evidence by source, the largest share first."""
    parts: list[str | Link] = []
    for id_, share in shares.items():
        source = teller.site.sources[id_]
        kind = teller.t(f"kind-{source.kind}")
        who = teller.t("with-condition", value=kind, when=teller.t("interest-flag")) if source.interest else kind
        link = Link(who, teller.to.to("sources", fragment=id_))
        parts += [teller.t("joined-prices")] if parts else []
        parts += teller.linked("share-of", "who", link, share=format_percent(share, teller.locale))
    return tuple(parts)


def claims_by_source(site: Site) -> Counter[str]:
    """Count the claims on values and prices that rest on each source."""
    found = Counter(
        claim.written.source for facts in site.facts.values() for fact in facts.values() for claim in fact.claims
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


def _view(teller: Presenter, id_: str, claims: Counter[str], points: int) -> SourceView:
    source, locale = teller.site.sources[id_], teller.locale
    share = Fraction(claims[id_], max(1, sum(claims.values())))
    spoken = [
        product
        for product in teller.site.products
        if any(claim.written.source == id_ for fact in teller.site.facts[product].values() for claim in fact.claims)
    ]
    return SourceView(
        id=id_,
        title=source.title[locale],
        entry=teller.to.to("sources", fragment=id_),
        kind=teller.t(f"kind-{source.kind}"),
        published=teller.day(source.published, teller.site.config.stale_after_days.facts),
        read=teller.day(source.read) if source.read else None,
        url=source.url or "",
        method=teller.plain(source.method),
        interest=teller.plain(source.interest) if source.interest else "",
        sections=tuple(section[locale] for section in source.sections.values()),
        facts=claims[id_],
        points=points,
        share=teller.t("share-of-claims", share=format_percent(share, locale)),
        products=tuple(teller.product(product) for product in spoken),
    )
