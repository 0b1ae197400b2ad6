"""The list of bad inputs is tried as a whole; where this format answers otherwise than most would, it says why."""

import re
from pathlib import Path

import pytest

NAMED = {
    "A": (*(1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 31, 32, 34, 35, 37, 38, 40),
          *(41, 43, 44, 46, 47, 49, 50)),
    "B": (2, 3, 5, 6, 8, 9, 11, 12, 14, 15),
    "C": (1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23),
    "D": (1, 2, 4, 5, 7, 8, 10, 11, 13, 14),
    "E": (1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22),
    "F": (1, 3, 4, 6, 7, 9, 10),
    "G": (2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20),
    "H": (1, 3, 4, 6, 7),
}  # fmt: skip
NUMBERS = [f"{section}{number:02}" for section, numbers in NAMED.items() for number in numbers]

OTHERWISE = {
    "C10": "A warning: prices in two currencies may stand on one site; without a rate no winner or cheapest is named.",
    "C13": "Against the plan's price before, which stays in the file; what was published is not looked at.",
    "C17": "Only `check` asks for the day, by SOURCE_DATE_EPOCH or the clock; a build is the same on every day.",
    "C19": "The vendor's own hosts are data (`hosts` of a product); a product that names none is not doubted.",
    "C20": "A source is named by id: two values of one source, under one condition or from one day.",
    "C22": "A warning, in NT$ alone: there consumers are shown prices with tax.",
    "D02": "There are no footnotes or pictures of one's own: they are refused; sources, tests and features are named.",
    "D08": "A product's id is its file's name, so that two cannot have one; an offer can, and a key within a file.",
    "D10": "An id has no capitals: the second one is refused by its form.",
    "D11": "An id has no letters but a-z: both are refused by their form.",
    "D13": "Folders hold no folders: the second one is read by nobody, and `index` is reserved.",
    "E05": "An id is written, never made from a title: one without a letter of a-z is refused by its form.",
    "G08": "Pages are named without their language, so that a link with one is an error; a whole address is a warning.",
    "G18": "A warning: a figure may be the editors' own, and is then marked.",
}
"""What the list has otherwise, by number, and why."""


@pytest.mark.parametrize("number", NUMBERS)
def test_every_case_of_the_list_is_tried(number: str) -> None:
    sources = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_bad_[a-h]_*.py"))
    tried = re.compile(rf'"{number}\b|test_{number.lower()}_|_and_{number.lower()}_')
    assert any(tried.search(source) for source in sources)


def test_only_cases_of_the_list_are_excused() -> None:
    assert set(OTHERWISE) <= set(NUMBERS)
