"""`check --coverage`: what is known of each product, and which texts have changed in one language alone."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.coverage import (
    FILE,
    AcceptedTexts,
    Compared,
    FactCounts,
    TranslationUnit,
    compare,
    count_facts,
    hash_of,
    read_record,
    record_text,
)
from pingbi.diagnostics.problem import Place
from tests.support.commands import MOBILE_PLANS, Copy, build_py, copy_of
from tests.support.samples import site_of

GUIDE = "content/guides/reading-a-tariff.yaml"
PROSE = "content/products/tariff-a"


# Facts


def counted(values: str, today: str = "2026-02-01") -> FactCounts:
    (found,) = count_facts(site_of({"a": values}), dt.date.fromisoformat(today))
    return found


def test_every_feature_is_counted_once() -> None:
    found = counted("length: 5 s, size: unknown, sound: n/a, wait: 3-8 min, extras: []")
    assert (found.known, found.unknown, found.not_applicable, found.partly) == (3, 4, 1, 0)


def test_what_holds_in_part_is_counted_apart() -> None:
    assert counted("sound: {value: partly, note: {zh-TW: 樣本, en: Sample}}").partly == 1


def test_a_ruling_tells_a_dispute() -> None:
    claims = "[{value: 5 s}, {value: 6 s}]"
    ruling = "{judged: [5 s, 6 s], use: 5 s, because: {zh-TW: 樣本, en: Sample}}"
    assert counted(f"length: {{claims: {claims}, ruling: {ruling}}}").disputed == 1


@pytest.mark.parametrize(("today", "stale"), [("2027-01-05", 0), ("2027-01-06", 1)])
def test_a_value_is_stale_the_day_after_its_limit(today: str, stale: int) -> None:
    assert counted("length: 5 s", today).stale == stale


def test_a_newer_claim_keeps_a_value_fresh() -> None:
    assert counted("length: {value: 5 s, as_of: 2026-12-01}", "2027-02-01").stale == 0


def test_what_is_unknown_cannot_grow_old() -> None:
    assert counted("length: unknown", "2030-01-01").stale == 0


# Texts and their counterparts


def unit(**words: str) -> TranslationUnit:
    return TranslationUnit(
        {name: hash_of(said) for name, said in words.items()}, {name: Place(f"{name}.md", line=1) for name in words}
    )


def record(*accepted: TranslationUnit) -> AcceptedTexts:
    return read_record(record_text(accepted, ("zh", "en")))


def reported(compared: Compared) -> list[tuple[str, list[str]]]:
    return [(problem.place.file, [place.file for place in problem.also]) for problem in compared.behind]


WAS = unit(zh="甲", en="A")


@pytest.mark.parametrize(
    ("now", "behind"),
    [
        (unit(zh="甲", en="A"), []),
        (unit(zh="甲", en="A2"), [("zh.md", ["en.md"])]),
        (unit(zh="甲二", en="A"), [("en.md", ["zh.md"])]),
        (unit(zh="甲二", en="A2"), []),
        (unit(zh="乙", en="B"), []),
    ],
)
def test_the_language_that_did_not_change_is_behind(now: TranslationUnit, behind: list[tuple[str, list[str]]]) -> None:
    assert reported(compare([now], record(WAS))) == behind


def test_where_a_text_stands_plays_no_part() -> None:
    other = unit(zh="乙", en="B")
    assert compare([other, WAS], record(WAS, other)).in_step == 2


def test_of_three_languages_those_two_are_behind_that_did_not_change() -> None:
    accepted = read_record(record_text([unit(zh="甲", en="A", ja="あ")], ("zh", "en", "ja")))
    found = reported(compare([unit(zh="甲", en="A2", ja="あ")], accepted))
    assert found == [("zh.md", ["en.md"]), ("ja.md", ["en.md"])]


def test_a_language_that_came_later_is_no_change() -> None:
    assert compare([unit(zh="甲", en="A", ja="あ")], record(WAS)).in_step == 1


@pytest.mark.parametrize("text", ["", "# a comment\n", "zh en\n1 2 3\n", "\n\n", "zh\n"])
def test_a_record_that_says_nothing_accepts_nothing(text: str) -> None:
    assert compare([WAS], read_record(text)) == Compared(0, 1, ())


WORDS = st.text("甲乙丙AB ", min_size=1, max_size=3)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_what_was_accepted_is_in_step(pairs: list[tuple[str, str]]) -> None:
    units = [unit(zh=zh, en=en) for zh, en in pairs]
    assert compare(units, record(*units)) == Compared(len(units), 0, ())


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_every_text_is_in_step_behind_or_new(pairs: list[tuple[str, str]]) -> None:
    units = [unit(zh=zh, en=en) for zh, en in pairs]
    found = compare(units, record(*units[::2]))
    assert found.in_step + found.new + len(found.behind) == len(units)


@given(WORDS, WORDS)
def test_lines_may_be_broken_anew(left: str, right: str) -> None:
    assert hash_of(f"{left} {right}") == hash_of(f" {left}\n  {right}\n")


# The command


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The second site, all of whose texts are accepted."""
    copy = copy_of(MOBILE_PLANS, tmp_path)
    assert covered(copy, "--accept")["texts"]["new"] == 0
    return copy


