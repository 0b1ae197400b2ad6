"""What stands on every page: titles, languages, navigation, where the reader is."""

from dataclasses import dataclass, field
from typing import Any

from pingbi.formats import Strings, day
from pingbi.locales import Locale
from pingbi.model.site import Site
from pingbi.pages import jsonld
from pingbi.pages.addresses import Addresses, slug
from pingbi.pages.frame import Layout, NavLink
from pingbi.pages.teller import Teller
from pingbi.pages.views import Day, Link
from pingbi.scripts import script_of, tag_of

NAV = ("scenarios", "comparisons", "pricing", "products", "method")
FOOTER = ("tests", "guides", "sources", "changes")
PARENTS = {
    "product": "products",
    "compare": "comparisons",
    "feature": "comparisons",
    "scenario": "scenarios",
    "guide": "guides",
}
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


@dataclass(frozen=True)
class Assets:
    """Addresses of the static files that every page loads, below the site's base."""

    css: tuple[str, ...] = ()
    js: tuple[str, ...] = ()
    icon: str = ""
    manifest: str = ""


@dataclass(frozen=True)
class Described:
    """A page's kind, id, title and description: what differs from page to page in its frame."""

    kind: str
    id: str
    title: str
    description: str
    edit: str = ""
    data: tuple[dict[str, Any], ...] = field(default=())


def layout(teller: Teller, page: Described, assets: Assets) -> Layout:
    site, to = teller.site, teller.to
    path = to.to(page.kind, page.id) if page.kind != "404" else f"{to.root}{to.locale.path}/404.html"
    crumbs = breadcrumb(teller, page.kind)
    data = [*page.data, *([jsonld.breadcrumbs(to, crumbs, page.title, to.absolute(path))] if crumbs else [])]
    title = site.config.title[teller.locale]
    return Layout(
        kind=page.kind,
        locale=teller.locale,
        lang=tag_of(teller.locale),
        title=f"{page.title}｜{title}" if script_of(teller.locale).runs_on else f"{page.title} – {title}",
        heading=page.title,
        description=page.description,
        site_title=title,
        canonical=to.absolute(path),
        alternates=_alternates(site, to, page),
        switch=_switch(site, to, page),
        home=to.to("home"),
        nav=tuple(_nav(teller, kind, page.kind) for kind in NAV),
        breadcrumb=crumbs,
        footer=tuple(Link(standing_title(teller.t, kind), to.to(kind)) for kind in FOOTER),
        verified=verified(teller),
        notices=((tag_of(teller.locale), notice),) if (notice := known_as_of(teller)) else (),
        edit_url=f"{site.config.repository.rstrip('/')}/{page.edit}" if site.config.repository and page.edit else "",
        css=assets.css,
        js=assets.js,
        icon=assets.icon,
        manifest=assets.manifest,
        csp=CSP,
        jsonld=jsonld.document(*data) if data else "",
    )


def standing_title(t: Strings, kind: str) -> str:
    return t(f"title-{kind}")


def breadcrumb(teller: Teller, kind: str) -> tuple[Link, ...]:
    """The pages above this one, from home."""
    if kind == "home":
        return ()
    home = Link(teller.t("crumb-home"), teller.to.to("home"))
    parent = PARENTS.get(kind)
    return (home, Link(standing_title(teller.t, parent), teller.to.to(parent))) if parent else (home,)


def verified(teller: Teller) -> Day | None:
    """When the newest source was read: the day on which the facts were last verified.

    A past day may lie before that; then it is when the newest one spoke.
    """
    dates = [source.read or source.published for source in teller.site.sources.values()]
    return teller.day(max(dates), teller.site.config.stale_after_days.facts) if dates else None


def known_as_of(teller: Teller) -> str:
    """Of what day the site tells, where that is not today; else ''."""
    return teller.t("as-of", date=day(teller.as_of, teller.t)) if teller.as_of else ""


def _nav(teller: Teller, kind: str, current: str) -> NavLink:
    inside = kind in (current, PARENTS.get(current))
    return NavLink(teller.t(f"nav-{kind}"), teller.to.to(kind), inside)


def _others(site: Site, to: Addresses, page: Described) -> list[tuple[Locale, str]]:
    last = "404.html" if page.kind == "404" else slug(page.kind, page.id)
    return [(locale, f"{to.root}{locale.path}/{last}") for locale in site.config.languages]


def _alternates(site: Site, to: Addresses, page: Described) -> tuple[tuple[str, str], ...]:
    found = [(locale.id, to.absolute(path)) for locale, path in _others(site, to, page)]
    default = to.absolute(to.root) if page.kind == "home" else found[0][1]
    return (*found, ("x-default", default))


def _switch(site: Site, to: Addresses, page: Described) -> tuple[tuple[str, str, str], ...]:
    """The same page in the other languages."""
    return tuple(
        (tag_of(locale.id), locale.name, path) for locale, path in _others(site, to, page) if locale.id != to.locale.id
    )
