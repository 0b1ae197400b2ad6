"""What stands on every page, as templates are given it."""

from dataclasses import dataclass

from pingbi.pages.views import Day, Link


@dataclass(frozen=True)
class NavLink:
    text: str
    url: str
    current: bool


@dataclass(frozen=True)
class Layout:
    """What stands on every page. `kind` is the page's kind (home, product, compare, …).

    `alternates`: (hreflang, absolute address). `switch`: (language tag, its own name, address) of the same page in
    other languages. `jsonld`: a JSON document, or ''. `notices`: (language tag, sentence) that stand above everything.
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
