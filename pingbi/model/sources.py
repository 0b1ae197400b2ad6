"""Who says so: a source, when it spoke, and what its publisher gains."""

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from pingbi.faults import fault
from pingbi.locales import Text
from pingbi.model.base import Id, Record
from pingbi.model.fields import Date, TextOrNone, Url, one_of

KINDS = ("own-test", "vendor", "reseller", "independent", "survey")
EDITORS = "editors"


def _sections(value: object) -> object:
    if not isinstance(value, dict) or not value:
        raise fault("type", "a mapping of places in the source is expected", "write 'table: {zh-TW: …, en: …}'")
    return value


class Source(Record):
    """A source. `url` and `interest` are None where the file says `none`: absence is stated, never assumed."""

    title: Text
    kind: Annotated[str, one_of(KINDS, "kind of source")]
    published: Date
    read: Date
    url: Url
    method: Text
    interest: TextOrNone
    sections: Annotated[dict[Id, Text], BeforeValidator(_sections)] = Field(min_length=1)


class Cited(Record):
    """Whatever rests on a source. The file's own `source` and `at` stand in where a record leaves them out."""

    source: Annotated[str, Field(default="", validate_default=True), BeforeValidator(lambda v, info: _source(v, info))]
    at: Annotated[str, Field(default="", validate_default=True), BeforeValidator(lambda v, info: _at(v, info))]


def _source(value: object, info: ValidationInfo) -> object:
    found = value or (info.context or {}).get("source")
    if not found:
        raise fault(
            "source-missing",
            "nothing says where this comes from",
            "add 'source: ID', here or at the file's top",
        )
    if not isinstance(found, str):
        raise fault("type", "a source is named by its id", "write the id from sources.yaml")
    return found


def _at(value: object, info: ValidationInfo) -> object:
    """The file's default place belongs to the file's default source alone."""
    context = info.context or {}
    if value or info.data.get("source") != context.get("source"):
        return value
    return context.get("at") or ""


class Point(Cited):
    """A statement with its evidence."""

    text: Text
