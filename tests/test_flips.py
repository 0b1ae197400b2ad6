"""Flip points: at each one the leaders change, between them they do not."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.flips import leaders_with, weight_flips
from pingbi.analysis.scores import Score, ScorePoints

FEATURES = ("picture", "sound", "price")
part = st.integers(0, 8).map(lambda n: Fraction(n, 8))


def score(product: str, *ends: tuple[Fraction, Fraction]) -> Score:
    points = tuple(
        (name, ScorePoints(min(end), max(end), min(end) == max(end))) for name, end in zip(FEATURES, ends, strict=True)
    )
    return Score(product, points, Fraction(0), Fraction(0), Fraction(1), ())


scores = st.lists(st.tuples(*[st.tuples(part, part)] * 3), min_size=2, max_size=4).map(
    lambda rows: tuple(score(f"p{index}", *row) for index, row in enumerate(rows))
)
weights = st.fixed_dictionaries({name: st.integers(1, 5) for name in FEATURES})


def one(value: int) -> tuple[Fraction, Fraction]:
    return Fraction(value), Fraction(value)


def test_a_picture_that_weighs_more_than_the_sound_turns_the_answer() -> None:
    found = list(
        weight_flips(
            (score("a", one(1), one(0), one(0)), score("b", one(0), one(1), one(0))), dict.fromkeys(FEATURES, 2)
        )
    )
    assert [(flip.feature, flip.at, flip.below, flip.above) for flip in found] == [
        ("picture", Fraction(2), ("b",), ("a",)),
        ("sound", Fraction(2), ("a",), ("b",)),
    ]


@given(scores, weights)
def test_the_leaders_change_at_every_flip_point(found: tuple[Score, ...], given_weights: dict[str, int]) -> None:
    for flip in weight_flips(found, given_weights):
        nearest = Fraction(1, 10**9)
        before = leaders_with(found, given_weights, flip.feature, flip.at - nearest)
        after = leaders_with(found, given_weights, flip.feature, flip.at + nearest)
        assert (before, after) == (flip.below, flip.above)
        assert before != after


@given(scores, weights, st.integers(0, 400).map(lambda n: Fraction(n, 20)))
def test_between_two_flip_points_the_leaders_stay(
    found: tuple[Score, ...], given_weights: dict[str, int], weight: Fraction
) -> None:
    for feature in FEATURES:
        here = [flip for flip in weight_flips(found, given_weights) if flip.feature == feature]
        if any(flip.at == weight for flip in here) or weight == 0:
            continue
        passed = [flip for flip in here if flip.at < weight]
        coming = [flip for flip in here if flip.at > weight]
        leaders = leaders_with(found, given_weights, feature, weight)
        assert all(leaders == flip.above for flip in passed[-1:])
        assert all(leaders == flip.below for flip in coming[:1])
