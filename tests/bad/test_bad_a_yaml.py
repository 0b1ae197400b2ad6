"""A: YAML syntax and its reader."""

import re

import pytest

from tests.bad.conftest import Workspace
from tests.support.bad_cases import Bad, edit, raw, write
from tests.support.bad_site import GUIDE, PLANS_A, PRODUCT_A, PROSE_EN, SITE, TEXTS
from tests.support.commands import tree

PRICE, NAME = "monthly: 6.99", "name: Base"
READ = "content/sources.yaml"
DEEP = "a: " + "[" * 19 + "»" + "[" * 30_000
PAIRS = tuple(zip("abcdef", "bcdefg", strict=True))
BOMB = "a: &a {x: 1}\n" + "".join(f"{to}: {{<<: [{', '.join([f'*{of}'] * 10)}]}}\n" for of, to in PAIRS)
LAUGHS = "a: &a [ha]\n" + "".join(f"{to}: &{to} [{', '.join([f'*{of}'] * 10)}]\n" for of, to in PAIRS)


def numbered(number: str, value: str, code: str, hint: str, *others: str) -> Bad:
    """A price that is written so."""
    return edit(number, f"a price of {value[:12]}", PLANS_A, PRICE, f"monthly: »{value}", code, hint, *others)


def dated(number: str, value: str, code: str) -> Bad:
    """A source that was read on such a day."""
    return edit(number, f"a date {value}", READ, "read: 2026-01-06", f"read: »{value}", code, "YYYY-MM-DD")


