"""Field types shared by the records: dates, names, addresses, choices."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from pingbi.dates import PartialDate, read_date
from pingbi.faults import fault
from pingbi.locales import Text, read_text, same
from pingbi.model.base import Record, as_list, check_line, kind_of
from pingbi.problems import choices
from pingbi.wording import Said, say, written

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


_DATE_HINT = say("write YYYY-MM-DD, or YYYY-MM, YYYY or 'after YYYY-MM' where no more is known")


def _date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise fault("date-form", say("a date is expected here, this is {kind}", kind=kind_of(value)), _DATE_HINT)
    try:
        return read_date(text)
    except ValueError as wrong:
        shown = written(text)
        if str(wrong) == "form" and not re.match(r"\d{4}-\d{2}-\d{2}[T ]", text):
            raise fault("date-form", say("'{date}' is not a date that can be read", date=shown), _DATE_HINT) from None
        raise fault("date-bad", say("there is no such day: '{date}'", date=shown), _DATE_HINT) from None


def _name(value: Any, info: ValidationInfo) -> Text:
    if isinstance(value, dict | Text):
        return read_text(value, info)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        message = say("a name is expected here, this is {kind}", kind=kind_of(value))
        raise fault("type", message, say("write text, or one in each language"))
    line = check_line(str(value))
    if HAN.search(line):
        message = say("a name with Han characters needs every language")
        raise fault("translation-missing", message, say("write {{zh-TW: …, en: …}}"))
    return same(line, (info.context or {}).get("locales", []))


def _url(value: Any) -> str | None:
    if value == "none":
        return None
    line = check_line(value)
    hint = say("write https://…, or 'none' where there is none")
    if not re.match(r"https?://[^\s/?#]+\.?[^\s]*\Z", line) or not _is_whole(line):
        raise fault("url-form", say("'{address}' is not an address", address=written(line)), hint)
    if line.startswith("http:"):
        raise fault("link-insecure", say("'{address}' is not encrypted", address=written(line)), hint)
    return line


def _is_whole(address: str) -> bool:
    """Whether its brackets close, and its port is one."""
    try:
        _ = urlsplit(address).port
    except ValueError:
        return False
    return True


def _optional_text(value: Any, info: ValidationInfo) -> Text | None:
    return None if value == "none" else read_text(value, info)


@dataclass(frozen=True)
class OneOf:
    """A validator that takes exactly one of `words`, and proposes the nearest for anything else."""

    words: tuple[str, ...]
    what: Said
    code: str

    def check(self, value: Any) -> Any:
        if isinstance(value, str) and value in self.words:
            return value
        message = say("'{value}' is not a {what}", value=written(value), what=self.what)
        raise fault(self.code, message, choices(str(value), self.words))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": list(self.words)}


def one_of(words: Iterable[str], what: Said, code: str = "choice") -> OneOf:
    return OneOf(tuple(words), what, code)


def _yes(value: Any) -> bool:
    if value is not True:
        raise fault("type", say("only 'true' can stand here"), say("write true, or remove the key"))
    return True


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 100_000:
        message = say("a whole number from 1 to 100,000 is expected here, this is '{value}'", value=written(value))
        raise fault("number-form", message, say("write it like 20"))
    return value


# What editors' programs are told of these types; a `format` of ours is explained in keys.yaml.
_DATE = WithJsonSchema(
    {
        "type": ["string", "integer"],
        "pattern": r"^((after )?\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|(after )?\d{4})$",
        "format": "partial-date",
    }
)
_URL = WithJsonSchema({"type": "string", "pattern": r"^(none|https://[^\s/?#]+\S*)$", "format": "address"})

Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 100_000})]
Date = Annotated[PartialDate, BeforeValidator(_date), _DATE]
DateThen = Annotated[PartialDate | None, BeforeValidator(_date), _DATE]
"""A date that a file must have, and that a past day may lack."""
Name = Annotated[Text, BeforeValidator(_name), WithJsonSchema({"format": "name"})]
Url = Annotated[str | None, BeforeValidator(_url), _URL]
TextOrNone = Annotated[Text | None, BeforeValidator(_optional_text), WithJsonSchema({"format": "text-or-none"})]
Mark = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"enum": [True]})]
TextList = Annotated[tuple[Text, ...], BeforeValidator(as_list)]
NameList = Annotated[tuple[Name, ...], BeforeValidator(as_list)]


class Draftable(Record):
    """A record that can be kept out of builds until it is finished."""

    draft: Mark = False
