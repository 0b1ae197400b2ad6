"""A built page names only what is there: pages, anchors, files of the site itself."""

import time

import pytest

from pingbi.diagnostics.problem import Problem
from pingbi.publish.html import PageReference, ParsedPage, read_page, read_style
from pingbi.publish.links import read, verify, verify_parity

BASE = "https://pingbi.example/guide/"
PAGES = {
    "index.html": b"<p>home",
    "en/index.html": b'<h1 id="top-of-it">Home</h1>',
    "en/products/index.html": '<h2 id="價格">Prices</h2>'.encode(),
    "assets/site.1a.css": b"body { color: black }",
    "assets/icons.svg": b'<svg><symbol id="tick"></symbol></svg>',
}


def faults(html: str, path: str = "en/about/index.html", base: str = BASE) -> list[Problem]:
    return verify({**PAGES, path: html.encode()}, base)


def codes(html: str, path: str = "en/about/index.html", base: str = BASE) -> list[str]:
    return [problem.code for problem in faults(html, path, base)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/guide/">home</a>',
        '<a href="/guide">home without a slash</a>',
        '<a href="/guide/en/products/">a page</a>',
        '<a href="/guide/en/products">its folder</a>',
        '<a href="/guide/en/products/index.html">its file</a>',
        "<a href=/guide/en/>bare</a>",
        "<a href='/guide/en/'>single quotes</a>",
        '<a href="../">up</a> <a href="../products/">relative</a>',
        '<a href="">itself</a> <a href="?a=b">another view of it</a>',
        '<a href="/guide/en/#top-of-it">anchor</a> <a href="/guide/en/?q=1#top-of-it">with a question</a>',
        '<p id="here"><a href="#here">own anchor</a> <a href="#">top</a> <a href="#top">top</a>',
        '<a href="/guide/en/products/#%E5%83%B9%E6%A0%BC">escaped</a> <a href="../products/#價格">not</a>',
        '<a href="https://pingbi.example/guide/en/">whole address</a>',
        '<a href="https://pingbi.example/">same host, other site</a> <a href="https://other.example/x">other</a>',
        '<a href="mailto:a@pingbi.example">post</a>',
        '<link rel="stylesheet" href="/guide/assets/site.1a.css">',
        '<link rel="canonical" href="https://pingbi.example/guide/en/">',
        '<svg><use href="/guide/assets/icons.svg#tick"></use></svg>',
        '<img src="data:image/gif;base64,R0lGOD" alt="">',
        '<meta http-equiv="refresh" content="0; url=/guide/en/">',
        '<meta property="og:image" content="https://pingbi.example/guide/assets/icons.svg">',
        '<form action="/guide/en/"><label for="q">x</label><input id="q"></form>',
        '<button popovertarget="p">?</button><div popover id="p" aria-labelledby="p"></div>',
        '<a href="/guide/en/?a=1&amp;b=2#top-of-it">escaped ampersand</a>',
        '<!-- <a href="/nowhere/"> --><script type="application/json">"<a href=\'/nowhere/\'>"</script>',
        "<title>the <a href='/nowhere/'> tag</title>",
        """<p data-note='<a href="/nowhere/">' title="href=/nowhere/ id=x" id="x">""",
        '<p>2 < 3 and href="/nowhere/"</p>',
        '<template id="t"></template><p class="id">',
    ],
)
def test_good_references_pass(html: str) -> None:
    assert faults(html) == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<a href="/guide/en/product/">x</a>', "link-missing"),
        ('<a href="../nowhere/">x</a>', "link-missing"),
        ('<a href="https://pingbi.example/guide/nowhere/">x</a>', "link-missing"),
        ('<link rel="alternate" hreflang="en" href="https://pingbi.example/guide/fr/">', "link-missing"),
        ('<img src="/guide/assets/none.png" alt="">', "link-missing"),
        ('<img srcset="/guide/assets/icons.svg 1x, /guide/assets/none.svg 2x" alt="">', "link-missing"),
        ('<meta http-equiv="refresh" content="0; url=/guide/none/">', "link-missing"),
        ('<meta property="og:image" content="https://pingbi.example/guide/none.png">', "link-missing"),
        ('<form action="/guide/none/"></form>', "link-missing"),
        ('<a\n  class="x"\n  href="/guide/none/"\n>x</a>', "link-missing"),
        ('<a href="/en/">x</a>', "link-outside"),
        ('<a href="../../../up/">x</a>', "link-outside"),
        ('<a href="/guidebook/">x</a>', "link-outside"),
        ('<a href="/guide/../en/">x</a>', "link-outside"),
        ('<a href="/guide/en/#nothing">x</a>', "anchor-missing"),
        ('<a href="#nothing">x</a>', "anchor-missing"),
        ('<svg><use href="/guide/assets/icons.svg#cross"></use></svg>', "anchor-missing"),
        ('<p id="a"><p id="a">', "id-repeated"),
        ('<p id="a"><b class="z" id="a">', "id-repeated"),
        ('<button popovertarget="none">x</button>', "id-missing"),
        ('<p aria-describedby="none">x</p>', "id-missing"),
        ('<script src="https://cdn.example/x.js"></script>', "third-party"),
        ('<link rel="stylesheet" href="https://cdn.example/x.css">', "third-party"),
        ('<link rel="preconnect" href="https://cdn.example">', "third-party"),
        ('<img src="https://cdn.example/x.png" alt="">', "third-party"),
        ('<img src="//cdn.example/x.png" alt="">', "third-party"),
        ('<iframe src="https://cdn.example/"></iframe>', "third-party"),
        ('<input type="image" src="https://cdn.example/x.png" alt="x">', "third-party"),
        ('<form action="https://other.example/"></form>', "third-party"),
        ('<a href="//evil.example/x">x</a>', "link-scheme"),
        ('<a href="\\\\evil.example">x</a>', "link-scheme"),
        ('<a href="javascript:alert(1)">x</a>', "link-scheme"),
        ('<a href=" java&#115;cript:alert(1)">x</a>', "link-scheme"),
        ('<a href="http://other.example/">x</a>', "link-insecure"),
        ('<a href="https://[broken/">x</a>', "link-malformed"),
    ],
)
def test_bad_references_are_found(html: str, code: str) -> None:
    assert codes(html) == [code]