def checked(copy: Copy, *arguments: str) -> Mapping[str, Any]:
    ended = build_py("check", "--coverage", "--json", "--root", copy.root, *arguments)
    assert ended.code == 0, ended.err
    found: Mapping[str, Any] = json.loads(ended.out)
    return found


def covered(copy: Copy, *arguments: str) -> Any:
    return checked(copy, *arguments)["coverage"]


def behind(copy: Copy) -> list[tuple[str, int]]:
    found = checked(copy)["problems"]
    return [(p["file"], p["line"]) for p in found if p["code"] == "translation-behind"]


def test_facts_are_counted_for_every_product(copy: Copy) -> None:
    facts = covered(copy)["facts"]
    assert list(facts) == ["tariff-a", "tariff-b", "tariff-c"]
    assert facts["tariff-c"] == {
        "known": 6, "partly": 1, "unknown": 1, "not_applicable": 1, "stale": 0, "disputed": 0,
    }  # fmt: skip


def test_a_text_that_changed_in_one_language_is_named_in_the_other(copy: Copy) -> None:
    with copy.edited(GUIDE, "Look at the data first.", "Look at the data before all."):
        line = (
            copy.read(GUIDE)
            .split("\n")
            .index(next(row for row in copy.read(GUIDE).split("\n") if "先看上網量。" in row))
        )
        assert behind(copy) == [(GUIDE, line + 1)]
    assert behind(copy) == []


def test_a_paragraph_that_changed_is_named_by_its_line(copy: Copy) -> None:
    with copy.edited(f"{PROSE}.zh-TW.md", "沒有任何業者賣這個資費。", "沒有業者賣它。"):
        line = 1 + copy.read(f"{PROSE}.en.md").split("\n").index("No operator sells it.")
        assert behind(copy) == [(f"{PROSE}.en.md", line)]


def test_once_accepted_it_is_in_step_again(copy: Copy) -> None:
    with copy.edited(GUIDE, "Look at the data first.", "Look at the data before all."):
        assert covered(copy, "--accept")["texts"]["behind"] == 0
        assert behind(copy) == []


def test_only_accepting_writes(copy: Copy) -> None:
    before = copy.read(FILE)
    with copy.edited(GUIDE, "Look at the data first.", "Look at the data before all."):
        covered(copy)
        assert copy.read(FILE) == before
    assert before.startswith("# ") and before.split("\n")[1] == "zh-TW en"


def test_strictly_a_text_behind_is_a_failure(copy: Copy) -> None:
    assert build_py("check", "--coverage", "--strict", "--root", copy.root).code == 0
    with copy.edited(GUIDE, "Look at the data first.", "Look at the data before all."):
        assert build_py("check", "--coverage", "--strict", "--root", copy.root).code == 1


def test_a_terminal_gets_a_table(copy: Copy) -> None:
    ended = build_py("check", "--coverage", "--root", copy.root, "--lang", "en")
    lines = ended.out.splitlines()
    assert lines[0].split() == ["product", "known", "partly", "unknown", "not", "applicable", "stale", "disputed"]
    assert lines[1].split() == ["tariff-a", "9", "0", "0", "0", "0", "0"]
    assert lines[-1].startswith("texts: ") and "0 behind" in lines[-1]


def test_a_table_stands_upright_in_chinese_too(copy: Copy) -> None:
    ended = build_py("check", "--coverage", "--root", copy.root, "--lang", "zh-TW")
    assert ended.out.startswith("產品") and "說法不一" in ended.out.splitlines()[0]


def test_wrong_content_is_reported_as_ever(copy: Copy) -> None:
    with copy.edited(GUIDE, "three:", "thre:"):
        ended = build_py("check", "--coverage", "--root", copy.root, "--lang", "en")
    assert ended.code == 1 and "error[key-unknown]" in ended.err and ended.out == ""
