"""What the languages of one text owe each other: the same numbers, and each its own punctuation."""

import pytest

from pingbi.content.paragraphs import corresponding, paragraphs
from pingbi.content.rules.languages import (
    half_width,
    in_digits,
    in_own_punctuation,
    prose_in_step,
    spelled_numbers,
    text_in_step,
)
from pingbi.diagnostics.problem import Place
from pingbi.locale.text import Text
from pingbi.model.site import Prose

HERE = Place("content/a.yaml", ("text",))


# Punctuation


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("便宜,好用", ","),
        ("好用嗎?", "?"),
        ("很好用.", "."),
        ("很好用. 下一句", "."),
        ("注意:很貴", ":"),
        ("方案(月付)", "()"),
        ('他說"好"', '""'),
        ("便宜，好用。", ""),
        ("Kling 3.0, Sora 2", ""),
        ("3.5 分鐘", ""),
        ("每月 US$6.99／月", ""),
        ("[價格](/pricing/)算好了", ""),
        ("看{a.b}, 再說", ""),
        ("網址https://example.org/在這裡", ""),
        ("1. 第一點\n2. 第二點", ""),
    ],
)
def test_half_width_signs_among_characters(words: str, signs: str) -> None:
    assert "".join(sign for _, sign in half_width(words, "zh-TW")) == signs


def test_japanese_has_the_same_punctuation() -> None:
    assert [sign for _, sign in half_width("安い,便利", "ja")] == [","]


def test_other_languages_have_their_own() -> None:
    assert list(half_width("便宜,好用", "en")) == []


def test_in_prose_a_sign_has_its_column() -> None:
    (found,) = in_own_punctuation(Place("a.zh-TW.md", line=3, column=1), "便宜,好用", "zh-TW")
    assert (found.place.line, found.place.column, found.severity) == (3, 3, "warning")
    assert found.hint == "write ，"


# Numbers


def lacking(zh: str, en: str) -> list[tuple[str, str]]:
    text = Text((("zh-TW", zh), ("en", en)))
    return [(str(problem.place.path[-1]), problem.message) for problem in text_in_step(HERE, text)]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("最多 50 項", "up to 50 items"),
        ("一千二百字", "1,200 words"),
        ("一百多支", "more than 100 clips"),
        ("2 種", "two kinds"),
        ("2025 年 12 月", "December 2025"),
        ("2026 年 2 月 5 日", "February 5, 2026"),
        ("它很好", "SOC 2 is kept"),
        ("{a.plans.b}起", "from {a.plans.b}"),
        ("1,000 點", "1000 credits"),
        ("[第 3 頁](/p/3/)", "[page 3](/p/3/)"),
    ],
)
def test_what_is_reported_alike(zh: str, en: str) -> None:
    assert lacking(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "where"),
    [
        ("最多 50 項", "up to 60 items", ["zh-TW", "en"]),
        ("最多 50 項", "many items", ["en"]),
        ("很多項", "as many as 50", ["zh-TW"]),
        ("3.5 分鐘", "3 minutes", ["zh-TW", "en"]),
        ("{~ 5 秒}", "{~ 6 s}", ["zh-TW", "en"]),
    ],
)
def test_what_is_not(zh: str, en: str, where: list[str]) -> None:
    assert [locale for locale, _ in lacking(zh, en)] == where


def test_the_message_names_the_number_and_the_language_that_has_it() -> None:
    assert lacking("最多 50 項", "many items") == [("en", "the text in en lacks 50, which the one in zh-TW has")]


@pytest.mark.parametrize(
    ("run", "number"),
    [
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("三百", "300"),
        ("一萬二千", "12000"),
        ("兩百零五", "205"),
    ],
)
def test_numerals(run: str, number: str) -> None:
    assert number in spelled_numbers(f"共{run}個")


def test_digits_inside_words_are_no_numbers() -> None:
    assert in_digits("C2PA 4K, v2 and 1080p") == {"4", "1080"}


# Paragraphs


def test_paragraphs_have_their_lines() -> None:
    found = paragraphs("\n## A\n\nb\nc\n \n\nd\n")
    assert [(item.line, item.text) for item in found] == [(2, "## A"), (4, "b\nc"), (8, "d")]


def test_paragraphs_are_paired_by_sections_where_their_number_differs() -> None:
    pairs = list(corresponding({"a": "## x\n\n1\n\n2\n\n## y\n\n3", "b": "## x\n\n1 2\n\n## y\n\n3"}))
    assert [(pair["a"].text, pair["b"].text) for pair in pairs] == [
        ("## x\n\n1\n\n2", "## x\n\n1 2"),
        ("## y\n\n3", "## y\n\n3"),
    ]


def test_a_number_is_missed_at_its_paragraph() -> None:
    zh, en = Prose("a.zh-TW.md", "一段\n\n共 50 項\n"), Prose("a.en.md", "One\n\nMany\n")
    (found,) = prose_in_step((("zh-TW", zh), ("en", en)))
    assert (found.place.file, found.place.line, found.code) == ("a.en.md", 3, "numbers-differ")
