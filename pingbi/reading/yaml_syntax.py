"""Where YAML itself is broken: the parser's error -> a problem at the place that the editor must change."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pingbi.problems import Place, Problem, describe_character
from pingbi.reading.scalars import shorten
from pingbi.wording import Said, say

CODE = "yaml-syntax"


@dataclass(frozen=True)
class Bracket:
    """A bracket that is open; line and column 0-based."""

    sign: str
    line: int
    column: int


@dataclass(frozen=True)
class Fault:
    """A parser's error with all that helps to place it; positions (line, column) 0-based."""

    file: str
    lines: Sequence[str]
    brackets: Sequence[Bracket]
    message: str
    where: tuple[int, int]
    context: str
    began: tuple[int, int]

    def at(self, where: tuple[int, int], message: Said, hint: Said, code: str = CODE) -> Problem:
        line = min(where[0], len(self.lines) - 1)
        column = where[1] if line == where[0] else len(self.lines[line])
        return Problem(Place(self.file, line=line + 1, column=column + 1), code, message, hint)

    @property
    def line(self) -> str:
        return self.lines[self.where[0]] if self.where[0] < len(self.lines) else ""


def syntax_problem(error: Any, file: str, lines: Sequence[str], brackets: Sequence[Bracket]) -> Problem:
    """The first rule that knows the error says what it means."""
    fault = Fault(
        file, lines, brackets, str(getattr(error, "problem", None) or "it cannot be read as YAML"),
        _where(getattr(error, "problem_mark", None)), str(getattr(error, "context", None) or ""),
        _where(getattr(error, "context_mark", None)),
    )  # fmt: skip
    return next(problem for rule in _RULES if (problem := rule(fault)))


def unclosed_quote(event: Any, file: str, lines: Sequence[str], indent: int) -> Problem | None:
    """A text in quotes that goes on in a line which is not indented under its key, was never closed."""
    first, last = event.start_mark.line, event.end_mark.line
    for number in range(first + 1, last + 1):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            place = Place(file, line=first + 1, column=event.start_mark.column + 1)
            message = say("the quote opened here is not closed before line {line}", line=number + 1)
            return Problem(place, CODE, message, say("close it with {sign}", sign=event.style))
    return None


def _odd_space(fault: Fault) -> Problem | None:
    """A full-width or no-break space where YAML wants a plain one, in the line of the error or the one above."""
    for number in (_above(fault, fault.where[0]), fault.where[0]):
        odd = _ODD_SPACE.match(fault.lines[number]) if number < len(fault.lines) else None
        if odd:
            name = describe_character(odd[1])
            message = say("a space that YAML does not take for one: {name}", name=name)
            return fault.at((number, odd.start(1)), message, say("replace it with a plain half-width space"))
    return None


_ODD_SPACE = re.compile(r" *(?:- *)*(?:[\w-]+:)?([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")


def _wide_bracket(fault: Fault) -> Problem | None:
    """`title: ｛…｝`: brackets of Chinese type are text like any other."""
    found = re.match(r"[^\"']*?: +([｛［])", fault.line)
    if not found:
        return None
    message = say("the full-width {sign} opens nothing", sign=found[1])
    hint = say("write the half-width {sign}", sign="{" if found[1] == "｛" else "[")
    return fault.at((fault.where[0], found.start(1)), message, hint)


def _above(fault: Fault, number: int) -> int:
    """The nearest line above that is not blank."""
    return next((n for n in range(number - 1, -1, -1) if fault.lines[n].strip()), 0)


def _where(mark: Any) -> tuple[int, int]:
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _surrogate(fault: Fault) -> Problem | None:
    if fault.message != "found invalid Unicode character escape code":
        return None
    message = say("a \\u escape that is not a character (half of a pair, or out of range)")
    return fault.at(fault.began, message, say("write the character itself"), "char-surrogate")


def _escape(fault: Fault) -> Problem | None:
    if "escape character" not in fault.message and "hexdecimal" not in fault.message:
        return None
    hint = say("write \\\\ for a backslash, or use single quotes")
    return fault.at(fault.where, say("an unknown \\ escape in double quotes"), hint)


