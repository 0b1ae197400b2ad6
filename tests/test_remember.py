"""What a pure function returned is found again by what it was given, as long as somebody asks for it."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.content.project_files import read_project
from pingbi.locale.figures import PartialDate
from pingbi.pipeline import finish, make, prepare
from pingbi.project import project_at
from pingbi.remember import Memory, remembered, remembering
from pingbi.stages import Settings
from tests.support.commands import HOME, MOBILE_PLANS, TODAY
from tests.support.laws import law


@dataclass(frozen=True)
class Box:
    """A value that counts by identity, although it equals others."""

    content: Any


@remembered
def boxed(*contents: Any) -> Box:
    """A new box at every call that is not remembered."""
    return Box(contents)


@pytest.fixture
def memory() -> Iterator[Memory]:
    with remembering(Memory()) as active:
        yield active


SCALARS = st.one_of(st.text(), st.binary(), st.integers(), st.fractions(), st.dates(), st.none(), st.booleans())
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner).map(tuple) | st.frozensets(st.text()))


def copied(value: Any) -> Any:
    """An equal value that is another object, where Python has any."""
    if isinstance(value, tuple):
        return tuple([copied(item) for item in value])
    if isinstance(value, frozenset):
        return frozenset([copied(item) for item in value])
    if isinstance(value, str):
        return "".join(list(value))
    return Fraction(str(value)) if isinstance(value, Fraction) else value


@law
@given(VALUES)
def test_equal_values_find_the_same_object_again(value: Any) -> None:
    with remembering(Memory()):
        assert boxed(value) is boxed(copied(value))
        assert boxed(value).content == (value,)


@law
@given(st.lists(SCALARS, min_size=1, max_size=3), st.lists(SCALARS, min_size=1, max_size=3))
def test_different_values_find_different_objects(one: list[Any], other: list[Any]) -> None:
    with remembering(Memory()):
        assert (boxed(*one) is boxed(*other)) == ([(type(x), x) for x in one] == [(type(x), x) for x in other])


@pytest.mark.parametrize("equal", [(1, True, Fraction(1)), ((1,), (True,)), ("a", type("Said", (str,), {})("a"))])
def test_equal_values_of_different_types_are_different_arguments(memory: Memory, equal: tuple[Any, ...]) -> None:
    assert len({id(boxed(value)) for value in equal}) == len(equal)


def test_other_values_count_by_identity(memory: Memory) -> None:
    one, other = Box("a"), Box("a")
    assert boxed(one) is boxed(one) is boxed((one,)[0])
    assert boxed(one) is not boxed(other)
    assert boxed((one, 1)) is boxed((one, 1))
    assert boxed((one, 1)) is not boxed((other, 1))


def test_a_number_is_never_taken_for_the_identity_of_an_object(memory: Memory) -> None:
    box = Box("a")
    assert boxed(box) is not boxed(id(box))


def test_arguments_live_as_long_as_what_was_made_of_them(memory: Memory) -> None:
    """Else a new object could get the address of one that is gone, and with it its result."""
    for number in range(100):
        assert boxed(Box(number)).content == (Box(number),)


def test_functions_do_not_share_results(memory: Memory) -> None:
    @remembered
    def other(content: Any) -> Box:
        return Box(content)

    assert boxed("a") is not other("a")


def test_named_arguments_are_remembered_too(memory: Memory) -> None:
    @remembered
    def joined(first: str, second: str = "b") -> Box:
        return Box(first + second)

    assert joined("a", second="c") is joined("a", second="c")
    assert joined("a", second="c") is not joined("a") is joined("a")


def test_what_one_generation_did_not_ask_for_is_forgotten_after_two_turns(memory: Memory) -> None:
    asked, left = boxed("asked"), boxed("left")
    for _ in range(2):
        memory.turn()
        assert boxed("asked") is asked
    assert boxed("left") is not left
    memory.turn()
    memory.turn()
    assert len(memory) == 0


def test_without_an_active_memory_nothing_is_remembered() -> None:
    assert boxed("a") is not boxed("a")


def test_what_was_remembered_is_there_when_the_memory_is_active_again() -> None:
    memory = Memory()
    with remembering(memory):
        first = boxed("a")
    assert boxed("a") is not first
    with remembering(memory):
        assert boxed("a") is first


def test_the_innermost_memory_is_the_active_one(memory: Memory) -> None:
    outer = boxed("a")
    with remembering(Memory()):
        inner = boxed("a")
        assert inner is not outer
        assert boxed("a") is inner
    assert boxed("a") is outer


def test_a_block_without_a_memory_of_its_own_uses_the_active_one(memory: Memory) -> None:
    """Even an empty one: it is not taken for none."""
    with remembering() as inner:
        assert inner is memory
        found = boxed("a")
    assert boxed("a") is found


def test_a_block_without_any_memory_has_one_for_itself() -> None:
    with remembering():
        first = boxed("a")
        assert boxed("a") is first
    with remembering():
        assert boxed("a") is not first


def test_a_memory_is_active_in_its_own_thread_only(memory: Memory) -> None:
    found = [boxed("a")]
    thread = threading.Thread(target=lambda: found.append(boxed("a")))
    thread.start()
    thread.join()
    assert found[0] is not found[1]


def test_exceptions_are_not_remembered(memory: Memory) -> None:
    calls: list[str] = []

    @remembered
    def failing(word: str) -> str:
        calls.append(word)
        if len(calls) == 1:
            raise ValueError(word)
        return word

    with pytest.raises(ValueError, match="a"):
        failing("a")
    assert [failing("a"), failing("a")] == ["a", "a"]
    assert calls == ["a", "a"]


def test_the_memory_is_inactive_again_after_an_exception() -> None:
    with pytest.raises(ValueError, match="a"), remembering(Memory()):
        raise ValueError("a")
    assert boxed("a") is not boxed("a")


def nested(word: str) -> Box:
    return Box((boxed(word), boxed(word)))


@pytest.mark.parametrize("function", [nested, remembered(nested)])
def test_remembered_functions_call_one_another(memory: Memory, function: Callable[[str], Box]) -> None:
    one, other = function("a").content
    assert one is other is boxed("a")


@pytest.mark.parametrize(("root", "day"), [(MOBILE_PLANS, None), (HOME, PartialDate(2025, 12, 16))])
def test_a_build_that_remembers_makes_the_same_bytes_as_one_that_does_not(root: Path, day: PartialDate | None) -> None:
    project = project_at(root)
    sources = read_project(project)
    settings = Settings(TODAY, as_of=day)
    assert dict(make(project, sources, settings).files) == dict(finish(project, prepare(sources, settings)).files)


def test_days_count_by_value(memory: Memory) -> None:
    assert boxed(dt.date(2026, 1, 2)) is boxed(dt.date.fromisoformat("2026-01-02"))
