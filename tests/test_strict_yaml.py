"""Strict YAML: what it reads as what, and where it finds each fault."""

import pickle
import time
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pingbi.content.yaml.documents import Document, FaultyDocument, read_yaml
from pingbi.diagnostics.problem import ContentError, Problem


def shown(problems: Iterable[Problem]) -> str:
    return ", ".join(f"{p.place.line}:{p.place.column} {p.code}" for p in problems)


def faults(text: str | bytes) -> str:
    """Line, column and code of every problem; nothing where the file is read."""
    data = text if isinstance(text, bytes) else text.encode()
    try:
        read_yaml(data, "x.yaml")
    except ContentError as error:
        return shown(error.problems)
    return ""


def hint(text: str | bytes) -> str:
    with pytest.raises(ContentError) as caught:
        read_yaml(text if isinstance(text, bytes) else text.encode(), "x.yaml")
    return caught.value.problems[0].hint


def value(text: str) -> object:
    data = read_yaml(f"a: {text}\n".encode(), "x.yaml").data
    return data["a"] if isinstance(data, dict) else data


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("6.99", Decimal("6.99")),
        ("1.10", Decimal("1.10")),
        ("-0.153", Decimal("-0.153")),
        ("123456789012345678", 123456789012345678),
        ("2026-02-30", "2026-02-30"),
        ("2026-01-01T25:00:00Z", "2026-01-01T25:00:00Z"),
        ("01/02/2026", "01/02/2026"),
        ("1.10.0", "1.10.0"),
        ("60 s", "60 s"),
        ("8-12%", "8-12%"),
        ("~50", "~50"),
        ("100+", "100+"),
        ("<=7", "<=7"),
        ("y", "y"),
        ("none", "none"),
        ('"no"', "no"),
        ("'1:30'", "1:30"),
        ('"012"', "012"),
        ("影片", "影片"),
    ],
)
def test_only_clear_values_are_more_than_text(text: str, meaning: object) -> None:
    assert value(text) == meaning
    assert type(value(text)) is type(meaning)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((word, "bool-form") for word in ("yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off")),
        *((word, "bool-form") for word in ("OFF", "True", "TRUE", "False", "FALSE")),
        *((word, "null-form") for word in ("Null", "NULL")),
        *((word, "number-finite") for word in (".nan", ".NaN", ".inf", "-.inf", "+.Inf")),
        *((word, "number-form") for word in ("1_000", "1_000.5", "1:30", "12:30:45", "0x1F", "0o7")),
        *((word, "number-form") for word in ("0b1", "012", "-007")),
        *((word, "number-form") for word in ("+5", ".5", "5.", "1e3", "1.5E-3")),
        *((word, "number-range") for word in ("9" * 19, "9" * 5000, "0." + "1" * 30)),
    ],
)
def test_values_that_readers_take_in_different_ways_are_refused(text: str, code: str) -> None:
    assert faults(f"a: {text}\n") == f"1:4 {code}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name: "Acme\n', "1:7 yaml-syntax"),
        ('name: "Acme\nprice: "5"\nb: c\n', "1:7 yaml-syntax"),
        ("a: 1\nb:\n  - c: 'x\n    d: 'y'\n", "3:8 yaml-syntax"),
        ("a: [a, b\n", "1:4 yaml-syntax"),
        ("a: [a, b\nc: d\ne: {f: g}\n", "1:4 yaml-syntax"),
        ("a: {b: [1, 2}\n", "1:8 yaml-syntax"),
        ("a: [\n", "1:4 yaml-syntax"),
        ("a: {\n  b: c\n  d: e\n}\n", "3:4 yaml-syntax"),
        ("a: [x y]]\n", "1:9 yaml-syntax"),
        ('a: "x" y\n', "1:8 yaml-syntax"),
        ('影片: {zh-TW: "他說"好"", en: x}\n', "1:17 yaml-syntax"),
        ("a:\n   b: 1\n  c: 2\n", "3:3 yaml-syntax"),
        ("- a\nb: c\n", "2:1 yaml-syntax"),
        ("a: b: c\n", "1:5 yaml-syntax"),
        ("評比: 影片: c\n", "1:7 yaml-syntax"),
        ("a: 1\nb\nc: 2\n", "2:1 yaml-syntax"),
        ("a: @x\n", "1:4 yaml-syntax"),
        ("a: %x\n", "1:4 yaml-syntax"),
        ("a: `x`\n", "1:4 yaml-syntax"),
        ("a: *\n", "1:4 yaml-syntax"),
        ('a: "\\q"\n', "1:5 yaml-syntax"),
        ("a:\t1\n", "1:3 yaml-tab"),
        ("a:\n\tb: 1\nc: 2\t\n", "2:1 yaml-tab, 3:5 yaml-tab"),
        ("price: 1\nprice: 2\n", "2:1 duplicate-key"),
        ("é: 1\ne\u0301: 2\n", "2:1 duplicate-key"),
        ("a: {ab: 1, ａｂ: 2}\n", "1:12 duplicate-key"),
        ("b: &b {x: 1}\nc:\n  <<: *b\n", "1:4 yaml-alias, 3:3 merge-key"),
        ("c:\n  <<: [*b, *b]\n", "2:3 merge-key"),
        ("a: &x {b: *x}\n", "1:4 yaml-alias, 1:11 yaml-alias"),
        ("*x : y\n", "1:1 yaml-alias"),
        ("a: !!python/object/apply:os.system ['id']\n", "1:4 yaml-tag"),
        ("a: !!timestamp foo\nb: !!int\nc: !!int foo\n", "1:4 yaml-tag, 2:4 yaml-tag, 3:4 yaml-tag"),
        ("a: !<x\n", "1:4 yaml-tag"),
        ("a: !x!y z\n", "1:4 yaml-tag"),
        ("%YAML 1.2\n---\na: 1\n", "1:1 yaml-directive"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "1:1 yaml-directive"),
        ("%FOO\n---\na: 1\n", "1:1 yaml-directive"),
        ("a: 1\n---\nb: 2\n", "2:1 yaml-documents"),
        ("", "1:1 empty-file"),
        ("# nothing\n\n# here\n", "1:1 empty-file"),
        ("---\n", "1:1 empty-file"),
        ("1: x\ntrue: y\n? [a]\n: z\n", "1:1 key-type, 2:1 key-type, 3:3 key-type"),
        ("a: {: x}\n", "1:5 key-type"),
        ("a:\n  : x\n", "2:3 key-type"),
        ("?\n: x\n", "1:2 key-type"),
        ("on: x\nNo: y\n", "1:1 bool-form, 2:1 bool-form"),
        ("名稱: a\x07b\nc: \x1b\n", "1:6 char-control, 2:4 char-control"),
        ('a: "\\a"\n', "1:4 char-control"),
        ('a: "\\ud800"\n', "1:4 char-surrogate"),
        (b"a: 1\nb: x\xed\xa0\x80\n", "2:5 char-surrogate"),
        ("a: x\u202ey\n", "1:5 char-bidi"),
        ('a: "\\u202E"\n', "1:4 char-bidi"),
        ("# \u2066 comment\na: 1\n", "1:3 char-bidi"),
        ("a: \u200b\n", "1:4 value-empty"),
        ('a: ""\nb: "　 "\nc: >\n', "1:4 value-empty, 2:4 value-empty, 3:4 value-empty"),
        ("a: " + "x" * 20_001 + "\n", "1:4 value-too-long"),
        ("\ufeff\ufeffa: 1\n", "1:1 char-control"),
        ("名稱: 台灣\n".encode("big5"), "1:1 encoding"),
        ("a: 1\nb: café\n".encode("latin-1"), "2:7 encoding"),
        ("a: 1\n".encode("utf-16"), "1:1 encoding"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_stands(text: str | bytes, expected: str) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("country: NO\n", 'write false for a yes/no value; quote it if it is text ("NO")'),
        ("price: 1_000\n", "write 1000"),
        ("ratio: 16:9\n", '"16:9"'),
        ("name：x\na: 1\n", "half-width colon"),
        ("名稱: 台灣的影片生成器\n".encode("big5"), "it looks like Big5; re-save the file as UTF-8"),
        ("a: 视频生成器的价格\n".encode("gb18030"), "it looks like GB18030"),
        ("b: café\n".encode("latin-1"), "it looks like Latin-1"),
        ("a: 1\n".encode("utf-16"), "it looks like UTF-16"),
    ],
)
def test_the_hint_says_what_to_write_instead(text: str | bytes, words: str) -> None:
    assert words in hint(text)


