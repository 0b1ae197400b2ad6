"""Where a link or picture in prose may lead: to pages of this site, and over https elsewhere."""

import re
from html import unescape
from urllib.parse import unquote

from pingbi.wording import Said, say, written

Complaint = tuple[str, Said, Said]
"""Code, message and hint."""

_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SECURE = re.compile(r"https://[^/?#@\\\s]+(?:[/?#].*)?", re.DOTALL)
_INSIDE = re.compile(r"/(?![/\\])[^\\\s]*|#[^\\\s]+")
_HINT = say("write /page/ for a page of this site, or a whole https:// address")


def link_complaint(address: str) -> Complaint | None:
    """What is wrong with an address, as a browser would take it; None where nothing is."""
    read = unquote(address)
    bare = _IGNORED.sub("", unescape(read))
    if _SECURE.fullmatch(read) or _INSIDE.fullmatch(read):
        return None
    if re.match(r"[/\\]{2}", bare) or bare.startswith("\\"):
        return "link-scheme", say("{address} leads to another site without saying how", address=written(bare)), _HINT
    scheme = _SCHEME.match(bare)
    if scheme and scheme[0].lower() == "https:":
        return "link-scheme", say("{address} is not a whole https address", address=written(bare)), _HINT
    if scheme:
        start = written(scheme[0].lower())
        return "link-scheme", say("links starting with {scheme} are not allowed", scheme=start), _HINT
    if not bare:
        return "link-form", say("the link leads nowhere"), _HINT
    return "link-form", say("{address} does not start at the site's root", address=written(bare)), _HINT


def picture_complaint(address: str) -> Complaint | None:
    """The same for a picture, which moreover may not be fetched from another site."""
    bare = _IGNORED.sub("", unescape(unquote(address))).lower()
    if re.match(r"(?:https?:)?[/\\]{2}|https?:", bare):
        hint = say("no reader's browser may be sent elsewhere for a page: describe the picture, or link to it")
        return "image-remote", say("a picture from another site: {address}", address=written(bare)), hint
    complaint = link_complaint(address)
    return (*complaint[:2], say("describe the picture in words: prose has none of its own")) if complaint else None
