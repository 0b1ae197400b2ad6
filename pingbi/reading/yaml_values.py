"""One YAML node -> its value, or what is wrong with it, apart from where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from pingbi.reading.scalars import Trap, read_plain, shorten
from pingbi.reading.text_bytes import MAX_VALUE, UNWANTED, is_blank, unwanted_character
from pingbi.wording import Said, say

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | Decimal | bool | None"
Complaint: TypeAlias = tuple[str, Said, Said]
"""Code, message and hint."""

_NAMES = {
    "NoneType": say("nothing"),
    "bool": say("a yes/no value"),
    "int": say("a number"),
    "Decimal": say("a number"),
}


def node_complaints(event: Any) -> list[Complaint]:
    """What no node may have: an anchor, a tag."""
    found: list[Complaint] = []
    if event.anchor is not None:
        name = shorten(event.anchor)
        hint = say('delete it; quote the value if it is text ("&{name}")', name=name)
        found.append(("yaml-alias", say("&{name} names a place; anchors are not allowed", name=name), hint))
    if event.tag is not None:
        tag = shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))
        hint = say("delete it; quote the value if it is text")
        found.append(("yaml-tag", say("the tag {tag} is not allowed", tag=tag), hint))
    return found


def alias_complaint(event: Any) -> Complaint:
    name = shorten(event.anchor)
    hint = say('repeat the value itself; quote it if it is text ("*{name}")', name=name)
    return "yaml-alias", say("*{name} refers to another place; aliases are not allowed", name=name), hint


def read_value(event: Any) -> tuple[Data, Complaint | None]:
    """The value of a scalar, and what is wrong with it."""
    text = str(event.value)
    if event.tag is not None:
        return text, None
    if not event.style:
        value = read_plain(text)
        if isinstance(value, Trap):
            return text, (value.code, value.message, value.hint)
        if not isinstance(value, str):
            return value, None
    return text, _text_complaint(text, event.style)


def read_key(event: Any) -> tuple[str, Complaint | None]:
    """The text of a key: any other scalar is refused, and read as text."""
    value, complaint = read_value(event)
    text = str(event.value)
    if complaint or isinstance(value, str):
        return text, complaint
    if not text:
        return text, ("key-type", say("a key is missing before the colon"), say("name it"))
    message = say("a key is text, but {text} is {kind}", text=shorten(text), kind=_NAMES[type(value).__name__])
    return text, ("key-type", message, say('quote it: "{text}"', text=shorten(text)))


def _text_complaint(text: str, style: str) -> Complaint | None:
    if len(text) > MAX_VALUE:
        sizes = {"count": len(text), "most": MAX_VALUE}
        message = say("the text has {count:,} characters; at most {most:,} are read", **sizes)
        return "value-too-long", message, say("shorten it, or move it to a Markdown file")
    escaped = UNWANTED.search(text) if style == '"' else None
    if escaped:
        return unwanted_character(escaped[0])
    if is_blank(text):
        hint = say("write a text, or delete the key")
        return "value-empty", say("the text is empty or cannot be seen"), hint
    return None
