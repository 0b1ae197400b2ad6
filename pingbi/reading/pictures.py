"""Whether a picture is what its name says: the first bytes decide, and an SVG may not carry scripts."""

import re

from pingbi.problems import Place, Problem
from pingbi.wording import say

PICTURES: dict[str, re.Pattern[bytes]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    ".bmp": re.compile(rb"BM"),
    ".ico": re.compile(rb"\x00\x00\x01\x00"),
    ".svg": re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL),
}
_ELSEWHERE = rb"[\"']?\s*(?:(?:[a-z]+:)?//|&#|data:(?!image/(?:png|jpeg|gif|webp|avif)\b))"
_ACTIVE = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject)|<!DOCTYPE|<!ENTITY|\son[a-z]+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*" + _ELSEWHERE + rb"|url\(\s*" + _ELSEWHERE,
    re.IGNORECASE,
)


def picture_problem(data: bytes, file: str) -> Problem | None:
    """What is wrong with a picture; None where nothing is, or where the ending is no picture's."""
    ending = "." + file.rpartition(".")[2].lower()
    form = PICTURES.get(ending)
    if form and not form.match(data):
        hint = say("save it again in the format that its name says")
        message = say("the file is not a {kind} picture", kind=ending[1:].upper())
        return Problem(Place(file), "image-type", message, hint)
    active = _ACTIVE.search(data) if ending == ".svg" else None
    if active:
        found = active[0].decode("ascii", "replace").strip()
        line = data.count(b"\n", 0, active.start()) + 1
        column = len(data[: active.start()].rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = say("an SVG picture may only draw; this one has {found}", found=found)
        return Problem(Place(file, line=line, column=column), "image-type", message, say("take it out of the picture"))
    return None
