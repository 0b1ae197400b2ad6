"""Builds data with positions from YAML events, node by node; everything that is not allowed becomes a problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from pingbi.content.yaml.scalars import MOST_FOUND, Data, alias_finding, node_findings, read_key, read_value, shorten
from pingbi.content.yaml.syntax import Bracket, unclosed_quote
from pingbi.diagnostics.message import NO_MESSAGE, say
from pingbi.diagnostics.problem import DataPath, Finding, Place, Problem

TextSpan = tuple[int, int, int, int]
"""Line, column, end line, end column; 1-based, the end exclusive."""

TWIN = "(again)"
"""Marks paths inside the value of a duplicate key."""
MAX_DEPTH = 20
MAX_NODES = 50_000


class StopReading(Exception):
    """Reading stops here: the rest of the file cannot be read sensibly."""


class SyntaxProblem(Exception):
    """The YAML is broken at `problem`; the file may still be readable outside of this entry."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


@dataclass
class Frame:
    """A mapping or list that is being filled."""

    data: dict[str, Data] | list[Data]
    path: DataPath
    line: int
    column: int
    flow: bool
    muted: bool
    """The whole value was refused already: its content is read, but not reported."""
    is_key: bool
    key: str | None = None
    """The key whose value comes next."""
    mute_value: bool = False
    twin: bool = False
    """The key is a duplicate: the first one counts; this one's content is read and dropped."""
    seen: dict[str, Place] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.data, dict)


