"""One mistake is one problem: what only follows from another is not reported beside it."""

import random

import pytest

from pingbi.content.suppress import RULES, without_consequences
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.model.sources import FILES_OWN
from tests.support.bad_site import PRODUCT_A, PROSE_EN, SOURCES, TEXTS
from tests.support.samples import reported

A, B = "content/products/a.yaml", "content/products/b.yaml"


def problem(
    code: str, file: str = A, *path: str | int, about: tuple[str, ...] = (), line: int | None = None
) -> Problem:
    return Problem(Place(file, path, line=line), code, say("wrong"), about=about)


HIDING = {
    "a value in which the reader of YAML has found something": (
        problem("number-form", A, "values", "length"),
        problem("number-form", A, "values", line=3),
        problem("number-form", A, "plans", line=3),
    ),
    "a placeholder where a value belongs": (
        problem("date-form", A, "read"),
        problem("leftover", A, "read", about=("TODO",)),
        problem("leftover", A, "read", about=("a month TODO",)),
    ),
    "a value refused for its quotation marks": (
        problem("value-form", A, "color"),
        problem("quote-form", A, "color"),
        problem("quote-form", A, "version"),
    ),
    "a value that is referred to and cannot be read": (
        problem("reference-unknown", B, "summary", about=("a", "size")),
        problem("number-form", A, "values", "size"),
        problem("number-form", A, "values", "length"),
    ),
    "a character in a name that was taken out": (
        problem("reference-dangling", A, "source", about=("she\ufffdet",)),
        problem("char-bidi", A, line=3),
        problem("char-bidi", B, line=3),
    ),
    "a file that could not be taken in": (
        problem("reference-dangling", B, "predecessor", about=("a",)),
        problem("file-extension", "content/products/a.yml", about=(A,)),
        problem("file-extension", "content/products/c.yml", about=("content/products/c.yaml",)),
    ),
    "a folder that could not be taken in": (
        problem("reference-dangling", B, "predecessor", about=("a",)),
        problem("symlink", "content/products"),
        problem("symlink", "static"),
    ),
    "a name that a file of prose is to be given": (
        problem("translation-file-missing", "content/pages/home.en.md", about=("content/pages/home.zh-TW.md",)),
        problem("file-unread", "content/pages/home.zh_TW.md", about=("content/pages/home.zh-TW.md",)),
        problem("file-unread", "content/pages/home.zh_TW.md"),
    ),
    "a form that makes prose read otherwise": (
        problem("heading-shape", PROSE_EN),
        problem("md-fence", "content/products/a.zh-TW.md", line=2),
        problem("md-fence", "content/products/b.zh-TW.md", line=2),
    ),
    "a key that is misspelt": (
        problem("key-missing", A, "verdict", about=("name",)),
        problem("key-unknown", A, "verdict", "nmae", about=("nmae", "name")),
        problem("key-unknown", A, "nmae", about=("nmae", "name")),
    ),
    "the source at a file's top that would have stood in": (
        problem("source-missing", A, "history", 0, "source", about=FILES_OWN),
        problem("type", A, "source"),
        problem("type", B, "source"),
    ),
}
"""For each rule: what is hidden, by what, and what comes near to hiding it."""


@pytest.mark.parametrize("rule", HIDING)
def test_a_consequence_is_hidden_by_its_cause_alone(rule: str) -> None:
    consequence, cause, near_miss = HIDING[rule]
    assert without_consequences([consequence, cause], {}) == [cause]
    assert without_consequences([consequence, near_miss], {}) == [consequence, near_miss]


def test_each_rule_of_the_table_is_tried() -> None:
    tried = [
        any(rule.hides(consequence, rule.causes([cause])) for consequence, cause, _ in HIDING.values())
        for rule in RULES
    ]
    assert tried == [True] * len(RULES)


def test_what_is_left_keeps_its_order() -> None:
    mixed = [item for trio in HIDING.values() for item in trio]
    random.Random(1).shuffle(mixed)
    left = without_consequences(mixed, {})
    assert left == [item for item in mixed if item in left] and left != mixed


def test_to_hide_again_hides_nothing_more() -> None:
    once = without_consequences([item for trio in HIDING.values() for item in trio], {})
    assert without_consequences(once, {}) == once


def test_the_work_grows_with_the_number_of_problems_and_not_with_its_square() -> None:
    asked = 0

    class Counting(tuple[str, ...]):
        """The names of a problem, which count how often anybody looks at them."""

        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal asked
            asked += 1
            return super().__iter__()

    names = [Counting((f"x{number}",)) for number in range(2_000)]
    causes = [problem("file-unread", f"content/pages/{name[0]}.md", about=name) for name in names]
    absent = [problem("translation-file-missing", A, number, about=name) for number, name in enumerate(names)]
    assert without_consequences([*absent, *causes], {}) == causes
    assert asked < 20 * len(names)


@pytest.mark.parametrize(
    ("file", "old", "new"), [(PRODUCT_A, "length: 5 s", "length: TODO"), (SOURCES, "2026-01-06", "TODO")]
)
def test_a_placeholder_is_reported_once_also_in_the_short_form_of_a_value(file: str, old: str, new: str) -> None:
    files = {name: text.encode() for name, text in (TEXTS | {file: TEXTS[file].replace(old, new)}).items()}
    assert reported(files) == [(file, "leftover")]
