"""G: Markdown and templates."""

import re
from functools import cache

import pytest

from tests.bad.conftest import Workspace
from tests.support.bad_cases import MARK, Bad, edit, reported, write
from tests.support.bad_site import COMPARISON, PRODUCT_A, PROSE_EN, PROSE_ZH, TEXTS
from tests.support.commands import HOME
from tests.support.rendered import rendered

TITLE = "templates/pricing.html"


def prose(number: str, what: str, words: str, code: str, hint: str, *others: str, **more: str) -> Bad:
    """An English review that says so, where it said that people are at work."""
    return edit(number, what, PROSE_EN, "People at work.", words, code, hint, *others, **more)


def template(number: str, what: str, old: str, new: str, hint: str) -> Bad:
    """Our template of the prices with one change, as a site's own may be; without a mark, by its line."""
    text = (HOME / TITLE).read_text(encoding="utf-8")
    assert old in text
    before, mark, after = text.replace(old, new, 1).partition(MARK)
    line = text[: text.index(old)].count("\n") + 1
    at = f"{line}:{len(before) - before.rfind(chr(10)) if mark else 1}"
    return Bad(number, what, {TITLE: (before + after).encode()}, f"{TITLE}:{at}", "template", hint)


WORDS = "templates/strings/interface.yaml"
OWN_WORDS = (HOME / WORDS).read_text(encoding="utf-8").rstrip("\n")
LAST = OWN_WORDS.count("\n") + 2
CASES = [
    # HTML
    prose("G01", "a script", "»<script>alert(1)</script>", "md-html", "write it in Markdown"),
    prose("G02", "a picture that acts", "»<img src=x onerror=alert(1)>", "md-html", "write it in Markdown"),
    prose("G02", "an SVG that acts", "x »<svg onload=alert(1)>", "md-html", "write it in Markdown"),
    prose("G02", "a frame", "»<iframe src=https://evil.example>", "md-html", "write it in Markdown"),
    prose("G02", "a style", "»<style>", "md-html", "write it in Markdown"),
    prose("G02", "a base", '»<base href="https://evil.example/">', "md-html", "write it in Markdown"),
    prose("G02", "a refresh", '»<meta http-equiv="refresh" content="0">', "md-html", "write it in Markdown"),
    prose("G02", "a comment", "»<!-- hidden -->", "md-html", "write it in Markdown"),
    prose("G02", "a line break", "one»<br>two", "md-html", "write it in Markdown"),
    # links
    prose("G03", "javascript:", "»[x](javascript:alert(1))", "link-scheme", "whole https:// address"),
    prose("G03", "JaVaScRiPt:", "»[x](JaVaScRiPt:alert(1))", "link-scheme", "whole https:// address"),
    prose("G03", "javascript: by entity", "»[x](java&#115;cript:alert(1))", "link-scheme", "whole https:// address"),
    prose("G03", "javascript: with a tab", "»[x](java&Tab;script:alert(1))", "link-scheme", "whole https:// address"),
    prose("G03", "javascript: by percent", "»[x](java%73cript:alert(1))", "link-scheme", "whole https:// address"),
    prose("G03", "javascript: after a control character", "»[x](<&#1;javascript:alert(1)>)", "link-scheme",
          "whole https"),
    prose("G03", "javascript: in a definition", "[x][y]\n\n»[y]: javascript:alert(1)", "link-scheme",
          "whole https:// address",
          f"{PROSE_EN}:7:1 link-scheme"),
    prose("G03", "javascript: between angles", "»<javascript:alert(1)>", "link-scheme", "whole https:// address"),
    prose("G04", "data:", "»[x](data:text/html;base64,PHNjcmlwdD4=)", "link-scheme", "whole https:// address"),
    prose("G04", "vbscript:", "»[x](vbscript:msgbox(1))", "link-scheme", "whole https:// address"),
    prose("G04", "file:", "»[x](file:///etc/passwd)", "link-scheme", "whole https:// address"),
    prose("G05", "no scheme", "»[x](//evil.example/x)", "link-scheme", "whole https:// address"),
    prose("G05", "backslashes", "»[x](\\\\\\\\evil.example)", "link-scheme", "whole https:// address"),
    prose("G05", "slash and backslash", "»[x](/\\\\evil.example)", "link-scheme", "whole https:// address"),
    prose("G06", "a picture from elsewhere", "»![x](https://evil.example/p.gif)", "image-remote",
          "describe the picture"),
    prose("G06", "a picture from elsewhere without a scheme", "»![x](//evil.example/p.gif)", "image-remote",
          "describe"),
    prose("G07", "a link that is not encrypted", "»[x](http://maker.example/)", "link-scheme",
          "whole https:// address"),
    prose("G07", "a link from nowhere", "»[x](pricing/)", "link-form", "write /page/"),
    prose("G07", "an empty link", "»[x]()", "link-form", "write /page/"),
    prose("G07", "a link with a space", "»[x](/pri cing/)", "link-form", "without spaces"),
    prose("G08", "a page of the other language", "[x](»/zh-tw/pricing/)", "link-language", "write /pricing/"),
    prose("G08", "a page with its own language", "[x](»/en/pricing/)", "link-language", "write /pricing/"),
    prose("G08", "the whole address of the other language", "[x](»https://site.example/zh-tw/pricing/)",
          "link-language",
          "write /pricing/", severity="warning"),
    prose("G08", "a page with the language's own name", "[x](»/zh-TW/pricing/)", "link-language", "write /pricing/"),
    prose("G08", "a page that no site has", "[x](»/nowhere/)", "link-missing", "known: changes"),
    prose("G08", "a page below a page", "[x](»/pricing/more/)", "link-missing", "known: changes"),
    prose("G08", "a pair of which one is no product", "[x](»/compare/a-vs-c/)", "link-missing", "'a-vs-b'?"),
    prose("G08", "a pair in the other order", "[x](»/compare/b-vs-a/)", "link-missing", "'/en/compare/a-vs-b/'?"),
    prose("G08", "a heading that is not there", "[x](»#nothing)", "anchor-missing",
          "the headings of that page: #p-who-should-use-it, #p-why"),
    prose("G08", "a heading that is misspelt", "[x](»#p-wyh)", "anchor-missing", "did you mean '#p-why'?"),
    edit("G08", "a Chinese heading that is not there", PROSE_ZH, "上班族。", "[見此](»#p-不存在)", "anchor-missing",
         "#p-為什麼"),
    prose("G08", "a Chinese heading by percent", "[x](»#p-%E4%B8%8D)", "anchor-missing", "#p-why"),
    edit("G08", "a Chinese heading that is misspelt", PROSE_ZH, "上班族。", "[見此](»#p-誰該用它)", "anchor-missing",
         "did you mean '#p-誰該用'?"),
    edit("G08", "a Chinese heading by its definition", PROSE_ZH, "上班族。", "[x][y]\n\n[y]: »#p-不存在",
         "anchor-missing", "#p-為什麼"),
    prose("G08", "a heading of another page", "[x](»/pricing/#nothing)", "anchor-missing", "Check the heading"),
    prose("G08", "a definition of no page", "[x][y]\n\n[y]: »/nowhere/", "link-missing", "known: changes"),
    prose("G08", "a link without words", "See »[](/pricing/).", "link-form", "write between the brackets"),
    prose("G08", "a link whose name is not defined", "See »[x][nope].", "link-form", "add a line [nope]"),
    prose("G08", "a link in full-width signs", "See »[x]（/pricing/）.", "link-form", "in half-width signs"),
    prose("G08", "a link with a gap", "See »[x] (/pricing/).", "link-form", "without a space between"),
    # form
    prose("G09", "an unclosed code block", "»```\ncode\n\nPeople at work.", "md-fence", "close it with a line ```"),
    prose("G09", "an unclosed code block of waves", "»~~~\ncode", "md-fence", "close it with a line ~~~"),
    prose("G10", "a code block closed by another sign", "»```\ncode\n~~~", "md-fence", "close it with a line ```"),
    write("G11", "a heading of level 1", PROSE_EN, TEXTS[PROSE_EN].replace("## Why", "»# Why"), "md-heading",
          "start at ##"),
    write("G11", "a level that is skipped", PROSE_EN, TEXTS[PROSE_EN].replace("## Who", "»#### Who"), "md-heading",
          "write ###"),
    write("G11", "a heading without a space", PROSE_EN, TEXTS[PROSE_EN].replace("## Why", "»##Why"), "md-heading",
          "and a space before its words"),
    write("G11", "a heading in full-width signs", PROSE_ZH, TEXTS[PROSE_ZH].replace("## 為什麼", "»＃＃ 為什麼"),
          "md-heading", "half-width #"),
    write("G13", "a heading without words", PROSE_EN, TEXTS[PROSE_EN].replace("## Who should use it", "»##"),
          "md-heading",
          "give it one"),
    write("G14", "front matter", PROSE_EN, "»---\ntitle: x\n---\n" + TEXTS[PROSE_EN], "front-matter", "delete it"),
    write("G14", "front matter that is not closed", PROSE_EN, "»---\ntitle: [x\n\n" + TEXTS[PROSE_EN], "front-matter",
          "delete it"),
    write("G14", "front matter of TOML", PROSE_EN, "»+++\ntitle = 'x'\n+++\n" + TEXTS[PROSE_EN], "front-matter",
          "delete it"),
    write("G14", "front matter after an empty line", PROSE_EN, "\n»---\ntitle: x\n---\n" + TEXTS[PROSE_EN],
          "front-matter", "delete it"),
    write("G14", "front matter without its first line", PROSE_EN, "»title: x\n---\n" + TEXTS[PROSE_EN],
          "front-matter", "delete it"),
    prose("G16", "a link to nowhere between angles", "»<ftp://maker.example/>", "link-scheme",
          "whole https:// address"),
    prose("G17", "300 quotes in one another", "»" + "> " * 300 + "x", "md-nesting", "make it flatter"),
    prose("G17", "300 lists in one another", "»" + "- " * 300 + "x", "md-nesting", "make it flatter"),
    prose("G17", "15,000 brackets", "»" + "[" * 15_000, "md-nesting", "make it flatter"),
    prose("G18", "a price that is typed", "It costs »US$7.99 a month.", "bare-number", "refer to the data",
          f"{PROSE_ZH}:7:1 numbers-differ", severity="warning"),
    prose("G18", "a duration that is typed", "Clips of »12 s.", "bare-number", "refer to the data",
          f"{PROSE_ZH}:7:1 numbers-differ", severity="warning"),
    edit("G18", "a price typed in a text", COMPARISON, "看長度, en: It is about length",
         "看 NT$300, en: It costs »NT$300",
         "bare-number", "refer to the data", f"{COMPARISON}:4:20 bare-number", severity="warning"),
    prose("G19", "a brace that is no reference", "»{ config }", "reference-form", "a literal brace"),
    edit("G19", "a brace in a name", PRODUCT_A, "name: Product A", 'name: »"A {{ 7 * 7 }}"', "reference-form",
         "leave them out"),
    # templates
    template("G20", "a field that is not there", "{{ view.", "{{ view.»misspelt }}{{ view.", "look up the name there"),
    template("G20", "a misspelt field", "{{ view.lead", "{{ view.»laed", "did you mean 'lead'?"),
    template("G20", "a misspelt value", "{{ view.", "{{ »veiw.lead }}{{ view.", "did you mean 'view'?"),
    template("G20", "a template that is not there", '"base.html"', '"»bse.html"', "did you mean 'base.html'?"),
    template("G20", "a comment that is not closed", "{% extends", "{# {% extends", "Jinja documentation"),
    template("G20", "a division by nothing", "{{ view.", "{{ 1 // 0 }}{{ view.", "look up the name there"),
    template("G20", "a number for a text", "{{ view.", '{{ "x" + 1 }}{{ view.', "look up the name there"),
    Bad("G20", "a template in Big5", {TITLE: "{{ 價 }}".encode("big5")}, f"{TITLE}:1:1", "template", "as UTF-8"),
    Bad("G20", "interface words with an open bracket", {WORDS: f"{OWN_WORDS}\nx: [".encode()}, f"{WORDS}:{LAST}:4",
        "yaml-syntax", "close it with ]"),
    Bad("G20", "an interface text in one language", {WORDS: f"{OWN_WORDS}\nx: {{zh-TW: 好}}\n".encode()},
        f"{WORDS}:{LAST}:4", "translation-missing", "add 'en: …'"),
    Bad("G20", "an interface text that is left over",
        {WORDS: f"{OWN_WORDS}\nx: {{zh-TW: 好, en: TODO}}\n".encode()}, f"{WORDS}:{LAST}:19", "leftover", "finish it"),
    Bad("G20", "an interface text that fills in less",
        {WORDS: f"{OWN_WORDS}\nx: {{zh-TW: '{{n}} 個', en: some}}\n".encode()}, f"{WORDS}:{LAST}:25",
        "placeholder-mismatch", "the same in every language"),
    template("G20", "a misspelt filter", "{{ view.", "{{ view|misspelt }}{{ view.", "Jinja documentation"),
    template("G20", "a condition that is not written", "{{ view.", "{% if %}{{ view.", "Jinja documentation"),
    template("G21", "a number that is not exact", "{{ view.", "{% set x = 1 / 3 %}{{ x }}{{ view.",
             "look up the name there"),
    template("G21", "nothing printed", "{{ view.", "{% set x = none %}{{ x }}{{ view.", "look up the name there"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad)


@cache
def page_of(*changed: tuple[str, str]) -> str:
    """The English page of product a where these files say this."""
    return rendered({file: text.encode() for file, text in {**TEXTS, **dict(changed)}.items()})["en/products/a/"]


def test_g12_equal_headings_have_anchors_of_their_own() -> None:
    twice = [(file, TEXTS[file] + "\n## Why\n\n{a}.\n\n## Why\n\n{a}.\n") for file in (PROSE_EN, PROSE_ZH)]
    first = page_of(*twice)
    page_of.cache_clear()
    again = page_of(*twice)
    ids = re.findall(r'id="(p-why[^"]*)"', first)
    assert ids == ["p-why", "p-why-1", "p-why-2"] and first == again


@pytest.mark.parametrize("words", ["]]>", "-->", "</title>", "</textarea>", "</script>", "<!--", "'\">&amp;"])
def test_g15_a_name_is_escaped_wherever_it_stands(words: str) -> None:
    """In text, title, attributes and JSON; it opens and closes nothing."""
    name = f'"A {words.replace(chr(34), chr(92) + chr(34))}"'
    html = page_of((PRODUCT_A, TEXTS[PRODUCT_A].replace("name: Product A", f"name: {name}")))
    tags = re.compile(r"<[/!]?[a-zA-Z-]+")
    assert tags.findall(html) == tags.findall(page_of())


def test_g15_a_text_is_never_a_template() -> None:
    words = r"en: 'Good \{\{ 7 * 7 \}\} \{% raise %\}'"
    html = page_of((PRODUCT_A, TEXTS[PRODUCT_A].replace("en: Good for short clips", words)))
    assert "Good {{ 7 * 7 }} {% raise %}" in html


def test_g17_nesting_up_to_the_limit_is_rendered() -> None:
    deep = [(file, TEXTS[file] + "\n" + "> " * 50 + "x\n") for file in (PROSE_EN, PROSE_ZH)]
    assert "<blockquote>" in page_of(*deep)


def test_g20_every_template_that_is_wrong_is_reported(workspace: Workspace) -> None:
    own = {f"templates/{name}.html": f"{{{{ {name} }}}}".encode() for name in ("home", "tests")}
    with workspace.having(own):
        ended = workspace.run("build")
    assert reported(ended.err, "error") == ["templates/home.html:1:4 template", "templates/tests.html:1:4 template"]


def test_g20_a_template_without_end_is_reported(workspace: Workspace) -> None:
    endless = "{% macro again() %}\n{{ again() }}{% endmacro %}{{ again() }}"
    with workspace.having({"templates/tests.html": endless.encode()}):
        ended = workspace.run("build")
    assert reported(ended.err, "error") == ["templates/tests.html:2:1 template"] and "without end" in ended.err


def test_g08_a_link_may_be_defined_apart_or_stand_in_code(workspace: Workspace) -> None:
    words = "See [x][y], [z](</tests/>) or `[x](/nowhere/)`.\n\n[y]: /pricing/\n"
    with workspace.having({PROSE_EN: f"{TEXTS[PROSE_EN]}\n{words}".encode()}):
        assert workspace.run("check").code == 0


def test_g20_a_template_without_a_fault_is_the_sites_own(workspace: Workspace) -> None:
    head = "{% block section_head %}"
    own = (HOME / TITLE).read_text(encoding="utf-8").replace(head, f"{head}<!-- our own -->")
    with workspace.having({TITLE: own.encode()}):
        assert workspace.run("build").err == ""
        html = (workspace.root / "site/en/pricing/index.html").read_text("utf-8")
    assert "<!-- our own -->" in html
    workspace.run("build")
