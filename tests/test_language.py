"""Each page speaks one language, in that language's signs, and says what it has to say in full."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.commands import HOME
from tests.support.visible import visible_blocks

HAN = r"[\u4e00-\u9fff]"
FULL = r"[\u4e00-\u9fff，。：；、（）「」《》／？！]"
SWITCH = "繁體中文"
LEFTOVERS = r"\b(?:None|Undefined|NaN|null|nan|TODO|TBD|undefined|lorem)\b|[{}]|%[sd]|\[\[|\]\]"
ENGLISH_STATES = r"\b(?:unknown|not applicable|undecided|none|higher|lower|yes|no|tie|partly)\b"
LENGTHS = {"comparisons": (600, 350), "products": (250, 150), "scenarios": (250, 150)}  # Han, words


@cache
def blocks(page: Path) -> tuple[str, ...]:
    return tuple(visible_blocks(page.read_text(encoding="utf-8")))


def pages(site: Path, folder: str = "") -> Iterator[Path]:
    yield from sorted((site / folder).rglob("*.html"))


def found(pattern: str, site: Path, folder: str = "") -> list[str]:
    """Where a pattern is in the visible text of a language's pages (of all pages, if none is named)."""
    sought = re.compile(pattern)
    return [
        f"{page.relative_to(site)}: {block}"
        for page in pages(site, folder)
        for block in blocks(page)
        if sought.search(block)
    ]


def prose(folder: str, language: str) -> list[Path]:
    return sorted((HOME / "content" / folder).glob(f"*.{language}.md"))


def test_english_pages_hold_no_chinese_but_the_language_switch(built_site: Path) -> None:
    assert [where for where in found(HAN, built_site, "en") if not where.endswith(f": {SWITCH}")] == []


def test_chinese_pages_use_full_width_punctuation(built_site: Path) -> None:
    assert found(rf"{HAN}[,.:;!?()]+ ?{HAN}", built_site, "zh-tw") == []


def test_no_half_width_bracket_stands_beside_han(built_site: Path) -> None:
    assert found(rf"{HAN}[()]|[()]{HAN}", built_site, "zh-tw") == []


def test_no_space_stands_between_han_or_beside_full_width_punctuation(built_site: Path) -> None:
    assert (
        found(rf"{FULL} +{FULL}|[，。：；、（）「」《》？！] +\S|\S +[，。：；、（）「」《》？！]", built_site, "zh-tw")
        == []
    )


def test_a_space_parts_han_from_latin_letters_and_digits(built_site: Path) -> None:
    assert found(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%+]{HAN}", built_site, "zh-tw") == []


def test_punctuation_is_not_doubled(built_site: Path) -> None:
    assert found(r"[，。：；、！？]{2}|」。」|）））|。）。|((?:約|至少|免費|方案) ?)\1", built_site, "zh-tw") == []
    assert (
        found(r"[,;:!?]{2}|\.\.|\(\(|\)\)|\babout about\b|\bfrom from\b|\bat least at least\b", built_site, "en") == []
    )


def test_english_uses_typographic_quotes(built_site: Path) -> None:
    assert found(r"\w'\w|\"", built_site, "en") == []


def test_nothing_unfinished_is_shown(built_site: Path) -> None:
    assert found(LEFTOVERS, built_site) == []


def test_chinese_pages_tell_states_in_chinese(built_site: Path) -> None:
    assert found(rf"(?i)^{ENGLISH_STATES}$|{FULL} ?{ENGLISH_STATES} ?{FULL}", built_site, "zh-tw") == []


def test_both_languages_have_the_same_pages(built_site: Path) -> None:
    sets = [{page.relative_to(built_site / path) for page in pages(built_site, path)} for path in ("zh-tw", "en")]
    assert sets[0] == sets[1]
    assert len(sets[0]) > 80


def test_each_page_has_the_same_headings_in_both_languages(built_site: Path) -> None:
    def outline(page: Path) -> list[str]:
        return re.findall(r"<(h[1-6])\b", page.read_text(encoding="utf-8"))

    differ = [
        str(page.relative_to(built_site))
        for page in pages(built_site, "en")
        if outline(page) != outline(built_site / "zh-tw" / page.relative_to(built_site / "en"))
    ]
    assert differ == []


@pytest.mark.parametrize("folder", LENGTHS)
def test_reviews_are_long_enough_to_be_worth_reading(folder: str) -> None:
    han = {path.name: len(re.findall(HAN, path.read_text(encoding="utf-8"))) for path in prose(folder, "zh-TW")}
    words = {path.name: len(path.read_text(encoding="utf-8").split()) for path in prose(folder, "en")}
    assert han
    assert len(han) == len(words)
    assert {name: n for name, n in han.items() if n < LENGTHS[folder][0]} == {}
    assert {name: n for name, n in words.items() if n < LENGTHS[folder][1]} == {}
