"""What the languages of one text tell each other: the same numbers, and each its own punctuation."""

import re
from collections.abc import Iterator, Mapping

from pingbi.locales import Text
from pingbi.model.site import Prose
from pingbi.problems import Place, Problem
from pingbi.reading.numerals import in_digits, spelled, to_be_told
from pingbi.reading.paragraphs import Paragraph, in_pairs
from pingbi.references import marks
from pingbi.remember import remembered
from pingbi.scripts import script_of
from pingbi.wording import say

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
HALF_WIDTH = re.compile(
    rf"(?<=[{_WIDE}])[,;:!?()\"'](?!//)|[,;:!?()\"'](?=[{_WIDE}])|(?<=[{_WIDE}])\.(?![\w./])|(?<=[{_WIDE}])\.\.\."
)
"""A sign of Latin punctuation that touches a character of Chinese or Japanese."""
_FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True)) | {'"': "「」", "'": "「」", "...": "……"}
_MASKED = re.compile(r"\{[^{}\n]*\}|\]\([^()\n]*\)|\]\[[^\]\n]*\]|`[^`\n]*`|https?://[^\s)]*|(?m:^\s*\d+[.)] )")
"""What is no punctuation of the sentence: references, links, code."""
_LATIN = re.compile(r"(?<![A-Za-z.])[a-z]{2,}(?![A-Za-z])")
_QUOTED = re.compile(r"```|~~~| {4}|>")
"""A paragraph of code, or in somebody else's words: a prompt is the same in every language."""
SENTENCE = 3
"""So many words in small letters are no name."""


def half_width(words: str, locale: str) -> Iterator[tuple[int, str]]:
    """Half-width punctuation among full-width characters: where it stands in the line or text, and the sign."""
    if script_of(locale).full_width:
        masked = _MASKED.sub(lambda match: "\0" * len(match[0]), words)
        yield from ((match.start(), match[0]) for match in HALF_WIDTH.finditer(masked))


def in_own_punctuation(place: Place, words: str, locale: str) -> Iterator[Problem]:
    """A warning for each such sign."""
    for offset, sign in half_width(words, locale):
        message = say("half-width {sign} in the text in {locale}", sign=sign, locale=locale)
        hint, about = say("write {sign}", sign=_FULL[sign]), (sign, locale)
        yield Problem(place.within(offset), "punctuation", message, hint, "warning", about=about)


def text_in_step(place: Place, text: Text) -> Iterator[Problem]:
    """A warning for each language of a text that lacks a number which another one has."""
    for locale, missing, other in _lacking(dict(text)):
        yield _lack(Place(place.file, (*place.path, locale)), locale, missing, other)


@remembered
def prose_in_step(proses: tuple[tuple[str, Prose], ...]) -> list[Problem]:
    """The same for prose, paragraph by paragraph as far as they are equally many; and what was never translated."""
    texts = {locale: prose.text for locale, prose in proses}
    files = {locale: prose.file for locale, prose in proses}
    found: list[Problem] = []
    for pair in in_pairs(texts):
        places = {locale: Place(files[locale], line=paragraph.line, column=1) for locale, paragraph in pair.items()}
        texts_of = _words(pair)
        first = next(iter(texts_of), "")
        for locale, missing, other in _lacking(texts_of):
            found.append(_lack(places[locale], locale, missing, other))
        for locale, other in untranslated({} if _QUOTED.match(texts_of.get(first, "")) else texts_of):
            found.append(same_words(places[locale], locale, other))
    return found


def untranslated(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A language of Han characters whose text is a sentence in Latin letters, and the language it is the same in."""
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
    """A language, the numbers that it lacks, and another one that has the first of them."""
    if len({tuple(sorted(marks(words))) for words in texts.values()}) > 1:
        return  # what is in braces differs, which is told as an error
    told = {locale: to_be_told(words) for locale, words in texts.items()}
    everything = set[str]().union(*told.values())
    for locale, words in texts.items():
        missing = sorted(everything - told[locale] - in_digits(words) - spelled(words)) if everything else []
        if missing:
            yield locale, missing, next(other for other, found in told.items() if missing[0] in found)


def _lack(place: Place, locale: str, missing: list[str], other: str) -> Problem:
    given = {"locale": locale, "numbers": missing, "other": other}
    message = say("the text in {locale} lacks {numbers}, which the one in {other} has", **given)
    hint = say("both languages tell the same facts: name the number in both, or in neither")
    return Problem(place, "numbers-differ", message, hint, "warning", about=(*missing, locale, other))
