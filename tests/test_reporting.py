"""Problems become text, JSON and annotations that point at the right characters."""

import json

import pytest

from pingbi.content.yaml.documents import read_yaml
from pingbi.diagnostics.locate import Sources, locate
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ContentError, Place, Problem
from pingbi.diagnostics.report import as_github, as_json, as_text, in_order, summary, width

TEXT = "名稱: 影片生成器\nplans:\n  free: {name: 免費, price: yes please}\nlist:\n  - a\n"
SOURCES: Sources = {"x.yaml": read_yaml(TEXT.encode(), "x.yaml"), "p.md": "# 標題\n\n[好](http://x)\n"}


def problem(*path: str | int, key: bool = False, code: str = "type", **more: object) -> Problem:
    return Problem(Place("x.yaml", path, key), code, say("wrong"), **more)  # type: ignore[arg-type]


def test_an_excerpt_marks_the_span_under_wide_characters() -> None:
    found = problem("plans", "free", "price", hint=say("write a number"))
    assert as_text([found], SOURCES) == (
        "x.yaml:3:27: error[type]: wrong\n"
        "    3 |   free: {name: 免費, price: yes please}\n"
        "      |                             ^^^^^^^^^^\n"
        "  hint: write a number\n"
    )


def test_wide_characters_are_marked_in_their_full_width() -> None:
    assert as_text([problem("名稱")], SOURCES).splitlines()[1:] == [
        "    1 | 名稱: 影片生成器",
        "      |       ^^^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("found", "where"),
    [
        (problem("plans", "free", "price"), (3, 27, 37)),
        (problem("plans", "free", "price", key=True), (3, 20, 25)),
        (problem("plans", "free", "name", "en"), (3, 16, 18)),
        (problem("plans", "free", "currency"), (3, 9, 38)),
        (problem("plans", "pro"), (2, 1, 6)),
        (problem("list", 0), (5, 5, 6)),
        (problem("list", 4), (4, 1, 5)),
        (problem("nothing"), (1, 1, 10)),
        (Problem(Place("x.yaml", line=3, column=3), "x", say("m")), (3, 3, 7)),
        (Problem(Place("p.md", line=3, column=1), "x", say("m")), (3, 1, 14)),
        (Problem(Place("p.md"), "x", say("m")), (1, 1, 2)),
        (Problem(Place("gone.yaml", ("a",)), "x", say("m")), (1, 1, 2)),
        (Problem(Place("x.yaml", line=99, column=5), "x", say("m")), (99, 5, 6)),
    ],
)
def test_a_problem_is_located_by_its_path_or_nearest_ancestor(found: Problem, where: tuple[int, int, int]) -> None:
    assert locate(found, SOURCES) == where


def test_other_places_are_named() -> None:
    text = "price: 1\nprice: 2\n"
    with pytest.raises(ContentError) as caught:
        read_yaml(text.encode(), "x.yaml")
    assert as_text(caught.value.problems, {"x.yaml": text}) == (
        "x.yaml:2:1: error[duplicate-key]: the key price is already given on line 1\n"
        "    2 | price: 2\n"
        "      | ^^^^^\n"
        "  hint: keep one of them\n"
        "  also: x.yaml:1:1\n"
    )


def test_problems_are_ordered_by_file_line_column_and_code() -> None:
    late, early = problem("list", 0), problem("名稱")
    other = Problem(Place("p.md", line=10, column=1), "a", say("m"))
    twin = problem("名稱", code="a-code")
    assert in_order([late, early, other, twin, late], SOURCES) == [other, twin, early, late]


def test_fifty_are_shown_and_the_rest_counted_errors_first() -> None:
    warnings = [Problem(Place("a", line=n, column=1), "w", say("m"), severity="warning") for n in range(1, 60)]
    error = Problem(Place("z", line=1, column=1), "e", say("m"))
    lines = as_text([*warnings, error], {}).splitlines()
    assert len(lines) == 51
    assert lines[-2:] == ["z:1:1: error[e]: m", "and 10 more"]


def test_a_long_line_is_cut_around_its_fault() -> None:
    text = "x" * 300 + " bad " + "y" * 300
    _, excerpt, marks = as_text([Problem(Place("x", line=1, column=302), "c", say("m"))], {"x": text}).splitlines()
    assert len(excerpt) < 120
    assert excerpt[marks.index("^") :].startswith("bad ")
    assert marks.count("^") == 3


def test_no_character_commands_the_terminal() -> None:
    found = Problem(Place("a\x1b[2J.yaml", line=1, column=1), "c", say("say \x1b[1m \u202e \n two"), say("h\x07"))
    text = as_text([found], {"a\x1b[2J.yaml": "\x1b[31mred\u202e"})
    assert not set("\x1b\x07\u202e") & set(text)
    assert "a\\x1b[2J.yaml:1:1: " in text


def test_problems_without_a_file_have_no_place() -> None:
    assert as_text([Problem(Place(""), "c", say("m"))], {}) == "error[c]: m\n"


def test_json_holds_the_same() -> None:
    (record,) = json.loads(as_json([problem("plans", "free", "price", hint=say("h"))], SOURCES))["problems"]
    assert record == {
        "file": "x.yaml", "line": 3, "column": 27, "end_column": 37, "path": ["plans", "free", "price"],
        "severity": "error", "code": "type", "message": "wrong", "hint": "h", "also": [], "acknowledged": None,
        "zh-TW": {"message": "wrong", "hint": "h"}, "en": {"message": "wrong", "hint": "h"},
    }  # fmt: skip


def test_annotations_are_escaped() -> None:
    found = Problem(Place("a,:%.yaml", line=2, column=3), "c", say("50% of\r\nit: a, b"), say("do"), severity="warning")
    assert as_github([found], {}) == (
        "::warning file=a%2C%3A%25.yaml,line=2,col=3,endColumn=4,title=c::50%25 of%0D%0Ait: a, b%0Ahint: do\n"
    )


def test_a_summary_counts_errors_and_warnings() -> None:
    assert summary([]) == "no problems"
    assert summary([problem("a"), problem("b"), problem("c", severity="warning")]) == "2 errors, 1 warning"


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("影片", 4), ("e\u0301", 1), ("a\u200b", 1), ("：", 2)])
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert width(text) == columns
