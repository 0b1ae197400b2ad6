"""How languages are written: what depends on their script and house style, and on nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Script:
    """What holds for the texts of a language."""

    han: bool = False
    """Han characters belong to it."""
    runs_on: bool = False
    """No spaces: sentences follow on one another; a full-width bar parts titles, an ideographic comma items."""
    parts_digits: bool = False
    """Digits stand apart from letters by a half-width space."""
    full_width: bool = False
    """Punctuation is as wide as a character."""


LATIN = Script()
SCRIPTS = {
    "zh": Script(han=True, runs_on=True, parts_digits=True, full_width=True),
    "ja": Script(han=True, runs_on=True, full_width=True),
}
TRADITIONAL = ("zh-TW", "zh-HK", "zh-MO", "zh-Hant")
"""Languages, with all that begin like them, in which the Simplified forms are not written."""
TAGS = {"zh-TW": "zh-Hant-TW"}
"""Where the language tag of pages says more than the id."""


def script_of(locale: str) -> Script:
    """How the texts of a language (BCP 47) are written; one that is not listed is written as Latin ones are."""
    return SCRIPTS.get(locale.partition("-")[0].lower(), LATIN)


def is_traditional(locale: str) -> bool:
    return any(f"{locale}-".startswith(f"{known}-") for known in TRADITIONAL)


def tag_of(locale: str) -> str:
    """The language tag of pages."""
    return TAGS.get(locale, locale)
