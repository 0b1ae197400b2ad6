"""F: translation."""

import pytest

from tests.bad.conftest import Workspace
from tests.support.bad_cases import Bad, edit, write
from tests.support.bad_site import COMPARISON, GUIDE, PLANS_A, PRODUCT_A, PROSE_EN, PROSE_ZH, SITE, SOURCES, TEXTS

VERDICT = "verdict: {zh-TW: 看長度, en: It is about length}"


def verdict(number: str, what: str, text: str, code: str, hint: str, *others: str, **more: str) -> Bad:
    """The comparison's verdict, written so."""
    return edit(number, what, COMPARISON, VERDICT, f"verdict: {text}", code, hint, *others, **more)


CASES = [
    # what a new comparison begins with
    edit("F10", "a sample that was left", PRODUCT_A, "{zh-TW: 樣本, en: Sample}",
         "{zh-TW: »示範用的樣本產品。, en: The best of tools}", "sample-left", "write your own", severity="warning"),
    edit("F10", "a sample that was left in English", PRODUCT_A, "{zh-TW: 樣本, en: Sample}",
         "{zh-TW: 最好的工具, en: »Sample vendor}", "sample-left", "write your own", severity="warning"),
    edit("F10", "the address of nobody", SITE, "https://site.example/", "»https://example.org/", "sample-left",
         "at which this site is published", severity="warning"),
    # what is missing
    verdict("F01", "no English", "»{zh-TW: 看長度}", "translation-missing", "add 'en: …' beside the other language"),
    verdict("F01", "no Chinese", "»{en: It is about length}", "translation-missing", "add 'zh-TW: …'"),
    verdict("F01", "neither", "»{}", "translation-missing", "add 'zh-TW: …'"),
    verdict("F02", "an empty English", "{zh-TW: 看長度, en: »}", "translation-missing", "add 'en: …'"),
    verdict("F02", "an English of spaces", '{zh-TW: 看長度, en: »" "}', "value-empty", "write a text"),
    edit("F02", "a name in Chinese for all", PLANS_A, "name: Base", "name: »標準", "translation-missing",
         "{zh-TW: …, en: …}"),
    # the wrong language
    verdict("F03", "an English in Chinese", "{zh-TW: 看長度, en: »看長度}", "han-in-text", "write it in this language"),
    verdict("F03", "a Chinese word in the English", "{zh-TW: 看長度, en: It is about »長度}", "han-in-text",
            "in this language"),
    verdict("F03", "a Chinese in English", "{zh-TW: »It is about length, en: It is about length}", "translation-same",
            "write it in this language", severity="warning"),
    write("F03", "Chinese in English prose", PROSE_EN, TEXTS[PROSE_EN].replace("People at work.", "People at »工作."),
          "han-in-text", "write it in this language"),
    verdict("F04", "Simplified characters", "{zh-TW: 看»视频长度, en: It is about length}", "simplified",
            "Traditional form",
            severity="warning"),
    write("F04", "Simplified characters in prose", PROSE_ZH, TEXTS[PROSE_ZH].replace("上班族。", "上班族用»软件。"),
          "simplified",
          "Traditional form", severity="warning"),
    Bad("F03", "the English prose as the Chinese one", {PROSE_ZH: TEXTS[PROSE_EN].encode()}, f"{PROSE_ZH}:3:1",
        "translation-same", "in this language", (f"{PROSE_ZH}:5:1 translation-same",), severity="warning"),
    # files
    Bad("F06", "prose in Chinese alone", {PROSE_EN: None}, f"{PROSE_ZH}:1:1", "translation-file-missing",
        f"write {PROSE_EN}"),
    Bad("F06", "prose in English alone", {PROSE_ZH: None}, f"{PROSE_EN}:1:1", "translation-file-missing",
        f"write {PROSE_ZH}"),
    write("F06", "an empty English prose", PROSE_EN, "»\n", "empty-file", "write it, or delete the file"),
    Bad("F06", "an English prose under another name",
        {PROSE_EN: None, "content/products/a_en.md": TEXTS[PROSE_EN].encode()}, "content/products/a_en.md:1:1",
        "file-unread", "rename it to a.en.md"),
    Bad("F06", "a language in other letters",
        {PROSE_ZH: None, "content/products/a.zh-tw.md": TEXTS[PROSE_ZH].encode()}, "content/products/a.zh-tw.md:1:1",
        "file-unread", "rename it to a.zh-TW.md"),
    Bad("F06", "an English prose with another ending",
        {PROSE_EN: None, "content/products/a.en.MD": TEXTS[PROSE_EN].encode()}, "content/products/a.en.MD:1:1",
        "file-extension", "rename it to a.en.md"),
    # what differs
    verdict("F07", "a reference in Chinese alone", '{zh-TW: "看{a.length}", en: »It is about length}',
            "placeholder-mismatch",
            "use the same references"),
    verdict("F07", "a reference twice in one", '{zh-TW: »"看{a}", en: "{a} or {a}"}', "placeholder-mismatch",
            "the same"),
    verdict("F08", "different references", '{zh-TW: »"看{a}", en: "{b}"}', "placeholder-mismatch",
            "use the same references"),
    write("F07", "a reference in the prose of one", PROSE_EN,
          TEXTS[PROSE_EN].replace("Clips of {a.length}", "»Clips of some length"),
          "placeholder-mismatch", "use the same references"),
    write("F09", "other headings", PROSE_EN, TEXTS[PROSE_EN].replace("## Who", "»### Who"), "heading-shape",
          "same sections in every language", severity="warning"),
    write("F09", "a heading less", PROSE_EN, "»" + TEXTS[PROSE_EN].replace("## Who should use it\n\n", ""),
          "heading-shape",
          "same sections in every language", severity="warning"),
    verdict("F07", "full-width braces", '{zh-TW: "看»｛a.length｝", en: It is about length}', "reference-form",
            "half-width ones: {product.feature}"),
    # what is left over
    verdict("F10", "TODO", "{zh-TW: 看長度, en: »TODO}", "leftover", "finish it"),
    verdict("F10", "TBD in a sentence", "{zh-TW: 看長度, en: »Length (TBD)}", "leftover", "finish it"),
    verdict("F10", "待翻譯", "{zh-TW: »待翻譯, en: It is about length}", "leftover", "finish it"),
    verdict("F10", "Lorem ipsum", "{zh-TW: 看長度, en: »Lorem ipsum dolor}", "leftover", "finish it"),
    write("F10", "a FIXME in prose", PROSE_EN, TEXTS[PROSE_EN].replace("People at work.", "People »FIXME."), "leftover",
          "finish it"),
    write("F10", "待補 in prose", PROSE_ZH, TEXTS[PROSE_ZH].replace("上班族。", "»待補"), "leftover", "finish it"),
    verdict("F10", "todo with a colon", "{zh-TW: 看長度, en: »'todo: length'}", "leftover", "finish it"),
    verdict("F10", "full-width letters", "{zh-TW: »ＴＯＤＯ, en: It is about length}", "leftover", "finish it"),
    verdict("F10", "LOREM IPSUM", "{zh-TW: 看長度, en: »LOREM IPSUM}", "leftover", "finish it"),
    # languages
    verdict("F11", "a language with an underscore", "{»zh_TW: 看長度, en: It is about length}", "key-unknown",
            "did you mean 'zh-TW'?"),
    verdict("F11", "a language in small letters", "{»zh-tw: 看長度, en: It is about length}", "key-unknown",
            "did you mean 'zh-TW'?"),
    verdict("F11", "a third language", "{zh-TW: 看長度, en: It is about length, »ja: 長さ}", "key-unknown",
            "the languages of this site are zh-TW, en"),
    Bad("F12", "a text that is a number", {SOURCES: TEXTS[SOURCES].replace("en: Sheet", "en: 2026").encode()},
        f"{SOURCES}:2:27", "type", "put it in quotes"),
    edit("F12", "a list of texts with one missing", GUIDE, "{zh-TW: 試, en: Try}", "»{zh-TW: 試}",
         "translation-missing",
         "add 'en: …'"),
    edit("F12", "a value's note in one language", PRODUCT_A, "sound: true",
         "sound: {value: partly, note: »{zh-TW: 一半}}",
         "translation-missing", "add 'en: …'"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad)


@pytest.mark.parametrize(
    "prose",
    ["仍有待補強之處。", "等待翻譯完成就好。", "Todoist 也一樣。", "```\n## 不是標題\n```"],
)
def test_f10_words_that_only_look_unfinished_are_fine(workspace: Workspace, prose: str) -> None:
    english = "```\ncode\n```" if prose.startswith("`") else "So it is."
    changed = {PROSE_ZH: prose, PROSE_EN: english}
    files = {file: f"{TEXTS[file]}\n{words}\n".encode() for file, words in changed.items()}
    with workspace.having(files):
        assert workspace.run("check", "--strict", pages=False).code == 0


def test_f03_what_is_quoted_may_be_the_same_in_every_language(workspace: Workspace) -> None:
    files = {file: f"{TEXTS[file]}\n> a person walking in the rain\n".encode() for file in (PROSE_ZH, PROSE_EN)}
    with workspace.having(files):
        assert workspace.run("check", "--strict", pages=False).code == 0


def test_f09_an_underlined_heading_is_one(workspace: Workspace) -> None:
    underlined = TEXTS[PROSE_EN].replace("## Why", "Why\n---")
    with workspace.having({PROSE_EN: underlined.encode()}):
        assert workspace.run("check", "--strict", pages=False).code == 0
