"""A third language: with its texts given, the whole site is built in three, and nothing knows that there were two."""

import re
from html.parser import HTMLParser

import pytest

from tests.support.commands import HOME, Copy, Tree, below, build_py
from tests.support.third_language import MARK, three_languages
from tests.support.visible import visible_blocks

TAGS = {"zh-TW": "zh-tw", "ja": "ja", "en": "en"}
LANGUAGES = re.compile(r"""["'](?:zh|en|ja)["']|\bzh[-_](?:TW|Hant|tw)\b""")
TELLS_OF_LANGUAGES = {
    "pingbi/locale/text.py",  # how each is written
    "pingbi/diagnostics/message.py",  # in which messages are written
    "pingbi/diagnostics/translations.py",
    "pingbi/schema/explanations.py",  # in which keys are explained
    "pingbi/preview/session.py",
    "pingbi/starter/new_site.py",  # which the interface speaks
    "pingbi/cli/new.py",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return three_languages(tmp_path_factory.mktemp("three"))


@pytest.fixture(scope="module")
def built(copy: Copy) -> Tree:
    return copy.built()


class Links(HTMLParser):
    """The language of a page, its alternates, and where its switch of languages leads."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.language, self.alternates, self.switch = "", dict[str, str](), dict[str, str]()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = found["lang"]
        if "hreflang" in found:
            into = self.alternates if tag == "link" else self.switch
            into[found["hreflang"]] = found["href"]


@pytest.fixture(scope="module")
def links(built: Tree) -> dict[str, Links]:
    return {name: Links(page) for name, page in built.items() if name.endswith(".html")}


def test_it_builds_without_a_warning(copy: Copy) -> None:
    ended = build_py("check", "--strict", "--root", copy.root, "--lang", "en")
    assert (ended.code, ended.err.splitlines()[-1]) == (0, "no errors")


def test_every_page_is_there_in_each_language(built: Tree) -> None:
    pages = [set(below(built, path)) for path in TAGS.values()]
    assert pages[0] == pages[1] == pages[2] and len(pages[0]) > 20


def test_every_page_says_in_which_language_it_is(links: dict[str, Links]) -> None:
    said = {"zh-tw": "zh-Hant-TW", "ja": "ja", "en": "en"}
    for name, page in links.items():
        assert page.language == said.get(name.partition("/")[0], page.language), name


def test_every_page_names_itself_in_all_languages(links: dict[str, Links]) -> None:
    for name, page in links.items():
        if "/" in name:
            assert set(page.alternates) == {*TAGS, "x-default"}, name
            for tag, address in page.alternates.items():
                other = address.removeprefix("https://tariffs.example/") + "index.html"
                assert tag == "x-default" or links[other].alternates == page.alternates, name


def test_every_page_leads_to_the_other_languages(links: dict[str, Links]) -> None:
    for name, page in links.items():
        here, _, rest = name.partition("/")
        if rest:
            others = {path for path in TAGS.values() if path != here}
            assert {address.strip("/").partition("/")[0] for address in page.switch.values()} == others, name


def test_one_can_choose_among_all(links: dict[str, Links], built: Tree) -> None:
    assert set(links["index.html"].switch.values()) == {f"/{path}/" for path in TAGS.values()}
    assert "日本語" in built["index.html"].decode()


def test_what_is_not_found_is_said_in_all(built: Tree) -> None:
    assert all(f'lang="{tag}"' in built["404.html"].decode() for tag in ("zh-Hant-TW", "ja", "en"))


def test_the_sitemap_names_all(built: Tree) -> None:
    assert all(f'hreflang="{tag}"' in built["sitemap.xml"].decode() for tag in TAGS)


@pytest.mark.parametrize("page", ["", "pricing/", "compare/", "changes/", "products/tariff-a/", "scenarios/commuting/"])
def test_its_pages_are_in_its_words(built: Tree, page: str) -> None:
    blocks = visible_blocks(built[f"ja/{page}index.html"].decode())
    sentences = [block for block in blocks if re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", block)]
    assert sentences and [block for block in sentences if MARK not in block] == []


def test_its_dates_are_written_its_own_way(built: Tree) -> None:
    shown = " ".join(visible_blocks(built["ja/changes/index.html"].decode()))
    assert "2026年6月1日" in shown and "NT$649" in shown


def test_its_texts_can_be_held_against_the_others(copy: Copy) -> None:
    ended = build_py("check", "--coverage", "--root", copy.root, "--lang", "en")
    assert ended.code == 0 and "0 behind" in ended.out


def test_only_few_files_name_a_language() -> None:
    """All else asks the site for its languages, and `scripts.py` for how each is written."""
    found = set()
    for path in sorted((HOME / "pingbi").rglob("*.py")):
        code = [line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines()]
        if any(LANGUAGES.search(line) for line in code if "say(" not in line and '"""' not in line):
            found.add(path.relative_to(HOME).as_posix())
    assert found <= TELLS_OF_LANGUAGES


@pytest.mark.parametrize("folder", ["templates", "static/js"])
def test_no_template_or_script_names_a_language(folder: str) -> None:
    for path in sorted((HOME / folder).rglob("*")):
        if path.suffix in (".html", ".js"):
            assert not LANGUAGES.search(path.read_text(encoding="utf-8")), path.name
