"""Emphasis beside full-width signs: without spaces between words, CommonMark's rule leaves its asterisks in sight.

CommonMark lets a run of asterisks open only where no punctuation follows, unless punctuation or a space precedes; and
close the other way round. Chinese has no spaces, so that `要**「重點」**的` and `**注意：**正文` would be printed with
their asterisks. Here a full-width sign counts as a letter, and a Han character as well as a space. Only marks that
CommonMark would print become emphasis. No package in use does this.
"""

import unicodedata
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline, emphasis, strikethrough


def emphasis_plugin(md: MarkdownIt) -> None:
    """Let bold, emphasis and strikethrough begin and end beside full-width signs."""
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("strikethrough", _strikethrough)


def _emphasis(state: StateInline, silent: bool) -> bool:
    start, marks = state.pos, len(state.delimiters)
    made = emphasis.tokenize(state, silent)
    if made and state.src[start] == "*":  # an underscore never stands inside of a word
        _widen(state, start, marks)
    return made


def _strikethrough(state: StateInline, silent: bool) -> bool:
    start, marks = state.pos, len(state.delimiters)
    made = strikethrough.tokenize(state, silent)
    if made:
        _widen(state, start, marks)
    return made


def _widen(state: StateInline, start: int, marks: int) -> None:
    """Let the marks of the run that begins at `start` open and close where a Han script permits it, too."""
    before, after = state.src[start - 1 : start] or " ", state.src[state.pos : state.pos + 1] or " "
    single = state.pos - start == 1  # 5*3（平方公尺）*2 is a product
    opens = _permits(after, before) and not (single and before.isdigit())
    closes = _permits(before, after) and not (single and after.isdigit())
    for mark in state.delimiters[marks:]:
        mark.open, mark.close = mark.open or opens, mark.close or closes


def _permits(inside: str, outside: str) -> bool:
    """Whether a mark can stand between these two characters, the first of which would be emphasised."""
    return not isWhiteSpace(ord(inside)) and (_is_wide(inside) or _is_wide(outside))


@cache
def _is_wide(character: str) -> bool:
    """Whether this is a character of a Han script, or a full-width sign."""
    return unicodedata.east_asian_width(character) in ("W", "F")
