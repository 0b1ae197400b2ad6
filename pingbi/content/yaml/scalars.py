"""One YAML node -> its value, or what is wrong with it, apart from where it stands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, TypeAlias

from pingbi.content.yaml.text_bytes import MAX_VALUE, UNWANTED, is_blank, unwanted_character
from pingbi.diagnostics.message import Said, say
from pingbi.diagnostics.problem import Finding

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | Decimal | bool | None"

_NAMES = {
    "NoneType": say("nothing"),
    "bool": say("a yes/no value"),
    "int": say("a number"),
    "Decimal": say("a number"),
}


def node_findings(event: Any) -> list[Finding]:
    """What no node may have: an anchor, a tag."""
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
    """The value of a scalar, and what is wrong with it."""
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
    """The text of a key: any other scalar is refused, and read as text."""
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
