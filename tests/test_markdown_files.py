"""Prose is read whole, or every fault in it is named with its place."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pingbi.content.prose import check_prose, read_prose
from pingbi.diagnostics.problem import Problem


def shown(problems: Iterable[Problem]) -> str:
    """Line, column and code of every problem; nothing where the text is good."""
    return ", ".join(f"{p.place.line}:{p.place.column} {p.code}" for p in problems)


def faults(text: str) -> str:
    return shown(check_prose(text, "x.md"))


GOOD = """\
## 標題 *強調*

A {kling-30.max-duration} clip, 3 < 5 and 5 > 3, `<b>` and `[x](javascript:y)`, \\<b> and &lt;b&gt;.
See [prices](/pricing/), [above](#top), [there](https://example.org/a?b#c) and <https://example.org/>.

### Deeper

    <indented code>

```html
<script>[x](javascript:y)</script>
```

> - quoted
> - list

| a | b |
|---|---|
| 1 | array[0] (x) |

## Next
"""


def test_good_prose_has_no_problems() -> None:
    assert faults(GOOD) == ""
    assert read_prose(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "x.md") == (GOOD, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("評比 <img src=x onerror=alert(1)> 好\n", "1:4 md-html"),
        ("a\n\n<div>\n\nb\n</div>\n", "3:1 md-html, 6:1 md-html"),
        ("a <!-- b --> c\n", "1:3 md-html"),
        ("- a\n\n  > b <svg onload=x> `<i>` <iframe/>\n", "3:7 md-html, 3:28 md-html"),
        ("<style>\n\n<base href=x><meta http-equiv=y>\n", "1:1 md-html, 3:1 md-html, 3:14 md-html"),
        ("| a | a |\n|--|--|\n| <b> | <b> |\n", "3:3 md-html, 3:9 md-html"),
        ("## A <br> b\n", "1:6 md-html"),
        ("[x](javascript:alert(1))\n", "1:1 link-scheme"),
        ("好 [x](JaVaScRiPt:alert(1))\n", "1:3 link-scheme"),
        ("a\nb *c [x](java&#x73;cript:y)*\n", "2:6 link-scheme"),
        ("[x](java&Tab;script:y) [y](&#1;javascript:y)\n", "1:1 link-scheme, 1:24 link-scheme"),
        ("[x](java\tscript:y)\n", "1:1 link-scheme"),
        ("[x](java\nscript:y)\n", "1:1 link-scheme"),
        ("[x]( \ufffdjavascript:y)\n", "1:1 link-scheme"),
        ("[x](<java script:y>)\n", "1:1 link-scheme"),
        ("<javascript:alert(1)>\n", "1:1 link-scheme"),
        ("<me@example.org>\n", "1:1 link-scheme"),
        ("[x](data:text/html,y) [y](vbscript:z)\n", "1:1 link-scheme, 1:23 link-scheme"),
        ("[x](//evil.example/x) [y](\\\\evil)\n", "1:1 link-scheme, 1:23 link-scheme"),
        ("[z](/\\evil)\n", "1:1 link-scheme"),
        ("[x](http://example.org/)\n", "1:1 link-scheme"),
        ("[x](https:evil) [y](https:///evil)\n", "1:1 link-scheme, 1:17 link-scheme"),
        ("[z](https://a@b)\n", "1:1 link-scheme"),
        ("[x](%6aavascript:y)\n", "1:1 link-scheme"),
        ("[a]: javascript:y\n\n[a] [b][a]\n", "1:1 link-scheme, 3:1 link-scheme, 3:5 link-scheme"),
        ("[x](pricing/)\n[y](../z)\n[z]()\n", "1:1 link-form, 2:1 link-form, 3:1 link-form"),
        ("[x](a b c)\n", "1:1 link-form"),
        ("![p](https://evil.example/p.gif)\n", "1:1 image-remote"),
        ("[![p](//evil.example/p.gif)](/x/)\n", "1:2 image-remote"),
        ("![<b>](/p.png) ![x](javascript:y)\n", "1:3 md-html, 1:16 link-scheme"),
        ("a\n\n```py\nb\n\n## c\n", "3:1 md-fence"),
        ("- a\n\n  ~~~\n  b\n\nout\n", "3:3 md-fence"),
        ("````\n```\n", "1:1 md-fence"),
        ("```", "1:1 md-fence"),
        ("```\na\n```", ""),
        ("# A\n\n## B\n\n#### C\n\nD\n===\n", "1:1 md-heading, 5:1 md-heading, 7:1 md-heading"),
        ("### A\n", "1:1 md-heading"),
        ("##\n", "1:1 md-heading"),
        ("---\ntitle: x\n---\n\n# A\n", "1:1 front-matter, 5:1 md-heading"),
        ("---\ntitle: x\n\n<b>\n", "1:1 front-matter, 4:1 md-html"),
        ("+++\na = 1\n+++\n", "1:1 front-matter"),
        ("a\n\n---\n\nb\n", ""),
        ("a TODO補 b\nTBD\n待翻譯\nLorem ipsum\n", "1:3 leftover, 2:1 leftover, 3:1 leftover, 4:1 leftover"),
        ("Methodology and TODOs\n", ""),
        ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n", "3:1 md-table, 4:1 md-table"),
        ("a | b\n---|---\n1 | 2\n\n> | a |\n> |---|\n> | 1 | 2 |\n", "7:3 md-table"),
        ("- | a | b |\n  |---|---|\n  | 1 |\n", "3:3 md-table"),
        ("| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| | |\n| 1 ||\n", ""),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nafter\n", "4:1 md-table"),
        ("| a | b |\n|---|\n| 1 | 2 |\n", "2:1 md-table"),
        ("a\n| a | b |\n  |:--|--:|--|\n", "3:3 md-table"),
        ("| a | b |\n|---||\n", "2:1 md-table"),
        ("| a | b |\n\n|---|\n\na | b\n- c\n", ""),
        ("see [prices][] or [a][]\n\n[a]: /x/\n\nlist[0][] a[][] \\[x][]\n", "1:5 link-form"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_stands(text: str, expected: str) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "1:1 empty-file"),
        (b" \n\xe2\x80\x8b\n", "1:1 empty-file"),
        ("## 台灣\n".encode("big5"), "1:4 encoding"),
        ("好\x07\u202e\n<b>\n".encode(), "1:2 char-control, 1:3 char-bidi, 2:1 md-html"),
        (b"x" * 2_000_001, "1:1 file-too-big"),
    ],
)
def test_bytes_are_checked_as_in_data_files(data: bytes, expected: str) -> None:
    assert shown(sorted(read_prose(data, "x.md")[1])) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> " * 300 + "a", "md-nesting"),
        (">" * 300 + "a", "md-nesting"),
        ("- " * 300 + "a", "md-nesting"),
        ("1. " * 51 + "a", "md-nesting"),
        ("\n".join("  " * n + "- a" for n in range(300)), "md-nesting"),
        ("[" * 15_000, "md-nesting"),
        ("![" * 9_000, "md-nesting"),
        ("x" * 20_001, "value-too-long"),
    ],
    ids=["quotes", "tight quotes", "lists", "numbers", "lines", "brackets", "pictures", "paragraph"],
)
def test_bombs_are_refused_quickly(text: str, code: str) -> None:
    start = time.perf_counter()
    assert faults(text).split()[1:] == [code]
    assert time.perf_counter() - start < 1


def test_fifty_levels_and_long_rules_are_allowed() -> None:
    assert faults("> " * 50 + "a") == ""
    assert faults("a\n\n" + "-" * 200 + "\n\nb\n") == ""


MARKDOWN = st.text(alphabet=st.sampled_from("ab #>-*_`~[]()!<>/\\:&;|=+.1\n\t{}\u200b好🎬"), max_size=120)
PIECES = st.lists(
    st.sampled_from([
        "[x](", "javascript:", ")", "<b>", "```", "\n", "\n\n", "> ", "- ", "![",
        "](/x/)", "| a | b |\n|--|--|\n", "[a]: /b\n", "## ", "---\n", "\\", "`", "&lt;", "\x00", "\r",
    ]),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=60), MARKDOWN.map(str.encode), PIECES.map(str.encode)))
@example(b"[x]: <\n")
@example(b"| \\| | <b> |\n|--|--|\n| `\\|` | <b>")
def test_any_bytes_end_in_text_or_in_located_problems(data: bytes) -> None:
    text, problems = read_prose(data, "x.md")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert text or problems
    assert all(1 <= (p.place.line or 0) <= lines and (p.place.column or 0) >= 1 for p in problems)
