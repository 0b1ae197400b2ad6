"""What the preview tells its tabs: a page anew, that it is gone, what is wrong, that all is well."""

import json
from collections.abc import Mapping
from typing import Any

from pingbi import reporting
from pingbi.preview.desk import BuildErrors
from pingbi.project import Project
from pingbi.reading.excerpts import excerpts
from pingbi.reading.strict_yaml import Document
from pingbi.wording import LANGUAGES

Message = dict[str, Any]
Sources = Mapping[str, "Document | str"]


def page_message(before: str, base: str, html: bytes, mark: str) -> Message:
    """A page anew: what differs from the page `before`, whose mark is `base`; all of it where nothing was before.

    `start` and `end` count what stays at both ends, in units of UTF-16 as browsers do. `whole` is not to be sent.
    """
    now = html.decode()
    message = {"command": "page", "mark": mark, "base": base, "whole": now}
    if not before:
        return {**message, "html": now}
    start = _alike(before, now)
    end = _alike(before[start:][::-1], now[start:][::-1])
    sizes = {"start": _units(now[:start]), "end": _units(now[len(now) - end :])}
    return {**message, **sizes, "text": now[start : len(now) - end]}


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def trouble_message(project: Project, trouble: BuildErrors) -> Message:
    """Everything that is wrong, for the overlay; without problems it makes the overlay go away."""
    sources = excerpts(project, trouble.problems)
    found = json.loads(reporting.as_json(trouble.problems, sources))["problems"]
    listed = [_told(project, problem, sources) for problem in found]
    failed = trouble.failure
    told = {language: reporting.failure_text(failed, language) for language in LANGUAGES} if failed else None
    return {"command": "trouble", "problems": listed, "failure": told}


def _told(project: Project, problem: Message, sources: Sources) -> Message:
    """A problem with its line, and the address that opens it in an editor."""
    source = sources.get(problem["file"])
    lines = (source if isinstance(source, str) else source.text).split("\n") if source is not None else []
    number = problem["line"]
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    path = project.path(problem["file"])
    opens = f"vscode://file{path.as_posix()}:{number}:{problem['column']}" if problem["file"] and path.exists() else ""
    return {**problem, "excerpt": line[:400], "opens": opens}
