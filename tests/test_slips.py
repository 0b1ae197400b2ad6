"""Conflict marks are reported once a conflict, and quotation marks around a whole value unless they are meant."""

import pytest

from pingbi.content.yaml.slips import conflicts, is_quotation
from tests.support.samples import files_of, problems_of


@pytest.mark.parametrize(
    "text",
    [
        "“A”",
        "‘A’",
        "‘A’s B’",
        "「甲」",
        "『甲「乙」丙』",
        "「甲「乙」丙」",
        "«A»",
        "„A“",
        "＂A＂",
        '“A"',
        "”A”",
        "「甲﹂"[:2] + "」",
    ],
)
def test_a_whole_quotation(text: str) -> None:
    assert is_quotation(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "“",
        "“”",
        "”",
        "“A” and “B”",
        "「甲」與「乙」",
        "「甲」乙",
        "甲「乙」",
        "＂A＂和＂B＂",
        "《甲》",
        "（甲）",
        "“A’",
        "'A'",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_quotation(text)


@pytest.mark.parametrize("text", ['"“Sample”"', "'“Sample”'", "|-\n    “Sample”", "“Sample” as it is", '"Sample"'])
def test_what_is_meant_stays_quiet(text: str) -> None:
    files = files_of({"a": "length: 5 s"})
    record = files["content/products/a.yaml"].decode().replace("name: Product a", f"name:\n  zh-TW: 甲\n  en: {text}")
    assert problems_of({**files, "content/products/a.yaml": record.encode()}) == []


def test_many_quotations_take_linear_time() -> None:
    files = files_of({"a": "length: 5 s"})
    files["content/guides/how.yaml"] = ("title:\n" + "  - “A”\n" * 40_000).encode()
    assert sum(problem.code == "quote-form" for problem in problems_of(files)) == 100


def marked(text: str, prose: bool = False) -> list[int]:
    """The lines at which conflicts are reported."""
    return [problem.place.line or 0 for problem in conflicts(text, "x", prose)]


ONE = "<<<<<<< HEAD\n價格一\n=======\n價格二\n>>>>>>> prices\n"
BASED = ONE.replace("=======", "||||||| 12ab34c\n價格\n=======")


@pytest.mark.parametrize("prose", [False, True])
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (ONE, [1]),
        (BASED, [1]),
        ("a\n" + ONE + "b\n" + BASED, [2, 8]),
        ("<<<<<<< HEAD\n甲\n", [1]),
        ("甲\n=======\n乙\n>>>>>>> prices\n", [2]),
        (">>>>>>> prices\n", [1]),
        (ONE.replace(">>>>>>> prices\n", "") + ONE, [1, 5]),
    ],
)
def test_a_conflict_is_reported_at_its_first_mark(text: str, lines: list[int], prose: bool) -> None:
    assert marked(text, prose) == lines


@pytest.mark.parametrize("text", ["a: b\n=======\nc: d\n", "||||||| base\na: b\n"])
def test_in_data_a_single_mark_is_enough(text: str) -> None:
    assert len(marked(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["標題\n=======\n\n內文\n", "|||||||\n", "||||||| 甲 |\n|---|\n", "<<<<<<<<\n", "> > > > > > > 甲\n",
     " <<<<<<< HEAD\n", "<<<<<<<HEAD\n", "========\n"],
)  # fmt: skip
def test_what_is_no_conflict_in_prose(text: str) -> None:
    assert marked(text, prose=True) == []


def test_many_marks_take_linear_time() -> None:
    assert len(marked("=======\n" * 200_000, prose=True)) == 0
    assert len(marked("<<<<<<< a\n=======\n" * 50_000)) == 100