CASES = [
    # quotes, brackets, indentation
    edit("A01", "an unclosed quote", PLANS_A, NAME, 'name: »"Base', "yaml-syntax", 'close it with "'),
    edit("A01", "an unclosed single quote", PLANS_A, NAME, "name: »'Base", "yaml-syntax", "close it with '"),
    edit("A01", "a quote before another value", PRODUCT_A, "{zh-TW: 樣本, en: Sample}", '{zh-TW: »"樣本, en: "Sample"}',
         "yaml-syntax", 'close it with "'),
    edit("A01", "a curly closing quote", SITE, "{zh-TW: 評比, en: Reviews}", '{zh-TW: »"評比”, en: "Reviews"}',
         "yaml-syntax", "” closes nothing"),
    edit("A01", "a name in curly quotes", PRODUCT_A, "name: Product A", "name: »“Product A”", "quote-form", "straight"),
    edit("A01", "a name in quotes that differ", PRODUCT_A, "name: Product A", "name: »“Product A\"", "quote-form",
         "straight"),
    edit("A01", "a name in full-width quotes", PLANS_A, NAME, "name: »＂Base＂", "quote-form", "straight"),
    edit("A01", "a title in corner brackets", SITE, "{zh-TW: 評比,", "{zh-TW: »「評比」,", "quote-form", "straight"),
    edit("A01", "a title in guillemets", SITE, "en: Reviews}", "en: »«Reviews»}", "quote-form", "straight"),
    edit("A01", "a value in curly quotes", PRODUCT_A, "length: 5 s", "length: »“5 s”", "quote-form", "straight"),
    edit("A01", "an id in curly quotes", PRODUCT_A, "source: sheet", "source: »‘sheet’", "quote-form", "straight"),
    edit("A01", "a key in curly quotes", PRODUCT_A, "vendor: Maker", "»“vendor”: Maker", "quote-form", "straight"),
    edit("A01", "a sentence in corner brackets", GUIDE, "zh-TW: 怎麼用？", "zh-TW: »「怎麼用？」", "quote-form",
         "straight", severity="warning"),
    edit("A01", "a sentence in nested brackets", GUIDE, "zh-TW: 怎麼用？", "zh-TW: »『「怎麼」用？』", "quote-form",
         "straight", severity="warning"),
    edit("A05", "a conflict of a merge", PLANS_A, "      - monthly: 6.99\n", "»<<<<<<< HEAD\n      - monthly: 6.99\n"
         "=======\n      - monthly: 7.99\n>>>>>>> prices\n", "merge-conflict", "keep what is right"),
    edit("A05", "a conflict in site.yaml", SITE, "base_url", "»<<<<<<< HEAD\n=======\n>>>>>>> x\nbase_url",
         "merge-conflict", "keep what is right"),
    edit("A05", "a conflict in features.yaml", "content/features.yaml", "groups:", "»=======\ngroups:",
         "merge-conflict", "keep what is right"),
    edit("A05", "a conflict in prose", PROSE_EN, "People at work.", "»<<<<<<< HEAD\nPeople at TODO.\n=======\n"
         "{no.such}\n>>>>>>> 12ab", "merge-conflict", "keep what is right"),
    edit("A25", "a language that is a yes/no value", SITE, "  zh-TW: {path",
         "  »no: {path: norsk, name: Norsk}\n  zh-TW: {path", "bool-form", "quote it"),
    edit("A01", "an unclosed key", PLANS_A, "currency: USD", '»"currency: USD', "yaml-syntax", 'close it with "'),
    write("A01", "two faults in one file, and one of another kind", PLANS_A,
          TEXTS[PLANS_A].replace("source: sheet", 'source: »"sheet').replace("600}", "600").replace("6.99", "1_0"),
          "yaml-syntax", 'close it with "', f"{PLANS_A}:8:18 number-form", f"{PLANS_A}:9:15 yaml-syntax"),
    edit("A02", "a bracket whose end is a comment", PRODUCT_A, "{zh-TW: 樣本, en: Sample}",
         "{zh-TW: 樣本 »#1, en: Sample}", "yaml-syntax", "quote the text that has a # in it"),
    edit("A02", "full-width brackets", SITE, "{zh-TW: 評比, en: Reviews}", "»｛zh-TW: 評比, en: Reviews｝",
         "yaml-syntax", "write the half-width {"),
    edit("A07", "a colon in a text in braces", SITE, "en: Reviews}", "en: see»: Reviews}", "yaml-syntax",
         "quote the text"),
    edit("A07", "a colon after two words in braces", SITE, "en: Reviews}", "en: please see»: Reviews}", "yaml-syntax",
         "quote the text"),
    edit("A07", "a colon in a Chinese text in braces", SITE, "zh-TW: 評比,", "zh-TW: 評比»: 比較,", "yaml-syntax",
         "quote the text"),
    edit("A02", "no comma in a mapping of other keys", SITE, "{path: en, name: English}", "{path: en name»: English}",
         "yaml-syntax", "separate with commas"),
    edit("A02", "no comma", SITE, "{zh-TW: 評比, en: Reviews}", "{zh-TW: 評比 en»: Reviews}", "yaml-syntax",
         "separate with commas"),
    edit("A02", "an unclosed bracket", PRODUCT_A, "length: 5 s", "length: »[5 s, 6 s", "yaml-syntax",
         "close it with ]"),
    edit("A03", "an unclosed brace", PLANS_A, "{credits_per_month: 600}", "»{credits_per_month: 600", "yaml-syntax",
         "close it with }"),
    edit("A03", "a bracket too many", PLANS_A, "600}", "600}»}", "yaml-syntax", "quote the whole value"),
    edit("A04", "a tab after the colon", PLANS_A, "name: Base", "name:»\tBase", "yaml-tab", "use spaces"),
    edit("A05", "an indentation that fits nothing", PLANS_A, "    prices:", "   »prices:", "yaml-syntax", "align it"),
    edit("A05", "an indentation that is too deep", PLANS_A, "source: sheet", "  »source: sheet", "yaml-syntax",
         "align"),
    edit("A05", "a full-width space as indentation", PLANS_A, "    name: Base", "»　　name: Base", "yaml-syntax",
         "a plain half-width space"),
    edit("A05", "a no-break space after the colon", PLANS_A, "currency: USD", "currency:»\u00a0USD", "yaml-syntax",
         "a plain half-width space"),
    edit("A05", "no space after the colon", PLANS_A, "currency: USD", "currency»:USD", "yaml-syntax", "write a space"),
    edit("A05", "no space after the hyphen", PLANS_A, "- monthly: 6.99", "»-monthly: 6.99\n        at: all",
         "yaml-syntax", "write a space"),
    edit("A06", "a tab as indentation", PLANS_A, "    name: Base", "»\tname: Base", "yaml-tab", "use spaces"),
    edit("A07", "a value that starts with @", PLANS_A, "Base", "»@Base", "yaml-syntax", 'quote it: "@Base"'),
    edit("A07", "a value that starts with %", PLANS_A, "Base", "»%Base", "yaml-syntax", 'quote it: "%Base"'),
    edit("A07", "a value that starts with a backtick", PLANS_A, "Base", "»`Base`", "yaml-syntax", 'quote it: "`Base`"'),
    edit("A07", "a value that starts with *", PLANS_A, "Base", "»*Base", "yaml-alias", "quote it if it is text"),
    edit("A07", "a value that starts with &", PLANS_A, "Base", "»&Base x", "yaml-alias", "quote the value"),
    edit("A07", "a value that starts with !", PLANS_A, "Base", "»!Base x", "yaml-tag", "quote the value"),
    edit("A07", "a value with a colon and a space", PLANS_A, "Base", "Base»: more", "yaml-syntax", "quote the text"),
    edit("A07", "a full-width colon", PLANS_A, "    name: Base", "    »name：Base", "yaml-syntax", "half-width colon"),
    edit("A07", "quotes in quotes", GUIDE, "{zh-TW: 想,", '{zh-TW: "他說"»想"",', "yaml-syntax", "「」"),
    # keys that are there twice
    edit("A08", "a key twice with other prices", PLANS_A, PRICE, f"{PRICE}\n        »monthly: 9.99", "duplicate-key",
         "keep one of them"),
    edit("A09", "a key twice in braces", PLANS_A, "600}", "600, »credits_per_month: 60}", "duplicate-key", "keep one"),
    edit("A09", "a feature twice", PRODUCT_A, "  size: 3", "  size: 3\n  »length: 6 s", "duplicate-key", "keep one"),
    edit("A10", "a key twice, once in full width", PLANS_A, PRICE, f"{PRICE}\n        »ｍonthly: 9", "duplicate-key",
         "keep one of them"),
    write("A10", "a key twice, composed and decomposed", PLANS_A,
          TEXTS[PLANS_A].replace("plans:", "plans:\n  caf\u00e9: {}\n  »cafe\u0301: {}"), "duplicate-key", "keep one",
          f"{PLANS_A}:5:3 id-form", f"{PLANS_A}:5:9 key-missing", f"{PLANS_A}:5:9 key-missing"),
    # anchors, merges, tags, directives
    edit("A11", "a key hidden by a merge", PLANS_A, PRICE, f"{PRICE}\n        »<<: {{monthly: 9}}", "merge-key",
         "write the keys out"),
    write("A12", "a list that is merged", PLANS_A, TEXTS[PLANS_A] + "»<<: [{a: 1}, {b: 2}]\n", "merge-key",
          "write the"),
    edit("A14", "an alias to itself", PRODUCT_A, "length: 5 s", "length: »&x {value: *x}", "yaml-alias", "delete it",
         f"{PRODUCT_A}:15:22 yaml-alias"),
    edit("A31", "a tag that runs a command", PLANS_A, "Base", "»!!python/object/apply:os.system ['id']", "yaml-tag",
         "delete it"),
    edit("A32", "a tag of a date", PLANS_A, "Base", "»!!timestamp foo", "yaml-tag", "delete it"),
    edit("A32", "a tag of a number", PLANS_A, "6.99", "»!!int foo", "yaml-tag", "delete it"),
    edit("A32", "a tag without a value", PLANS_A, "Base", "»!!int", "yaml-tag", "delete it"),
    edit("A33", "a tag of one's own", PLANS_A, "Base", "»!secret Base", "yaml-tag", "delete it"),
    edit("A33", "a tag of bytes", PLANS_A, "Base", "»!!binary aGk=", "yaml-tag", "delete it"),
    write("A37", "a directive", PLANS_A, "»%YAML 1.2\n---\n" + TEXTS[PLANS_A], "yaml-directive", "delete it"),
    write("A37", "a directive of tags", PLANS_A, "»%TAG ! tag:x,2000:\n---\n" + TEXTS[PLANS_A], "yaml-directive",
          "delete"),
    # bombs
    write("A16", "30,000 open brackets", PLANS_A, DEEP, "yaml-depth", "make it flatter"),
    # numbers, words and dates that readers take in different ways
    numbered("A20", "9" * 5000, "number-range", "check the number"),
    numbered("A21", "0x1F", "number-form", "plain digits"),
    numbered("A21", "012", "number-form", "plain digits"),
    numbered("A21", "1e3", "number-form", "plain digits"),
    numbered("A22", "1_000", "number-form", "write 1000"),
    numbered("A23", "1:30", "number-form", "write the unit"),
    numbered("A24", "6.", "number-form", "plain digits"),
    numbered("A24", "+5", "number-form", "plain digits"),
    edit("A25", "a country NO", PLANS_A, "Base", "»NO", "bool-form", 'quote it if it is text ("NO")'),
    edit("A25", "yes for true", PRODUCT_A, "sound: true", "sound: »yes", "bool-form", "write true"),
    edit("A25", "a key on", PLANS_A, "    includes:", "    »on: x\n    includes:", "bool-form",
         'quote it if it is text ("on")'),
    dated("A26", "2026-02-30", "date-bad"),
    dated("A27", "2026-13-01", "date-bad"),
    dated("A27", "2025-02-29", "date-bad"),
    dated("A28", "2026-01-01T25:00:00Z", "date-bad"),
    dated("A29", "01/02/2026", "date-form"),
    dated("A30", "2026/01/02", "date-form"),
    dated("A30", "Jan 2, 2026", "date-form"),
    dated("A30", "26-01-02", "date-form"),
    # files without data, and with too many
    write("A34", "an empty file", PLANS_A, "»", "empty-file", "fill it in"),
    write("A35", "only comments", PLANS_A, "»# nothing here yet\n", "empty-file", "fill it in"),
    write("A36", "two documents", PLANS_A, TEXTS[PLANS_A] + "»---\na: 1\n", "yaml-documents", "a file of its own"),
    # keys that are no words
    write("A37", "a directive that nothing ends", PLANS_A, "»%YAML 1.2\n" + TEXTS[PLANS_A], "yaml-directive",
          "delete it"),
    write("A38", "a number as a key", PLANS_A, TEXTS[PLANS_A] + "»1: x\n", "key-type", 'quote it: "1"'),
    write("A38", "a list as a key", PLANS_A, TEXTS[PLANS_A] + "? »[a]\n: x\n", "key-type", "a plain word"),
    write("A38", "true as a key", PLANS_A, TEXTS[PLANS_A] + "»true: x\n", "key-type", 'quote it: "true"'),
    write("A39", "nothing as a key", PLANS_A, TEXTS[PLANS_A] + "»: x\n", "key-type", "name it"),
    write("A39", "null as a key", PLANS_A, TEXTS[PLANS_A] + "»~: x\n", "key-type", 'quote it: "~"'),
    # characters and encodings
    edit("A40", "a bell", PLANS_A, "Base", "Ba»\x07se", "char-control", "delete it"),
    edit("A40", "an escape character", GUIDE, "想,", "想»\x1b,", "char-control", "delete it"),
    edit("A40", "a mark of bytes in the middle", PLANS_A, "Base", "Ba»\ufeffse", "char-control", "delete it"),
    raw("A42", "UTF-16", PLANS_A, TEXTS[PLANS_A].encode("utf-16"), "1:1", "encoding", "it looks like UTF-16"),
    raw("A43", "Big5", GUIDE, TEXTS[GUIDE].encode("big5"), "1:16", "encoding",
        "it looks like Big5; re-save the file as UTF-8"),
    raw("A44", "Latin-1", PLANS_A, TEXTS[PLANS_A].replace("Base", "Café").encode("latin-1"), "6:14", "encoding",
        "Latin-1"),
    raw("A42", "UTF-16 without its mark", PLANS_A, TEXTS[PLANS_A].replace("Base", "方案").encode("utf-16-le"), "6:22",
        "encoding", "it looks like UTF-16"),
    raw("A43", "a word of Big5 in a file of UTF-8", GUIDE,
        TEXTS[GUIDE].encode().replace("想".encode(), "想".encode("big5")), "3:17", "encoding",
        "write this character again"),
    raw("A45", "GB 18030", GUIDE, TEXTS[GUIDE].encode("gb18030"), "1:16", "encoding", "re-save the file as UTF-8"),
    edit("A46", "half a character by escape", PLANS_A, "Base", '»"\\ud800"', "char-surrogate", "write the character"),
    raw("A46", "half a character in bytes", PLANS_A, TEXTS[PLANS_A].encode().replace(b"Base", b"B\xed\xa0\x80"), "6:12",
        "char-surrogate", "write the whole character"),
    # too large
    raw("A17", "ten megabytes", PLANS_A, b"# " + b"x" * 10_000_000, "1:1", "file-too-big", "split it"),
    raw("A17", "prose of a megabyte", PROSE_EN, b"a b c\n\n" * 150_000, "1:1", "file-too-big", "split it"),
    raw("A17", "ten megabytes of a scenario with prose", "content/products/b.yaml", b"x: 1\n" * 2_000_000, "1:1",
        "file-too-big", "split it"),
    write("A18", "a text of 30,000 characters", PLANS_A, TEXTS[PLANS_A].replace("Base", "»" + "x" * 30_000),
          "value-too-long",
          "shorten it"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad)


@pytest.mark.parametrize(
    "line",
    ["a: 1\n", "k{}: 1\n", "- &a b\n", "a: \x07\n", "a:\t1\n"],
    ids=["twins", "unknown keys", "anchors", "bells", "tabs"],
)
def test_a19_of_very_many_problems_the_first_hundred_of_a_kind_are_reported(workspace: Workspace, line: str) -> None:
    """A file that is none of ours is left before its problems cost more than its reading."""
    text = "".join(line.format(number) for number in range(24_000))
    with workspace.having({PLANS_A: text.encode()}):
        ended = workspace.run("build")
    found = re.search(r"^(\d+) errors$", ended.err, re.MULTILINE)
    assert ended.code == 1 and found and 50 < int(found[1]) < 400


def test_a19_100_000_keys(workspace: Workspace) -> None:
    text = "".join(f"k{n}: 1\n" for n in range(100_000))
    with workspace.having({PLANS_A: text.encode()}):
        ended = workspace.run("build")
    assert ended.code == 1 and f"{PLANS_A}:25000:9: error[too-many-nodes]" in ended.err


@pytest.mark.parametrize(("bomb", "place"), [(BOMB, "2:5: error[merge-key]"), (LAUGHS, "2:4: error[yaml-alias]")])
def test_a13_and_a15_bombs_do_not_go_off(workspace: Workspace, bomb: str, place: str) -> None:
    with workspace.having({PLANS_A: bomb.encode()}):
        ended = workspace.run("build")
    assert ended.code == 1 and f"{PLANS_A}:{place}" in ended.err


def test_a31_nothing_is_executed(workspace: Workspace) -> None:
    command = f"!!python/object/apply:os.system ['touch {workspace.root}/ran']"
    with workspace.having({PLANS_A: TEXTS[PLANS_A].replace("Base", command).encode()}):
        workspace.run("build")
    assert not (workspace.root / "ran").exists()


@pytest.mark.parametrize(
    ("number", "change"),
    [
        ("A41", lambda data: b"\xef\xbb\xbf" + data),
        ("A47", lambda data: data.replace(b"\n", b"\r\n")),
        ("A48", lambda data: data.replace(b"\n", b"\r")),
        ("A49", lambda data: re.sub(rb"\n", b"\r\n", data, count=3)),
        ("A50", lambda data: data.rstrip(b"\n")),
    ],
    ids=["A41 a byte order mark", "A47 CRLF", "A48 CR", "A49 CRLF and LF", "A50 no final newline"],
)
def test_it_is_the_same_to_the_reader(workspace: Workspace, number: str, change: object) -> None:
    """Every file written so: the same site, byte by byte."""
    before = tree(workspace.root / "site")
    with workspace.having({file: change(text.encode()) for file, text in TEXTS.items()}):  # type: ignore[operator]
        ended = workspace.run("build")
        assert (ended.code, ended.err) == (0, "")
        assert tree(workspace.root / "site") == before
    assert "0 files written" in workspace.run("build").out


def test_a47_line_ends_do_not_change_a_block_of_text(workspace: Workspace) -> None:
    block = TEXTS[SITE].replace(
        "advice: {zh-TW: 看用途, en: It depends on your work}",
        "advice:\n  zh-TW: |\n    看\n    用途\n  en: |\n    It\n    depends",
    )
    sites = []
    for data in (
        block.encode(),
        block.encode().replace(b"\n", b"\r\n"),
        block.encode().replace(b"    depends", b"    depends\r\n\r\n"),
    ):
        with workspace.having({SITE: data}):
            assert workspace.run("build").err == ""
            sites.append(tree(workspace.root / "site"))
    workspace.run("build")
    assert sites[0] == sites[1] == sites[2]
