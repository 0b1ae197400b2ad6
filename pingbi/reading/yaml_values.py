"""One YAML node -> its value, or what is wrong with it, apart from where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from pingbi.problems import Finding
from pingbi.reading.scalars import read_plain, shorten
from pingbi.reading.text_bytes import MAX_VALUE, UNWANTED, is_blank, unwanted_character
from pingbi.wording import say

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | Decimal | bool | None"

_NAMES = {
    "NoneType": say("nothing"),
    "bool": say("a yes/no value"),
    "int": say("a number"),
    "Decimal": say("a number"),
}


def node_findings(event: Any) -> list[Finding]:
    """What no node may have: an anchor, a tag."""
    found: list[Finding] = []
    if event.anchor is not None:
        name = shorten(event.anchor)
        hint = say('delete it; quote the value if it is text ("&{name}")', name=name)
        message = say("&{name} names a place; anchors are not allowed", name=name)
        found.append(Finding("yaml-alias", message, hint, (name,)))
    if event.tag is not None:
        tag = shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))
        hint = say("delete it; quote the value if it is text")
        found.append(Finding("yaml-tag", say("the tag {tag} is not allowed", tag=tag), hint, (tag,)))
    return found


def alias_finding(event: Any) -> Finding:
    name = shorten(event.anchor)
    hint = say('repeat the value itself; quote it if it is text ("*{name}")', name=name)
    message = say("*{name} refers to another place; aliases are not allowed", name=name)
    return Finding("yaml-alias", message, hint, (name,))


def read_value(event: Any) -> tuple[Data, Finding | None]:
    """The value of a scalar, and what is wrong with it."""
    text = str(event.value)
    if event.tag is not None:
        return text, None
    if not event.style:
        value = read_plain(text)
        if isinstance(value, Finding):
            return text, value
        if not isinstance(value, str):
            return value, None
    return text, _wrong_text(text, event.style)


def read_key(event: Any) -> tuple[str, Finding | None]:
    """The text of a key: any other scalar is refused, and read as text."""
    value, finding = read_value(event)
    text = str(event.value)
    if finding or isinstance(value, str):
        return text, finding
    if not text:
        return text, Finding("key-type", say("a key is missing before the colon"), say("name it"))
    shown = shorten(text)
    message = say("a key is text, but {text} is {kind}", text=shown, kind=_NAMES[type(value).__name__])
    return text, Finding("key-type", message, say('quote it: "{text}"', text=shown), (shown,))


def _wrong_text(text: str, style: str) -> Finding | None:
    if len(text) > MAX_VALUE:
        sizes = {"count": len(text), "most": MAX_VALUE}
        message = say("the text has {count:,} characters; at most {most:,} are read", **sizes)
        return Finding("value-too-long", message, say("shorten it, or move it to a Markdown file"))
    escaped = UNWANTED.search(text) if style == '"' else None
    if escaped:
        return unwanted_character(escaped[0])
    if is_blank(text):
        hint = say("write a text, or delete the key")
        return Finding("value-empty", say("the text is empty or cannot be seen"), hint)
    return None
