"""The built pages as files: valid, safe, found by search engines, light."""

import gzip
import json
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests.support.commands import HOME
from tests.support.needs import html_faults

LIGHT = 60_000
# The checker reads files, to which 'self' means nothing. test_browser.py watches the policy at work.
POLICY_OF_FILES = "Content Security Policy"


@dataclass
class Tags(HTMLParser):
    """A page's start tags with their attributes, and the data that it has for search engines."""

    path: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = (tag, dict(attrs).get("type")) == ("script", "application/ld+json")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.scripts.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of all tags of this name that have the attributes wanted."""
        return [there for name, there in self.tags if name == tag and wanted.items() <= there.items()]


def read(site: Path, file: Path) -> Tags:
    tags = Tags(file.relative_to(site).as_posix())
    tags.feed(file.read_text("utf-8"))
    tags.close()
    return tags


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Tags]:
    """Every built page, by its path in the site."""
    found = [read(built_site, file) for file in sorted(built_site.rglob("*.html"))]
    return {page.path: page for page in found}


@pytest.fixture(scope="module")
def base() -> str:
    """The address of the site: where it says that it will be."""
    return str(yaml.safe_load((HOME / "content/site.yaml").read_text("utf-8"))["base_url"])


def address_of(page: Tags, base: str) -> str:
    return base + page.path.removesuffix("index.html")


def alternates(page: Tags) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.all("link", rel="alternate")}


# Valid and safe


def test_the_html_checker_finds_nothing(built_site: Path) -> None:
    files = [*built_site.rglob("*.html"), *built_site.rglob("*.svg")]
    assert [fault for fault in html_faults(sorted(files)) if POLICY_OF_FILES not in fault] == []


def test_nothing_is_inline(pages: dict[str, Tags]) -> None:
    for page in pages.values():
        assert page.all("style") == [], page.path
        loose = {script.get("type") for script in page.all("script") if not script.get("src")}
        assert loose <= {"application/ld+json", "application/json"}, page.path  # data, which no browser runs
        names = {name for _, attributes in page.tags for name in attributes}
        assert {name for name in names if name == "style" or name.startswith("on")} == set(), page.path


def test_every_page_has_a_strict_policy(pages: dict[str, Tags]) -> None:
    for page in pages.values():
        (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
        assert "default-src 'none'" in str(policy["content"]), page.path
        assert "unsafe" not in str(policy["content"]), page.path


def test_the_policy_comes_before_anything_is_loaded(pages: dict[str, Tags]) -> None:
    for page in pages.values():
        loading = next(i for i, (tag, _) in enumerate(page.tags) if tag in ("link", "script"))
        assert any("http-equiv" in attributes for _, attributes in page.tags[:loading]), page.path


# Found


def test_every_page_names_its_own_address(pages: dict[str, Tags], base: str) -> None:
    for page in pages.values():
        found = [link["href"] for link in page.all("link", rel="canonical")]
        assert found == [address_of(page, base)] or page.path == "404.html", page.path


def test_languages_name_each_other(pages: dict[str, Tags], base: str) -> None:
    by_address = {address_of(page, base): page for page in pages.values()}
    for address, page in by_address.items():
        if page.path == "404.html":
            continue
        others = alternates(page)
        assert {"zh-TW", "en", "x-default"} == set(others), page.path
        assert address in others.values(), page.path
        for other in others.values():
            assert alternates(by_address[other]) == others, f"{page.path} and {other}"


def test_languages_name_themselves_rightly(pages: dict[str, Tags], base: str) -> None:
    for page in pages.values():
        (html,) = page.all("html")
        folders = {"zh-Hant-TW": "zh-tw/", "en": "en/"}
        if "/" in page.path:
            assert page.path.startswith(folders[str(html["lang"])]), page.path


def test_no_two_pages_of_a_language_have_one_description_or_title(built_site: Path) -> None:
    for language in ("zh-tw", "en"):
        texts = [file.read_text("utf-8") for file in (built_site / language).rglob("*.html")]
        for start, end in (("<title>", "</title>"), ('<meta name="description" content="', '">')):
            found = Counter(text.partition(start)[2].partition(end)[0] for text in texts)
            assert [words for words, times in found.items() if times > 1 or not words] == []


def test_data_for_search_engines_is_json(pages: dict[str, Tags], base: str) -> None:
    for page in pages.values():
        for script in page.scripts:
            data = json.loads(script)
            assert data["@context"] == "https://schema.org", page.path
            assert all("@type" in thing for thing in data["@graph"]), page.path


def test_breadcrumbs_for_search_engines_lead_to_the_page(pages: dict[str, Tags], base: str) -> None:
    for page in pages.values():
        things = [thing for script in page.scripts for thing in json.loads(script)["@graph"]]
        for trail in (thing["itemListElement"] for thing in things if thing["@type"] == "BreadcrumbList"):
            assert trail[-1]["item"] == address_of(page, base)
            assert [step["position"] for step in trail] == [*range(1, len(trail) + 1)]


# Light


def test_the_first_view_of_every_page_is_light(pages: dict[str, Tags], built_site: Path) -> None:
    scripts = sum(weight(file) for file in built_site.rglob("*.js"))
    for page in pages.values():
        styles = [built_site / local(str(link["href"])) for link in page.all("link", rel="stylesheet")]
        assert styles, page.path
        total = scripts + sum(map(weight, [built_site / page.path, *styles]))
        assert total <= LIGHT, f"{page.path}: {total} bytes"


def local(address: str) -> str:
    return urlsplit(address).path.lstrip("/")


def weight(file: Path) -> int:
    """What is sent over the wire, in bytes."""
    return len(gzip.compress(file.read_bytes()))
