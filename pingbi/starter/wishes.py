"""What is asked of a new comparison, read: its languages, currency, title and two products."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from pingbi.failures import ConfigurationError
from pingbi.model.base import check_id, check_line
from pingbi.model.fields import HAN
from pingbi.model.plans import CURRENCIES
from pingbi.problems import choices
from pingbi.references import split
from pingbi.starter.fill import quoted, text
from pingbi.wording import say

NAMES = {"zh-TW": "繁體中文", "en": "English"}
"""The languages that the interface speaks, each by its own name."""

_WORDS_OF_YAML = ("yes", "no", "on", "off", "true", "false", "null")
"""What would have to be quoted wherever it stands as an id."""


@dataclass(frozen=True)
class Wishes:
    """As typed: a name is the same in every language, or `中文/English` in the order of the languages."""

    title: str
    products: str
    locales: str
    currency: str


@dataclass(frozen=True)
class Named:
    """A name in every language."""

    words: Mapping[str, str]

    @property
    def written(self) -> str:
        """As a YAML value: in one wording, or in every language."""
        wordings = set(self.words.values())
        return quoted(wordings.pop()) if len(wordings) == 1 else text(self.words)

    @property
    def id(self) -> str:
        """An id from the wording in Latin letters. Raises a finding where none can be made."""
        latin = next((said for said in self.words.values() if not HAN.search(said)), "")
        plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
        made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        return check_id(f"the-{made}" if made in _WORDS_OF_YAML else made)


def read_locales(written: str) -> list[str]:
    """`zh-TW,en` -> both."""
    known = ",".join(NAMES)
    found = [item.strip() for item in written.split(",") if item.strip()]
    for item in found:
        if item not in NAMES:
            hint = say(
                "begin with {known}; add it to site.yaml later, and 'check' names every text missing", known=known
            )
            raise ConfigurationError(say("the interface does not speak {language} yet", language=item), hint)
    if len(found) < 2 or len(set(found)) != len(found):
        message = say("a comparison is written in two languages or more")
        raise ConfigurationError(message, say("write --locales {known}", known=known))
    return found


def read_currency(written: str) -> str:
    if written not in CURRENCIES:
        message = say("'{currency}' is not a currency", currency=written)
        raise ConfigurationError(message, choices(written.upper(), CURRENCIES))
    return written


def read_products(written: str, locales: Sequence[str]) -> tuple[Named, Named]:
    """`First, Second` -> both."""
    found = [read_name(item, locales) for item in written.split(",") if item.strip()]
    try:
        ids = {name.id for name in found}
    except PydanticCustomError as wrong:
        hint = say("an id of a-z and 0-9 is made from each name: give one in Latin letters")
        raise ConfigurationError((wrong.context or {})["message"], hint) from None
    if len(found) != 2 or len(ids) != 2:
        message = say("a comparison begins with two different products")
        raise ConfigurationError(message, say("write --products 'First, Second'"))
    return found[0], found[1]


def read_name(written: str, locales: Sequence[str]) -> Named:
    """`Name` -> the same in every language; `中文/English` -> each its own."""
    parts = [part.strip() for part in written.split("/")]
    words = dict(zip(locales, parts * len(locales) if len(parts) == 1 else parts, strict=False))
    if len(parts) not in (1, len(locales)) or HAN.search(words.get("en", "")):
        message = say("'{name}' is not a name in every language", name=written.strip())
        hint = say("write it in each, in this order: {names}", names="/".join(NAMES[locale] for locale in locales))
        raise ConfigurationError(message, hint)
    if any(not isinstance(piece, str) for piece in split(written)):
        raise ConfigurationError(say("a name holds no braces"), say("leave them out: a name refers to nothing"))
    try:
        return Named({locale: check_line(said) for locale, said in words.items()})
    except PydanticCustomError as wrong:
        detail = wrong.context or {}
        raise ConfigurationError(detail["message"], detail["hint"]) from None
