"""Reads prose files: bytes to Markdown that is safe, whole and well formed, or every problem in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pingbi.content.prose_inline import FOUND, InlineFinding, report_findings, wrong_link
from pingbi.content.yaml.scalars import LEFTOVER, MAX_VALUE, clean_text, is_blank, too_big
from pingbi.content.yaml.slips import conflicts
from pingbi.diagnostics.locate import position
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import ContentError, Finding, Place, Problem

MAX_DEPTH = 50
_TOP = 2
"""The level of a table's row outside of all quotations and lists."""
MAX_PROSE = 250_000
"""Bytes of a prose file: about a hundred pages of a book."""
_MARKER = r"(?:[ \t]*(?:>|(?:[-+*]|[0-9]{1,9}[.)])[ \t]))"
_DEEP = re.compile(f"^{_MARKER}{{{MAX_DEPTH + 1}}}", re.MULTILINE)
_FRONT = re.compile(
    r"\A\s*(?:(---|\+\+\+)[a-z]*[ ]*\n(?:(?:.*\n){0,40}?\1[ ]*(?:\n|\Z))?|(?:[A-Za-z_]+:.*\n){1,40}---[ ]*\n)"
)
"""Front matter, also with its first line missing."""
_UNSPACED = re.compile(r" {0,3}(?:#{2,}(?=[^#\s])|＃+|#{7,})")
_CONTAINER = re.compile(r"[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+[ \t>]*)*")
"""What stands before a table's row inside a quotation or list."""
_RULE = re.compile(r"(?=.*-)[|:-][-:| \t]*")
"""A row of a table that is meant to part its head from the rest."""
_NESTING = Finding("md-nesting", say("nested more than {most} levels deep", most=MAX_DEPTH), say("make it flatter"))


