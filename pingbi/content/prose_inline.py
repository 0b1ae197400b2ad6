"""Reports what is wrong inside a paragraph of prose, from within markdown-it's own rules, addresses included."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link

from pingbi.content.yaml.scalars import is_blank
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import Finding

_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SECURE = re.compile(r"https://[^/?#@\\\s]+(?:[/?#].*)?", re.DOTALL)
_INSIDE = re.compile(r"/(?![/\\])[^\\\s]*|#[^\\\s]+")
_HINT = say("write /page/ for a page of this site, or a whole https:// address")


def wrong_link(address: str) -> Finding | None:
    """Return what is wrong with an address, as a browser reads it; None if nothing is."""
    read = unquote(address)
    bare = _IGNORED.sub("", unescape(read))
    if _SECURE.fullmatch(read) or _INSIDE.fullmatch(read):
        return None
    shown = quote_value(bare)
    if re.match(r"[/\\]{2}", bare) or bare.startswith("\\"):
        message = say("{address} leads to another site without saying how", address=shown)
        return Finding("link-scheme", message, _HINT, (shown,))
    scheme = _SCHEME.match(bare)
    if scheme and scheme[0].lower() == "https:":
        return Finding("link-scheme", say("{address} is not a whole https address", address=shown), _HINT, (shown,))
    if scheme:
        start = quote_value(scheme[0].lower())
        message = say("links starting with {scheme} are not allowed", scheme=start)
        return Finding("link-scheme", message, _HINT, (start,))
    if not bare:
        return Finding("link-form", say("the link leads nowhere"), _HINT)
    return Finding("link-form", say("{address} does not start at the site's root", address=shown), _HINT, (shown,))


def wrong_picture(address: str) -> Finding | None:
    """Return the same for a picture, which must not be fetched from another site."""
    bare = _IGNORED.sub("", unescape(unquote(address))).lower()
    if re.match(r"(?:https?:)?[/\\]{2}|https?:", bare):
        hint = say("no reader's browser may be sent elsewhere for a page: describe the picture, or link to it")
        shown = quote_value(bare)
        return Finding("image-remote", say("a picture from another site: {address}", address=shown), hint, (shown,))
    wrong = wrong_link(address)
    return wrong._replace(hint=say("describe the picture in words: prose has none of its own")) if wrong else None


Rule: TypeAlias = Callable[[StateInline, bool], bool]

FOUND = "found"
"""The key of markdown-it's environment that collects the problems."""
_UNREAD = say("this looks like a link, but Markdown cannot read it")
_NEAR_HINT = say("write [text](address) in half-width signs, without a space between")
_WORDLESS = Finding(
    "link-form",
    say("the link has no words that could be read"),
    say("write between the brackets where it leads"),
)
_NEARLY = re.compile(r"\](?: \(| ?（)(?=/|https?:)")
_UNDEFINED = re.compile(r"\]\[(?!\d+\])([^\[\]\n]*)\]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
LONGEST = 500
"""Characters of an address that are examined where Markdown itself sees no link."""
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?=[\s/>]|$)|<!--|<!\[CDATA\[|<![A-Za-z]|<\?")
_HTML_HINT = say("write it in Markdown; a literal < is written \\<, code goes in `backticks`")


@dataclass(frozen=True)
class InlineFinding:
    """What is wrong, and where: an index into the text that markdown-it was reading."""

    finding: Finding
    text: str
    index: int


def report_findings(md: MarkdownIt) -> None:
    """Make a parser's rules report what they meet. Their output stays the same."""
    md.inline.ruler.at("link", _watched(link, "link_open", "href", wrong_link))
    md.inline.ruler.at("autolink", _watched(autolink, "link_open", "href", wrong_link))
    md.inline.ruler.at("image", _watched(image, "image", "src", wrong_picture))
    md.inline.ruler.at("html_inline", _tag)
    md.inline.ruler.push("broken_link", _broken_link)
    md.inline.ruler.push("nearly_link", _nearly_link)
    md.inline.ruler.push("footnote", _footnote)


def _watched(rule: Rule, kind: str, attribute: str, judge: Callable[[str], Finding | None]) -> Rule:
    def watched(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = next((token for token in state.tokens[before:] if token.type == kind), None)
        if made and not silent:
            finding = judge(str(made.attrs.get(attribute, "")))
            inside = state.tokens[state.tokens.index(made) + 1 :]
            if kind == "link_open" and all(is_blank(token.content) for token in inside):
                finding = finding or _WORDLESS
            _note(state, start, finding)
        return True

    return watched


def _tag(state: StateInline, silent: bool) -> bool:
    """Report an HTML tag: HTML is off, so readers would see the tag as text. Its closing tag is not reported again."""
    match = _TAG.match(state.src, state.pos)
    if match and not silent and not _closes(match[0], state.src[: state.pos]):
        finding = Finding("md-html", say("HTML in prose: {tag}", tag=match[0]), _HTML_HINT, (match[0],))
        _note(state, state.pos, finding)
    return False


def _closes(tag: str, before: str) -> bool:
    """Whether a tag closes an earlier one of the same paragraph."""
    return tag.startswith("</") and f"<{tag[2:].lower()}" in before.lower()


def _broken_link(state: StateInline, silent: bool) -> bool:
    """Report `](` that is part of no link: Markdown cannot read the link, and would show it as typed."""
    if not silent and state.src.startswith("](", state.pos):
        address = state.src[state.pos + 2 : state.pos + 2 + LONGEST].partition(")")[0]
        finding = wrong_link("".join(address.split()))
        if finding is None or finding.code != "link-scheme":
            hint = say("write [text](address), without spaces or line breaks in the address")
            finding = Finding("link-form", _UNREAD, hint)
        _note(state, max(0, state.src.rfind("[", 0, state.pos)), finding)
    return False


def _footnote(state: StateInline, silent: bool) -> bool:
    """Report a footnote: prose has none, so it would be shown as typed."""
    match = _FOOTNOTE.match(state.src, state.pos)
    if match and not silent:
        hint = say("prose has no footnotes: name the source where it speaks, as {{source.ID}}")
        message = say("there is no footnote '{name}'", name=match[1])
        _note(state, state.pos, Finding("reference-dangling", message, hint, (match[1],)))
    return False


def _nearly_link(state: StateInline, silent: bool) -> bool:
    """Report text that looks like a link but is none, and would be shown as typed."""
    match = _NEARLY.match(state.src, state.pos)
    if match and not silent:
        _note(state, max(0, state.src.rfind("[", 0, state.pos)), Finding("link-form", _UNREAD, _NEAR_HINT))
    undefined = _UNDEFINED.match(state.src, state.pos)
    start = max(0, state.src.rfind("[", max(0, state.pos - LONGEST), state.pos)) if undefined else 0
    name = undefined and (undefined[1] or state.src[start + 1 : state.pos])
    is_escaped = start > 0 and state.src[start - 1] == "\\"
    if name and not name.isdigit() and not is_escaped and not silent:
        message = say("[{name}] is defined nowhere in this file", name=name)
        hint = say("add a line [{name}]: address, or write [text](address)", name=name)
        _note(state, start, Finding("link-form", message, hint, (name,)))
    return False


def _note(state: StateInline, index: int, finding: Finding | None) -> None:
    if finding:
        state.env.setdefault(FOUND, []).append(InlineFinding(finding, state.src, index))
