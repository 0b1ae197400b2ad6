"""The lowest level of reading: bytes to clean text, and YAML scalars to values, with the checks of both."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any, TypeAlias

from pingbi.diagnostics.locate import position
from pingbi.diagnostics.message import Message, describe_character, say
from pingbi.diagnostics.problem import ContentError, Finding, Place, Problem

MAX_BYTES = 2_000_000
MAX_VALUE = 20_000
MOST_FOUND = 100
"""Problems of one kind reported per file: more of them add nothing if the file is not ours at all."""

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
UNWANTED = re.compile(f"[{BIDI}{CONTROL}\ud800-\udfff]")
REPLACED = "\ufffd"
"""Replaces an unwanted character after it is reported."""
_BIDI = re.compile(f"[{BIDI}]")
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_BLANK_KINDS = frozenset(("Zs", "Zl", "Zp", "Cf", "Cc", "Mn"))
_WORD = "A-Za-z0-9_"
LEFTOVER = re.compile(
    f"(?<![{_WORD}])(?:TODO|TBD|FIXME|(?i:todo|tbd|fixme)(?= ?[:：])|(?i:lorem)(?= (?i:ipsum))|Lorem)(?![{_WORD}])"
    "|ＴＯＤＯ|尚未翻譯|(?<![等有尚還仍亟])(?:待翻[譯译]|待[譯译]|待[補补](?![強足助]))"
)
"""Marks that writers leave where text is still missing."""
_WHOLE = say("write the whole character itself")


def clean_text(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return text with `\
    ` line ends. Unwanted characters are reported and replaced, and reading goes on.

    Raises ContentError if no text can be read: the file is too big, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise ContentError([too_big(file)])
    try:
        text = one_line_end(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ContentError([_encoding_problem(data, error.start, file)]) from None
    return replace_unwanted(text), _unwanted_problems(text, file)


def lenient_text(data: bytes) -> str:
    """Return text for the excerpt of an unreadable file: same lines and columns, never an error."""
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
    """Whether a reader would see nothing: only spaces, zero-width and other invisible characters."""
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
    """Whether the file is UTF-8 except for a few characters of another encoding."""
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
    """Return the share of two-byte characters whose lead byte belongs to the encoding's common characters."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    leads = [pair[0] for pair in re.findall(rb"[\x81-\xfe].", data, re.DOTALL)]
    return sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0


Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | Decimal | bool | None"

_NAMES = {
    "NoneType": say("nothing"),
    "bool": say("a yes/no value"),
    "int": say("a number"),
    "Decimal": say("a number"),
}


def node_findings(event: Any) -> list[Finding]:
    """Return the problems of constructs that are not allowed on any node: anchors and tags."""
    found: list[Finding] = []
    if event.anchor is not None:
        name = shorten(event.anchor)
        hint = say('delete it; quote the value if it is text ("&{name}")', name=name)
        message = say("&{name} names a place; anchors are not allowed", name=name)
        found.append(Finding("yaml-alias", message, hint, (name,)))
    if event.tag is not None:
        tag = shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))
        hint = say("delete it; quote the value if it is text")
        found.append(Finding("yaml-tag", say("the tag {tag} is not allowed", tag=tag), hint, (tag,)))
    return found


def alias_finding(event: Any) -> Finding:
    name = shorten(event.anchor)
    hint = say('repeat the value itself; quote it if it is text ("*{name}")', name=name)
    message = say("*{name} refers to another place; aliases are not allowed", name=name)
    return Finding("yaml-alias", message, hint, (name,))


def read_value(event: Any) -> tuple[Data, Finding | None]:
    """Return the value of a scalar, and what is wrong with it."""
    text = str(event.value)
    if event.tag is not None:
        return text, None
    if not event.style:
        value = read_plain(text)
        if isinstance(value, Finding):
            return text, value
        if not isinstance(value, str):
            return value, None
    return text, _wrong_text(text, event.style)


def read_key(event: Any) -> tuple[str, Finding | None]:
    """Return the text of a key. A scalar of another type is reported, and read as text."""
    value, finding = read_value(event)
    text = str(event.value)
    if finding or isinstance(value, str):
        return text, finding
    if not text:
        return text, Finding("key-type", say("a key is missing before the colon"), say("name it"))
    shown = shorten(text)
    message = say("a key is text, but {text} is {kind}", text=shown, kind=_NAMES[type(value).__name__])
    return text, Finding("key-type", message, say('quote it: "{text}"', text=shown), (shown,))


