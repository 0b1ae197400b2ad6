"""Finds what is read as text and was not meant so: quotation marks that are not YAML's, conflict marks of a merge."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from pingbi.content.yaml.events import TextSpan
from pingbi.content.yaml.scalars import MOST_FOUND, Data
from pingbi.diagnostics.locate import Document, position
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import DataPath, Place, Problem, Severity
from pingbi.remember import remembered

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
def quoted_values(file: str, document: Document, locales: tuple[str, ...]) -> list[Problem]:
    """Report every value that stands in quotation marks as a whole: YAML takes the marks for part of the text.

    A sentence is doubted; a name, an id or a figure is never written so.
    """
    lines = document.text.split("\n")
    found = (
        _quoted(Place(file, path, key), text, locales)
        for path, key, text in texts_of(document.data, ())
        if is_quotation(text)
        and _is_plain(lines, (document.keys if key else document.positions).get(path, (1, 1, 1, 1)))
    )
    return list(islice(found, MOST_FOUND))


def _quoted(place: Place, text: str, locales: Collection[str]) -> Problem:
    marks = f"{text[0]}…{text[-1]}"
    message = say("the quotation marks {marks} would be part of this text", marks=marks)
    is_sentence = place.path[-1:] in {(locale,) for locale in locales} and place.path[-2:-1] not in _NAMES
    severity: Severity = "warning" if is_sentence and not place.key else "error"
    return Problem(place, "quote-form", message, _HINT, severity, about=(quote_value(text), marks))


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


def texts_of(data: Data, path: DataPath) -> Iterator[tuple[DataPath, bool, str]]:
    """Every text of the data with its path, and whether it is a key."""
    if isinstance(data, str):
        yield path, False, data
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from texts_of(item, (*path, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield (*path, key), True, key
            yield from texts_of(item, (*path, key))


_MARK = re.compile(r"^(?:[<]{7}|[|]{7}|[>]{7})(?= |$)|^={7}(?= *$)", re.MULTILINE)
"""A line that git leaves around, or between, two versions of a passage."""
_KEEP_ONE = say("two versions stand here: keep what is right, and delete all marks (<<<<<<<, =======, >>>>>>>)")


def conflicts(text: str, file: str, prose: bool = False) -> list[Problem]:
    """Return a problem at the first mark of each conflict that a merge left in a text.

    In prose, a row of equal signs underlines a heading, and bars begin a table: alone they are no marks.
    """
    return [_conflict(text, file, mark) for mark in islice(_first_marks(text, prose), MOST_FOUND)]


def _first_marks(text: str, prose: bool) -> Iterator[re.Match[str]]:
    inside, before = "", None
    for mark in _MARK.finditer(text):
        sign = mark[0][0]
        if sign == "<" and inside in ("", "="):
            yield mark
        elif not inside and prose and sign != ">":
            before = mark
            continue
        elif not inside:
            yield before or mark
        inside, before = ("" if sign == ">" else sign), None


def _conflict(text: str, file: str, mark: re.Match[str]) -> Problem:
    line, column = position(text, mark.start())
    message = say("a merge was not finished: {mark} marks a conflict", mark=mark[0])
    return Problem(Place(file, line=line, column=column), "merge-conflict", message, _KEEP_ONE)
