"""The base of every record (strict, frozen, no unknown keys), ids and names, and walks over records."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from pingbi.diagnostics.message import Message, describe_character, quote_value, say
from pingbi.diagnostics.problem import finding
from pingbi.locale.text import Text

MAX_ID = 80
MAX_LINE = 300
_HIDDEN = re.compile("[\n\u00ad\u180e\u200b\u2060-\u2064\U000e0001-\U000e007f]|(?<=[!-~])[\u200c\u200d]")
"""Invisible characters that would make a second, look-alike name."""
RESERVED = {"con", "prn", "aux", "nul", "index", "404"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(rf"{ID}\Z")


class Record(BaseModel):
    """A mapping as an editor writes it. Unknown keys are refused; nothing is converted silently."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


def check_id(value: Any) -> str:
    """Require ASCII kebab-case: an id becomes the name of a folder and an address."""
    if not isinstance(value, str):
        hint = say("write it in quotes, in lower case with hyphens")
        raise finding("id-form", say("an id is text, this is {kind}", kind=kind_of(value)), hint)
    if len(value.encode("utf-8", "replace")) > MAX_ID:
        hint = say("shorten it: it is part of an address")
        raise finding("slug-long", say("this id is longer than {most} bytes", most=MAX_ID), hint)
    if not _ID.match(value):
        raise finding(
            "id-form", say("'{id}' cannot be an id", id=quote_value(value)), _suggest_id(value), (quote_value(value),)
        )
    if value in RESERVED:
        hint = say("choose another id")
        raise finding("slug-reserved", say("'{id}' is a reserved name on some systems", id=value), hint, (value,))
    return value


def is_id(value: str) -> bool:
    return len(value) <= MAX_ID and _ID.match(value) is not None and value not in RESERVED


def proper_id(value: str) -> str:
    """Return the id that was probably meant; the text itself if none can be made of it."""
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    return slug if is_id(slug) else value


def _suggest_id(value: str) -> Message:
    slug = proper_id(value)
    if is_id(slug):
        return say("use a-z, 0-9 and single hyphens, for instance '{id}'", id=slug)
    return say("use a-z, 0-9 and single hyphens")


def kind_of(value: Any) -> Message:
    """Return what an editor would call this YAML value."""
    return _KINDS.get(type(value), A_NUMBER)


A_NUMBER = say("a number")
_KINDS: dict[type, Message] = {
    str: say("text"),
    bool: say("true or false"),
    list: say("a list"),
    dict: say("a mapping"),
    type(None): say("nothing"),
}


def check_line(value: Any, at: tuple[str | int, ...] = ()) -> str:
    """Require a single line of text: a name, an address. `at` is its path below the value being read."""
    if not isinstance(value, str):
        message = say("text is expected here, this is {kind}", kind=kind_of(value))
        raise finding("type", message, say("put it in quotes"), at=at)
    if not value.strip():
        raise finding("value-empty", say("this text is empty"), say("write something, or remove the key"), at=at)
    if value != value.strip():
        raise finding("value-space", say("this text begins or ends with a space"), say("remove the space"), at=at)
    hidden = _HIDDEN.search(value)
    if hidden:
        message = say("a character that cannot be seen in this line: {letter}", letter=describe_character(hidden[0]))
        raise finding("char-hidden", message, say("delete it"), at=at)
    if len(value) > MAX_LINE:
        message = say("this line has {count} characters; {most} is the limit", count=len(value), most=MAX_LINE)
        raise finding("value-too-long", message, say("shorten it"), at=at)
    return value


def as_list(value: Any) -> Any:
    """Refuse a single item where a list belongs: no item is wrapped silently."""
    if not isinstance(value, list):
        message = say("a list is expected here, this is {kind}", kind=kind_of(value))
        raise finding("type", message, say("begin each item with '- '"))
    return tuple(value)


Id = Annotated[str, BeforeValidator(check_id), WithJsonSchema({"type": "string", "pattern": f"^{ID}$", "format": "id"})]
TextLine = Annotated[str, BeforeValidator(check_line)]


Path = tuple[str | int, ...]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every record and text below `value`, outermost first, in the order of the file."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


def texts(value: Any) -> Iterator[tuple[Path, Text]]:
    """Yield every text below a record, including the text of values that are not read yet."""
    for path, item in walk(value):
        if isinstance(item, Text):
            yield path, item
