"""Problems sort in one order, and wrong words find the right ones."""

import pickle
import random

import pytest

from pingbi.diagnostics.message import did_you_mean, odd_letters, say
from pingbi.diagnostics.problem import ContentError, Place, Problem


def test_places_sort_by_file_line_column_and_path() -> None:
    places = [
        Place("a.yaml"),
        Place("a.yaml", (0, "x")),
        Place("a.yaml", ("plans", 2)),
        Place("a.yaml", ("plans", 10)),
        Place("a.yaml", ("plans", "free")),
        Place("a.yaml", line=2, column=9),
        Place("a.yaml", line=10, column=1),
        Place("b.yaml"),
    ]
    shuffled = random.Random(1).sample(places, len(places))
    assert sorted(shuffled) == places


def test_a_content_error_holds_each_problem_once_in_order() -> None:
    first, second = Problem(Place("a"), "x", say("m")), Problem(Place("b"), "a", say("m"))
    assert ContentError([second, first, second]).problems == (first, second)


def test_problems_about_different_things_are_different_and_in_order() -> None:
    one, other = (Problem(Place("a"), "x", say("m"), about=(name,)) for name in ("a", "b"))
    assert ContentError([other, one, other]).problems == (one, other)


def test_a_content_error_survives_the_way_between_processes() -> None:
    error = ContentError([Problem(Place("a", ("x", 1)), "x", say("m"))])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("monht", "month"),
        ("mounth", "month"),
        ("max_duration", "max-duration"),
        ("Max-Duration", "max-duration"),
        ("kling30", "kling-30"),
        ("ｙｅａｒ", "year"),
        ("n\u0430me", "name"),
        ("source_of_it", None),
        ("", None),
        ("zzz", None),
    ],
)
def test_the_nearest_name_is_offered_only_if_it_is_near(word: str, meant: str | None) -> None:
    assert did_you_mean(word, ["month", "year", "max-duration", "kling-25", "kling-30", "name"]) == meant


def test_without_candidates_nothing_is_offered() -> None:
    assert did_you_mean("x", []) is None


def test_look_alike_letters_are_described_by_number_and_name() -> None:
    assert odd_letters("n\u0430me") == "U+0430 CYRILLIC SMALL LETTER A"
    assert odd_letters("name") == ""
