"""Sources: who says so, when, and what the publisher gains."""

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import PartialDate
from pingbi.locale.text import Text
from pingbi.model.base import Id, Record
from pingbi.model.fields import Date, DateThen, TextOrNone, Title, Url, one_of

FILES_OWN = ("source",)
"""The subject of problems caused by a missing default source: the key at the top of the file."""
KINDS = ("own-test", "vendor", "reseller", "independent", "survey")
KEPT_UP = ("vendor", "reseller")
"""Kinds of sources that are kept up to date in place: who reads them again learns what holds now."""
EDITORS = "editors"


def _sections(value: object) -> object:
    if not isinstance(value, dict) or not value:
        message = say("a mapping of places in the source is expected")
        raise finding("type", message, say("write 'table: {{zh-TW: …, en: …}}'"))
    return value


class Source(Record):
    """A source. `url` and `interest` are None if the file says `none`: absence is stated, never assumed."""

    title: Title
    kind: Annotated[str, one_of(KINDS, say("kind of source"))]
    published: Date
    read: DateThen
    """The day on which it was read; None as of a day before that."""
    url: Url
    method: Text
    interest: TextOrNone
    sections: Annotated[dict[Id, Title], BeforeValidator(_sections)] = Field(min_length=1)

    @property
    def current_on(self) -> PartialDate:
        """The day as of which it speaks: its publication, or for a seller's own page the day on which it was read."""
        return self.read if self.read is not None and self.kind in KEPT_UP else self.published

    @model_validator(mode="after")
    def _in_order(self) -> "Source":
        if self.read and self.read.latest < self.published.earliest:
            message = say("read on {read}, before it was published on {published}",
                read=self.read.source_form, published=self.published.source_form)  # fmt: skip
            raise finding("date-order", message, say("check the two dates"), at=("read",))
        return self


class Cited(Record):
    """A record that rests on a source. The file's own `source` and `at` are the defaults."""

    source: Annotated[str, Field(default="", validate_default=True), BeforeValidator(lambda v, info: _source(v, info))]
    at: Annotated[str, Field(default="", validate_default=True), BeforeValidator(lambda v, info: _at(v, info))]


def _source(value: object, info: ValidationInfo) -> object:
    if value is None:
        hint = say("write the id from sources.yaml, or remove the key where the file's top names one")
        raise finding("source-missing", say("no source is named here"), hint)
    found = value or (info.context or {}).get("source")
    if not found:
        hint = say("add 'source: ID', here or at the file's top")
        raise finding("source-missing", say("nothing says where this comes from"), hint, FILES_OWN)
    if not isinstance(found, str):
        hint = say("write the id from sources.yaml")
        raise finding("type", say("a source is named by its id"), hint, () if value else FILES_OWN)
    return found


def _at(value: object, info: ValidationInfo) -> object:
    """Apply the file's default place only together with the file's default source."""
    context = info.context or {}
    if value or info.data.get("source") != context.get("source"):
        return value
    return context.get("at") or ""


class Point(Cited):
    """A statement with its evidence."""

    text: Text
