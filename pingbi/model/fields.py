"""Field types shared by the records: dates, names, addresses, choices."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from pingbi.dates import PartialDate, read_date
from pingbi.faults import fault
from pingbi.locales import Text, read_text, same
from pingbi.model.base import as_list, check_line, kind_of
from pingbi.problems import suggestion

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def _date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    hint = "write YYYY-MM-DD, or YYYY-MM, YYYY or 'after YYYY-MM' where no more is known"
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise fault("date-form", f"a date is expected here, this is {kind_of(value)}", hint)
    try:
        return read_date(text)
    except ValueError as wrong:
        if str(wrong) == "form" and not re.match(r"\d{4}-\d{2}-\d{2}[T ]", text):
            raise fault("date-form", f"{text!r} is not a date that can be read", hint) from None
        raise fault("date-bad", f"there is no such day: {text!r}", hint) from None


def _name(value: Any, info: ValidationInfo) -> Text:
    if isinstance(value, dict | Text):
        return read_text(value, info)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise fault(
            "type",
            f"a name is expected here, this is {kind_of(value)}",
            "write text, or one in each language",
        )
    line = check_line(str(value))
    if HAN.search(line):
        raise fault(
            "translation-missing",
            "a name with Han characters needs every language",
            "write {zh-TW: …, en: …}",
        )
    return same(line, (info.context or {}).get("locales", []))


def _url(value: Any) -> str | None:
    if value == "none":
        return None
    line = check_line(value)
    if not re.match(r"https?://[^\s/?#]+\.?[^\s]*\Z", line):
        raise fault("url-form", f"{line!r} is not an address", "write https://…, or 'none' where there is none")
    return line


def _optional_text(value: Any, info: ValidationInfo) -> Text | None:
    return None if value == "none" else read_text(value, info)


def one_of(words: Iterable[str], what: str, code: str = "choice") -> BeforeValidator:
    """A validator that takes exactly one of `words`, and proposes the nearest for anything else."""
    known = tuple(words)

    def check(value: Any) -> Any:
        if isinstance(value, str) and value in known:
            return value
        raise fault(
            code, f"{value!r} is not a {what}", f"{suggestion(str(value), known)} one of: {', '.join(known)}".lstrip()
        )

    return BeforeValidator(check)


def _yes(value: Any) -> bool:
    if value is not True:
        raise fault("type", "only 'true' can stand here", "write true, or remove the key")
    return True


Date = Annotated[PartialDate, BeforeValidator(_date)]
Name = Annotated[Text, BeforeValidator(_name)]
Url = Annotated[str | None, BeforeValidator(_url)]
TextOrNone = Annotated[Text | None, BeforeValidator(_optional_text)]
Mark = Annotated[bool, BeforeValidator(_yes)]
TextList = Annotated[tuple[Text, ...], BeforeValidator(as_list)]
NameList = Annotated[tuple[Name, ...], BeforeValidator(as_list)]
