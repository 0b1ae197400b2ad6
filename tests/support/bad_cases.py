"""A bad input as a case: what is written, and what the editor must read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.bad_site import TEXTS

MARK = "»"
"""Is in what is written right before the place that the problem must name."""
HEAD = re.compile(r"^([^\s:]+):(\d+):(\d+): (error|warning|notice)\[([a-z0-9-]+)\]: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Bad:
    """One case. `number` is that of the list, `files` what is written, by file; None is a file that is taken away.

    The problems reported must be exactly these: `code` at the mark, and `others` ("file:line:column code") that follow.
    """

    number: str
    what: str
    files: Mapping[str, bytes | None]
    place: str
    code: str
    hint: str
    others: tuple[str, ...] = ()
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.number} {self.what}"


def edit(number: str, what: str, file: str, old: str, new: str, code: str, hint: str, *others: str, **more: str) -> Bad:
    """A file of the base site in which the first `old` is made `new`."""
    assert old in TEXTS[file], f"{old!r} is not in {file}"
    return write(number, what, file, TEXTS[file].replace(old, new, 1), code, hint, *others, **more)


def write(number: str, what: str, file: str, text: str, code: str, hint: str, *others: str, **more: str) -> Bad:
    """A file with this text."""
    before, mark, after = text.partition(MARK)
    assert mark, f"{number}: no mark"
    at = f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    data = (before + after).encode("utf-8", "surrogatepass")
    return Bad(number, what, {file: data}, at, code, hint, others, **more)


def raw(number: str, what: str, file: str, data: bytes, at: str, code: str, hint: str, *others: str) -> Bad:
    """A file with these bytes; `at` is the line and column."""
    return Bad(number, what, {file: data}, f"{file}:{at}", code, hint, others)


def reported(text: str, severity: str) -> list[str]:
    """Every problem in an output: "file:line:column code", in order; beside an error a warning may follow from it."""
    found = HEAD.findall(text)
    return [f"{file}:{line}:{column} {code}" for file, line, column, grave, code, _ in found
            if severity != "error" or grave == severity]  # fmt: skip
