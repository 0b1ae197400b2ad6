"""Where a link or picture in prose may lead: to pages of this site, and over https elsewhere."""

import re
from html import unescape
from urllib.parse import unquote

from pingbi.problems import Finding
from pingbi.wording import say, written

_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SECURE = re.compile(r"https://[^/?#@\\\s]+(?:[/?#].*)?", re.DOTALL)
_INSIDE = re.compile(r"/(?![/\\])[^\\\s]*|#[^\\\s]+")
_HINT = say("write /page/ for a page of this site, or a whole https:// address")


def wrong_link(address: str) -> Finding | None:
    """What is wrong with an address, as a browser would take it; None where nothing is."""
    read = unquote(address)
    bare = _IGNORED.sub("", unescape(read))
    if _SECURE.fullmatch(read) or _INSIDE.fullmatch(read):
        return None
    shown = written(bare)
    if re.match(r"[/\\]{2}", bare) or bare.startswith("\\"):
        message = say("{address} leads to another site without saying how", address=shown)
        return Finding("link-scheme", message, _HINT, (shown,))
    scheme = _SCHEME.match(bare)
    if scheme and scheme[0].lower() == "https:":
        return Finding("link-scheme", say("{address} is not a whole https address", address=shown), _HINT, (shown,))
    if scheme:
        start = written(scheme[0].lower())
        message = say("links starting with {scheme} are not allowed", scheme=start)
        return Finding("link-scheme", message, _HINT, (start,))
    if not bare:
        return Finding("link-form", say("the link leads nowhere"), _HINT)
    return Finding("link-form", say("{address} does not start at the site's root", address=shown), _HINT, (shown,))


def wrong_picture(address: str) -> Finding | None:
    """The same for a picture, which moreover may not be fetched from another site."""
    bare = _IGNORED.sub("", unescape(unquote(address))).lower()
    if re.match(r"(?:https?:)?[/\\]{2}|https?:", bare):
        hint = say("no reader's browser may be sent elsewhere for a page: describe the picture, or link to it")
        shown = written(bare)
        return Finding("image-remote", say("a picture from another site: {address}", address=shown), hint, (shown,))
    wrong = wrong_link(address)
    return wrong._replace(hint=say("describe the picture in words: prose has none of its own")) if wrong else None
