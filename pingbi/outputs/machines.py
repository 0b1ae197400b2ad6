"""Files for crawlers and hosts: sitemap, robots, headers, redirects, web manifest."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

from pingbi.analysis.pairs import Pair
from pingbi.model.site import Site
from pingbi.pages.addresses import base_path
from pingbi.pages.layout import CSP, Assets
from pingbi.pages.sitemap import Page

FOREVER = "public, max-age=31536000, immutable"
SECURITY = (
    f"Content-Security-Policy: {CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=()",
)


def machine_files(
    site: Site, base_url: str, pages: Iterable[Page], pairs: Iterable[Pair], assets: Assets
) -> dict[str, bytes]:
    """Everything that no reader opens, by path in the site."""
    texts = {
        "sitemap.xml": sitemap(pages),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n",
        "_headers": headers(base_path(base_url)),
        "_redirects": redirects(site, base_path(base_url), pairs),
        "site.webmanifest": manifest(site, base_url, assets),
    }
    return {name: text.encode() for name, text in texts.items()}


def sitemap(pages: Iterable[Page]) -> str:
    """Every page that a reader may look for, each with its other languages."""
    entries = "".join(_entry(page) for page in pages if page.layout.kind not in ("404",))
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{entries}</urlset>\n'


def _entry(page: Page) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape(url)}"/>' for lang, url in page.layout.alternates
    )
    return f"<url><loc>{escape(page.layout.canonical)}</loc>{links}</url>\n"


def headers(root: str) -> str:
    """For hosts that read `_headers`: security on every page, hashed files cached for ever."""
    security = "".join(f"  {line}\n" for line in SECURITY)
    return f"{root}*\n{security}\n{root}assets/*\n  Cache-Control: {FOREVER}\n"


def redirects(site: Site, root: str, pairs: Iterable[Pair]) -> str:
    """A pair's reverse leads to its one page; a language's misspelt case leads to the language."""
    lines = [
        f"{root}{locale.path}/compare/{pair.b}-vs-{pair.a}/ {root}{locale.path}/compare/{pair.id}/ 301\n"
        for locale in site.config.languages
        for pair in pairs
    ]
    return "".join(lines)


def manifest(site: Site, base_url: str, assets: Assets) -> str:
    first = site.config.languages[0]
    root = base_path(base_url)
    icons = [{"src": assets.icon, "type": "image/svg+xml", "sizes": "any"}] if assets.icon else []
    content = {
        "name": site.config.title[first.id],
        "lang": first.id,
        "start_url": root,
        "scope": root,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
