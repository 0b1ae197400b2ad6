"""Warnings that the editors live with, and say why in site.yaml."""

import json
from collections.abc import Iterator

import pytest

from pingbi.content.load import check, load
from pingbi.content.suppress import with_acknowledgements
from pingbi.diagnostics.message import Message
from pingbi.diagnostics.problem import Problem
from tests.bad import test_bad_c_values as c
from tests.bad import test_bad_d_logic as d
from tests.bad import test_bad_e_files as e
from tests.bad import test_bad_f_translation as f
from tests.bad import test_bad_g_markup as g
from tests.bad.conftest import Workspace
from tests.support.bad_site import GUIDE, PLANS_A, PROSE_EN, PROSE_ZH, SITE, TEXTS
from tests.support.commands import HOME

BECAUSE = "because: {zh-TW: 是型號, en: It is a model}"
FIGURES = {
    PROSE_EN: TEXTS[PROSE_EN].replace("People at work.", "The 5 s and the 7 s."),
    PROSE_ZH: TEXTS[PROSE_ZH].replace("上班族。", "5 s 與 7 s。"),
}
"""Two doubted figures in each language."""


def site(*entries: str) -> str:
    """site.yaml with these acknowledgements."""
    return TEXTS[SITE] + "acknowledged:\n" + "".join(f"  - {{{entry}, {BECAUSE}}}\n" for entry in entries)


def reported(workspace: Workspace, command: tuple[str, ...], *entries: str, **files: str) -> tuple[int, str]:
    """What a command says of the doubted figures where these acknowledgements are given."""
    texts = {SITE: site(*entries), **FIGURES} if entries else FIGURES
    with workspace.having({file: text.encode() for file, text in {**texts, **files}.items()}):
        ended = workspace.run(*command, pages=command[0] == "build")
    return ended.code, ended.err


STRICT = ("check", "--strict")
ALL = (f"code: bare-number, file: {PROSE_EN}", f"code: bare-number, file: {PROSE_ZH}")


def test_without_a_word_every_warning_is_shown(workspace: Workspace) -> None:
    code, err = reported(workspace, STRICT)
    assert code == 1 and "4 warnings" in err


def test_an_acknowledged_warning_is_counted_and_not_shown(workspace: Workspace) -> None:
    code, err = reported(workspace, STRICT, *ALL)
    assert (code, err) == (0, "4 acknowledged\nno errors\n")


def test_one_narrows_down_to_what_the_message_names(workspace: Workspace) -> None:
    code, err = reported(workspace, STRICT, f"code: bare-number, file: {PROSE_EN}, naming: 5 s", ALL[1])
    assert code == 1 and "'7 s' is typed here" in err and "'5 s'" not in err
    assert "1 warning, 3 acknowledged" in err


@pytest.mark.parametrize(("path", "shown"), [("asks", 0), ("asks.en", 1), ("title", 3), ("ask", 3)])
def test_one_narrows_down_to_a_part_of_the_data(workspace: Workspace, path: str, shown: int) -> None:
    """With another part's name nothing fits: both warnings stay, and the acknowledgement is one of its own."""
    guide = TEXTS[GUIDE].replace(
        "{zh-TW: 怎麼用？, en: How is it used?}", "{zh-TW: 5 s 怎麼用？, en: How is 5 s used?}"
    )
    files = {GUIDE: guide, SITE: site(f"code: bare-number, file: {GUIDE}, path: {path}")}
    with workspace.having({file: text.encode() for file, text in files.items()}):
        err = workspace.run("check", pages=False).err
    assert err.count("warning[") == shown


def test_one_that_fits_nothing_any_more_is_a_warning(workspace: Workspace) -> None:
    code, err = reported(workspace, STRICT, *ALL, f"code: bare-number, file: {GUIDE}")
    assert code == 1 and f"{SITE}:12:5: warning[acknowledged-nothing]: no 'bare-number' in {GUIDE}" in err
    assert "1 warning, 4 acknowledged" in err


def test_an_error_cannot_be_acknowledged(workspace: Workspace) -> None:
    wrong = TEXTS[PLANS_A].replace("6.99", "-1")
    code, err = reported(workspace, ("build",), *ALL, f"code: number-negative, file: {PLANS_A}", **{PLANS_A: wrong})
    assert code == 1 and f"{PLANS_A}:8:18: error[number-negative]" in err
    assert f"{SITE}:12:12: error[acknowledged-error]" in err


def test_the_reason_is_reported_to_programs(workspace: Workspace) -> None:
    with workspace.having({file: text.encode() for file, text in {SITE: site(*ALL), **FIGURES}.items()}):
        problems = json.loads(workspace.run("check", "--json", pages=False).out)["problems"]
    assert [problem["acknowledged"] for problem in problems] == [{"zh-TW": "是型號", "en": "It is a model"}] * 4


def test_annotations_leave_it_out(workspace: Workspace) -> None:
    with workspace.having({file: text.encode() for file, text in {SITE: site(*ALL), **FIGURES}.items()}):
        assert workspace.run("check", "--format", "github", pages=False).out == ""


@pytest.mark.parametrize("entry", ["code: bare-number", f"file: {PROSE_EN}", f"code: bare-number, files: {PROSE_EN}"])
def test_one_says_what_it_is_about(workspace: Workspace, entry: str) -> None:
    code, err = reported(workspace, ("check",), entry)
    assert code == 1 and f"{SITE}:10:" in err


def test_a_build_says_as_little(workspace: Workspace) -> None:
    code, err = reported(workspace, ("build",), *ALL)
    assert (code, err) == (0, "4 acknowledged\n")
    workspace.run("build")


# What a warning names is data, which `naming` goes by

ELSEWHERE = {
    "stray-file": "names nothing, and is of files that are not read",
    "translation-behind": "is reported by `check --coverage`: tests/test_coverage.py",
}


def warnings() -> list[Problem]:
    """All that the bad inputs bring about, one of punctuation, and one of an acknowledgement that fits nothing."""
    whole = {name: text.encode() for name, text in TEXTS.items()}
    changed = [case.files for module in (c, d, e, f, g) for case in module.CASES]
    changed.append({PROSE_ZH: TEXTS[PROSE_ZH].replace("見[", "見,[").encode()})
    all_files = ({**whole, **files} for files in changed)
    inputs = ({name: data for name, data in files.items() if data is not None} for files in all_files)
    problems = [problem for files in inputs for problem in check(load(files))]
    problems += with_acknowledgements((), load({**whole, SITE: site(ALL[0]).encode()}).whole.config)
    return [problem for problem in problems if problem.severity == "warning"]


WARNINGS = warnings()


def names(message: Message) -> Iterator[str]:
    """Every text that was filled into a message, also into one inside it."""
    waiting = [*message.values.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Message | list | tuple):
            waiting += value.values.values() if isinstance(value, Message) else value
        elif isinstance(value, str):
            yield value


def test_a_warning_is_about_all_that_its_message_names() -> None:
    silent = {(it.code, name) for it in WARNINGS for name in names(it.message) if name not in it.about}
    assert silent == set()


def test_every_warning_there_is_is_tried() -> None:
    pages = (HOME / "docs/problems").glob("*.md")
    codes = {page.stem for page in pages if "· warning\n" in page.read_text(encoding="utf-8")}
    assert codes - {it.code for it in WARNINGS} == set(ELSEWHERE)
