"""The highest of many lines: where others meet it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.curves import StraightLine, meetings
from tests.support.laws import law

F = Fraction
small = st.integers(-6, 6).map(F)
lines = st.lists(st.builds(StraightLine, small, small), min_size=1, max_size=6)


def test_a_line_meets_the_corner_of_two() -> None:
    assert meetings([StraightLine(F(2), F(0)), StraightLine(F(0), F(1))], [StraightLine(F(0), F(2))]) == {1}


@law
@given(lines, lines)
def test_they_meet_exactly_where_a_search_of_all_pairs_says(
    floors: list[StraightLine], others: list[StraightLine]
) -> None:
    found = {
        x
        for floor in floors
        for other in others
        if floor.slope != other.slope
        and (x := (floor.start - other.start) / (other.slope - floor.slope)) > 0
        and floor.at(x) == max(line.at(x) for line in floors)
    }
    assert meetings(floors, others) == found
