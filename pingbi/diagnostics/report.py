"""Reports problems and failures, in the reader's language: text with excerpts, JSON, annotations, crash reports."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
import traceback
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from pingbi import __version__
from pingbi.diagnostics.locate import Sources, line_of, locate, locate_place, text_of
from pingbi.diagnostics.message import ENGLISH, LANGUAGES, Message, quote_value, say
from pingbi.diagnostics.problem import Failure, InternalError, MachineError, Place, Problem, Severity
from pingbi.diagnostics.translations import in_language

SEVERITIES: dict[Severity, Message] = {"error": say("error"), "warning": say("warning"), "notice": say("notice")}
"""Each severity and its name, the gravest first."""
MOST_SHOWN = 50
_WIDTH = 100
"""Columns of an excerpt; of a longer line only the part around the span is shown."""
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_text(problems: Iterable[Problem], sources: Sources, language: str = ENGLISH) -> str:
    """Return all problems except acknowledged ones for a terminal; only the gravest 50 if there are more."""
    ordered = in_order((problem for problem in problems if not problem.acknowledged), sources)
    errors_first = sorted(ordered, key=lambda problem: list(SEVERITIES).index(problem.severity))
    shown = set(map(id, errors_first[:MOST_SHOWN]))
    blocks = [_block(problem, sources, language) for problem in ordered if id(problem) in shown]
    if len(ordered) > MOST_SHOWN:
        blocks.append(in_language(say("and {count:,} more", count=len(ordered) - MOST_SHOWN), language))
    return "".join(f"{block}\n" for block in blocks)


def as_json(problems: Iterable[Problem], sources: Sources, language: str = ENGLISH) -> str:
    """Return all problems as JSON; each message in `language`, and in every language under its name."""
    found = [_record(problem, sources, language) for problem in in_order(problems, sources)]
    return json.dumps({"problems": found}, indent=1) + "\n"


def as_github(problems: Iterable[Problem], sources: Sources, language: str = ENGLISH) -> str:
    """Return all problems except acknowledged ones as annotations of a GitHub workflow."""
    shown = (problem for problem in in_order(problems, sources) if not problem.acknowledged)
    return "".join(f"{_annotation(problem, sources, language)}\n" for problem in shown)


def failure_text(failure: Failure, language: str = ENGLISH) -> str:
    """Return a failure as text for a terminal."""
    lines = [_headline("", SEVERITIES["error"], failure.code, failure.message)]
    lines += [say("hint: {hint}", hint=failure.hint)] if failure.hint else []
    return "".join(f"{_safe(in_language(line, language), lines=True)}\n" for line in lines)


def failure_json(failure: Failure, language: str = ENGLISH) -> str:
    """Return a failure as JSON for other programs, with an empty list of problems."""
    record: dict[str, object] = {
        "code": failure.code,
        "exit_code": failure.exit_code,
        **_in_words(failure, language),
        **{name: _in_words(failure, name) for name in LANGUAGES},
    }
    if isinstance(failure, InternalError):
        record["traceback"] = str(failure.traceback) if failure.traceback else None
    return json.dumps({"problems": [], "failure": record}, indent=1) + "\n"


def summary(problems: Iterable[Problem], language: str = ENGLISH) -> str:
    """Return the counts: "2 errors, 1 warning"."""
    listed = list(problems)
    counts = [_counted(sum(p.severity == kind and not p.acknowledged for p in listed), kind) for kind in SEVERITIES]
    counts.append(say("{count} acknowledged", count=sum(bool(problem.acknowledged) for problem in listed)))
    given = [said for said in counts if said.values.get("count", 1)]
    return in_language(say("{counts}", counts=given), language) if given else in_language(say("no problems"), language)


def _counted(count: int, kind: Severity) -> Message:
    if kind == "error":
        return say("1 error") if count == 1 else say("{count} errors", count=count)
    if kind == "warning":
        return say("1 warning") if count == 1 else say("{count} warnings", count=count)
    return say("1 notice") if count == 1 else say("{count} notices", count=count)


def in_order(problems: Iterable[Problem], sources: Sources) -> list[Problem]:
    """Return each problem once, by file, line, column and code. Two languages can have the same problem."""

    def place(problem: Problem) -> tuple[object, ...]:
        line, column, _ = locate(problem, sources)
        return problem.place.file, line, column, problem.code, problem.message

    ordered = sorted(set(problems), key=lambda problem: (*place(problem), problem))
    return list({place(problem): problem for problem in reversed(ordered)}.values())[::-1]


def _headline(where: str, severity: Message, code: str, message: Message) -> Message:
    given = {"where": where, "severity": severity, "code": code, "message": message}
    return say("{where}{severity}[{code}]: {message}", **given)


def _block(problem: Problem, sources: Sources, language: str) -> str:
    where = _where(problem.place, sources)
    head = _headline(f"{where}: " if where else "", SEVERITIES[problem.severity], problem.code, problem.message)
    lines = [_safe(in_language(head, language)), *_excerpt(problem, sources)]
    if problem.hint:
        lines.append("  " + _safe(in_language(say("hint: {hint}", hint=problem.hint), language)))
    also = (say("also: {where}", where=_where(place, sources)) for place in problem.also)
    lines += ["  " + in_language(line, language) for line in also]
    return "\n".join(lines)


def _where(place: Place, sources: Sources) -> str:
    if not place.file:
        return ""
    line, column, _ = locate_place(place, sources)
    return f"{_safe(place.file)}:{line}:{column}"


def _excerpt(problem: Problem, sources: Sources) -> list[str]:
    """Return the line with the span marked below it, aligned under wide characters, too."""
    line, column, end = locate(problem, sources)
    text = line_of(text_of(sources.get(problem.place.file)), line)
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
    """Return how many columns a text takes in a terminal."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _safe(text: str, lines: bool = False) -> str:
    """Remove characters that a terminal would act on; `lines` keeps the message's own line breaks."""
    return _UNSAFE.sub(lambda match: "\n" if lines and match[0] == "\n" else _escaped(match[0]), text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _record(problem: Problem, sources: Sources, language: str) -> dict[str, object]:
    line, column, end = locate(problem, sources)
    return {
        "file": problem.place.file,
        "line": line,
        "column": column,
        "end_column": end,
        "path": list(problem.place.path),
        "severity": problem.severity,
        "code": problem.code,
        **_in_words(problem, language),
        **{name: _in_words(problem, name) for name in LANGUAGES},
        "also": [_record_place(place, sources) for place in problem.also],
        "acknowledged": dict(problem.acknowledged) or None,
    }


def _in_words(problem: Problem | Failure, language: str) -> dict[str, str]:
    return {"message": in_language(problem.message, language), "hint": in_language(problem.hint, language)}


def _record_place(place: Place, sources: Sources) -> dict[str, object]:
    line, column, _ = locate_place(place, sources)
    return {"file": place.file, "line": line, "column": column}


def _annotation(problem: Problem, sources: Sources, language: str) -> str:
    line, column, end = locate(problem, sources)
    file = problem.place.file
    at = (("file", file), ("line", str(line)), ("col", str(column)), ("endColumn", str(end))) if file else ()
    properties: Sequence[tuple[str, str]] = (*at, ("title", problem.code))
    listed = ",".join(f"{name}={_escape(value, inside=True)}" for name, value in properties)
    lines = [in_language(problem.message, language)]
    lines += [in_language(say("hint: {hint}", hint=problem.hint), language)] if problem.hint else []
    return f"::{problem.severity} {listed}::{_escape(chr(10).join(lines))}"


def _escape(text: str, inside: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    escaped = escaped.replace(":", "%3A").replace(",", "%2C") if inside else escaped
    return _safe(escaped)


def as_failure(error: Exception, cache: Path | None, published: bool = False) -> Failure:
    """Return the failure for an exception. Its traceback is kept in `cache`, unless the system refused a call.

    `published` says that the site was already published when the exception was raised.
    """
    return _of_machine(error) if isinstance(error, OSError) else _internal(error, cache, published)


def _of_machine(error: OSError) -> MachineError:
    """Return a failure for a system call that was refused and that no caller has explained."""
    reason = error.strerror or str(error)
    message = say("the system refuses: {reason}", reason=reason)
    if error.filename:
        message = say("the system refuses {file}: {reason}", file=error.filename, reason=reason)
    return MachineError(message, say("look at its permissions, and whether it is still there"))


def _internal(error: Exception, cache: Path | None, published: bool) -> InternalError:
    text = _report(error)
    file = _keep(text, cache) if cache else None
    if file is None:
        print(text, end="", file=sys.stderr)
    said = quote_value(f"{type(error).__name__}: {error}")
    message = say("Pingbi itself is at fault, not the content, and nothing was published: {error}", error=said)
    if published:
        message = say(
            "Pingbi itself is at fault, not the content; the site had been published before: {error}", error=said
        )
    hint = say("report it to the authors of Pingbi with the traceback, which is printed above")
    if file:
        shown = os.path.relpath(file)
        hint = say("report it to the authors of Pingbi with this file, which holds the traceback: {file}", file=shown)
    return InternalError(message, hint, file)


def _report(error: Exception) -> str:
    """Return the versions in use, followed by the traceback."""
    versions = f"Pingbi {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join([versions, "", *traceback.format_exception(error)])


def _keep(text: str, cache: Path) -> Path | None:
    """Write the report into the cache and return its path; None where it cannot be written.

    Its name comes from the text, so that a fault which every save repeats in the preview fills one file only.
    """
    data = text.encode("utf-8", "backslashreplace")
    file = cache / f"fault-{hashlib.blake2s(data, digest_size=5).hexdigest()}.txt"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError:
        return None
    return file
