"""What search engines read."""

from xml.sax.saxutils import escape

from pingbi.outputs.inputs import OutputInputs
from pingbi.pages.frame import Layout


def sitemap(inputs: OutputInputs) -> str:
    """Every page that a reader may look for, each with its other languages."""
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
