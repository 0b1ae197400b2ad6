"""Where a link or picture in prose may lead: to pages of this site, and over https elsewhere."""

import re
from html import unescape
from urllib.parse import unquote

Complaint = tuple[str, str, str]
"""Code, message and hint."""

_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SECURE = re.compile(r"https://[^/?#@\\\s]+(?:[/?#].*)?", re.DOTALL)
_INSIDE = re.compile(r"/(?![/\\])[^\\\s]*|#[^\\\s]+")
_HINT = "write /page/ for a page of this site, or a whole https:// address"


def link_complaint(address: str) -> Complaint | None:
    """What is wrong with an address, as a browser would take it; None where nothing is."""
    read = unquote(address)
    bare = _IGNORED.sub("", unescape(read))
    if _SECURE.fullmatch(read) or _INSIDE.fullmatch(read):
        return None
    if re.match(r"[/\\]{2}", bare) or bare.startswith("\\"):
        return "link-scheme", f"{_shown(bare)} leads to another site without saying how", _HINT
    scheme = _SCHEME.match(bare)
    if scheme and scheme[0].lower() == "https:":
        return "link-scheme", f"{_shown(bare)} is not a whole https address", _HINT
    if scheme:
        return "link-scheme", f"links starting with {_shown(scheme[0].lower())} are not allowed", _HINT
    if not bare:
        return "link-form", "the link leads nowhere", _HINT
    return "link-form", f"{_shown(bare)} does not start at the site's root", _HINT


def picture_complaint(address: str) -> Complaint | None:
    """The same for a picture, which moreover may not be fetched from another site."""
    bare = _IGNORED.sub("", unescape(unquote(address))).lower()
    if re.match(r"(?:https?:)?[/\\]{2}|https?:", bare):
        hint = "no reader's browser may be sent elsewhere for a page: describe the picture, or link to it"
        return "image-remote", f"a picture from another site: {_shown(bare)}", hint
    return link_complaint(address)


def _shown(address: str) -> str:
    return address if len(address) <= 60 else address[:59] + "…"
