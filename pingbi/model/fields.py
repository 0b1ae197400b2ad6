"""Field types shared by the records: dates, names, addresses, choices."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from pingbi.diagnostics.message import Message, choices, quote_value, say
from pingbi.diagnostics.problem import finding
from pingbi.locale.figures import PartialDate, read_date
from pingbi.locale.text import Text, read_text, same
from pingbi.model.base import Record, as_list, check_line, kind_of

HAN = re.compile(r"[々〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


_DATE_HINT = say("write YYYY-MM-DD, or YYYY-MM, YYYY or 'after YYYY-MM' where no more is known")


def _date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise finding("date-form", say("a date is expected here, this is {kind}", kind=kind_of(value)), _DATE_HINT)
    try:
        return read_date(text)
    except ValueError as wrong:
        shown = quote_value(text)
        if str(wrong) == "form" and not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:", text):
            message = say("'{date}' is not a date that can be read", date=shown)
            raise finding("date-form", message, _in_form(text), (shown,)) from None
        raise finding("date-bad", say("there is no such day: '{date}'", date=shown), _DATE_HINT, (shown,)) from None


_WRITTEN_OUT = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?\Z")
"""A date with its year first, so that the order of its parts is certain."""


def _in_form(text: str) -> Message:
    """Return the date in the required form, if that can be derived."""
    plain = unicodedata.normalize("NFKC", text)
    match = _WRITTEN_OUT.match(f"{plain[:4]}-{plain[4:6]}-{plain[6:]}" if re.fullmatch(r"\d{8}", plain) else plain)
    meant = "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)]) if match else ""
    try:
        return say("write {date} (YYYY-MM-DD)", date=read_date(meant).source_form)
    except ValueError:
        return _DATE_HINT


def _title(value: Any, info: ValidationInfo) -> Text:
    """Return a name in every language, each a single line."""
    text = read_text(value, info)
    for locale, words in text:
        check_line(words, at=(locale,))
    return text


def _name(value: Any, info: ValidationInfo) -> Text:
    if isinstance(value, dict | Text):
        return _title(value, info)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        message = say("a name is expected here, this is {kind}", kind=kind_of(value))
        raise finding("type", message, say("write text, or one in each language"))
    line = check_line(str(value))
    if HAN.search(line):
        message = say("a name with Han characters needs every language")
        raise finding("translation-missing", message, say("write {{zh-TW: …, en: …}}"))
    return same(line, (info.context or {}).get("locales", []))


def _url(value: Any) -> str | None:
    if value == "none":
        return None
    hint = say("write https://…, or 'none' where there is none")
    if not isinstance(value, str):
        raise finding("url-form", say("an address is expected here, this is {kind}", kind=kind_of(value)), hint)
    line = check_line(value)
    if not re.match(r"https?://[^\s/?#]+\.?[^\s]*\Z", line) or not _is_whole(line):
        raise finding(
            "url-form", say("'{address}' is not an address", address=quote_value(line)), hint, (quote_value(line),)
        )
    if line.startswith("http:"):
        raise finding(
            "link-insecure", say("'{address}' is not encrypted", address=quote_value(line)), hint, (quote_value(line),)
        )
    return line


def _is_whole(address: str) -> bool:
    """Whether an address is complete: brackets closed, port in range, no user name and password."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.username is None


def _optional_text(value: Any, info: ValidationInfo) -> Text | None:
    return None if value == "none" else read_text(value, info)


@dataclass(frozen=True)
class OneOf:
    """A validator that takes exactly one of `words`, and proposes the nearest for anything else."""

    words: tuple[str, ...]
    what: Message
    code: str

    def check(self, value: Any) -> Any:
        if isinstance(value, str) and value in self.words:
            return value
        message = say("'{value}' is not a {what}", value=quote_value(value), what=self.what)
        raise finding(self.code, message, choices(quote_value(value), self.words), (quote_value(value),))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": list(self.words)}


def one_of(words: Iterable[str], what: Message, code: str = "choice") -> OneOf:
    return OneOf(tuple(words), what, code)


def _yes(value: Any) -> bool:
    if value is not True:
        raise finding("type", say("only 'true' can stand here"), say("write true, or remove the key"))
    return True


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 100_000:
        message = say("a whole number from 1 to 100,000 is expected here, this is '{value}'", value=quote_value(value))
        raise finding("number-form", message, say("write it like 20"), (quote_value(value),))
    return value


# What text editors know of these types; a `format` of ours is explained in keys.yaml.
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
Title = Annotated[Text, BeforeValidator(_title)]
"""The same for what is no proper name: a heading, a label."""
Name = Annotated[Text, BeforeValidator(_name), WithJsonSchema({"format": "name"})]
Url = Annotated[str | None, BeforeValidator(_url), _URL]
TextOrNone = Annotated[Text | None, BeforeValidator(_optional_text), WithJsonSchema({"format": "text-or-none"})]
Mark = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"enum": [True]})]
TextList = Annotated[tuple[Text, ...], BeforeValidator(as_list)]
NameList = Annotated[tuple[Name, ...], BeforeValidator(as_list)]


class Draftable(Record):
    """A record that can be left out of builds until it is finished."""

    draft: Mark = False
