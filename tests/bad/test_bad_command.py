"""The same through the command itself, in both languages, and in one run."""

import json
from collections.abc import Iterator

import pytest

from tests.bad import test_bad_a_yaml as a
from tests.bad import test_bad_b_model as b
from tests.bad import test_bad_c_values as c
from tests.bad import test_bad_d_logic as d
from tests.bad import test_bad_f_translation as f
from tests.bad import test_bad_g_markup as g
from tests.bad.conftest import ENVIRONMENT, Workspace
from tests.support.bad_cases import Bad, reported
from tests.support.bad_site import PLANS_A, PRODUCT_A, SCENARIO, TEXTS
from tests.support.commands import build_py

SAMPLE = ("A01", "A16", "A20", "A31", "A43", "B02", "C08", "D04", "F01", "G03", "G17", "G20")
FIRST = {case.number: case for module in (a, b, c, d, f, g) for case in reversed(module.CASES)}
WORDS = {"en": ("error", ": ", "hint: "), "zh-TW": ("錯誤", "：", "怎麼改：")}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("number", SAMPLE)
def test_the_command_tells_it_and_writes_nothing(workspace: Workspace, number: str, language: str) -> None:
    bad, before = FIRST[number], workspace.written()
    error, colon, hint = WORDS[language]
    with workspace.having(bad.files):
        ended = build_py("build", "--root", workspace.root, "--out", workspace.root / "site", "--lang", language)
    assert ended.code == 1 and ended.out == ""
    assert f"{bad.place}: {error}[{bad.code}]{colon}" in ended.err
    assert f"\n  {hint}" in ended.err and "Traceback" not in ended.err
    assert workspace.written() == before


def test_the_terminal_says_in_which_language(workspace: Workspace) -> None:
    with workspace.having(FIRST["A01"].files):
        err = build_py("check", "--root", workspace.root, environment=ENVIRONMENT | {"LC_ALL": "zh_TW.UTF-8"}).err
    assert "錯誤[yaml-syntax]：這裡開始的引號沒有結束" in err and "1 個錯誤" in err


FAULTS = {
    PLANS_A: TEXTS[PLANS_A].replace("6.99", "-1").replace("USD", "NTD"),
    PRODUCT_A: TEXTS[PRODUCT_A].replace("5 s", "5 px").replace("sound: true", "sound: yes"),
    SCENARIO: TEXTS[SCENARIO].replace("pick: b", "pick: zz").replace("size: 1", "sise: 1"),
}
FOUND = [
    f"{PLANS_A}:1:11 currency", f"{PLANS_A}:8:18 number-negative",
    f"{PRODUCT_A}:15:11 unit-unknown", f"{PRODUCT_A}:16:10 bool-form",
    f"{SCENARIO}:5:22 reference-dangling", f"{SCENARIO}:7:7 reference-dangling",
]  # fmt: skip


@pytest.fixture
def faulty(workspace: Workspace) -> Iterator[Workspace]:
    with workspace.having({file: text.encode() for file, text in FAULTS.items()}):
        yield workspace


def test_all_independent_problems_are_reported_in_one_run(faulty: Workspace) -> None:
    ended = faulty.run("check")
    assert reported(ended.err, "error") == FOUND and ended.err.splitlines()[-1 - ("docs" in ended.err)] == "6 errors"


def test_fifty_are_reported_and_the_rest_counted(workspace: Workspace) -> None:
    lines = "".join(f"  x{number}: 1\n" for number in range(60))
    with workspace.having({PRODUCT_A: (TEXTS[PRODUCT_A] + lines).encode()}):
        err = workspace.run("check").err
    assert len(reported(err, "error")) == 50 and "\nand 10 more\n60 errors\n" in err


def test_programs_get_both_languages(faulty: Workspace) -> None:
    problems = json.loads(faulty.run("check", "--json").out)["problems"]
    assert [f"{p['file']}:{p['line']}:{p['column']} {p['code']}" for p in problems] == FOUND
    first = problems[0]
    assert first["message"] == first["en"]["message"] == "'NTD' is not a currency"
    assert first["zh-TW"] == {"message": "「NTD」不是幣別", "hint": "是不是要寫 TWD？請用 ISO 代碼"}


@pytest.mark.parametrize(("language", "words"), [("en", "'NTD' is not a currency"), ("zh-TW", "「NTD」不是幣別")])
def test_annotations_follow_the_language(faulty: Workspace, language: str, words: str) -> None:
    out = faulty.run("check", "--format", "github", "--lang", language).out
    assert f"::error file={PLANS_A},line=1,col=11,endColumn=14,title=currency::{words}" in out


def test_what_a_code_means_is_pointed_to_once(faulty: Workspace) -> None:
    assert faulty.run("check").err.count("docs/problems/CODE.md") == 1


@pytest.mark.parametrize("bad", [FIRST["A01"], FIRST["C08"]], ids=str)
def test_a_preview_would_say_the_same(workspace: Workspace, bad: Bad) -> None:
    """`check` and `build` tell the same."""
    with workspace.having(bad.files):
        assert workspace.run("check").err == workspace.run("build").err
