"""Review prose: Markdown to HTML, with HTML in it switched off and an anchor on every heading."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    return parser.use(anchors_plugin, max_level=6, slug_func=_slug)


def to_html(text: str) -> Markup:
    """HTML of a prose file. Headings get ids from their words; equal ones are numbered."""
    return Markup(_parser().render(text))


def _slug(heading: str) -> str:
    """An anchor of its own kind, so that it never meets a section's of the page."""
    return "p-" + re.sub(r"[^\w]+", "-", heading.lower()).strip("-")
