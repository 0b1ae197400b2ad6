"""Bytes of a content file -> clean text, with the checks that YAML and prose share."""

import re
import unicodedata

from pingbi.diagnostics.locate import position
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ContentError, Finding, Place, Problem
from pingbi.diagnostics.suggest import describe_character

MAX_BYTES = 2_000_000
MAX_VALUE = 20_000
MOST_FOUND = 100
"""Problems of one kind reported per file: the rest of a file that is none of ours adds nothing."""

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
UNWANTED = re.compile(f"[{BIDI}{CONTROL}\ud800-\udfff]")
REPLACED = "\ufffd"
"""What stands for an unwanted character once it is reported."""
_BIDI = re.compile(f"[{BIDI}]")
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_BLANK_KINDS = frozenset(("Zs", "Zl", "Zp", "Cf", "Cc", "Mn"))
_WORD = "A-Za-z0-9_"
LEFTOVER = re.compile(
    f"(?<![{_WORD}])(?:TODO|TBD|FIXME|(?i:todo|tbd|fixme)(?= ?[:：])|(?i:lorem)(?= (?i:ipsum))|Lorem)(?![{_WORD}])"
    "|ＴＯＤＯ|尚未翻譯|(?<![等有尚還仍亟])(?:待翻[譯译]|待[譯译]|待[補补](?![強足助]))"
)
"""What a writer leaves in place of text that is still to come."""
_WHOLE = say("write the whole character itself")


def clean_text(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Text with one kind of line end; unwanted characters are reported and replaced, and reading goes on.

    Raises ContentError where there is no text to go on with: too big, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise ContentError([too_big(file)])
    try:
        text = one_line_end(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ContentError([_encoding_problem(data, error.start, file)]) from None
    return replace_unwanted(text), _unwanted_problems(text, file)


def lenient_text(data: bytes) -> str:
    """Text for excerpts of a file that could not be read: same lines and columns, never an error."""
    return replace_unwanted(one_line_end(data[:MAX_BYTES].decode("utf-8", "replace")))


def one_line_end(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def replace_unwanted(text: str) -> str:
    return UNWANTED.sub(REPLACED, text)


def too_big(file: str, limit: int = MAX_BYTES) -> Problem:
    message = say("the file has more than {limit:,} bytes", limit=limit)
    hint = say("split it into smaller files") if file.endswith((".yaml", ".md")) else say("make it smaller")
    return Problem(Place(file, line=1, column=1), "file-too-big", message, hint)


def is_blank(text: str) -> bool:
    """True where a reader would see nothing: only spaces, zero-width and other invisible characters."""
    return all(c in _BLANK_LETTERS or unicodedata.category(c) in _BLANK_KINDS for c in text)


def unwanted_character(character: str) -> Finding:
    """What is wrong with one character that content never holds."""
    name = describe_character(character)
    if _BIDI.match(character):
        message = say("an invisible character that changes the direction of text: {name}", name=name)
        return Finding("char-bidi", message, say("delete it"), (name,))
    if "\ud800" <= character <= "\udfff":
        return Finding("char-surrogate", say("half a character: {name}", name=name), _WHOLE, (name,))
    return Finding("char-control", say("a control character: {name}", name=name), say("delete it"), (name,))


def _unwanted_problems(text: str, file: str) -> list[Problem]:
    problems: list[Problem] = []
    for match in UNWANTED.finditer(text):
        if len(problems) == MOST_FOUND:
            break
        line, column = position(text, match.start())
        problems.append(unwanted_character(match[0]).at(Place(file, line=line, column=column)))
    return problems


def _encoding_problem(data: bytes, offset: int, file: str) -> Problem:
    before = one_line_end(data[:offset].decode("utf-8"))
    line, column = position(before, len(before))
    place = Place(file, line=line, column=column)
    if data[offset] == 0xED and data[offset + 1 : offset + 2] >= b"\xa0":
        return Problem(place, "char-surrogate", say("half a character at byte {offset}", offset=offset), _WHOLE)
    guess = _likely_encoding(data)
    hint = say("re-save the file as UTF-8")
    if _is_mostly_utf8(data):
        hint = say("write this character again; the rest of the file is UTF-8")
    elif guess:
        hint = say("it looks like {encoding}; re-save the file as UTF-8", encoding=guess)
    message = say("the file is not UTF-8 from byte {offset} (0x{byte:02X}) on", offset=offset, byte=data[offset])
    return Problem(place, "encoding", message, hint)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether a few characters in another encoding have come into the file."""
    text = data.decode("utf-8", "replace")
    odd = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - odd > 4 * odd


def _likely_encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:1000].count(0) > len(data[:1000]) // 4:
        return "UTF-16"
    big5 = _share_of_common(data, "big5", 0xA1, 0xC6)
    mainland = _share_of_common(data, "gb18030", 0xB0, 0xD7)
    if max(big5, mainland) > 0.7:
        return "Big5" if big5 >= mainland else "GB18030"
    single = sum(byte >= 0xC0 for byte in data) and not re.search(rb"[\x80-\x9f]", data)
    return "Latin-1" if single else ""


def _share_of_common(data: bytes, encoding: str, first: int, last: int) -> float:
    """How many of the two-byte characters have a lead byte of the encoding's everyday characters."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    leads = [pair[0] for pair in re.findall(rb"[\x81-\xfe].", data, re.DOTALL)]
    return sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0