def _directive(fault: Fault) -> Problem | None:
    first = next((number for number, line in enumerate(fault.lines) if line.startswith("%")), None)
    if "<document start>" in fault.message and first is not None:
        where = first
    elif "directive" in fault.context + fault.message or "incompatible" in fault.message:
        where = fault.where[0]
    else:
        return None
    hint = say("delete it; quote it if it is text")
    return fault.at((where, 0), say("a line that starts with %"), hint, "yaml-directive")


def _tag(fault: Fault) -> Problem | None:
    if "tag" not in fault.context and "tag" not in fault.message:
        return None
    where = fault.began if "tag" in fault.context else fault.where
    hint = say("delete it; quote the value if it is text")
    return fault.at(where, say("a tag (!) is not allowed"), hint, "yaml-tag")


def _quote(fault: Fault) -> Problem | None:
    if fault.context != "while scanning a quoted scalar":
        return None
    line, column = fault.began
    hint = say("close it with {sign}", sign=fault.lines[line][column])
    return fault.at(fault.began, say("the quote opened here is never closed"), hint)


def _unclosed_before(fault: Fault) -> Problem | None:
    """`{a: "x, b: "y"}`: the quote that seems to close opens the next value, so an earlier one was never closed."""
    before = fault.line[: fault.where[1]]
    found = re.search(r"""(["'])((?:(?!\1).)*[:,\[{]\s*)\1$""", before)
    if not found or not (_wants_comma(fault) or fault.message == "did not find expected key"):
        return None
    odd = next((letter for letter in found[2] if letter in "“”＂"), "")
    hint = say("close it with {sign}", sign=found[1])
    if odd:
        hint = say("close it with {sign}; {odd} closes nothing", sign=found[1], odd=odd)
    return fault.at((fault.where[0], found.start()), say("the quote opened here is never closed"), hint)


def _comment(fault: Fault) -> Problem | None:
    """`{a: x #1, b: y}`: the bracket that would close is part of a comment."""
    if not fault.brackets or not _wants_comma(fault):
        return None
    bracket = fault.brackets[-1]
    found = re.compile(r"\s(#)(?=.*[\]}])").search(fault.lines[bracket.line], bracket.column)
    if not found:
        return None
    message = say("from this # on the line is a comment, and the bracket {sign} is not closed", sign=bracket.sign)
    return fault.at((bracket.line, found.start(1)), message, say("quote the text that has a # in it"))


def _bracket(fault: Fault) -> Problem | None:
    """An open bracket is to blame unless the error lies inside it: on its line, or indented under it."""
    outside = ("block sequence entries", "did not find expected '-' indicator")
    if not fault.brackets or not (_wants_comma(fault) or fault.message.startswith(outside)):
        return None
    bracket = fault.brackets[-1]
    closer = "}" if bracket.sign == "{" else "]"
    if _inside(fault, bracket):
        if re.match(r":\s", fault.line[fault.where[1] :]) and not _KEY_BEFORE.search(fault.line[: fault.where[1]]):
            return fault.at(fault.where, *_SECOND_COLON)
        hint = say("separate with commas; quote text that has , [ ] {{ }}")
        return fault.at(fault.where, say("a comma or {closer} is missing before this", closer=closer), hint)
    message = say("the bracket {sign} opened here is not closed", sign=bracket.sign)
    return fault.at((bracket.line, bracket.column), message, say("close it with {sign}", sign=closer))


_KEY_BEFORE = re.compile(r"\s[A-Za-z][\w-]*$")


def _wants_comma(fault: Fault) -> bool:
    wants = ("did not find expected ','", "did not find expected node content")
    return fault.message.startswith(wants)


def _inside(fault: Fault, bracket: Bracket) -> bool:
    rest = fault.line[fault.where[1] :].strip()
    if not rest or rest[0] in "]}":
        return False
    return fault.where[0] == bracket.line or _indent(fault.line) > _indent(fault.lines[bracket.line])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _starting_character(fault: Fault) -> Problem | None:
    named = fault.context in ("while scanning an alias", "while scanning an anchor")
    if not named and "cannot start any token" not in fault.message:
        return None
    where = fault.began if named else fault.where
    rest = fault.lines[where[0]][where[1] :]
    sign = rest[:1]
    value = re.split(r"[,\]}]" if fault.brackets else r": | #", rest)[0].strip()
    hint = say('quote it: "{text}"', text=f"{sign}…" if '"' in value else shorten(value))
    return fault.at(where, say("a value cannot start with {sign}", sign=sign), hint)


