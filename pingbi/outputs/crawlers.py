"""Files for crawlers and hosts: sitemap, robots, headers, redirects, web manifest."""

import json
from xml.sax.saxutils import escape

from pingbi.analysis.pairs import ProductPair
from pingbi.pages.parts.layout import CSP, Layout
from pingbi.routes import OutputInputs
from pingbi.site_structure import PAGE_OF


def sitemap(inputs: OutputInputs) -> str:
    """Return every page that a reader can look for, each with its other languages."""
    entries = "".join(_entry(page.layout) for page in inputs.pages if page.layout.canonical)
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{entries}</urlset>\n'


def _entry(page: Layout) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape(url)}"/>' for lang, url in page.alternates
    )
    return f"<url><loc>{escape(page.canonical)}</loc>{links}</url>\n"


def robots(inputs: OutputInputs) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {inputs.address}sitemap.xml\n"


FOREVER = "public, max-age=31536000, immutable"
SECURITY = (
    f"Content-Security-Policy: {CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=()",
)


def headers(inputs: OutputInputs) -> str:
    """Return `_headers` for hosts that read it: security on every page, hashed files cached for ever."""
    security = "".join(f"  {line}\n" for line in SECURITY)
    return f"{inputs.root}*\n{security}\n{inputs.root}assets/*\n  Cache-Control: {FOREVER}\n"


def redirects(inputs: OutputInputs) -> str:
    """A pair's reverse leads to its one page."""
    roots = [f"{inputs.root}{locale.path}/" for locale in inputs.site.config.languages]
    return "".join(_redirect(root, pair) for root in roots for pair in inputs.analysis.pairs)


def _redirect(root: str, pair: ProductPair) -> str:
    address = PAGE_OF["comparisons"].address
    return f"{root}{address(f'{pair.b}-vs-{pair.a}')} {root}{address(pair.id)} 301\n"


def manifest(inputs: OutputInputs) -> str:
    first, icon = inputs.site.config.languages[0], inputs.assets.icon
    content = {
        "name": inputs.site.config.title[first.id],
        "lang": first.id,
        "start_url": inputs.root,
        "scope": inputs.root,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any"}] if icon else [],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
