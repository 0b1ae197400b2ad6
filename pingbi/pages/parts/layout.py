"""The frame of every page (titles, languages, navigation, breadcrumb), and what a page's maker gives it."""

from dataclasses import dataclass, replace
from typing import Any

from pingbi.analysis.analyse import Analysis
from pingbi.locale.formats import Strings, day
from pingbi.locale.text import Locale, script_of, tag_of
from pingbi.model.site import Site
from pingbi.pages.parts import structured_data as jsonld
from pingbi.pages.parts.components import Addresses, Day, Link
from pingbi.pages.parts.presenter import Presenter
from pingbi.site_structure import FOOTER, HOME_PAGE, MENU, PageKind


@dataclass(frozen=True)
class NavLink:
    text: str
    url: str
    current: bool


@dataclass(frozen=True)
class Layout:
    """The frame of every page. `kind` is the page's kind (home, product, compare, …).

    `alternates`: (hreflang, absolute address). `switch`: (language tag, its own name, address) of the same page in
    other languages. `jsonld`: a JSON document, or ''. `notices`: (language tag, sentence) shown above everything.
    """

    kind: str
    locale: str
    lang: str
    title: str
    heading: str
    description: str
    site_title: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    switch: tuple[tuple[str, str, str], ...]
    home: str
    nav: tuple[NavLink, ...]
    breadcrumb: tuple[Link, ...]
    footer: tuple[Link, ...]
    verified: Day | None
    notices: tuple[tuple[str, str], ...]
    edit_url: str
    css: tuple[str, ...]
    js: tuple[str, ...]
    icon: str
    manifest: str
    csp: str
    jsonld: str


@dataclass(frozen=True)
class PageInputs:
    """A site in one language, and all that follows from its facts."""

    presenter: Presenter
    analysis: Analysis


@dataclass(frozen=True)
class PageMeta:
    """What differs from page to page in its frame. `edit`: the file of content/ that says most of it, or ''.

    `data` are items of JSON-LD.
    """

    title: str
    description: str
    edit: str = ""
    data: tuple[dict[str, Any], ...] = ()


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


def layout(presenter: Presenter, kind: PageKind, id_: str, page: PageMeta, assets: Assets) -> Layout:
    """The frame of a page in a language."""
    site, to = presenter.site, presenter.to
    path = to.to(kind.name, id_)
    crumbs = breadcrumb(presenter, kind)
    data = [*page.data, *([jsonld.breadcrumbs(to, crumbs, page.title, to.absolute(path))] if crumbs else [])]
    title = site.config.title[presenter.locale]
    return Layout(
        kind=kind.name,
        locale=presenter.locale,
        lang=tag_of(presenter.locale),
        title=f"{page.title}｜{title}" if script_of(presenter.locale).runs_on else f"{page.title} – {title}",
        heading=page.title,
        description=page.description,
        site_title=title,
        canonical=to.absolute(path),
        alternates=_alternates(site, to, kind, id_),
        switch=_switch(site, to, kind, id_),
        home=to.to("home"),
        nav=tuple(_nav(presenter, item, kind) for item in MENU),
        breadcrumb=crumbs,
        footer=tuple(Link(_title(presenter.t, item.name), to.to(item.name)) for item in FOOTER),
        verified=verified(presenter),
        notices=((tag_of(presenter.locale), notice),) if (notice := known_as_of(presenter)) else (),
        edit_url=f"{site.config.repository.rstrip('/')}/{page.edit}" if site.config.repository and page.edit else "",
        css=assets.css,
        js=assets.js,
        icon=assets.icon,
        manifest=assets.manifest,
        csp=CSP,
        jsonld=jsonld.document(*data) if data else "",
    )


def root_layout(presenters: tuple[Presenter, ...], kind: PageKind, page: PageMeta, assets: Assets) -> Layout:
    """The frame of a page above the languages, which speaks the first one.

    The root counts as home in every language; the page for missing addresses has no counterpart.
    """
    presenter = presenters[0]
    notices = tuple((tag_of(one.locale), notice) for one in presenters if (notice := known_as_of(one)))
    frame = layout(presenter, HOME_PAGE, "", page, assets)
    above = replace(frame, kind=kind.name, breadcrumb=(), jsonld="", notices=notices)
    if kind.address():
        return replace(above, canonical="", alternates=(), switch=())
    return replace(above, canonical=presenter.to.absolute(presenter.to.root))


def _title(t: Strings, kind: str) -> str:
    return t(f"title-{kind}")


def breadcrumb(presenter: Presenter, kind: PageKind) -> tuple[Link, ...]:
    """Return the pages above this one, from home."""
    if kind is HOME_PAGE:
        return ()
    home = Link(presenter.t("crumb-home"), presenter.to.to(HOME_PAGE.name))
    return (home, Link(_title(presenter.t, kind.parent), presenter.to.to(kind.parent))) if kind.parent else (home,)


def verified(presenter: Presenter) -> Day | None:
    """Return when the newest source was read: the day on which the facts were last verified.

    As of an earlier day: when the newest known source was published.
    """
    dates = [source.read or source.published for source in presenter.site.sources.values()]
    return presenter.day(max(dates), presenter.site.config.stale_after_days.facts) if dates else None


def known_as_of(presenter: Presenter) -> str:
    """Return which day's knowledge the site shows, if that is not today's; else ''."""
    return presenter.t("as-of", date=day(presenter.as_of, presenter.t)) if presenter.as_of else ""


def _nav(presenter: Presenter, item: PageKind, current: PageKind) -> NavLink:
    inside = item.name in (current.name, current.parent)
    return NavLink(presenter.t(f"nav-{item.name}"), presenter.to.to(item.name), inside)


def _others(site: Site, to: Addresses, kind: PageKind, id_: str) -> list[tuple[Locale, str]]:
    return [(locale, f"{to.root}{locale.path}/{kind.address(id_)}") for locale in site.config.languages]


def _alternates(site: Site, to: Addresses, kind: PageKind, id_: str) -> tuple[tuple[str, str], ...]:
    found = [(locale.id, to.absolute(path)) for locale, path in _others(site, to, kind, id_)]
    default = to.absolute(to.root) if kind is HOME_PAGE else found[0][1]
    return (*found, ("x-default", default))


def _switch(site: Site, to: Addresses, kind: PageKind, id_: str) -> tuple[tuple[str, str, str], ...]:
    """Return the same page in the other languages."""
    others = _others(site, to, kind, id_)
    return tuple((tag_of(locale.id), locale.name, path) for locale, path in others if locale.id != to.locale.id)
