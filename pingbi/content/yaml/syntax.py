"""Explains YAML syntax errors: the parser's error becomes a problem at the place that the editor must change."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pingbi.content.yaml.scalars import shorten
from pingbi.diagnostics.message import Message, describe_character, say
from pingbi.diagnostics.problem import Place, Problem

CODE = "yaml-syntax"


@dataclass(frozen=True)
class Bracket:
    """An open bracket; line and column are 0-based."""

    sign: str
    line: int
    column: int


@dataclass(frozen=True)
class ParserError:
    """An error of the YAML parser with all that helps to place it; positions (line, column) 0-based."""

    file: str
    lines: Sequence[str]
    brackets: Sequence[Bracket]
    reason: str
    where: tuple[int, int]
    context: str
    began: tuple[int, int]

    def at(self, where: tuple[int, int], message: Message, hint: Message, code: str = CODE) -> Problem:
        line = min(where[0], len(self.lines) - 1)
        column = where[1] if line == where[0] else len(self.lines[line])
        return Problem(Place(self.file, line=line + 1, column=column + 1), code, message, hint)

    @property
    def line(self) -> str:
        return self.lines[self.where[0]] if self.where[0] < len(self.lines) else ""


def syntax_problem(raised: Any, file: str, lines: Sequence[str], brackets: Sequence[Bracket]) -> Problem:
    """Return the problem of the first rule that recognises the error."""
    error = ParserError(
        file, lines, brackets, str(getattr(raised, "problem", None) or "it cannot be read as YAML"),
        _where(getattr(raised, "problem_mark", None)), str(getattr(raised, "context", None) or ""),
        _where(getattr(raised, "context_mark", None)),
    )  # fmt: skip
    return next(problem for rule in _RULES if (problem := rule(error)))


def unclosed_quote(event: Any, file: str, lines: Sequence[str], indent: int) -> Problem | None:
    """Report a quoted text that continues on a line which is not indented under its key: it was never closed."""
    first, last = event.start_mark.line, event.end_mark.line
    for number in range(first + 1, last + 1):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            place = Place(file, line=first + 1, column=event.start_mark.column + 1)
            message = say("the quote opened here is not closed before line {line}", line=number + 1)
            return Problem(place, CODE, message, say("close it with {sign}", sign=event.style))
    return None


def _odd_space(error: ParserError) -> Problem | None:
    """A full-width or no-break space where YAML needs a plain one, on the line of the error or the one above."""
    for number in (_above(error, error.where[0]), error.where[0]):
        odd = _ODD_SPACE.match(error.lines[number]) if number < len(error.lines) else None
        if odd:
            name = describe_character(odd[1])
            message = say("a space that YAML does not take for one: {name}", name=name)
            return error.at((number, odd.start(1)), message, say("replace it with a plain half-width space"))
    return None


_ODD_SPACE = re.compile(r" *(?:- *)*(?:[\w-]+:)?([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")


def _wide_bracket(error: ParserError) -> Problem | None:
    """`title: ｛…｝`: full-width brackets are ordinary text to YAML."""
    found = re.match(r"[^\"']*?: +([｛［])", error.line)
    if not found:
        return None
    message = say("the full-width {sign} opens nothing", sign=found[1])
    hint = say("write the half-width {sign}", sign="{" if found[1] == "｛" else "[")
    return error.at((error.where[0], found.start(1)), message, hint)


def _above(error: ParserError, number: int) -> int:
    """Return the nearest line above that is not blank."""
    return next((n for n in range(number - 1, -1, -1) if error.lines[n].strip()), 0)


def _where(mark: Any) -> tuple[int, int]:
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _surrogate(error: ParserError) -> Problem | None:
    if error.reason != "found invalid Unicode character escape code":
        return None
    message = say("a \\u escape that is not a character (half of a pair, or out of range)")
    return error.at(error.began, message, say("write the character itself"), "char-surrogate")


def _escape(error: ParserError) -> Problem | None:
    if "escape character" not in error.reason and "hexdecimal" not in error.reason:
        return None
    hint = say("write \\\\ for a backslash, or use single quotes")
    return error.at(error.where, say("an unknown \\ escape in double quotes"), hint)


def _directive(error: ParserError) -> Problem | None:
    first = next((number for number, line in enumerate(error.lines) if line.startswith("%")), None)
    if "<document start>" in error.reason and first is not None:
        where = first
    elif "directive" in error.context + error.reason or "incompatible" in error.reason:
        where = error.where[0]
    else:
        return None
    hint = say("delete it; quote it if it is text")
    return error.at((where, 0), say("a line that starts with %"), hint, "yaml-directive")


def _tag(error: ParserError) -> Problem | None:
    if "tag" not in error.context and "tag" not in error.reason:
        return None
    where = error.began if "tag" in error.context else error.where
    hint = say("delete it; quote the value if it is text")
    return error.at(where, say("a tag (!) is not allowed"), hint, "yaml-tag")


def _quote(error: ParserError) -> Problem | None:
    if error.context != "while scanning a quoted scalar":
        return None
    line, column = error.began
    hint = say("close it with {sign}", sign=error.lines[line][column])
    return error.at(error.began, say("the quote opened here is never closed"), hint)


def _unclosed_before(error: ParserError) -> Problem | None:
    """`{a: "x, b: "y"}`: the quote that seems to close opens the next value, so an earlier one is unclosed."""
    before = error.line[: error.where[1]]
    found = re.search(r"""(["'])((?:(?!\1).)*[:,\[{]\s*)\1$""", before)
    if not found or not (_wants_comma(error) or error.reason == "did not find expected key"):
        return None
    odd = next((letter for letter in found[2] if letter in "“”＂"), "")
    hint = say("close it with {sign}", sign=found[1])
    if odd:
        hint = say("close it with {sign}; {odd} closes nothing", sign=found[1], odd=odd)
    return error.at((error.where[0], found.start()), say("the quote opened here is never closed"), hint)


def _comment(error: ParserError) -> Problem | None:
    """`{a: x #1, b: y}`: the closing bracket is part of a comment."""
    if not error.brackets or not _wants_comma(error):
        return None
    bracket = error.brackets[-1]
    found = re.compile(r"\s(#)(?=.*[\]}])").search(error.lines[bracket.line], bracket.column)
    if not found:
        return None
    message = say("from this # on the line is a comment, and the bracket {sign} is not closed", sign=bracket.sign)
    return error.at((bracket.line, found.start(1)), message, say("quote the text that has a # in it"))


def _bracket(error: ParserError) -> Problem | None:
    """Blame an open bracket, unless the error is outside of it: not on its line, and not indented under it."""
    outside = ("block sequence entries", "did not find expected '-' indicator")
    if not error.brackets or not (_wants_comma(error) or error.reason.startswith(outside)):
        return None
    bracket = error.brackets[-1]
    closer = "}" if bracket.sign == "{" else "]"
    if _inside(error, bracket):
        if re.match(r":\s", error.line[error.where[1] :]) and not _ends_a_key(error, bracket):
            return error.at(error.where, *_SECOND_COLON)
        hint = say("separate with commas; quote text that has , [ ] {{ }}")
        return error.at(error.where, say("a comma or {closer} is missing before this", closer=closer), hint)
    message = say("the bracket {sign} opened here is not closed", sign=bracket.sign)
    return error.at((bracket.line, bracket.column), message, say("close it with {sign}", sign=closer))


def _ends_a_key(error: ParserError, bracket: Bracket) -> bool:
    """Whether the colon at the error ends a key that lacks the comma before it, and is not part of a text.

    A key follows a value; and where the others are languages, it is one.
    """
    key = _KEY_BEFORE.search(error.line[: error.where[1]])
    in_languages = _LANGUAGES.match(error.lines[bracket.line], bracket.column)
    return key is not None and (in_languages is None or _LANGUAGE.fullmatch(key[1]) is not None)


_KEY_BEFORE = re.compile(r"[^\s:]\s+([A-Za-z][\w-]*)$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_LANGUAGES = re.compile(rf"\{{\s*{_LANGUAGE.pattern}\s*:")


def _wants_comma(error: ParserError) -> bool:
    wants = ("did not find expected ','", "did not find expected node content")
    return error.reason.startswith(wants)


def _inside(error: ParserError, bracket: Bracket) -> bool:
    rest = error.line[error.where[1] :].strip()
    if not rest or rest[0] in "]}":
        return False
    return error.where[0] == bracket.line or _indent(error.line) > _indent(error.lines[bracket.line])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _starting_character(error: ParserError) -> Problem | None:
    named = error.context in ("while scanning an alias", "while scanning an anchor")
    if not named and "cannot start any token" not in error.reason:
        return None
    where = error.began if named else error.where
    rest = error.lines[where[0]][where[1] :]
    sign = rest[:1]
    value = re.split(r"[,\]}]" if error.brackets else r": | #", rest)[0].strip()
    hint = say('quote it: "{text}"', text=f"{sign}…" if '"' in value else shorten(value))
    return error.at(where, say("a value cannot start with {sign}", sign=sign), hint)


def _empty_key(error: ParserError) -> Problem | None:
    before, after = error.line[: error.where[1]].rstrip(), error.line[error.where[1] :]
    if not re.match(r":(?=\s|$)", after) or before[-1:] not in ("", "{", ",", "-"):
        return None
    return error.at(error.where, say("a key is missing before the colon"), say("name it"), "key-type")


def _after_closing(error: ParserError) -> Problem | None:
    """`"x" y` and `[x]]`: more text after the value has ended."""
    before = error.line[: error.where[1]]
    touching = _wants_comma(error) and before[-1:] in ('"', "'")
    apart = error.reason == "did not find expected key" and before.rstrip()[-1:] in ('"', "'", "]", "}")
    if not (touching or apart):
        return None
    sign = before.rstrip()[-1]
    hint = _CLOSING_HINTS.get(sign, say("quote the whole value"))
    return error.at(error.where, say("text goes on after the closing {sign}", sign=sign), hint)


_CLOSING_HINTS = {
    '"': say('write quotes inside quotes as \\" or 「」; or an earlier " lacks its partner'),
    "'": say("write ' inside '…' as ''; or an earlier ' lacks its partner"),
}


def _missing_colon(error: ParserError) -> Problem | None:
    if "could not find expected ':'" not in error.reason:
        return None
    sign = error.lines[error.began[0]][error.began[1] : error.began[1] + 1]
    if sign in ('"', "'") and error.lines[error.began[0]].count(sign) == 1:
        hint = say("close it with {sign}", sign=sign)
        return error.at(error.began, say("the quote opened here is never closed"), hint)
    return _without_colon(error, error.began)


def _without_colon(error: ParserError, where: tuple[int, int]) -> Problem:
    close = _without_space(error, where[0])
    if close:
        return close
    hint = say("write key: value, or indent the line under the text it continues")
    wide = _WIDE_HINT if "：" in error.lines[where[0]] else hint
    return error.at(where, say("a line without a colon among keys"), wide)


def _without_space(error: ParserError, number: int) -> Problem | None:
    """`key:value` and `-item`: the space after the sign is missing."""
    found = re.match(r"\s*(?:- +)*(?:(-)(?=[^\s-])|[\w-]+(:)(?=[^\s:/]))", error.lines[number])
    if not found:
        return None
    sign, where = found[1] or found[2], (number, found.start(1) if found[1] else found.start(2))
    return error.at(where, say("a space is missing after this {sign}", sign=sign), say("write a space after it"))


_WIDE_HINT = say("write the half-width colon and a space (: ) instead of ：")


def _second_colon(error: ParserError) -> Problem | None:
    if "mapping values are not allowed" not in error.reason:
        return None
    if ":" in error.line[: error.where[1]]:
        return error.at(error.where, *_SECOND_COLON)
    number = _above(error, error.where[0])
    above = error.lines[number]
    close = _without_space(error, number)
    if close:
        return close
    if ":" not in above and not above.lstrip().startswith("#"):
        return _without_colon(error, (number, _indent(above)))
    message = say("this key does not fit the line above, which lacks a colon or is indented less")
    hint = say("align keys with their neighbours; write key: value")
    return error.at((error.where[0], _indent(error.line)), message, hint)


_SECOND_COLON = say("a second colon in one line"), say("quote the text that has a colon and a space in it")


def _indentation(error: ParserError) -> Problem | None:
    if not error.context.startswith("while parsing a block") and "block sequence" not in error.reason:
        return None
    message = say("the indentation does not fit the lines above, or a key or - is missing")
    return error.at(error.where, message, say("align it with its neighbours, with spaces"))


def _other(error: ParserError) -> Problem | None:
    message = say("this is not valid YAML: {reason}", reason=error.reason)
    return error.at(error.where, message, say("quote the value if it is text"))


_RULES: tuple[Callable[[ParserError], Problem | None], ...] = (
    _surrogate,
    _escape,
    _quote,
    _odd_space,
    _wide_bracket,
    _empty_key,
    _unclosed_before,
    _after_closing,
    _comment,
    _bracket,
    _starting_character,
    _directive,
    _tag,
    _missing_colon,
    _second_colon,
    _indentation,
    _other,
)