def test_all_recoverable_problems_are_reported_in_one_run() -> None:
    text = "a: yes\nb: 1_000\na: .nan\nc: &x !!int 1\nd: \u200b\n2: x\ne: [1:30, {f: 012}]\n"
    assert [found.split()[1] for found in faults(text).split(", ")] == [
        "bool-form", "number-form", "duplicate-key", "number-finite", "yaml-alias", "yaml-tag", "value-empty",
        "key-type", "number-form", "number-form",
    ]  # fmt: skip


def test_problems_before_broken_syntax_are_reported_with_it() -> None:
    assert faults("a: yes\nb: [1\n") == "1:4 bool-form, 2:4 yaml-syntax"


def test_a_duplicate_key_names_both_places() -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(b"a:\n  price: 1\n  price: 2\n", "x.yaml")
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.path) == (3, ("a", "price"))
    assert [(place.line, place.column) for place in problem.also] == [(2, 3)]


def test_what_a_faulty_file_seems_to_say_is_kept_for_later_checks() -> None:
    with pytest.raises(FaultyDocument) as caught:
        read_yaml(b"a: yes\nb: 1\n", "x.yaml")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.document.data == {"a": "yes", "b": 1}
    assert copy.problems == caught.value.problems


def test_positions_count_characters_and_name_keys_and_values() -> None:
    document = read_yaml("名: {zh-TW: 影片🎬, en: Video}\nlist:\n  - 1\n  - b: 'x'\n".encode(), "x.yaml")
    assert document.positions["名", "en"] == (1, 21, 1, 26)
    assert document.keys["名", "en"] == (1, 17, 1, 19)
    assert document.positions["名",] == (1, 4, 1, 27)
    assert document.positions["list", 1] == (4, 5, 4, 11)
    assert document.positions["list", 1, "b"] == (4, 8, 4, 11)
    assert document.positions["list",] == (3, 3, 4, 11)
    assert document.positions[()] == (1, 1, 4, 11)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_do_not_matter(ends: str) -> None:
    text = "a: |\n  x\n  y\nb: 2"
    plain = read_yaml(text.encode(), "x.yaml")
    assert read_yaml(b"\xef\xbb\xbf" + text.replace("\n", ends).encode(), "x.yaml") == plain
    assert read_yaml(text.replace("\n", "\r\n", 1).encode(), "x.yaml") == plain
    assert plain.data == {"a": "x\ny\n", "b": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 30_000, "1:21 yaml-depth"),
        ("[" * 30_000 + "]" * 30_000, "1:21 yaml-depth"),
        ("[\n" * 30_000, "21:1 yaml-depth"),
        ("{a: " * 30_000, "1:81 yaml-depth"),
        ("- " * 30_000, "1:41 yaml-depth"),
        ("".join(f"k{n}: 1\n" for n in range(100_000)), "25000:9 too-many-nodes"),
        ("a: x\n" * 500_000, "1:1 file-too-big"),
        ("\t\n" * 900_000, "1:1 yaml-tab"),
        ("\x07" * 1_900_000, "1:1 char-control"),
    ],
    ids=["open", "closed", "lines", "maps", "dashes", "keys", "megabytes", "tabs", "bells"],
)
def test_bombs_are_refused_quickly(text: str, expected: str) -> None:
    start = time.perf_counter()
    assert faults(text).split(", ")[0] == expected
    assert time.perf_counter() - start < 2