class Builder:
    """Takes events one by one, and collects the data, the positions and the problems."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.data: Data = None
        self.positions: dict[DataPath, TextSpan] = {}
        self.keys: dict[DataPath, TextSpan] = {}
        self.problems: list[Problem] = []
        self.frames: list[Frame] = []
        self.documents = 0
        self.nodes = 0
        self.end = (1, 1)
        self._handlers: dict[str, Callable[[Any], None]] = {
            "DocumentStartEvent": self._document,
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
            "MappingStartEvent": self._open,
            "SequenceStartEvent": self._open,
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
        }

    def feed(self, event: Any) -> None:
        """Take the next event; raises Stop where reading on makes no sense, SyntaxProblem where the YAML is broken."""
        handler = self._handlers.get(type(event).__name__)
        if handler:
            handler(event)
        if len(self.problems) >= MOST_FOUND:
            raise StopReading

    def open_brackets(self) -> list[Bracket]:
        """Return the open brackets, outermost first."""
        flows = (frame for frame in self.frames if frame.flow)
        return [Bracket("{" if isinstance(f.data, dict) else "[", f.line, f.column) for f in flows]

    @property
    def is_empty(self) -> bool:
        """Whether the file holds no value: no document, or one whose only value has no length."""
        span = self.positions.get((), (1, 1, 1, 1))
        return span[:2] == span[2:]

    def _document(self, event: Any) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._report(Finding("yaml-directive", say("a line that starts with %"), say("delete it")), event)
        if self.documents > 1:
            hint = say("delete this line, or move what follows to a file of its own")
            self._stop(Finding("yaml-documents", say("a second document starts here; a file holds one"), hint), event)

    def _scalar(self, event: Any) -> None:
        self._enter(event)
        if event.style in ('"', "'") and event.end_mark.line > event.start_mark.line:
            self._refuse_swallowing_quote(event)
        span = self._span(event)
        self.end = span[2:]
        frame = self.frames[-1] if self.frames else None
        if frame and frame.wants_key:
            self._key(frame, event, span)
            return
        self.positions[self._path()] = span
        value, finding = read_value(event)
        self._report(finding, event)
        self._put(value)

    def _key(self, frame: Frame, event: Any, span: TextSpan) -> None:
        frame.key, finding = read_key(event)
        if frame.key == "<<" and not event.style:
            hint = say("write the keys out here")
            self._report(Finding("merge-key", say("merge keys (<<) are not allowed"), hint), event)
            frame.mute_value = True
            return
        cut = self._cut_number(frame, event)
        if cut:
            self.problems.append(cut)
        else:
            self._report(finding, event, key=True)
        path = self._path()
        self.keys.setdefault(path, span)
        frame.twin = frame.key in frame.keys
        self._refuse_twin(frame, frame.key, Place(self.file, path, True, *span[:2]))
        frame.keys.add(frame.key)

    def _cut_number(self, frame: Frame, event: Any) -> Problem | None:
        """`{monthly: 1,200}`: inside braces the comma ends the entry, so it cut the number in two."""
        line, column = event.start_mark.line, event.start_mark.column
        numbers = re.finditer(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])", self.lines[line])
        whole = next((number for number in numbers if number.start() < column < number.end()), None)
        if whole is None or not frame.flow or event.style or self._muted():
            return None
        place = Place(self.file, self._path(), True, line + 1, whole.start() + 1)
        message = say("'{number}' is cut at its comma, which ends an entry here", number=whole[0])
        hint = say("write {number}, in plain digits", number=whole[0].replace(",", ""))
        return Problem(place, "number-form", message, hint, about=(whole[0],))

    def _refuse_twin(self, frame: Frame, key: str, place: Place) -> None:
        first = frame.seen.setdefault(unicodedata.normalize("NFKC", key), place)
        if first is place or self._muted():
            return
        alike = NO_MESSAGE if frame.twin else say(", written with other characters that look the same")
        given: dict[str, Any] = {"key": shorten(key), "line": first.line, "alike": alike}
        message = say("the key {key} is already given on line {line}{alike}", **given)
        twin = Problem(place, "duplicate-key", message, say("keep one of them"), also=(first,), about=(given["key"],))
        self.problems.append(twin)

    def _alias(self, event: Any) -> None:
        is_key = bool(self.frames) and self.frames[-1].wants_key
        if is_key:
            self.frames[-1].key = f"*{event.anchor}"
        self._report(alias_finding(event), event, is_key)
        if not is_key:
            self._put(None)

    def _open(self, event: Any) -> None:
        self._enter(event)
        if len(self.frames) >= MAX_DEPTH:
            message = say("nested more than {most} levels deep", most=MAX_DEPTH)
            self._stop(Finding("yaml-depth", message, say("make it flatter")), event)
        is_key = bool(self.frames) and self.frames[-1].wants_key
        if is_key:
            hint = say("write a plain word as the key")
            self._report(Finding("key-type", say("a list or mapping cannot be a key"), hint), event, key=True)
        path, muted = self._path(), self._muted() or is_key
        self.positions[path] = self._span(event)
        data: dict[str, Data] | list[Data] = {} if type(event).__name__ == "MappingStartEvent" else []
        if not is_key:
            self._put(data)  # at once, so that it is there even where the file breaks off
        mark = event.start_mark
        self.frames.append(Frame(data, path, mark.line, mark.column, bool(event.flow_style), muted, is_key))

    def _close(self, event: Any) -> None:
        frame = self.frames.pop()
        if frame.flow:  # a block ends where its last value ended: the parser's own mark is the next line
            self.end = self._span(event)[2:]
        self.positions[frame.path] = (*self.positions[frame.path][:2], *self.end)
        if frame.is_key:
            self.frames[-1].key, self.frames[-1].mute_value = "?", True

    def _put(self, value: Data) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is None:
            self.data = value
        elif isinstance(frame.data, list):
            frame.data.append(value)
        elif frame.key is not None:
            if not frame.twin:
                frame.data[frame.key] = value
            frame.key, frame.mute_value, frame.twin = None, False, False

    def _path(self) -> DataPath:
        """Return the path of the next node."""
        if not self.frames:
            return ()
        frame = self.frames[-1]
        if isinstance(frame.data, list):
            return (*frame.path, len(frame.data))
        return (*frame.path, "?" if frame.key is None else frame.key, *((TWIN,) if frame.twin else ()))

    def _enter(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = say("the file has more than {most:,} values", most=MAX_NODES)
            self._stop(Finding("too-many-nodes", message, say("split it into smaller files")), event)
        for finding in node_findings(event):
            self._report(finding, event)

    def _refuse_swallowing_quote(self, event: Any) -> None:
        indents = [frame.column for frame in self.frames if not frame.flow]
        problem = unclosed_quote(event, self.file, self.lines, indents[-1] if indents else 0)
        if problem:
            raise SyntaxProblem(problem)

    def _muted(self) -> bool:
        return bool(self.frames) and (self.frames[-1].muted or self.frames[-1].mute_value)

    def _report(self, finding: Finding | None, event: Any, key: bool = False) -> None:
        if finding and not self._muted():
            self.problems.append(finding.at(Place(self.file, self._path(), key, *self._span(event)[:2])))

    def _stop(self, finding: Finding, event: Any) -> NoReturn:
        self.problems.append(finding.at(Place(self.file, self._path(), False, *self._span(event)[:2])))
        raise StopReading

    @staticmethod
    def _span(event: Any) -> TextSpan:
        start, end = event.start_mark, event.end_mark
        return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
