"""Tallies count questions, not rows: splitting a row into several changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.pairs import FEW, QuestionCount, combined, tally
from pingbi.analysis.winners import NONE, WIN, Outcome
from pingbi.locale.text import Text
from pingbi.model.catalogue import Feature
from pingbi.model.editorial import TIE, UNDECIDED
from pingbi.model.kinds import KINDS
from tests.support.laws import law

NAME = Text((("en", "Name"),))
OUTCOMES = st.sampled_from([Outcome(WIN, "a"), Outcome(WIN, "b"), Outcome(TIE), Outcome(UNDECIDED), Outcome(NONE)])


def feature(question: str) -> Feature:
    return Feature.model_construct(group="all", name=NAME, asks=NAME, kind=KINDS["number"], question=question)


def counted(rows: list[tuple[str, Outcome]]) -> QuestionCount:
    """The count of rows, each a question and its outcome."""
    features = {f"row-{i}": feature(question) for i, (question, _) in enumerate(rows)}
    return tally(features, {f"row-{i}": outcome for i, (_, outcome) in enumerate(rows)}, "a", "b")


A, B, T, U = Outcome(WIN, "a"), Outcome(WIN, "b"), Outcome(TIE), Outcome(UNDECIDED)


@pytest.mark.parametrize(
    ("rows", "result"),
    [
        ([A], "a"),
        ([A, A, A], "a"),
        ([A, T], "a"),
        ([A, U], "a"),
        ([A, B], UNDECIDED),
        ([A, B, T], UNDECIDED),
        ([T, T], TIE),
        ([T, U], UNDECIDED),
        ([U], UNDECIDED),
    ],
)
def test_rows_of_one_question(rows: list[Outcome], result: str) -> None:
    assert combined(rows) == result
    assert combined(reversed(rows)) == result


def test_three_rows_of_one_question_count_once() -> None:
    count = counted([("access", A), ("access", A), ("access", A), ("", B), ("", T)])
    assert count == QuestionCount(a=1, b=1, ties=1, undecided=0, rows=5)
    assert count.questions == 3


def test_rows_without_a_question_are_questions_of_their_own() -> None:
    assert counted([("", A), ("", A), ("", B)]) == QuestionCount(2, 1, 0, 0, 3)


def test_rows_with_no_better_side_do_not_count() -> None:
    assert counted([("", Outcome(NONE)), ("q", Outcome(NONE))]) == QuestionCount(0, 0, 0, 0, 0)


@pytest.mark.parametrize(("decided", "few"), [(0, True), (FEW - 1, True), (FEW, False)])
def test_what_is_undecided_does_not_make_a_few_questions_many(decided: int, few: bool) -> None:
    assert counted([("", A)] * decided + [("", U)] * 10).few is few


ROWS = st.lists(st.tuples(st.sampled_from(["p", "q", "r", "s"]), OUTCOMES), max_size=8)


@law
@given(ROWS, st.integers(0, 7), st.integers(1, 4))
def test_splitting_a_row_into_equal_ones_changes_no_result(
    rows: list[tuple[str, Outcome]], which: int, parts: int
) -> None:
    split = rows + rows[which : which + 1] * parts
    before, after = counted(rows), counted(split)
    assert (before.a, before.b, before.ties, before.undecided) == (after.a, after.b, after.ties, after.undecided)


@law
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, Outcome]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(rows) == counted(shuffled)


@law
@given(ROWS)
def test_swapping_the_two_swaps_their_counts(rows: list[tuple[str, Outcome]]) -> None:
    mirror = {"a": "b", "b": "a", "": ""}
    swapped = counted([(question, Outcome(o.result, mirror[o.winner])) for question, o in rows])
    count = counted(rows)
    assert (swapped.a, swapped.b, swapped.ties) == (count.b, count.a, count.ties)
