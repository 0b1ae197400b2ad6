"""A fault inside a text stands at the word itself, however the text is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.content.yaml.documents import read_yaml
from pingbi.diagnostics.locate import locate_place
from pingbi.diagnostics.problem import Place

FILE = "a.yaml"


def at(text: str, path: tuple[Any, ...], word: str, nth: int = 0) -> tuple[int, int, int]:
    """Where the nth `word` of the value at a path is said to stand."""
    document = read_yaml(text.encode(), FILE)
    value: Any = document.data
    for step in path:
        value = value[step]
    offset = -1
    for _ in range(nth + 1):
        offset = value.index(word, offset + 1)
    return locate_place(Place(FILE, path).within(offset), {FILE: document})


@pytest.mark.parametrize(
    ("text", "nth", "where"),
    [
        ("a: one {x} two\n", 0, (1, 8, 11)),
        ("a: 一、{x} 二 {x}\n", 1, (1, 12, 15)),
        ('a: "say \\"it\\" to {x}"\n', 0, (1, 19, 22)),
        ("a: 'it''s {x}'\n", 0, (1, 11, 14)),
        ("a: |\n  one\n  two {x}\n", 0, (3, 7, 10)),
        ("a: >-\n  one\n  two {x} and\n  {x}\n", 1, (4, 3, 6)),
        ("a: one\n  {x}\n", 0, (2, 3, 6)),
        ("# {x}\na: {b: '{x}', c: '{x}'}\n", 0, (2, 9, 12)),
    ],
)
def test_it_is_found_in_every_way_of_writing(text: str, nth: int, where: tuple[int, int, int]) -> None:
    path = ("a", "b") if "{b:" in text else ("a",)
    assert at(text, path, "{x}", nth) == where


def test_a_word_that_is_written_otherwise_is_the_whole_text() -> None:
    assert at('a: "\\u007bx} is here"\n', ("a",), "{x}") == (1, 4, 22)


@given(st.text(st.sampled_from("ab 長，{x}.\n'\"")), st.integers(0, 40))
def test_any_place_in_any_text_is_inside_it(words: str, offset: int) -> None:
    """Also one that is not there at all."""
    words = f"x{words}"
    quoted = "'" + words.replace("'", "''").replace("\n", "\n\n ") + "'"
    document = read_yaml(f"a: {quoted}\nb: 1\n".encode(), FILE)
    line, column, end = locate_place(Place(FILE, ("a",)).within(offset), {FILE: document})
    first, last = document.positions[("a",)][:2], document.positions[("a",)][2:]
    assert first <= (line, column) < last and end > column