def _empty_key(fault: Fault) -> Problem | None:
    before, after = fault.line[: fault.where[1]].rstrip(), fault.line[fault.where[1] :]
    if not re.match(r":(?=\s|$)", after) or before[-1:] not in ("", "{", ",", "-"):
        return None
    return fault.at(fault.where, say("a key is missing before the colon"), say("name it"), "key-type")


def _after_closing(fault: Fault) -> Problem | None:
    """`"x" y` and `[x]]`: more text where the value had ended."""
    before = fault.line[: fault.where[1]]
    touching = _wants_comma(fault) and before[-1:] in ('"', "'")
    apart = fault.message == "did not find expected key" and before.rstrip()[-1:] in ('"', "'", "]", "}")
    if not (touching or apart):
        return None
    sign = before.rstrip()[-1]
    hint = _CLOSING_HINTS.get(sign, say("quote the whole value"))
    return fault.at(fault.where, say("text goes on after the closing {sign}", sign=sign), hint)


_CLOSING_HINTS = {
    '"': say('write quotes inside quotes as \\" or 「」; or an earlier " lacks its partner'),
    "'": say("write ' inside '…' as ''; or an earlier ' lacks its partner"),
}


def _missing_colon(fault: Fault) -> Problem | None:
    if "could not find expected ':'" not in fault.message:
        return None
    sign = fault.lines[fault.began[0]][fault.began[1] : fault.began[1] + 1]
    if sign in ('"', "'") and fault.lines[fault.began[0]].count(sign) == 1:
        hint = say("close it with {sign}", sign=sign)
        return fault.at(fault.began, say("the quote opened here is never closed"), hint)
    return _without_colon(fault, fault.began)


def _without_colon(fault: Fault, where: tuple[int, int]) -> Problem:
    close = _without_space(fault, where[0])
    if close:
        return close
    hint = say("write key: value, or indent the line under the text it continues")
    wide = _WIDE_HINT if "：" in fault.lines[where[0]] else hint
    return fault.at(where, say("a line without a colon among keys"), wide)


def _without_space(fault: Fault, number: int) -> Problem | None:
    """`key:value` and `-item`: the sign is there, and the space behind it is not."""
    found = re.match(r"\s*(?:- +)*(?:(-)(?=[^\s-])|[\w-]+(:)(?=[^\s:/]))", fault.lines[number])
    if not found:
        return None
    sign, where = found[1] or found[2], (number, found.start(1) if found[1] else found.start(2))
    return fault.at(where, say("a space is missing after this {sign}", sign=sign), say("write a space after it"))


_WIDE_HINT = say("write the half-width colon and a space (: ) instead of ：")


def _second_colon(fault: Fault) -> Problem | None:
    if "mapping values are not allowed" not in fault.message:
        return None
    if ":" in fault.line[: fault.where[1]]:
        return fault.at(fault.where, *_SECOND_COLON)
    number = _above(fault, fault.where[0])
    above = fault.lines[number]
    close = _without_space(fault, number)
    if close:
        return close
    if ":" not in above and not above.lstrip().startswith("#"):
        return _without_colon(fault, (number, _indent(above)))
    message = say("this key does not fit the line above, which lacks a colon or is indented less")
    hint = say("align keys with their neighbours; write key: value")
    return fault.at((fault.where[0], _indent(fault.line)), message, hint)


_SECOND_COLON = say("a second colon in one line"), say("quote the text that has a colon and a space in it")


def _indentation(fault: Fault) -> Problem | None:
    if not fault.context.startswith("while parsing a block") and "block sequence" not in fault.message:
        return None
    message = say("the indentation does not fit the lines above, or a key or - is missing")
    return fault.at(fault.where, message, say("align it with its neighbours, with spaces"))


def _other(fault: Fault) -> Problem | None:
    message = say("this is not valid YAML: {reason}", reason=fault.message)
    return fault.at(fault.where, message, say("quote the value if it is text"))


_RULES: tuple[Callable[[Fault], Problem | None], ...] = (
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
