"""A fingerprint says what a value is made of: the same everywhere, and another one if anything differs."""

import datetime as dt
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pingbi.content.project_files import read_project
from pingbi.pipeline import prepare
from pingbi.project import project_at
from pingbi.remember import fingerprint
from pingbi.site_structure import PAGES
from pingbi.stages import PreparedSite
from tests.support.commands import HOME, MOBILE_PLANS, SETTINGS
from tests.support.laws import law


class Side(Enum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Leaf:
    text: str
    number: int | Fraction | None


@dataclass(frozen=True)
class Branch:
    leaf: Leaf
    items: tuple[str, ...]
    table: Mapping[str, Leaf]
    names: frozenset[str]
    day: dt.date
    side: Side
    data: bytes


LEAVES = st.builds(Leaf, st.text(max_size=3), st.one_of(st.integers(0, 2), st.fractions(0, 1), st.none()))
BRANCHES = st.builds(
    Branch,
    LEAVES,
    st.lists(st.text("ab", max_size=2), max_size=3).map(tuple),
    st.dictionaries(st.text("ab", max_size=2), LEAVES, max_size=2),
    st.frozensets(st.text("ab", max_size=2), max_size=3),
    st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 3)),
    st.sampled_from(Side),
    st.binary(max_size=2),
)


def ordered(value: Any) -> Any:
    """A value so that equality sees the order of its mappings and the types of its numbers, as a page does."""
    if is_dataclass(value):
        return [ordered(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [(key, ordered(item)) for key, item in value.items()]
    return (type(value), value)


@law
@given(BRANCHES, BRANCHES)
def test_two_values_have_one_fingerprint_only_if_they_are_the_same(one: Branch, other: Branch) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (ordered(one) == ordered(other))
    assert fingerprint(one) == fingerprint(replace(one))


@law
@given(BRANCHES, BRANCHES, st.sampled_from([field.name for field in fields(Branch)]))
def test_a_field_that_differs_makes_the_fingerprint_differ(one: Branch, other: Branch, name: str) -> None:
    changed = replace(one, **{name: getattr(other, name)})
    assert (fingerprint(changed) == fingerprint(one)) == (ordered(changed) == ordered(one))


@law
@given(st.lists(st.text("a:1", max_size=3), max_size=3), st.lists(st.text("a:1", max_size=3), max_size=3))
def test_texts_do_not_run_together(one: list[str], other: list[str]) -> None:
    assert (fingerprint(tuple(one)) == fingerprint(tuple(other))) == (one == other)


@dataclass(frozen=True)
class Twin:
    """The same fields as another class."""

    text: str
    number: int | Fraction | None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<b>", Markup("<b>")),
        (1, True),
        (1, Fraction(1)),
        ("1", 1),
        (None, "None"),
        ((), frozenset()),
        (("a", "b"), (("a", "b"),)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Leaf("a", 1), Twin("a", 1)),
        (Side.LEFT, "LEFT"),
        (b"61", "61"),
    ],
)
def test_values_that_a_template_can_tell_apart_differ(one: Any, other: Any) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("value", [1.5, [1], {1}, object(), MappingProxyType({"a": lambda: 1}), (lambda: 1,)])
def test_a_value_without_a_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="has no canonical form"):
        fingerprint(value)


# --- of pages -----------------------------------------------------------------------------------------------------

KEYS = """
from pathlib import Path
from pingbi.pipeline import prepare
from pingbi.project import project_at
from pingbi.content.project_files import read_project
from tests.support.commands import SETTINGS
for page in prepare(read_project(project_at(Path({root!r}))), SETTINGS).pages:
    print(page.file, page.key)
"""


def prepared(content: Mapping[str, bytes] | None = None) -> PreparedSite:
    """The small second site, with these files of its content instead of its own."""
    sources = read_project(project_at(MOBILE_PLANS))
    return prepare(replace(sources, found={**sources.found, **(content or {})}), SETTINGS)


def keys(planned: PreparedSite) -> dict[str, str]:
    return {page.file: page.key for page in planned.pages}


def keys_with_seed(seed: int) -> dict[str, str]:
    """The keys as another process has them, whose hashes of texts are others."""
    script = KEYS.format(root=str(MOBILE_PLANS))
    around = {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(HOME)}
    run = subprocess.run([sys.executable, "-c", script], env=around, capture_output=True, text=True, check=True)
    return dict(line.split(" ") for line in run.stdout.splitlines())


def test_the_keys_of_pages_are_the_same_in_every_process() -> None:
    here = keys(prepared())
    assert len(set(here.values())) == len(here) > 50
    assert keys_with_seed(1) == keys_with_seed(2) == here


def test_an_edit_changes_the_keys_of_those_pages_that_it_changes() -> None:
    file = "content/plans/tariff-a.yaml"
    before, after = keys(prepared()), keys(prepared({file: prepared_price(file)}))
    changed = {name for name in before if before[name] != after[name]}
    assert {"en/pricing/index.html", "zh-tw/products/tariff-a/index.html"} <= changed
    assert {"404.html", "en/products/tariff-b/index.html"} & changed == set()


def prepared_price(file: str) -> bytes:
    return (MOBILE_PLANS / file).read_bytes().replace(b"monthly: 649", b"monthly: 650")


def test_a_key_speaks_of_the_template_and_the_language_too() -> None:
    page = prepared().pages[0]
    others = (replace(page, kind=PAGES["changes"]), replace(page, locale="xx"))
    assert len({page.key, *(other.key for other in others)}) == 3
