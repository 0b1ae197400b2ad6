"""Messages that remember their template and values, and the name that a misspelt word most likely means."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

ENGLISH, CHINESE = "en", "zh-TW"
LANGUAGES = (CHINESE, ENGLISH)
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
Words = Mapping[str, str]
"""The sentences of another language by their English templates."""
LIST_SEPARATOR = ", "
"""The separator of list items; it is translated, too."""
LONGEST_QUOTE = 60


class Message(str):
    """An English sentence that knows its template and values; to all other code it is an ordinary string."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> "Message":
        said = super().__new__(cls, _filled(template, values, {}))
        said.template, said.values = template, values
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.template, self.values)


def say(template: str, /, **values: Any) -> Message:
    """Return the sentence that a literal template makes with these values.

    A value is a text, a number, another such sentence, or a list or tuple of them.
    """
    return Message(template, values)


def translate(text: str, words: Words) -> str:
    """Translate a sentence with everything it contains; return any other text as it is."""
    return _filled(text.template, text.values, words) if isinstance(text, Message) else text


def terminal_language(environment: Mapping[str, str]) -> str:
    """Return the language of a terminal according to its environment variables."""
    chosen = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return CHINESE if chosen.lower().startswith("zh") else ENGLISH


def quote_value(value: Any) -> str:
    """Return a value in YAML form, shortened if it is long."""
    text = _as_yaml(value)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


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
    filled = {name: _translated(value, words) for name, value in values.items()}
    return words.get(template, template).format(**filled)


def _translated(value: Any, words: Words) -> Any:
    if isinstance(value, list | tuple):
        return words.get(LIST_SEPARATOR, LIST_SEPARATOR).join(str(_translated(item, words)) for item in value)
    return translate(value, words) if isinstance(value, str) else value


NO_MESSAGE = say("")


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that was most likely meant: same except for case, a common prefix, few edits, or similar."""
    names = sorted(set(candidates))
    for name in names:
        if _plain(name) == _plain(word):
            return name
    for nearly in (0, 1):
        begun = [name for name in names if _begins(_plain(name), _plain(word), nearly)]
        if len(begun) == 1:
            return begun[0]
    ranked = sorted((_edits(_plain(word), _plain(name)), name) for name in names)
    if ranked and ranked[0][0] <= max(1, len(word) // 3) and ranked[0][0] < len(word):
        return ranked[0][1]
    return _alike(word, names)


def suggestion(word: str, candidates: Iterable[str]) -> Message:
    """Return a question with the candidate that was most likely meant; empty if none is near."""
    near = did_you_mean(word, candidates)
    return with_odd_letters(word, say("did you mean '{near}'?", near=near)) if near else NO_MESSAGE


def choices(word: str, known: Collection[str]) -> Message:
    """Return the candidate that was most likely meant, if any, and the list of all."""
    near = did_you_mean(word, known)
    if near:
        return with_odd_letters(word, say("did you mean '{near}'? one of: {known}", near=near, known=tuple(known)))
    return say("one of: {known}", known=tuple(known))


def with_odd_letters(word: str, hint: Message) -> Message:
    """Put before the hint the letters in which a word differs from its look-alike."""
    odd = odd_letters(word)
    return say("it contains {letters}; {hint}", letters=odd, hint=hint) if odd else hint


def describe_character(character: str) -> str:
    """Describe an invisible or ambiguous character by its number and name."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def odd_letters(word: str) -> str:
    """Describe the non-ASCII letters of a word, so that look-alikes show. Han characters have none."""
    odd = [letter for letter in word if not letter.isascii() and unicodedata.east_asian_width(letter) != "W"]
    return ", ".join(describe_character(letter) for letter in dict.fromkeys(odd))


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("_", "-").replace(" ", "-")


def _begins(name: str, word: str, edits: int) -> bool:
    """Whether a name begins with the word, up to so many edits, if the word is long enough to tell."""
    return len(word) > 1 + 2 * edits and _edits(name[: len(word)], word) <= edits


def _edits(left: str, right: str) -> int:
    """Return the number of insertions, deletions, replacements and swaps of neighbours from left to right."""
    if abs(len(left) - len(right)) > max(1, len(left) // 3):
        return len(left) + len(right)
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            swapped = i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b
            row.append(min(best, older[j - 2] + 1) if swapped else best)
    return row[-1]


def _alike(word: str, names: list[str]) -> str | None:
    close = get_close_matches(word[:200], names, n=1, cutoff=0.7)
    return close[0] if close else None
