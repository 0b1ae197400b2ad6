"""A text in all its languages, and the languages of a site."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pingbi.faults import fault


@dataclass(frozen=True)
class Locale:
    """One language of the site: `id` (BCP 47), `path` (first part of its addresses), `name` (in itself)."""

    id: str
    path: str
    name: str


@dataclass(frozen=True)
class Text:
    """The same statement in every language of the site."""

    entries: tuple[tuple[str, str], ...]

    def __getitem__(self, locale: str) -> str:
        for name, text in self.entries:
            if name == locale:
                return text
        raise KeyError(locale)

    def map(self, change: Callable[[str], str]) -> "Text":
        return Text(tuple((locale, change(text)) for locale, text in self.entries))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.entries)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(read_text)


def same(text: str, locales: Iterable[str]) -> Text:
    """A name that is written alike in every language."""
    return Text(tuple((locale, text) for locale in locales))


def read_text(value: Any, info: ValidationInfo) -> Text:
    return text_of(value, list((info.context or {}).get("locales", [])))


def text_of(value: Any, locales: list[str]) -> Text:
    """Read `{zh-TW: …, en: …}`; every one of `locales` must be there and say something. Raises a located fault."""
    if isinstance(value, Text):
        return value
    if not isinstance(value, dict):
        example = ", ".join(f"{locale}: …" for locale in locales)
        raise fault("type", "a text in every language is expected here", f"write {{{example}}}")
    _refuse_other_keys(value, locales)
    missing = [name for name in locales if not isinstance(value.get(name), str) or not value[name].strip()]
    if missing:
        raise _missing(value, missing)
    return Text(tuple((locale, value[locale].strip()) for locale in locales))


def _refuse_other_keys(value: dict[str, Any], locales: list[str]) -> None:
    for key in value:
        if key not in locales:
            hint = f"the languages of this site are {', '.join(locales)}"
            raise fault("key-unknown", f"{key!r} is not a language of this site", hint, at=(key,), key=True)


def _missing(value: dict[str, Any], missing: list[str]) -> PydanticCustomError:
    first = missing[0]
    hint = f"add '{first}: …' beside the other language; no page falls back to another language"
    if first not in value:
        return fault("translation-missing", f"the text in {' and '.join(missing)} is missing", hint)
    if value[first] is not None and not isinstance(value[first], str):
        return fault("type", f"the text in {first} is not text", "put it in quotes", at=(first,))
    return fault("translation-missing", f"the text in {first} is empty", hint, at=(first,))