def _wrong_text(text: str, style: str) -> Finding | None:
    if len(text) > MAX_VALUE:
        sizes = {"count": len(text), "most": MAX_VALUE}
        message = say("the text has {count:,} characters; at most {most:,} are read", **sizes)
        return Finding("value-too-long", message, say("shorten it, or move it to a Markdown file"))
    escaped = UNWANTED.search(text) if style == '"' else None
    if escaped:
        return unwanted_character(escaped[0])
    if is_blank(text):
        hint = say("write a text, or delete the key")
        return Finding("value-empty", say("the text is empty or cannot be seen"), hint)
    return None


Scalar = str | int | Decimal | bool | None
MAX_DIGITS = 18


_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}
_YES = ("yes", "on", "true")
_NO = ("no", "off", "false")
_BOOLS = frozenset(form for word in _YES + _NO for form in (word, word.title(), word.upper()))
_ODD_WORDS = (_BOOLS | {"Null", "NULL"}) - _WORDS.keys()
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_FORMS = (
    (re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)"), "number-finite", say("cannot be counted with")),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?"), "number-form", say("has an underscore in a number")),
    (re.compile(r"[-+]?[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?"), "number-form", say("may be a time, a ratio or a number")),
    (re.compile(r"[-+]?0(?:x[0-9A-Fa-f_]+|o[0-7_]+|b[01_]+)"), "number-form", say("is not a decimal number")),
    (re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?"), "number-form", say("has a leading zero")),
    (re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+"), "number-form", say("has an exponent")),
    (re.compile(r"\+[0-9]+(?:\.[0-9]*)?"), "number-form", say("has a plus sign")),
    (re.compile(r"[-+]?(?:[0-9]+\.|\.[0-9]+)"), "number-form", say("lacks digits on one side of the point")),
)
_STARTS_NUMBER = frozenset("0123456789+-.")


def read_plain(text: str) -> Scalar | Finding:
    """Return the value of an unquoted scalar; anything that is not clearly another type is text.

    A value that readers of YAML take in different ways is refused, with what to write instead.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text in _ODD_WORDS:
        return _odd_word(text)
    return _read_number(text) if text[0] in _STARTS_NUMBER else text


def _read_number(text: str) -> Scalar | Finding:
    match = _NUMBER.fullmatch(text)
    if not match:
        return _odd_number(text) or text
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        message = say("the number has more than {most} digits", most=MAX_DIGITS)
        return Finding("number-range", message, say("check the number; quote it if it is text"))
    return Decimal(text) if match[1] else int(text)


def _odd_number(text: str) -> Finding | None:
    for form, code, why in _FORMS:
        if form.fullmatch(text):
            shown = shorten(text)
            return Finding(code, say("{text} {why}", text=shown, why=why), _form_hint(text, code), (shown,))
    return None


def _form_hint(text: str, code: str) -> Message:
    quoted = _quoted(text)
    if code == "number-finite":
        return say("write a number, or unknown; {quoted}", quoted=quoted)
    if ":" in text:
        return say("write the unit (90 s, 2 min); {quoted}", quoted=quoted)
    if "_" in text and text.replace("_", "").isdigit():
        return say("write {number}; {quoted}", number=shorten(text.replace("_", "")), quoted=quoted)
    return say("write plain digits, such as 1000 or 0.5; {quoted}", quoted=quoted)


def _quoted(text: str) -> Message:
    return say('quote it if it is text ("{text}")', text=shorten(text))


def _odd_word(text: str) -> Finding:
    if text.lower() == "null":
        hint = say("write null for nothing; {quoted}", quoted=_quoted(text))
        return Finding("null-form", say("{text} may be nothing or a word", text=text), hint, (text,))
    word = "true" if text.lower() in _YES else "false"
    hint = say("write {word} for a yes/no value; {quoted}", word=word, quoted=_quoted(text))
    return Finding("bool-form", say("{text} may be a yes/no value or a word", text=text), hint, (text,))


def shorten(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
