"""Texts in all languages, how each language is written, and the references that running text holds in braces."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pingbi.diagnostics.message import quote_value, say, suggestion
from pingbi.diagnostics.problem import finding


@dataclass(frozen=True)
class Script:
    """The writing conventions of a language."""

    han: bool = False
    """Uses Han characters."""
    runs_on: bool = False
    """Has no spaces:

    sentences follow directly; titles are separated by a full-width bar, list items by an ideographic comma.
    """
    parts_digits: bool = False
    """Separates digits from letters by a half-width space."""
    full_width: bool = False
    """Uses full-width punctuation."""


LATIN = Script()
SCRIPTS = {
    "zh": Script(han=True, runs_on=True, parts_digits=True, full_width=True),
    "ja": Script(han=True, runs_on=True, full_width=True),
}
TRADITIONAL = ("zh-TW", "zh-HK", "zh-MO", "zh-Hant")
"""Languages (and all that begin like them) in which Simplified forms are wrong."""
TAGS = {"zh-TW": "zh-Hant-TW"}
"""Language tags of pages that say more than the id."""


def script_of(locale: str) -> Script:
    """Return the conventions of a language (BCP 47); an unlisted one is written like Latin languages."""
    return SCRIPTS.get(locale.partition("-")[0].lower(), LATIN)


def is_traditional(locale: str) -> bool:
    return any(f"{locale}-".startswith(f"{known}-") for known in TRADITIONAL)


def tag_of(locale: str) -> str:
    """Return the language tag of pages."""
    return TAGS.get(locale, locale)


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

    @classmethod
    def __get_pydantic_json_schema__(cls, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "object", "format": "text"}


def same(text: str, locales: Iterable[str]) -> Text:
    """Return a name that is the same in every language."""
    return Text(tuple((locale, text) for locale in locales))


def read_text(value: Any, info: ValidationInfo) -> Text:
    return text_of(value, list((info.context or {}).get("locales", [])))


def text_of(value: Any, locales: list[str]) -> Text:
    """Read `{zh-TW: …, en: …}`; every one of `locales` must be there and say something. Raises a located finding."""
    if isinstance(value, Text):
        return value
    if not isinstance(value, dict):
        example = ", ".join(f"{locale}: …" for locale in locales)
        hint = say("write {{{example}}}", example=example)
        raise finding("type", say("a text in every language is expected here"), hint)
    _refuse_other_keys(value, locales)
    missing = [name for name in locales if not isinstance(value.get(name), str) or not value[name].strip()]
    if missing:
        raise _missing(value, missing)
    return Text(tuple((locale, value[locale].strip()) for locale in locales))


def _refuse_other_keys(value: dict[str, Any], locales: list[str]) -> None:
    for key in value:
        if key not in locales:
            near = suggestion(str(key), locales)
            hint = near or say("the languages of this site are {locales}", locales=tuple(locales))
            message = say("'{key}' is not a language of this site", key=quote_value(key))
            raise finding("key-unknown", message, hint, (quote_value(key),), at=(key,), key=True)


def _missing(value: dict[str, Any], missing: list[str]) -> PydanticCustomError:
    first = missing[0]
    hint = say("add '{locale}: …' beside the other language; no page falls back to another language", locale=first)
    if first not in value:
        message = say("the text in {locales} is missing", locales=tuple(missing))
        return finding("translation-missing", message, hint)
    if value[first] is not None and not isinstance(value[first], str):
        message = say("the text in {locale} is not text", locale=first)
        return finding("type", message, say("put it in quotes"), at=(first,))
    return finding("translation-missing", say("the text in {locale} is empty", locale=first), hint, at=(first,))


_TOKEN = re.compile(r"\\([{}])|\{([^{}\n]*)\}|([{}]|｛(?=[a-z0-9._-]+｝))")
_FORM = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9_-]+)*\Z")
_MARK = "~"


@dataclass(frozen=True)
class Reference:
    """A dotted path into the data, and its offset in the text."""

    parts: tuple[str, ...]
    offset: int

    @property
    def markup(self) -> str:
        return "{" + ".".join(self.parts) + "}"


@dataclass(frozen=True)
class Opinion:
    """A figure that no source gives: the editors' estimate or advice, marked as such."""

    figure: str
    offset: int
    markup = "{~ …}"
    """Return the mark that all languages must share; the figure is worded in each."""


@dataclass(frozen=True)
class Stray:
    """A brace that is neither a reference nor a mark, and not escaped.

    `mark` says what is wrong with the marked figure that it begins, or ''. `empty`: no figure; `nested`: braces
    inside; `open`: no end on its line; `wide`: a full-width brace around what looks like a reference.
    """

    offset: int
    mark: str = ""


Piece = str | Reference | Opinion | Stray


def split(text: str) -> tuple[Piece, ...]:
    """Split a text into plain pieces, references, marked figures and stray braces, in order."""
    pieces: list[Piece] = []
    plain, end = "", 0
    for match in _TOKEN.finditer(text):
        plain += text[end : match.start()]
        end = match.end()
        if match[1]:
            plain += match[1]
            continue
        if plain:
            pieces.append(plain)
        plain = ""
        pieces.append(_piece(match))
    plain += text[end:]
    return (*pieces, plain) if plain else tuple(pieces)


def _piece(match: re.Match[str]) -> Piece:
    inner, offset = match[2], match.start()
    if match[3] == "｛":
        return Stray(offset, "wide")
    if inner is None:
        return Stray(offset, _unended(match) if match[3] == "{" else "")
    if inner.startswith(_MARK):
        figure = inner.removeprefix(_MARK).strip()
        return Opinion(figure, offset) if figure else Stray(offset, "empty")
    return Reference(tuple(inner.split(".")), offset) if _FORM.match(inner) else Stray(offset)


def _unended(match: re.Match[str]) -> str:
    """Return why a brace that opens a marked figure does not end it."""
    rest = match.string[match.end() :].partition("\n")[0]
    if not rest.startswith(_MARK):
        return ""
    return "nested" if "{" in rest and "}" in rest else "open"


def references(text: str) -> tuple[Reference, ...]:
    """Return all references of a text, in order."""
    return tuple(piece for piece in split(text) if isinstance(piece, Reference))


def marks(text: str) -> tuple[str, ...]:
    """Return everything in braces that must be the same in every language."""
    return tuple(piece.markup for piece in split(text) if isinstance(piece, Reference | Opinion))
