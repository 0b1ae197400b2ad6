"""The ids and addresses of an HTML page, found in one pass over its tags, without a tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple

# A tag with attributes, its quoted values read as wholes. Possessive (*+): it never tries twice.
_TAG = re.compile(r"""<([a-zA-Z][^\s>]*+)\s([^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+)>""")
# What only looks like tags: comments, and the insides of elements that hold plain text. (Names in small
# letters, as our templates have them: ignoring case makes this ten times slower.)
_NO_TAGS = re.compile(
    r"<(?:!--.*?-->|((script|style|textarea|title)\b[^>]*>).*?(?=</\2))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_WORTH_A_LOOK = re.compile(
    r"\b(?:id|href|src|srcset|action|formaction|poster|data|content|popovertarget|for|headers|aria-)",
    re.IGNORECASE,
)
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

Kind = Literal["link", "load", "id"]
_ADDRESSES = {"href", "xlink:href", "src", "action", "formaction", "poster"}
_OWN_IDS = {"popovertarget", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"}
_FOLLOWED = {"a", "area"}
_LOADING_RELS = {
    *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"),
    *("preconnect", "dns-prefetch", "prefetch", "prerender"),
}


class PageReference(NamedTuple):
    """An address that a page names.

    `link`: readers follow it. `load`: browsers fetch it or send to it. `id`: an element of this page.
    """

    kind: Kind
    address: str


@dataclass(frozen=True)
class ParsedPage:
    """What a link check needs to know of a page."""

    ids: frozenset[str] = frozenset()
    repeated: tuple[str, ...] = ()
    references: tuple[PageReference, ...] = ()


def read_page(text: str) -> ParsedPage:
    """Return the ids and references of an HTML page or an SVG picture, each reference once, in order."""
    ids: Counter[str] = Counter()
    references: dict[PageReference, None] = {}
    for (tag, attributes), count in Counter(_TAG.findall(_NO_TAGS.sub(r"<\1", text))).items():
        name, found = _read_tag(tag, attributes)
        if name is not None:
            ids[name] += count
        references.update(found)
    repeated = tuple(name for name, count in ids.items() if count > 1)
    return ParsedPage(frozenset(ids), repeated, tuple(references))


def read_style(text: str) -> ParsedPage:
    """Return the files that a style sheet loads."""
    found = _CSS_ADDRESS.findall(_CSS_COMMENT.sub("", text))
    return ParsedPage(references=tuple(dict.fromkeys(PageReference("load", url or name) for url, name in found)))


@lru_cache(maxsize=1 << 16)  # most tags of a site stand on many of its pages
def _read_tag(tag: str, text: str) -> tuple[str | None, dict[PageReference, None]]:
    """Return the id of a tag, and its references as the keys of a dict (which keeps their order)."""
    if not _WORTH_A_LOOK.search(text):
        return None, {}
    attributes = _attributes(text)
    return attributes.get("id"), dict.fromkeys(_references(tag.lower(), attributes))


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag. Of two with the same name the first counts, as in browsers."""
    found = [(name.lower(), double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(text)]
    return {name: unescape(value).strip() if "&" in value else value.strip() for name, value in reversed(found)}


def _references(tag: str, attributes: dict[str, str]) -> Iterator[PageReference]:
    kind = _kind(tag, attributes)
    for name, value in attributes.items():
        if name in _ADDRESSES or (name, tag) == ("data", "object"):
            yield PageReference(kind, value)
        elif name == "srcset":
            yield from (PageReference("load", item.split()[0]) for item in value.split(",") if item.strip())
        elif name in _OWN_IDS:
            yield from (PageReference("id", word) for word in value.split())
        elif (name, tag) == ("content", "meta"):
            yield from _in_meta(attributes, value)


def _kind(tag: str, attributes: dict[str, str]) -> Kind:
    if tag == "link":
        rels = set(attributes.get("rel", "").lower().split())
        return "load" if rels & _LOADING_RELS else "link"
    return "link" if tag in _FOLLOWED else "load"


def _in_meta(attributes: dict[str, str], value: str) -> Iterator[PageReference]:
    """Return what a meta tag refers to: a redirect, or a picture or page given to other sites."""
    if attributes.get("http-equiv", "").lower() == "refresh":
        address = value.partition("=")[2].strip(" '\"")
        yield PageReference("link", address)
    elif attributes.get("property", attributes.get("name", "")) in ("og:image", "og:url", "twitter:image"):
        yield PageReference("link", value)
