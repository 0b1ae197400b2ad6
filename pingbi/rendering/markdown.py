"""Review prose: Markdown to HTML, with HTML in it switched off and an anchor on every heading."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    parser.core.ruler.push("heading_ids", _heading_ids)
    return parser


def to_html(text: str) -> Markup:
    """HTML of a prose file. Headings get ids from their words; equal ones are numbered."""
    return Markup(_parser().render(text))


def _heading_ids(state: object) -> None:
    used: dict[str, int] = {}
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            words = re.sub(r"[^\w]+", "-", tokens[index + 1].content.lower()).strip("-") or "section"
            used[words] = used.get(words, 0) + 1
            token.attrSet("id", f"s-{words}" + (f"-{used[words]}" if used[words] > 1 else ""))
