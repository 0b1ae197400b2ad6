"""Finds values in quotation marks that are not YAML's own: readers would see them."""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from pingbi.content.yaml.documents import Document, texts_of
from pingbi.content.yaml.events import TextSpan
from pingbi.content.yaml.scalars import MOST_FOUND
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import Place, Problem, Severity
from pingbi.remember import remembered

CODE = "quote-form"
_CLOSING = {
    "“": "”“\"", "”": "”\"", "„": "“”\"", "‟": "”\"", "‘": "’‘'", "’": "’'", "‚": "‘’'", "「": "」", "『": "』",
    "﹁": "﹂", "﹃": "﹄", "｢": "｣", "«": "»", "»": "«", "‹": "›", "›": "‹", "＂": "＂", "＇": "＇", "〝": "〞〟",
}  # fmt: skip
"""The signs that can close a quotation, by the sign that opens it."""
_APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")
_NAMES = (("name",), ("title",), ("vendor",), ("subject",), ("family",), ("version",))
"""Keys whose texts are names, in one language or in each."""
_HINT = say(
    "YAML's quotes are the straight \" and ': write the text without these; where readers are to see them, put straight"
    " quotes around them"
)


@remembered
def quoted_values(document: Document, locales: tuple[str, ...]) -> list[Problem]:
    """Report every value that stands in quotation marks as a whole: YAML takes the marks for part of the text.

    A sentence is doubted; a name, an id or a figure is never written so.
    """
    lines = document.text.split("\n")
    found = (
        _quoted(Place(document.file, path, key), text, locales)
        for path, key, text in texts_of(document.data, ())
        if is_quotation(text)
        and _is_plain(lines, (document.keys if key else document.positions).get(path, (1, 1, 1, 1)))
    )
    return list(islice(found, MOST_FOUND))


def _quoted(place: Place, text: str, locales: Collection[str]) -> Problem:
    message = say("the quotation marks {marks} would be part of this text", marks=f"{text[0]}…{text[-1]}")
    is_sentence = place.path[-1:] in {(locale,) for locale in locales} and place.path[-2:-1] not in _NAMES
    severity: Severity = "warning" if is_sentence and not place.key else "error"
    return Problem(place, CODE, message, _HINT, severity, about=(quote_value(text),))


def is_quotation(text: str) -> bool:
    """Whether one pair of quotation marks holds the whole text: the last character closes the first."""
    opening, inside, last = text[:1], text[1:-1], text[-1:]
    if not inside or last not in _CLOSING.get(opening, ""):
        return False
    depth = 1
    for sign in _APOSTROPHE.sub("", inside):
        depth += -1 if sign == last else sign == opening
        if depth == 0:
            return False
    return depth == 1


def _is_plain(lines: Sequence[str], span: TextSpan) -> bool:
    """Whether a text is written without YAML's own quotes, and not as a block: there its marks are meant."""
    return lines[span[0] - 1][span[1] - 1 : span[1]] in _CLOSING
