"""What is wrong, as data: problems of the content, findings without a place yet, and failures of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import total_ordering
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic_core import PydanticCustomError

from pingbi.diagnostics.message import NO_MESSAGE, Message, say

DataPath = tuple[str | int, ...]
Severity = Literal["error", "warning", "notice"]
"""An error stops the build; a warning is doubtful; a notice marks what has only grown old."""


@total_ordering
@dataclass(frozen=True)
class Place:
    """A place in a file: by its path in the data, or by line and column if these are known."""

    file: str
    """POSIX path relative to the site's root; "" if no file is to blame."""
    path: DataPath = ()
    key: bool = False
    """Point at the key instead of the value."""
    line: int | None = None
    column: int | None = None
    """Both are 1-based; columns count characters."""
    offset: int | None = None
    """Where in the text at `path` it begins, in characters from 0; None for the whole text."""

    def within(self, offset: int) -> Place:
        """Return the place at an offset inside this place's text or line."""
        if self.line is None:
            return replace(self, offset=offset)
        return replace(self, column=offset + 1)

    def __lt__(self, other: Place) -> bool:
        return self.order() < other.order()

    def order(self) -> tuple[object, ...]:
        """Return a sort key; list positions and names in a path cannot be compared directly."""
        steps = tuple((0, step, "") if isinstance(step, int) else (1, 0, step) for step in self.path)
        return (self.file, self.line or 0, self.column or 0, steps, self.key, self.offset or 0)


@total_ordering
@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or doubtful."""

    place: Place
    code: str
    message: Message
    hint: Message = NO_MESSAGE
    severity: Severity = "error"
    also: tuple[Place, ...] = ()
    """Other places that take part, such as the first of two equal keys."""
    acknowledged: tuple[tuple[str, str], ...] = ()
    """Why the editors accept this warning, by language; empty if they do not."""
    about: tuple[str, ...] = ()
    """The ids, names and files that it is about. Programs use this and never read the message."""

    def __lt__(self, other: Problem) -> bool:
        return self.order() < other.order()

    def order(self) -> tuple[object, ...]:
        also = tuple(place.order() for place in self.also)
        return (self.place.order(), self.code, self.message, self.hint, self.severity, also, self.about)


class Finding(NamedTuple):
    """What is wrong with a value whose place in the file is not known yet."""

    code: str
    message: Message
    hint: Message = NO_MESSAGE
    about: tuple[str, ...] = ()

    def worded(self, message: Message, hint: Message | None = None) -> Finding:
        """Return the same in other words, about nothing in particular."""
        return Finding(self.code, message, hint or self.hint)

    def at(self, place: Place) -> Problem:
        return Problem(place, self.code, self.message, self.hint, about=self.about)


class ContentError(Exception):
    """The content is wrong: all problems, in a stable order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "; ".join(f"{p.place.file}: {p.code}: {p.message}" for p in self.problems)


def stop_on_errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems if none is an error; else raise ContentError with all of them."""
    found = list(problems)
    if any(problem.severity == "error" for problem in found):
        raise ContentError(found)
    return found


def finding(
    code: str, message: Message, hint: Message = NO_MESSAGE, about: tuple[str, ...] = (), **more: Any
) -> PydanticCustomError:
    """An error that validation reports at the value's place.

    `code`, `message`, `hint` and `about` are those of the problem that it becomes; `at` (a path below the value) and
    `key` (point at the key) narrow the place.
    """
    # The message is passed as data, so that braces in it are never read as a template.
    context = {**Finding(code, message, hint, about)._asdict(), **more}
    return PydanticCustomError("finding", "{message}", context)


def from_context(context: Mapping[str, Any]) -> Finding:
    """Return the finding that such an error carries in its context."""
    return Finding(*(context[name] for name in Finding._fields))


def as_problem(wrong: PydanticCustomError, place: Place, subject: Message = NO_MESSAGE) -> Problem:
    """The problem at `place`; its message begins with the `subject`, if one is given."""
    detail = wrong.context or {}
    where = replace(place, path=(*place.path, *detail.get("at", ())), key=place.key or bool(detail.get("key")))
    problem = from_context(detail).at(where)
    if not subject:
        return problem
    return replace(problem, message=say("{about}: {message}", about=subject, message=problem.message))


class Failure(Exception):
    """The build cannot go on: `message` says what is wrong, `hint` what to do."""

    exit_code = 1
    code: str

    def __init__(self, message: Message, hint: Message = NO_MESSAGE) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class ConfigurationError(Failure):
    """The command, its options or the named folders are wrong."""

    exit_code = 2
    code = "configuration"


class ForeignFiles(ConfigurationError):
    """The output folder holds files that no build put there."""

    code = "foreign-files"

    def __init__(self, message: Message, hint: Message, paths: Sequence[str]) -> None:
        super().__init__(message, hint)
        self.paths = tuple(paths)


class MachineError(Failure):
    """The disk, a permission or the system failed."""

    exit_code = 3
    code = "machine"


class BusyError(Failure):
    """Another build of the same comparison is running."""

    exit_code = 4
    code = "busy"


class InternalError(Failure):
    """Pingbi itself is at fault: an exception that nothing foresaw. `traceback` is the file that keeps it."""

    exit_code = 5
    code = "internal"

    def __init__(self, message: Message, hint: Message, traceback: Path | None) -> None:
        super().__init__(message, hint)
        self.traceback = traceback
