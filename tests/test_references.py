"""References in running text: found where they stand, everything else left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.locale.text import Opinion, Reference, Stray, marks, references, split
from tests.support.laws import law


def cut(text: str) -> list[str]:
    """The pieces of a text: plain ones as they are, references in braces, marked figures after '~', strays as '!'."""
    return [piece if isinstance(piece, str) else short(piece) for piece in split(text)]


def short(piece: Reference | Opinion | Stray) -> str:
    match piece:
        case Reference():
            return piece.markup
        case Opinion():
            return f"~{piece.figure}"
        case Stray():
            return f"!{piece.mark}"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("plain", ["plain"]),
        ("{kling-30}", ["{kling-30}"]),
        ("片長 {kling-30.max-duration}。", ["片長 ", "{kling-30.max-duration}", "。"]),
        ("{a}{b.c}", ["{a}", "{b.c}"]),
        ("{a.plans.b.credits_per_month}", ["{a.plans.b.credits_per_month}"]),
        (r"\{a\}", ["{a}"]),
        (r"x \{ {a} \} y", ["x { ", "{a}", " } y"]),
        ("{", ["!"]),
        ("a } b", ["a ", "!", " b"]),
        ("{}", ["!"]),
        ("{ a }", ["!"]),
        ("{A}", ["!"]),
        ("{a..b}", ["!"]),
        ("{a.b.}", ["!"]),
        ("{_a}", ["!"]),
        ("{a\nb}", ["!", "a\nb", "!"]),
        ("{{a}}", ["!", "{a}", "!"]),
        ("under {~ 5 s}.", ["under ", "~5 s", "."]),
        ("{~5 秒}{~ a week }", ["~5 秒", "~a week"]),
        ("{~ ~5 s}", ["~~5 s"]),
        ("{~}", ["!empty"]),
        ("{~  }", ["!empty"]),
        ("{~ 5 s", ["!open", "~ 5 s"]),
        ("{~ 5\ns}", ["!open", "~ 5\ns", "!"]),
        ("{~ {a} s}", ["!nested", "~ ", "{a}", " s", "!"]),
        (r"\{~ 5 s\}", ["{~ 5 s}"]),
        ("{ ~5 s}", ["!"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_a_reference_knows_its_parts_and_place() -> None:
    assert references("ab {c-1.d} {e}") == (Reference(("c-1", "d"), 3), Reference(("e",), 11))


def test_all_languages_have_the_same_marks() -> None:
    assert marks("{a} 不到 {~ 5 秒}") == marks("{a} under {~ 5 s}") == ("{a}", "{~ …}")


NAMES = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
PLAIN = st.text(st.characters(exclude_characters="{}\\", exclude_categories=["Cs"]), max_size=8)


@law
@given(st.lists(st.tuples(PLAIN, st.lists(NAMES, min_size=1, max_size=4)), max_size=5), PLAIN)
def test_every_reference_is_found_at_its_offset(written: list[tuple[str, list[str]]], tail: str) -> None:
    text = "".join(f"{before}{{{'.'.join(parts)}}}" for before, parts in written) + tail
    found = references(text)
    assert [list(reference.parts) for reference in found] == [parts for _, parts in written]
    assert all(text.startswith(reference.markup, reference.offset) for reference in found)
    assert "".join(cut(text)) == text


@law
@given(st.text(max_size=30))
def test_no_text_is_lost(text: str) -> None:
    """What is plain stays plain; every brace is escaped, part of a reference, or pointed at."""
    kept = sum(len(piece) if isinstance(piece, str) else 0 for piece in split(text))
    assert kept <= len(text)
    assert all(text[piece.offset] in "{}" for piece in split(text) if not isinstance(piece, str))
