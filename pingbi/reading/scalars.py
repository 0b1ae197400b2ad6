"""An unquoted YAML scalar -> text, number, yes/no or nothing; or why it is refused."""

import re
from decimal import Decimal

from pingbi.problems import Finding
from pingbi.wording import Said, say

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
    """What an unquoted scalar means; everything that is not clearly something else is text.

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


def _form_hint(text: str, code: str) -> Said:
    quoted = _quoted(text)
    if code == "number-finite":
        return say("write a number, or unknown; {quoted}", quoted=quoted)
    if ":" in text:
        return say("write the unit (90 s, 2 min); {quoted}", quoted=quoted)
    if "_" in text and text.replace("_", "").isdigit():
        return say("write {number}; {quoted}", number=shorten(text.replace("_", "")), quoted=quoted)
    return say("write plain digits, such as 1000 or 0.5; {quoted}", quoted=quoted)


def _quoted(text: str) -> Said:
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