def test_a_problem_names_page_target_and_the_nearest_page() -> None:
    (problem,) = faults('<a href="/guide/en/product/">x</a>')
    assert problem.place.file == "en/about/index.html"
    assert "'/guide/en/product/'" in problem.message
    assert problem.hint == "did you mean '/guide/en/products/'?"


def test_a_fault_of_many_pages_is_reported_once() -> None:
    pages = {f"en/{name}/index.html": b'<a href="/guide/none/">x</a>' for name in "abc"}
    (problem,) = verify(pages, BASE)
    assert problem.place.file == "en/a/index.html"
    assert problem.message.endswith("(and on 2 more pages)")


def test_the_page_for_lost_readers_has_no_relative_links() -> None:
    assert codes('<a href="en/">x</a> <a href="#a" id="a">own</a>', "404.html") == ["link-relative"]


@pytest.mark.parametrize("base", ["/", "https://pingbi.example", "https://pingbi.example/"])
def test_a_site_at_the_root_of_its_host(base: str) -> None:
    assert codes('<a href="/en/">x</a> <a href="../products/">y</a>', base=base) == []
    assert codes('<a href="/none/">x</a>', base=base) == ["link-missing"]
    assert codes('<a href="../../../en/">browsers stop at the root</a>', base=base) == []


def test_without_a_host_nothing_absolute_is_ours() -> None:
    assert codes('<a href="https://pingbi.example/none/">x</a>', base="/guide/") == []


def test_style_sheets_load_only_what_is_there() -> None:
    style = b"""
        /* url(/guide/none.png) */
        @import "https://cdn.example/x.css";
        p { background: url("icons.svg") } b { background: url(none.svg) }
    """
    problems = verify({**PAGES, "assets/site.1a.css": style}, BASE)
    assert [problem.code for problem in problems] == ["link-missing", "third-party"]
    assert "'none.svg'" in problems[0].message


def test_other_files_are_not_read() -> None:
    assert verify({"robots.txt": b"\xff", "x.js": b"\"<a href='/none/'>\""}, BASE) == []


def test_a_reader_with_a_memory_is_used() -> None:
    asked: list[str] = []

    def remembered(path: str, data: bytes) -> ParsedPage:
        asked.append(path)
        return read(path, data)

    assert verify(PAGES, BASE, remembered) == []
    assert asked == sorted(PAGES)


def test_a_page_tells_its_ids_and_references_in_order() -> None:
    page = read_page('<p id="b"><p id="a"><a href="/x">1</a><a href="/x">2</a><img src=y><label for="a b">')
    assert page.ids == {"a", "b"}
    assert page.references == (
        PageReference("link", "/x"),
        PageReference("load", "y"),
        PageReference("id", "a"),
        PageReference("id", "b"),
    )


def test_a_style_tells_each_address_once() -> None:
    assert read_style("a{b:url(x)}c{d:url('x')}").references == (PageReference("load", "x"),)


@pytest.mark.parametrize("piece", ["<a ", "<a href='", '<a "', "<!--", "<title", "<title>", "<a b=c "])
def test_a_broken_page_does_not_make_it_slow(piece: str) -> None:
    start = time.perf_counter()
    assert read_page(piece * 2_000).repeated == ()
    assert time.perf_counter() - start < 2


# Parity of languages


def test_equal_languages_have_no_problem() -> None:
    files = ["index.html", "en/a/index.html", "zh-tw/a/index.html", "en/feed.xml", "404.html"]
    assert verify_parity(files, ["zh-tw", "en"]) == []


def test_a_page_without_its_translation_is_named() -> None:
    files = ["en/a/index.html", "zh-tw/a/index.html", "zh-tw/b/index.html", "en/c/index.html"]
    problems = verify_parity(files, ["zh-tw", "en"])
    assert [(problem.code, problem.place.file) for problem in problems] == [
        ("page-untranslated", "en/b/index.html"),
        ("page-untranslated", "zh-tw/c/index.html"),
    ]
    assert "zh-tw/" in problems[0].message


def test_every_language_is_compared() -> None:
    files = ["en/a/index.html", "ja/a/index.html", "zh-tw/a/index.html", "ja/b/index.html"]
    problems = verify_parity(files, ["zh-tw", "en", "ja"])
    assert [problem.place.file for problem in problems] == ["en/b/index.html", "zh-tw/b/index.html"]
