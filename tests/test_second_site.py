"""The generator knows nothing of its first subject: another comparison builds from another folder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import HOME, MOBILE_PLANS, Copy, Tree, below, copy_of
from tests.support.samples import real_site
from tests.support.visible import visible_blocks

Problem = dict[str, object]
OWN = ("pingbi", "templates", "static")
SUBJECT = re.compile("sora|kling|openai|chatgpt|kuaishou|影片|video", re.IGNORECASE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return copy_of(MOBILE_PLANS, tmp_path_factory.mktemp("mobile"))


@pytest.fixture(scope="module")
def built(copy: Copy) -> Tree:
    return copy.built()


def shown(built: Tree, page: str) -> str:
    return " ".join(visible_blocks(built[page].decode()))


def test_it_has_the_same_pages_in_both_languages(built: Tree) -> None:
    assert below(built, "en").keys() == below(built, "zh-tw").keys()


@pytest.mark.parametrize("language", ["en", "zh-tw"])
@pytest.mark.parametrize(
    "page",
    [
        *("", "products/", "products/tariff-a/", "compare/", "compare/tariff-a-vs-tariff-b/"),
        *("features/data-allowance/", "features/sim-kind/", "pricing/", "scenarios/commuting/"),
        *("guides/reading-a-tariff/", "tests/", "sources/", "method/", "changes/"),
    ],
)
def test_it_has_every_kind_of_page(built: Tree, language: str, page: str) -> None:
    assert f"{language}/{page}index.html" in built


@pytest.mark.parametrize("language", ["en", "zh-tw"])
def test_prices_are_in_its_own_currency(built: Tree, language: str) -> None:
    text = shown(built, f"{language}/pricing/index.html")
    assert all(price in text for price in ("NT$649", "NT$1,399", "NT$199", "NT$7,188"))
    assert "US$" not in text


@pytest.mark.parametrize("language", ["en", "zh-tw"])
def test_both_periods_of_a_price_are_shown(built: Tree, language: str) -> None:
    text = shown(built, f"{language}/changes/index.html")
    assert "NT$599" in text and "NT$649" in text


def test_no_page_speaks_of_the_other_site(built: Tree) -> None:
    words = re.compile("|".join([SUBJECT.pattern, *map(re.escape, names_of_the_other())]), re.IGNORECASE)
    found = {name: words.findall(shown(built, name)) for name in built if name.endswith(".html")}
    assert {name: words for name, words in found.items() if words} == {}
    assert not any(SUBJECT.search(name) for name in built)


def names_of_the_other() -> list[str]:
    """The names of the first site's features, but those that the interface has words of its own for."""
    own = "".join(path.read_text(encoding="utf-8") for path in (HOME / "templates/strings").glob("*.yaml"))
    names = [name for feature in real_site().catalogue.features.values() for _, name in feature.name]
    return [name for name in names if name.lower() not in own.lower()]


def sources() -> Iterator[Path]:
    for folder in OWN:
        for path in sorted((HOME / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def test_code_templates_and_styles_name_no_subject() -> None:
    found = []
    for path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if words := SUBJECT.findall(line):
                found.append(f"{path.relative_to(HOME)}:{number}: {', '.join(words)}")
    assert found == []


def test_a_template_of_its_own_replaces_ours(copy: Copy) -> None:
    copy.write("templates/404.html", "<!doctype html><html lang=en><title>gone</title><p>A page of its own.</p>\n")
    try:
        after = copy.built()
    finally:
        (copy.root / "templates/404.html").unlink()
    assert b"A page of its own." in after["404.html"]
    assert b"A page of its own." not in after["en/index.html"]


@pytest.fixture(scope="module")
def asked(copy: Copy) -> list[Problem]:
    """What a build says when site.yaml names a third language that nothing is written in."""
    with copy.edited("content/site.yaml", "  en: {path", "  ja: {path: ja, name: 日本語}\n  en: {path"):
        ended = copy.build("--json")
    assert (ended.code, ended.err) == (1, "")
    problems: list[Problem] = json.loads(ended.out)["problems"]
    return problems


def test_a_third_language_is_asked_of_every_text_in_the_data(copy: Copy, asked: list[Problem]) -> None:
    missing = {(p["file"], p["line"]) for p in asked if p["code"] == "translation-missing"}
    for path in (copy.root / "content").rglob("*.yaml"):
        file = path.relative_to(copy.root).as_posix()
        for number, line in enumerate(copy.read(file).splitlines(), 1):
            if "zh-TW: " in line and "path:" not in line:
                # In site.yaml the added language has moved everything down by a line.
                at = number + (file == "content/site.yaml")
                assert (file, at) in missing or (file, at - 1) in missing, f"{file}:{number}"


def test_a_third_language_is_asked_of_prose_and_interface_in_the_same_run(asked: list[Problem]) -> None:
    files = {str(p["file"]) for p in asked if str(p["code"]).startswith("translation")}
    assert any(file.endswith(".md") for file in files)
    assert any(file.startswith("templates/strings/") for file in files)


def test_a_third_language_is_all_that_is_asked_for(asked: list[Problem]) -> None:
    others = [f"{p['file']}:{p['line']}: {p['message']}" for p in asked if "translation" not in str(p["code"])]
    assert others == []


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The same with one vendor asking dollars, and a rate."""
    copy = copy_of(MOBILE_PLANS, tmp_path_factory.mktemp("converted"))
    rate = "rates: [{from: USD, to: TWD, rate: 31.5, date: 2026-05-04, source: sample-sheet, at: prices}]\nadvice:"
    plans, site = copy.read("content/plans/tariff-b.yaml"), copy.read("content/site.yaml")
    copy.write("content/plans/tariff-b.yaml", plans.replace("TWD", "USD").replace("1399", "45"))
    copy.write("content/site.yaml", site.replace("advice:", rate, 1))
    return copy.built()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Converted at US$1 = NT$31.5 (May 4, 2026)"), ("zh-tw", "換算：US$1 = NT$31.5（2026 年 5 月 4 日）")],
)
@pytest.mark.parametrize("page", ["compare/tariff-a-vs-tariff-b", "features/monthly-fee"])
def test_a_rate_is_shown_wherever_it_decides(converted: Tree, page: str, language: str, words: str) -> None:
    assert words in shown(converted, f"{language}/{page}/index.html")