def test_a_merge_key_bomb_is_refused_quickly() -> None:
    lines = ["a0: &a0 {k: 1}"] + [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 8)]
    codes = {found.split()[1] for found in faults("\n".join(lines)).split(", ")}
    assert codes == {"yaml-alias", "merge-key"}


def test_twenty_levels_are_allowed_and_no_more() -> None:
    assert faults("[" * 20 + "]" * 20) == ""
    assert faults("[" * 21 + "]" * 21) == "1:21 yaml-depth"


YAMLISH = st.text(
    alphabet=st.sampled_from("ab01 _:-.,?!&*#|>%@`'\"[]{}<~\n\t\r\\\\xuU\u200b\u202e影\ufeff🎬"), max_size=80
)
LINES = st.lists(
    st.sampled_from([
        "a: 1", "  b: [x,", "- c", "  - {d: e", "}", "]", '"q', "'", "<<: *a",
        "&a", "? k", ": v", "---", "...", "%YAML 1.2", "!!int", "|", " >-", "\t", "# c", "yes: no", "\ud83c",
    ]),
    max_size=12,
).map("\n".join)  # fmt: skip


def check(data: bytes) -> None:
    try:
        assert isinstance(read_yaml(data, "x.yaml"), Document)
    except ContentError as error:
        lines = data.count(b"\n") + data.count(b"\r") + 1
        assert error.problems
        for problem in error.problems:
            assert problem.place.line is not None and 1 <= problem.place.line <= lines
            assert problem.place.column is not None and problem.place.column >= 1


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        YAMLISH.map(str.encode),
        LINES.map(lambda t: t.encode("utf-8", "surrogatepass")),
    )
)
@example(b"")
@example(b"\xff")
@example(b"a: [\n")
@example(b"\xf4")
@example(b'"\n')
def test_any_bytes_end_in_a_document_or_in_located_problems(data: bytes) -> None:
    check(data)
