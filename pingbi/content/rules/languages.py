"""Compares the languages of one text: same numbers, and each in its own punctuation."""

import re
from collections.abc import Iterator, Mapping

from pingbi.content.paragraphs import Paragraph, corresponding
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.locale.text import Text, marks, script_of
from pingbi.model.site import Prose
from pingbi.remember import remembered

_DIGITS = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})+(?:\.\d+)?|(?<![A-Za-z\d.])\d+(?:\.\d+)?")
_BRACES = re.compile(r"\{(?!~)[^{}\n]*\}|\]\((?:[^()\n]|\([^()\n]*\))*\)")
"""References and links: their content is not part of the text's own numbers."""
_MONTHS = re.compile(
    r"\d{1,2}\s?月"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
"""Names of months, which contain a number in some languages only."""
_HAN = re.compile("[〇零一二兩三四五六七八九十百千萬万]+")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100},
    **{"thousand": 1000, "once": 1, "twice": 2, "both": 2},
}
_WORD = re.compile(r"[A-Za-z]+")
_NAMED = re.compile(r"\b[A-Z][A-Za-z.+]*[ -]$")
"""What precedes a number that is part of a name: `SOC 2`."""


def in_digits(text: str) -> set[str]:
    """Return the numbers written in digits, without separators and months."""
    return set(_numbers(text))


def required_numbers(text: str) -> set[str]:
    """Return the numbers that every language must mention; numbers in names may come and go with the name."""
    plain = _plain(text)
    return {number for number, at in _numbers(text).items() if not _NAMED.search(plain[:at])}


def _numbers(text: str) -> dict[str, int]:
    """Return every number with its last position."""
    return {match[0].replace(",", ""): match.start() for match in _DIGITS.finditer(_plain(text))}


def _plain(text: str) -> str:
    return _MONTHS.sub(" ", _BRACES.sub(" ", text))


def spelled_numbers(text: str) -> set[str]:
    """Return the numbers spelled out in words: `一百多`, `three`."""
    words = {str(_WORDS[word]) for word in _WORD.findall(text.lower()) if word in _WORDS}
    return words | {str(_read_han(run)) for run in _HAN.findall(text)}


def _read_han(run: str) -> int:
    total = section = digit = 0
    for char in run:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            total, section, digit = total + (section + digit or 1) * 10_000, 0, 0
    return total + section + digit


_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
HALF_WIDTH = re.compile(
    rf"(?<=[{_WIDE}])[,;:!?()\"'](?!//)|[,;:!?()\"'](?=[{_WIDE}])|(?<=[{_WIDE}])\.(?![\w./])|(?<=[{_WIDE}])\.\.\."
)
"""A half-width sign that touches a Chinese or Japanese character."""
_FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True)) | {'"': "「」", "'": "「」", "...": "……"}
_MASKED = re.compile(r"\{[^{}\n]*\}|\]\([^()\n]*\)|\]\[[^\]\n]*\]|`[^`\n]*`|https?://[^\s)]*|(?m:^\s*\d+[.)] )")
"""What is not punctuation of the sentence: references, links, code."""
_LATIN = re.compile(r"(?<![A-Za-z.])[a-z]{2,}(?![A-Za-z])")
_QUOTED = re.compile(r"```|~~~| {4}|>")
"""A paragraph of code, or a quotation: a prompt is the same in every language."""
SENTENCE = 3
"""With this many lower-case words a text is a sentence, not a name."""


def half_width(words: str, locale: str) -> Iterator[tuple[int, str]]:
    """Yield each half-width sign among full-width characters: its offset and the sign."""
    if script_of(locale).full_width:
        masked = _MASKED.sub(lambda match: "\0" * len(match[0]), words)
        yield from ((match.start(), match[0]) for match in HALF_WIDTH.finditer(masked))


def in_own_punctuation(place: Place, words: str, locale: str) -> Iterator[Problem]:
    """Yield a warning for each half-width sign."""
    for offset, sign in half_width(words, locale):
        message = say("half-width {sign} in the text in {locale}", sign=sign, locale=locale)
        hint, about = say("write {sign}", sign=_FULL[sign]), (sign, locale)
        yield Problem(place.within(offset), "punctuation", message, hint, "warning", about=about)


def text_in_step(place: Place, text: Text) -> Iterator[Problem]:
    """Yield a warning for each language of a text that lacks a number which another one has."""
    for locale, missing, other in _lacking(dict(text)):
        yield _lack(Place(place.file, (*place.path, locale)), locale, missing, other)


@remembered
def prose_in_step(proses: tuple[tuple[str, Prose], ...]) -> list[Problem]:
    """Return the same warnings for prose, by corresponding paragraphs; and one for text that was never translated."""
    texts = {locale: prose.text for locale, prose in proses}
    files = {locale: prose.file for locale, prose in proses}
    found: list[Problem] = []
    for pair in corresponding(texts):
        places = {locale: Place(files[locale], line=paragraph.line, column=1) for locale, paragraph in pair.items()}
        texts_of = _words(pair)
        first = next(iter(texts_of), "")
        for locale, missing, other in _lacking(texts_of):
            found.append(_lack(places[locale], locale, missing, other))
        for locale, other in untranslated_texts({} if _QUOTED.match(texts_of.get(first, "")) else texts_of):
            found.append(same_words(places[locale], locale, other))
    return found


def untranslated_texts(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each Han-script language whose text is a sentence in Latin letters, and the language with the same text."""
    for locale, words in texts.items():
        same = [other for other, others in texts.items() if other != locale and others == words]
        if script_of(locale).han and same and len(_LATIN.findall(words)) >= SENTENCE:
            yield locale, same[0]


def same_words(place: Place, locale: str, other: str) -> Problem:
    message = say("the text in {locale} is the same as in {other}", locale=locale, other=other)
    hint = say("write it in this language; no page mixes the two")
    return Problem(place, "translation-same", message, hint, "warning", about=(locale, other))


def _words(pair: Mapping[str, Paragraph]) -> dict[str, str]:
    return {locale: paragraph.text for locale, paragraph in pair.items()}


def _lacking(texts: Mapping[str, str]) -> Iterator[tuple[str, list[str], str]]:
    """Yield a language, the numbers that it lacks, and a language that has the first of them."""
    if len({tuple(sorted(marks(words))) for words in texts.values()}) > 1:
        return  # what is in braces differs, which is reported as an error
    required = {locale: required_numbers(words) for locale, words in texts.items()}
    everything = set[str]().union(*required.values())
    for locale, words in texts.items():
        missing = (
            sorted(everything - required[locale] - in_digits(words) - spelled_numbers(words)) if everything else []
        )
        if missing:
            yield locale, missing, next(other for other, found in required.items() if missing[0] in found)


def _lack(place: Place, locale: str, missing: list[str], other: str) -> Problem:
    given = {"locale": locale, "numbers": missing, "other": other}
    message = say("the text in {locale} lacks {numbers}, which the one in {other} has", **given)
    hint = say("both languages tell the same facts: name the number in both, or in neither")
    return Problem(place, "numbers-differ", message, hint, "warning", about=(*missing, locale, other))