def read_prose(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text of a prose file as far as it can be read ("" if it cannot), and what is wrong with it."""
    if len(data) > MAX_PROSE:
        return "", [too_big(file, MAX_PROSE)]
    try:
        text, problems = clean_text(data, file)
    except ContentError as wrong:
        return "", list(wrong.problems)
    marks = conflicts(text, file, prose=True)
    if marks:
        return "", [*problems, *marks]
    if is_blank(text):
        place = Place(file, line=1, column=1)
        hint = say("write it, or delete the file")
        return "", [*problems, Problem(place, "empty-file", say("the file holds no text"), hint)]
    return text, [*problems, *check_prose(text, file)]


def check_prose(text: str, file: str) -> list[Problem]:
    """Return what is wrong with the form of a prose text, each with line and column."""
    found = [_problem(file, position(text, m.start()), _leftover(m[0])) for m in LEFTOVER.finditer(text)]
    front = _FRONT.match(text)
    if front:
        hint = say("delete it: what a page needs besides its prose stands in the .yaml file")
        message = say("front matter ({mark}) is not read", mark=front[1] or "---")
        place = position(text, len(front[0]) - len(front[0].lstrip()))
        found.append(_problem(file, place, Finding("front-matter", message, hint)))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    deep = _DEEP.search(text)
    if deep:
        return sorted([*found, _problem(file, (position(text, deep.start())[0], 1), _NESTING)])
    return sorted({*found, *_Checker(text, file).problems()})


def _leftover(words: str) -> Finding:
    message = say("'{words}' was left in the text", words=words)
    return Finding("leftover", message, say("finish it, or take it out"), (words,))


def _problem(file: str, where: tuple[int, int], finding: Finding) -> Problem:
    return finding.at(Place(file, line=where[0], column=where[1]))


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("js-default", {"html": False, "breaks": False, "maxNesting": 4 * MAX_DEPTH})
    md.disable("inline")  # the checker reads paragraphs one by one, to know where each stands
    setattr(md, "validateLink", lambda address: True)  # noqa: B010  a link refused by markdown-it would go unseen
    report_findings(md)
    return md


class _Checker:
    """Goes through the blocks of one text, in order."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.env: dict[str, Any] = {}
        self.blocks = _parser().parse(text if text.endswith("\n") else text + "\n", self.env)
        self.cursors: dict[int, int] = {}
        """By source line: where the text after its last table cell begins."""

    def problems(self) -> Iterator[Problem]:
        yield from self._nesting()
        yield from self._headings()
        yield from self._definitions()
        yield from self._rows()
        for block in self.blocks:
            if block.type == "fence":
                yield from self._fence(block)
            elif block.type == "inline":
                yield from self._unspaced(block)
                yield from self._rules(block)
                yield from self._inline(block)

    def _unspaced(self, block: Token) -> Iterator[Problem]:
        """Report a line that looks like a heading but is none, since the space after the signs is missing."""
        for row in range(*(block.map or [0, 0])):
            match = _UNSPACED.match(self.lines[row])
            if match:
                hint = say("write two to six half-width # and a space before its words")
                message = say("this looks like a heading, but Markdown reads it as text")
                yield self._at(row, len(match[0]) - len(match[0].lstrip()), Finding("md-heading", message, hint))

    def _at(self, line: int, column: int, finding: Finding) -> Problem:
        return _problem(self.file, (line + 1, column + 1), finding)

    def _nesting(self) -> Iterator[Problem]:
        depth = 0
        for block in self.blocks:
            if block.type in ("blockquote_open", "list_item_open"):
                depth += 1
                if depth > MAX_DEPTH:
                    yield self._at(_first(block), 0, _NESTING)
                    return
            elif block.type in ("blockquote_close", "list_item_close"):
                depth -= 1

    def _headings(self) -> Iterator[Problem]:
        """Check heading levels: the page has the H1, so prose starts at H2 and skips no level on the way down."""
        above = 1
        for block, inside in zip(self.blocks, self.blocks[1:], strict=False):
            if block.type != "heading_open":
                continue
            level, line = int(block.tag[1]), _first(block)
            column = max(0, self.lines[line].find(block.markup))
            if level == 1:
                message = say("a heading of level 1: the page has one")
                yield self._at(line, column, Finding("md-heading", message, say("start at ##")))
            elif level > above + 1:
                message = say("a heading of level {level} below one of level {above}", level=level, above=above)
                hint = say("write {marks}", marks="#" * (above + 1))
                yield self._at(line, column, Finding("md-heading", message, hint))
            if not inside.content.strip():
                hint = say("give it one, or delete it")
                yield self._at(line, column, Finding("md-heading", say("a heading without text"), hint))
            above = level

    def _rows(self) -> Iterator[Problem]:
        """Report each row of a table that has not as many cells as the head: some would be dropped, or left empty."""
        head, is_head = 0, False
        for block in self.blocks:
            if block.type != "tr_open":
                is_head = is_head or block.type == "thead_open"
                continue
            row = _first(block)
            start = _CONTAINER.match(self.lines[row] if block.level > _TOP else "")
            column = start.end() if start else 0
            cells = _cells(self.lines[row][column:])
            head, is_head = cells if is_head else head, False
            if cells != head:
                hint = say(
                    "write one for each cell of the head; a | in a text is written \\|, and a blank line ends a table"
                )
                message = say("this row has {count} cells, and the table's head has {most}", count=cells, most=head)
                yield self._at(row, column, Finding("md-table", message, hint))

    def _rules(self, block: Token) -> Iterator[Problem]:
        """Report a row of dashes below a row of cells if the two do not make a table."""
        lines = block.content.split("\n")
        for row, (above, line) in enumerate(pairwise(lines), _first(block) + 1):
            if "|" in above and _RULE.fullmatch(line.strip()):
                message = say("this row does not fit the one above, so that Markdown sees no table here")
                hint = say("write {rule}: one cell for each above", rule="|" + "---|" * min(_cells(above), MAX_DEPTH))
                column = max(0, self.lines[row].find(line.strip()))
                yield self._at(row, column, Finding("md-table", message, hint))

    def _definitions(self) -> Iterator[Problem]:
        """Check addresses that are defined apart from their links: `[name]: address`."""
        for label, target in self.env.get("references", {}).items():
            finding = wrong_link(target["href"])
            if finding:
                line = target["map"][0]
                column = self.lines[line].casefold().find(f"[{label.casefold()}")
                yield self._at(line, max(0, column), finding)

    def _fence(self, block: Token) -> Iterator[Problem]:
        first, after = block.map or [0, 0]
        if after - first < block.content.count("\n") + 2:  # the opening line, the content, no closing line
            column = max(0, self.lines[first].find(block.markup))
            hint = say("close it with a line {marks}", marks=quote_value(block.markup))
            yield self._at(first, column, Finding("md-fence", say("the code block opened here is not closed"), hint))

    def _inline(self, block: Token) -> Iterator[Problem]:
        line, content = _first(block), block.content
        if len(content) > MAX_VALUE:
            sizes = {"count": len(content), "most": MAX_VALUE}
            message = say("the paragraph has {count:,} characters; at most {most:,} are read", **sizes)
            yield self._at(line, 0, Finding("value-too-long", message, say("divide it")))
            return
        if _bracket_depth(content) > MAX_DEPTH:
            yield self._at(line, 0, _NESTING)
            return
        starts = self._starts(block)
        for found in self._findings(content):
            yield self._placed(found, block, starts)

    def _findings(self, content: str) -> list[InlineFinding]:
        self.env[FOUND] = []
        _parser().inline.parse(content, _parser(), self.env, [])
        found: list[InlineFinding] = self.env[FOUND]
        return found

    def _starts(self, block: Token) -> list[int]:
        """Return, for each line of a block's content, the column at which it starts in the file."""
        starts = []
        for row, words in enumerate(block.content.split("\n"), _first(block)):
            line = self.lines[row] if row < len(self.lines) else ""
            start = max(0, line.find(words, self.cursors.get(row, 0)))
            self.cursors[row] = start + len(words)
            starts.append(start)
        return starts

    def _placed(self, found: InlineFinding, block: Token, starts: list[int]) -> Problem:
        content = block.content
        offset = 0 if found.text == content else max(0, content.find(found.text))  # a picture's description
        row, column = position(content, offset + found.index)
        return self._at(_first(block) + row - 1, starts[row - 1] + column - 1, found.finding)


def _cells(line: str) -> int:
    """Return the number of cells in a row of a table."""
    cells = re.split(r"(?<!\\)\|", line.strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def _first(block: Token) -> int:
    return block.map[0] if block.map else 0


def _bracket_depth(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]]", text):
        depth = max(0, depth + (1 if bracket == "[" else -1))
        deepest = max(deepest, depth)
    return deepest
