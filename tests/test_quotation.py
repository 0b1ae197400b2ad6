"""Quotation marks around a whole value are reported; those inside a text, and those that are meant, are not."""

import pytest

from pingbi.content.yaml.quotation import is_quotation
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
