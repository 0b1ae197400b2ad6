"""Every message of the generator is a sentence in both languages, with the same things in it."""

import ast
import copy
import pickle
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from pingbi.diagnostics.message import (
    CHINESE,
    ENGLISH,
    LIST_SEPARATOR,
    NO_MESSAGE,
    quote_value,
    say,
    terminal_language,
    translate,
)
from pingbi.diagnostics.problem import ContentError, Place, Problem, as_problem, finding
from pingbi.diagnostics.translations import sentences
from tests.support.commands import HOME

MODULES = {path.relative_to(HOME).as_posix(): path for path in sorted((HOME / "pingbi").rglob("*.py"))}
TREES = {file: ast.parse(path.read_text(encoding="utf-8")) for file, path in MODULES.items()}
MAKERS = ("Problem", "finding", "Finding", "Failure")
"""What takes messages and hints; so do all errors that end in `Error`, `Files` or `File`."""


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{file}:{node.lineno}", node


SAID = {node.args[0].value: place for place, node in calls("say") if isinstance(node.args[0], ast.Constant)}
"""Every English template, with a place where it is said."""
CHINESE_WORDS = sentences(CHINESE)


def placeholders(template: str) -> list[str]:
    """What is filled in, with its form."""
    return sorted(f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(template) if name is not None)


# The source


def test_whatever_is_said_is_a_literal_with_its_values() -> None:
    """Else the translators could not know of it."""
    for place, node in calls("say"):
        (template,) = node.args
        assert isinstance(template, ast.Constant) and isinstance(template.value, str), place
        names = {keyword.arg or "**" for keyword in node.keywords}
        needed = {entry.partition(":")[0] for entry in placeholders(template.value)}
        assert "**" in names or names == needed, f"{place}: {sorted(names)} for {sorted(needed)}"


def test_no_message_is_put_together_by_hand() -> None:
    """Neither where a problem is made, nor in a variable of that name before."""
    wrong = []
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and takes_messages(node.func.id):
                wrong += [f"{file}:{item.lineno}" for item in node.args if by_hand(item)]
            elif isinstance(node, ast.Assign) and by_hand(node.value):
                names = {target.id for target in node.targets if isinstance(target, ast.Name)}
                wrong += [f"{file}:{node.lineno}" for name in names if name.lower().strip("_") in ("message", "hint")]
    assert wrong == []


def takes_messages(name: str) -> bool:
    return name in MAKERS or (name.endswith(("Error", "Files", "File")) and name[:1].isupper() and name in OURS)


OURS = {node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def by_hand(node: ast.expr) -> bool:
    """Whether it is a sentence: text with a space in it, also in parts. A code is none."""
    if isinstance(node, ast.BinOp):
        return by_hand(node.left) or by_hand(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    )


# The translation


@pytest.mark.parametrize("template", sorted(str(template) for template in SAID if template))
def test_every_sentence_is_there_in_chinese(template: str) -> None:
    assert template in CHINESE_WORDS, f"{SAID[template]}: write it into pingbi/diagnostics/messages/{CHINESE}.yaml"
    assert placeholders(CHINESE_WORDS[template]) == placeholders(template)


def test_no_sentence_is_kept_that_nobody_says() -> None:
    assert set(CHINESE_WORDS) - {LIST_SEPARATOR} - set(SAID) == set()


HAN = "[\u3400-\u9fff]"
ELSEWHERE = "視頻|分辨率|質量|軟件|程序|數據|網絡|用戶|服務器|界面|鼠標|鏈接|默認|信息|設置|文件夾|[“”]"
"""Words and signs of China."""


@pytest.mark.parametrize("template", sorted(CHINESE_WORDS))
def test_the_chinese_is_set_as_in_taiwan(template: str) -> None:
    """Full-width signs after Han characters, and a space between these and Latin letters or digits."""
    words = re.sub(r"「[^」]*」|\([^)]*\)|（[^）]*）", "「」", CHINESE_WORDS[template])
    assert not re.search(f"{HAN}[,;:?!()]|[,;?!]{HAN}", words)
    assert not re.search(f"{HAN}[A-Za-z0-9<]|[A-Za-z0-9>]{HAN}", words)
    assert not re.search(ELSEWHERE, words)


# How it works


MADE = say("there is no {what} '{name}'; known: {known}", what=say("plan"), name="x{y}", known=["a", "b"])
WORDS = {
    "there is no {what} '{name}'; known: {known}": "沒有「{name}」這個{what}；現有的是：{known}",
    "plan": "方案",
    LIST_SEPARATOR: "、",
}


def test_a_sentence_is_english_at_once_and_chinese_later() -> None:
    assert MADE == "there is no plan 'x{y}'; known: a, b"
    assert translate(MADE, WORDS) == "沒有「x{y}」這個方案；現有的是：a、b"
    assert translate(MADE, {}) == MADE and translate("plain text", WORDS) == "plain text"


def test_a_sentence_keeps_its_parts_on_every_way() -> None:
    """Through pydantic, between processes, in copies."""
    through = as_problem(finding("code", MADE, NO_MESSAGE), Place("x"), say("the file's name"))
    for sentence in (pickle.loads(pickle.dumps(MADE)), copy.deepcopy(MADE), through.message.values["message"]):
        assert translate(sentence, WORDS) == translate(MADE, WORDS)
    error = pickle.loads(pickle.dumps(ContentError([Problem(Place("x"), "code", MADE)])))
    assert translate(error.problems[0].message, WORDS) == translate(MADE, WORDS)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, ENGLISH),
        ({"LANG": "en_US.UTF-8"}, ENGLISH),
        ({"LANG": "zh_TW.UTF-8"}, CHINESE),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": ""}, CHINESE),
        ({"LANG": "zh_TW.UTF-8", "LC_MESSAGES": "C"}, ENGLISH),
        ({"LANG": "C", "LC_MESSAGES": "en_GB", "LC_ALL": "zh_Hant_TW"}, CHINESE),
        ({"LANG": "ja_JP.UTF-8"}, ENGLISH),
    ],
)
def test_the_terminal_says_in_which_language(variables: dict[str, str], language: str) -> None:
    assert terminal_language(variables) == language


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, "true"), (1, "1"), (None, "null"), ("x" * 99, "x" * 59 + "…"), ([1], "[1]")],
)
def test_a_value_is_shown_as_it_was_written(value: object, shown: str) -> None:
    assert quote_value(value) == shown


def test_english_needs_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    sentences.cache_clear()
    assert sentences(ENGLISH) == {}
