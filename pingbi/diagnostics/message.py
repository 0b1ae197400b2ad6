"""Sentences that remember how they were made: told in English at once, and in any other language later."""

from collections.abc import Mapping
from typing import Any

ENGLISH, CHINESE = "en", "zh-TW"
LANGUAGES = (CHINESE, ENGLISH)
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
Words = Mapping[str, str]
"""The sentences of another language by their English templates."""
LISTED = ", "
"""What stands between the items of a list; itself among the words."""
SHOWN = 60


class Said(str):
    """An English sentence that knows its template and its values; a text like any other to all who do not ask."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> "Said":
        said = super().__new__(cls, _filled(template, values, {}))
        said.template, said.values = template, values
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return Said, (self.template, self.values)


def say(template: str, /, **values: Any) -> Said:
    """The sentence that a literal template makes with these values.

    A value is a text, a number, another such sentence, or a list or tuple of them.
    """
    return Said(template, values)


def translate(text: str, words: Words) -> str:
    """A sentence in the language of `words`, with all that it is made of; any other text as it is."""
    return _filled(text.template, text.values, words) if isinstance(text, Said) else text


def spoken(environment: Mapping[str, str]) -> str:
    """The language of a terminal, as its variables have it."""
    chosen = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return CHINESE if chosen.lower().startswith("zh") else ENGLISH


def written(value: Any) -> str:
    """A value as an editor has written it, cut where it is long."""
    text = _as_yaml(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _as_yaml(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case list() | tuple():
            return f"[{', '.join(_as_yaml(item) for item in value)}]"
        case dict():
            return "{" + ", ".join(f"{key}: {_as_yaml(item)}" for key, item in value.items()) + "}"
    return str(value)


def _filled(template: str, values: Mapping[str, Any], words: Words) -> str:
    told = {name: _told(value, words) for name, value in values.items()}
    return words.get(template, template).format(**told)


def _told(value: Any, words: Words) -> Any:
    if isinstance(value, list | tuple):
        return words.get(LISTED, LISTED).join(str(_told(item, words)) for item in value)
    return translate(value, words) if isinstance(value, str) else value


NOTHING = say("")
