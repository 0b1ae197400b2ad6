"""A figure of the editors' own says so wherever it is shown, and leads to the rule on such figures."""

import json
import re

import pytest

from tests.support.rendered import rendered
from tests.support.samples import FEATURES, SITE, SOURCES, TEXT, files_of
from tests.support.visible import visible_blocks

MARKED = "{zh-TW: '不到 {~ 5 秒}', en: 'Under {~ 5 s}'}"
SHOWN = {"zh-tw": "不到 5 秒（編輯估計）", "en": "Under 5 s (our estimate)"}
GUIDE = f"title: {TEXT}\nasks: {MARKED}\nthree: [{MARKED}, {TEXT}, {TEXT}]\n"
PROSE = {"guides/how.zh-TW": "前面不到 {~ *5* 秒}。\n", "guides/how.en": "Before, under {~ *5* s}.\n"}
LANGUAGES = pytest.mark.parametrize("language", SHOWN)


def head(html: str) -> str:
    return html.partition("</head>")[0]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """A site on which every kind of text holds a marked figure."""
    written = {"site": SITE, "sources": SOURCES, "features": FEATURES}
    for file, before, after in (
        ("site", "description: {zh-TW: 丙, en: C}", f"description: {MARKED}"),
        ("site", "advice: {zh-TW: 丁, en: D}", f"advice: {MARKED}"),
        ("sources", "method: {zh-TW: 樣本, en: Sample}", f"method: {MARKED}"),
        ("sources", "interest: none", f"interest: {MARKED}"),
        ("features", f"asks: {TEXT}", f"asks: {MARKED}, help: {MARKED}"),
    ):
        assert before in written[file]
        written[file] = written[file].replace(before, after)
    prose = {f"content/{name}.md": text.encode() for name, text in PROSE.items()}
    return rendered(files_of({"a": "length: 5 s", "b": "length: 9 s"}, **written, **{"guides/how": GUIDE}) | prose)


@LANGUAGES
@pytest.mark.parametrize("page", ["", "guides/", "guides/how/", "features/length/", "sources/"])
def test_a_marked_figure_says_that_it_is_one(pages: dict[str, str], language: str, page: str) -> None:
    assert SHOWN[language] in " ".join(visible_blocks(pages[f"{language}/{page}"]))


@LANGUAGES
def test_its_mark_leads_to_the_rule(pages: dict[str, str], language: str) -> None:
    anchors = re.findall(r'<a[^>]* href="([^"]+)"[^>]*>([^<]+)</a>', pages[f"{language}/guides/how/"])
    marks = [text for url, text in anchors if url == f"/{language}/method/#s-opinions"]
    assert len(marks) == 2 and len(set(marks)) == 1
    assert 'id="s-opinions"' in pages[f"{language}/method/"]
    assert marks[0] in " ".join(visible_blocks(pages[f"{language}/method/"]))


@LANGUAGES
def test_what_is_marked_in_prose_is_no_markdown(pages: dict[str, str], language: str) -> None:
    text = " ".join(visible_blocks(pages[f"{language}/guides/how/"]))
    assert {"zh-tw": "前面不到 *5* 秒（編輯估計）。", "en": "Before, under *5* s (our estimate)."}[language] in text


@LANGUAGES
def test_where_there_is_no_room_for_links_it_is_words(pages: dict[str, str], language: str) -> None:
    description = f'<meta name="description" content="{SHOWN[language]}">'
    assert description in head(pages[f"{language}/guides/how/"]) and description in head(pages[f"{language}/"])
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages[f"{language}/"])
    assert json.loads(data)["@graph"][0]["description"] == SHOWN[language]


def test_no_page_shows_how_it_was_written(pages: dict[str, str]) -> None:
    assert [name for name, html in pages.items() if "{~" in html] == []
