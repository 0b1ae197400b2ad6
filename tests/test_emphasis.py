"""Emphasis in prose: beside full-width signs as elsewhere, and nowhere that CommonMark sees none but there."""

import time

import pytest
from markdown_it import MarkdownIt

from pingbi.render.environment import to_html


def html(text: str) -> str:
    return str(to_html(text)).strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("這裡要**「重點」**的是價格。", "這裡要<strong>「重點」</strong>的是價格。"),
        ("**注意：**正文。", "<strong>注意：</strong>正文。"),
        ("甲**（乙）**丙", "甲<strong>（乙）</strong>丙"),
        ("甲**“乙”**丙", "甲<strong>“乙”</strong>丙"),
        ("甲**《乙》**，丙**。丁。**", "甲<strong>《乙》</strong>，丙<strong>。丁。</strong>"),
        ("是**[5 秒](/a/)**的", '是<strong><a href="/a/">5 秒</a></strong>的'),
        ("是**`碼`**的", "是<strong><code>碼</code></strong>的"),
        ("這是*「斜」*的", "這是<em>「斜」</em>的"),
        ("這是***「兩者」***的", "這是<em><strong>「兩者」</strong></em>的"),
        ("這是~~「舊價」~~的", "這是<s>「舊價」</s>的"),
        ("**第一：**甲。**第二：**乙。", "<strong>第一：</strong>甲。<strong>第二：</strong>乙。"),
        ("**甲**乙**丙**", "<strong>甲</strong>乙<strong>丙</strong>"),
        ("**「甲」**2 次", "<strong>「甲」</strong>2 次"),
    ],
)
def test_beside_full_width_signs(text: str, made: str) -> None:
    assert html(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "5*3（平方公尺）*2",
        "** 甲 **",
        "甲** 乙 **丙",
        "甲_「乙」_丙",
        r"甲\*\*「乙」\*\*丙",
        "`甲**「乙」**丙`",
        "2 ** 3（次方）",
        "a**(b)**c",
        "a *b* **c** _d_ __e__ ***f***, **g:** h",
        "**a**b, *(c)*; **“d”**, e**f**g",
    ],
)
def test_elsewhere_it_is_as_in_commonmark(text: str) -> None:
    assert html(text) == MarkdownIt("js-default").render(text).strip()[3:-4]


def test_many_marks_take_linear_time() -> None:
    start = time.perf_counter()
    html("甲**「" * 30_000)
    assert time.perf_counter() - start < 5
