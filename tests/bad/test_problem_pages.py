"""docs/problems/ has a page for each code: what it says brings it about does, and what it says mends it does."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pingbi.diagnostics.report import SEVERITIES
from pingbi.diagnostics.translations import in_language
from tests.bad.conftest import Workspace
from tests.support.bad_site import TEXTS
from tests.support.commands import HOME

FOLDER = HOME / "docs/problems"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")) if path.stem != "README"}
ELSEWHERE = {
    "busy": "needs two builds at once: test_bad_h_environment.py",
    "file-read": "needs a user who is not root: test_bad_e_files.py",
    "internal": "cannot be brought about by content: tests/test_crash_report.py",
    "page-untranslated": "cannot be brought about by content: tests/test_links.py",
    "translation-behind": "is reported by `check --coverage`: tests/test_coverage.py",
}
"""Pages whose examples are not run here, and where the code is tried instead."""


# Codes and pages are in step

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def codes() -> Iterator[str]:
    """Every code in the source: a word that is beside a message or hint, or is called `code`."""
    for path in sorted((HOME / "pingbi").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for found in (*_beside(node), *_called_code(node)):
                if isinstance(found, str) and CODE.match(found) and found not in SEVERITIES:
                    yield found


def _beside(node: ast.AST) -> list[object]:
    items = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
    reported = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
    return [] if reported or not any(map(_is_message, items)) else [getattr(item, "value", None) for item in items]


def _is_message(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "say"
    return isinstance(node, ast.Name) and node.id.lower().strip("_") in ("message", "hint")


def _called_code(node: ast.AST) -> list[object]:
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id.lower() == "code" for t in node.targets):
        return [getattr(node.value, "value", None)]
    if isinstance(node, ast.FunctionDef):
        given = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
        return [getattr(default, "value", None) for argument, default in given if argument.arg == "code"]
    return []


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(PAGES) == set(codes())


def test_the_index_names_every_page_once() -> None:
    linked = re.findall(r"\]\(([a-z0-9-]+)\.md\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(linked) == sorted(PAGES)


@pytest.mark.parametrize("code", PAGES)
def test_a_page_says_it_in_both_languages(code: str) -> None:
    title, severity, chinese, english = PAGES[code].strip().split("\n\n")[:4]
    assert title == f"# {code}"
    assert severity in {f"{in_language(name, 'zh-TW')} · {name}" for name in SEVERITIES.values()}
    assert re.search("[\u3400-\u9fff]", chinese) and chinese.endswith("。")
    assert english.endswith(".") and len(english) > 20


# The examples are run

BLOCK = re.compile(
    r"^(?:`(?P<file>[^`]+)`(?P<whole>（整個檔案[^\n]*）)?|在網站的資料夾裡[^\n]*)\n\n"
    r"(?P<fence>`{3,}|~{3,})\w+\n(?P<text>.*?\n)(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
TOP = re.compile(r"^(?=[A-Za-z_-]+:)", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """What an example writes, by file, and the commands that it runs."""

    files: dict[str, bytes]
    commands: list[str]


def examples(page: str) -> tuple[Example, Example]:
    """The one that brings the problem about, and the one that is mended."""
    bad, mended = page.split("\n## 這樣寫會出現")[1].split("\n## 改成這樣")
    return _example(bad), _example(mended)


def _example(text: str) -> Example:
    files, commands = {}, []
    for block in BLOCK.finditer(text):
        if block["file"] is None:
            commands.append(block["text"])
        else:
            old = "" if block["whole"] else TEXTS[block["file"]]
            files[block["file"]] = _with_keys(old, block["text"]).encode()
    return Example(files, commands)


def _with_keys(text: str, new: str) -> str:
    """A file with the keys that are given, in place of its own of that name."""
    parts = {part.partition(":")[0]: part for part in (*TOP.split(text), *TOP.split(new)) if part}
    return "".join(parts.values())


def found(workspace: Workspace, command: str, pages: bool) -> dict[str, str]:
    """The codes of all problems with their severities, as a command says them."""
    ended = workspace.run(command, "--json", pages=pages)
    problems = json.loads(ended.out)["problems"] if ended.out.startswith("{") else []
    failures = dict.fromkeys(re.findall(r"^error\[([a-z-]+)\]", ended.err, re.MULTILINE), "error")
    return {problem["code"]: problem["severity"] for problem in problems} | failures


def brought_about(workspace: Workspace, example: Example, command: str, pages: bool) -> dict[str, str]:
    with workspace.having(example.files):
        for line in example.commands:
            subprocess.run(["sh", "-ec", line], cwd=workspace.root, check=True)
        return found(workspace, command, pages)


RUN = [code for code in PAGES if code not in ELSEWHERE]
PUBLISHING = ("configuration", "foreign-files", "machine")
IN_PAGES = (
    *("anchor-missing", "id-missing", "id-repeated", "link-malformed", "link-outside", "link-relative"),
    *("third-party", "template"),
)
"""What shows only when pages are made, or published."""


@pytest.mark.parametrize("code", RUN)
def test_the_examples_of_a_page_are_true(workspace: Workspace, tmp_path: Path, code: str) -> None:
    """The first one gives the code; the second one gives nothing at all."""
    command, pages = "build" if code in PUBLISHING else "check", code in IN_PAGES or code in PUBLISHING
    bad, mended = examples(PAGES[code])
    if bad.commands:  # what a command does cannot be undone: it gets a site of its own
        workspace = Workspace(tmp_path)
        workspace.put({file: text.encode() for file, text in TEXTS.items()})
        workspace.run(command, pages=pages)
    assert brought_about(workspace, mended, command, pages) == {}
    reported = brought_about(workspace, bad, command, pages)
    assert f"· {reported.get(code)}" == PAGES[code].split("\n\n")[1].partition(" ")[2]


def test_only_pages_that_are_there_are_tried_elsewhere() -> None:
    assert set(ELSEWHERE) <= set(PAGES)
