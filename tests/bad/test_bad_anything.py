"""Whatever stands anywhere, the answer is a site or located problems: never a crash."""

import random
from collections.abc import Iterator

import pytest

from pingbi.analysis.analyse import analyse
from pingbi.content.load import check, load
from pingbi.content.yaml.documents import read_yaml
from pingbi.diagnostics.problem import Problem
from tests.support.bad_site import TEXTS

JUNK = (
    *("null", "true", "-1", "1.5", "0", '"x"', "[]", "{}", "[x]", "{x: y}", "unknown", "n/a", "999999", "2026-02"),
    *("tie", "editors", "none", "[a, b]", "{zh-TW: 甲, en: A}", "plan base", '"{a.length}"', "[{}]", "[null]"),
    "7 s",
)  # fmt: skip
TRIED = 300


def mutations() -> Iterator[tuple[str, str, str]]:
    """Every value of the base site, replaced by each of the junk or left out: (file, what, text)."""
    for file, text in TEXTS.items():
        if not file.endswith(".yaml"):
            continue
        lines = text.split("\n")
        starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
        for path, (line, column, end_line, end_column) in read_yaml(text.encode(), file).positions.items():
            first, last = starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
            for junk in (*JUNK, ""):
                end = "\n" if "\n" in text[first:last] else ""
                yield file, f"{'.'.join(map(str, path))} = {junk}", text[:first] + junk + end + text[last:]


SAMPLE = random.Random(1).sample(list(mutations()), TRIED)


def problems(files: dict[str, bytes]) -> list[Problem]:
    loaded = load(files)
    found = check(loaded)
    if not any(problem.severity == "error" for problem in found):
        found += analyse(loaded.whole).problems
    return found


@pytest.mark.parametrize(("file", "what", "text"), SAMPLE, ids=[f"{file} {what}" for file, what, _ in SAMPLE])
def test_anything_is_answered(file: str, what: str, text: str) -> None:
    files = {name: given.encode() for name, given in TEXTS.items()} | {file: text.encode()}
    for problem in problems(files):
        assert problem.place.file in files and problem.message and problem.hint, problem
