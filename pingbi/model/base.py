"""The ground of every written record: strict, frozen, no unknown keys; ids and names."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from pingbi.faults import fault

MAX_ID = 80
RESERVED = {"con", "prn", "aux", "nul", "index", "404"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Record(BaseModel):
    """A mapping as an editor writes it. Every key is known; nothing is converted silently."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


def check_id(value: Any) -> str:
    """An id is ASCII kebab-case: it becomes a folder's name and an address."""
    if not isinstance(value, str):
        raise fault(
            "id-form",
            f"an id is text, this is {kind_of(value)}",
            "write it in quotes, in lower case with hyphens",
        )
    if not value.strip():
        raise fault("slug-empty", "this id is empty", "write a short name of a-z, 0-9 and hyphens")
    if len(value.encode("utf-8", "replace")) > MAX_ID:
        raise fault("slug-long", f"this id is longer than {MAX_ID} bytes", "shorten it: it is part of an address")
    if not _ID.match(value):
        raise fault("id-form", f"{value!r} cannot be an id", f"use a-z, 0-9 and single hyphens{_suggest_id(value)}")
    if value in RESERVED:
        raise fault("slug-reserved", f"{value!r} is a reserved name on some systems", "choose another id")
    return value


def _suggest_id(value: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    return f", for instance {slug!r}" if slug and slug not in RESERVED else ""


def kind_of(value: Any) -> str:
    """What an editor would call this YAML value."""
    return _KINDS.get(type(value), "a number")


_KINDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    list: "a list",
    dict: "a mapping",
    type(None): "nothing",
}


def check_line(value: Any) -> str:
    """A line of text that stands in every language: a name, an address."""
    if not isinstance(value, str):
        raise fault("type", f"text is expected here, this is {kind_of(value)}", "put it in quotes")
    if not value.strip():
        raise fault("value-empty", "this text is empty", "write something, or remove the key")
    if value != value.strip():
        raise fault("value-space", "this text begins or ends with a space", "remove the space")
    if len(value) > 300:
        raise fault("value-too-long", f"this line has {len(value)} characters; 300 is the limit", "shorten it")
    return value


def as_list(value: Any) -> Any:
    """Refuse a single item where a list belongs: nothing is wrapped silently."""
    if not isinstance(value, list):
        raise fault("type", f"a list is expected here, this is {kind_of(value)}", "begin each item with '- '")
    return tuple(value)


Id = Annotated[str, BeforeValidator(check_id)]
Line = Annotated[str, BeforeValidator(check_line)]
