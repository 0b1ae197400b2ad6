"""Problems -> what people and machines read: text with excerpts, JSON, GitHub annotations."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pingbi.problems import DataPath, Place, Problem

if TYPE_CHECKING:
    from pingbi.reading.strict_yaml import Document

Sources: TypeAlias = "Mapping[str, Document | str]"
"""By file: its document, or its text where it could not be read as one."""

MOST_SHOWN = 50
_WIDTH = 100
"""Columns of an excerpt; of a longer line only the part around the span is shown."""
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_WORD = re.compile(r"[^\s,:;(){}\[\]\"']+")


def as_text(problems: Iterable[Problem], sources: Sources) -> str:
    """All problems for a terminal; the first 50 where there are more, errors before warnings."""
    ordered = in_order(problems, sources)
    errors_first = sorted(ordered, key=lambda problem: problem.severity == "warning")
    shown = set(map(id, errors_first[:MOST_SHOWN]))
    blocks = [_block(problem, sources) for problem in ordered if id(problem) in shown]
    if len(ordered) > MOST_SHOWN:
        blocks.append(f"and {len(ordered) - MOST_SHOWN:,} more")
    return "".join(f"{block}\n" for block in blocks)


def as_json(problems: Iterable[Problem], sources: Sources) -> str:
    """All problems for other programs."""
    found = [_record(problem, sources) for problem in in_order(problems, sources)]
    return json.dumps({"problems": found}, indent=1) + "\n"


def as_github(problems: Iterable[Problem], sources: Sources) -> str:
    """All problems as annotations of a GitHub workflow."""
    return "".join(f"{_annotation(problem, sources)}\n" for problem in in_order(problems, sources))


def summary(problems: Iterable[Problem]) -> str:
    """How many errors and warnings: "2 errors, 1 warning"."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(kind), kind) for kind in ("error", "warning")]
    return ", ".join(f"{n} {kind}{'s' * (n != 1)}" for n, kind in counts if n) or "no problems"


def in_order(problems: Iterable[Problem], sources: Sources) -> list[Problem]:
    """Each problem once, by file, line, column and code."""

    def order(problem: Problem) -> tuple[object, ...]:
        line, column, _ = locate(problem, sources)
        return problem.place.file, line, column, problem.code, problem

    return sorted(set(problems), key=order)


def locate(problem: Problem, sources: Sources) -> tuple[int, int, int]:
    """Line, column and end column (exclusive) of a problem in its file; 1-based."""
    return locate_place(problem.place, sources)


def locate_place(place: Place, sources: Sources) -> tuple[int, int, int]:
    source = sources.get(place.file)
    if place.line is not None:
        return _at_line(place.line, place.column or 1, source)
    if source is None or isinstance(source, str):
        return 1, 1, 2
    line, column, end_line, end_column = _span(source, place.path, place.key)
    first = _line(source.text, line)
    end = end_column if end_line == line else len(first.rstrip()) + 1
    return line, column, max(end, column + 1)


def _span(document: Document, path: DataPath, key: bool) -> tuple[int, int, int, int]:
    """Where a path stands; a missing one stands at its nearest ancestor, or at that one's key above it."""
    if key and path in document.keys:
        return document.keys[path]
    if path in document.positions:
        return document.positions[path]
    while path and path not in document.positions:
        path = path[:-1]
    span, above = document.positions.get(path, (1, 1, 1, 1)), document.keys.get(path)
    return above if above and above[0] < span[0] else span


def _at_line(line: int, column: int, source: Document | str | None) -> tuple[int, int, int]:
    """A position with the end of the word that begins there."""
    text = "" if source is None else source if isinstance(source, str) else source.text
    word = _WORD.match(_line(text, line), column - 1)
    return line, column, word.end() + 1 if word else column + 1


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""


def _block(problem: Problem, sources: Sources) -> str:
    lines = [f"{_where(problem.place, sources)}{problem.severity}[{problem.code}]: {_safe(problem.message)}"]
    lines += _excerpt(problem, sources)
    if problem.hint:
        lines.append(f"  hint: {_safe(problem.hint)}")
    lines += [f"  also: {_where(place, sources).removesuffix(': ')}" for place in problem.also]
    return "\n".join(lines)


def _where(place: Place, sources: Sources) -> str:
    if not place.file:
        return ""
    line, column, _ = locate_place(place, sources)
    return f"{_safe(place.file)}:{line}:{column}: "


def _excerpt(problem: Problem, sources: Sources) -> list[str]:
    """The line with the span marked below it, right also under wide characters."""
    source = sources.get(problem.place.file)
    line, column, end = locate(problem, sources)
    text = "" if source is None else _line(source if isinstance(source, str) else source.text, line)
    if not text.strip():
        return []
    shown = _UNSAFE.sub("\ufffd", text.replace("\t", " "))
    start = 0 if width(shown) <= _WIDTH else max(0, column - 1 - _WIDTH // 4)
    head, tail = "…" * (start > 0), shown[start : start + _WIDTH]
    marked = shown[column - 1 : min(end - 1, start + _WIDTH)]
    before = " " * width(head + shown[start : column - 1])
    rest = "…" * (start + _WIDTH < len(shown))
    gutter = f"{line:>5} | "
    return [gutter + head + tail + rest, " " * 5 + " | " + before + "^" * max(1, width(marked))]


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _safe(text: str) -> str:
    """Without characters that a terminal would obey."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def _record(problem: Problem, sources: Sources) -> dict[str, object]:
    line, column, end = locate(problem, sources)
    return {
        "file": problem.place.file,
        "line": line,
        "column": column,
        "end_column": end,
        "path": list(problem.place.path),
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "also": [_record_place(place, sources) for place in problem.also],
    }


def _record_place(place: Place, sources: Sources) -> dict[str, object]:
    line, column, _ = locate_place(place, sources)
    return {"file": place.file, "line": line, "column": column}


def _annotation(problem: Problem, sources: Sources) -> str:
    line, column, end = locate(problem, sources)
    file = problem.place.file
    at = (("file", file), ("line", str(line)), ("col", str(column)), ("endColumn", str(end))) if file else ()
    properties: Sequence[tuple[str, str]] = (*at, ("title", problem.code))
    listed = ",".join(f"{name}={_escape(value, inside=True)}" for name, value in properties)
    message = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    return f"::{problem.severity} {listed}::{_escape(message)}"


def _escape(text: str, inside: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    escaped = escaped.replace(":", "%3A").replace(",", "%2C") if inside else escaped
    return _safe(escaped)
