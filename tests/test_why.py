"""`build.py why`: what a page is made of, and what the last build did with it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pingbi.project import Project, project_at
from pingbi.review.last_build import FILE, inputs, last_build
from pingbi.review.origins import Origin, origin
from tests.support.commands import HOME, MOBILE_PLANS, SETTINGS, Copy, Ended, build_py, copy_of

PLAN = "content/plans/tariff-b.yaml"
PRICE = (PLAN, "monthly: 1399", "monthly: 1499")
PRICING = "en/pricing/index.html"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The second site, built; then built again with another price."""
    found = copy_of(MOBILE_PLANS, tmp_path_factory.mktemp("site"))
    found.built()
    with found.edited(*PRICE):
        assert found.build().code == 0
        yield found


def project(copy: Copy) -> Project:
    return project_at(copy.root)


def page(copy: Copy, url: str) -> Origin:
    return origin(project(copy), url, SETTINGS)


def why(copy: Copy, url: str, language: str = "en") -> Ended:
    return build_py("why", url, "--root", copy.root, "--lang", language)


# What it is made of


@pytest.mark.parametrize(
    "url",
    [
        "/en/pricing/", "/en/pricing", "en/pricing", PRICING, f"/{PRICING}", "/en/pricing/?clips=9#plans",
        "https://tariffs.example/en/pricing/", "http://127.0.0.1:8000/en/pricing/", "/en/%70ricing/",
    ],
)  # fmt: skip
def test_a_page_is_named_in_any_way(copy: Copy, url: str) -> None:
    assert page(copy, url).file == PRICING


@pytest.mark.parametrize(
    ("url", "file"), [("/", "index.html"), ("", "index.html"), ("404.html", "404.html"), ("/en/", "en/index.html")]
)
def test_the_pages_above_all_others(copy: Copy, url: str, file: str) -> None:
    assert page(copy, url).file == file


def test_every_template_on_the_way_is_named(copy: Copy) -> None:
    found = page(copy, PRICING)
    assert found.template == "templates/pricing.html"
    assert {"templates/base.html", "templates/bare.html", "templates/macros/evidence.html"} <= set(found.included)
    assert all((HOME / template).is_file() for template in found.included)


RECORDS = {
    "en/products/tariff-a/": ("products/tariff-a.yaml", "products/tariff-a.en.md"),
    "zh-tw/scenarios/commuting/": ("scenarios/commuting.yaml", "scenarios/commuting.zh-TW.md"),
    "en/compare/tariff-a-vs-tariff-b/": (
        "comparisons/tariff-a-vs-tariff-b.yaml", "comparisons/tariff-a-vs-tariff-b.en.md",
    ),
    "en/compare/tariff-a-vs-tariff-c/": (),
    "en/guides/reading-a-tariff/": ("guides/reading-a-tariff.yaml", "guides/reading-a-tariff.en.md"),
    "en/features/five-g/": ("features.yaml",),
    "en/sources/": ("sources.yaml",),
    "en/method/": ("pages/method.en.md",),
    "en/pricing/": (),
}  # fmt: skip


@pytest.mark.parametrize("url", RECORDS)
def test_its_records_and_its_own_languages_prose(copy: Copy, url: str) -> None:
    found = page(copy, url).records
    assert found == ("content/site.yaml", *(f"content/{file}" for file in RECORDS[url]))
    assert all((copy.root / file).is_file() for file in found)


def test_the_facts_that_it_shows_by_their_files(copy: Copy) -> None:
    facts = page(copy, "en/features/five-g/").facts
    assert facts == {f"content/products/tariff-{name}.yaml": ("five-g",) for name in "abc"}
    assert page(copy, PRICING).facts[PLAN] == ("full",)


def test_the_sources_that_it_cites(copy: Copy) -> None:
    assert page(copy, "zh-tw/pricing/").sources == {"sample-sheet": "測試用樣本資料"}


@pytest.mark.parametrize(
    ("url", "hint"), [("/en/pricin/", "did you mean '/en/pricing/'?"), ("/assets/x.css", ""), ("http://[", "")]
)
def test_a_page_that_is_not_there(copy: Copy, url: str, hint: str) -> None:
    ended = why(copy, url)
    assert (ended.code, ended.out) == (2, "")
    assert f"there is no page '{url}'" in ended.err and hint in ended.err and "hint: " in ended.err


# What the last build did


def test_a_page_with_the_new_price_was_written_anew(copy: Copy) -> None:
    text = why(copy, PRICING).out
    assert "wrote it anew" in text and f"{PLAN}, which has facts that it shows: full" in text


def test_a_page_without_it_was_left_as_it_was(copy: Copy) -> None:
    text = why(copy, "en/features/five-g/").out
    assert "left it as it was" in text and f"elsewhere: {PLAN}" in text


def test_it_is_reported_in_chinese_throughout(copy: Copy) -> None:
    text = why(copy, PRICING, "zh-TW").out
    assert "這一頁重新寫入" in text and f"{PLAN}，頁面上有它的 full" in text
    assert "changed" not in text and "build" not in text


def test_a_build_remembers_what_it_was_made_from(copy: Copy) -> None:
    build = last_build(project(copy))
    assert build and build.inputs == dict(inputs(project(copy))) and build.changed == (PLAN,)
    assert PRICING in build.written and "en/features/five-g/index.html" not in build.written
    assert {"content/site.yaml", "templates/base.html", "static/css/tokens.css", "pingbi/cli/main.py"} <= set(
        build.inputs
    )


@pytest.fixture
def other(tmp_path: Path) -> Copy:
    return copy_of(MOBILE_PLANS, tmp_path / "site")


def test_without_a_build_nothing_is_remembered(other: Copy) -> None:
    assert "no build into" in why(other, "/en/").out


def test_a_build_of_the_same_has_changed_nothing(other: Copy) -> None:
    other.built()
    assert "first build" in why(other, "/en/").out
    other.built()
    assert "no input had changed" in why(other, "/en/").out


def test_another_address_is_a_reason_of_its_own(other: Copy) -> None:
    other.built()
    assert other.build("--base-url", "https://site.example/sub/").code == 0
    assert "its address or day was another one" in why(other, "/en/").out


def test_each_output_folder_has_its_own_last_build(other: Copy) -> None:
    other.built()
    assert build_py("build", "--root", other.root, "--out", other.root / "elsewhere").code == 0
    assert last_build(Project(other.root, other.root / "elsewhere")) == last_build(project(other))
    assert last_build(Project(other.root, other.root / "third")) is None


def test_the_comparisons_own_template_stands_for_ours(other: Copy) -> None:
    before = dict(inputs(project(other)))
    other.write("templates/base.html", (HOME / "templates/base.html").read_text(encoding="utf-8") + "\n")
    after = dict(inputs(project(other)))
    assert {file for file in after if before.get(file) != after[file]} == {"templates/base.html"}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"builds": 3}', '{"builds": {"site": {"inputs": 3}}}'])
def test_a_spoilt_record_is_no_record_and_harms_no_build(other: Copy, text: str) -> None:
    other.write(f".cache/{FILE}", text)
    assert last_build(project(other)) is None
    assert other.build().code == 0
    assert last_build(project(other)) is not None


def test_a_record_that_cannot_be_written_harms_no_build(other: Copy) -> None:
    (other.root / ".cache" / FILE).mkdir(parents=True)
    ended = other.build()
    assert (ended.code, ended.err) == (0, "")


def test_only_the_newest_output_folders_are_remembered(other: Copy) -> None:
    builds: dict[str, dict[str, str]] = {f"out-{n}": {} for n in range(20)}
    other.write(f".cache/{FILE}", json.dumps({"builds": builds}))
    other.built()
    kept = json.loads(other.read(f".cache/{FILE}"))["builds"]
    assert list(kept) == [*(f"out-{n}" for n in range(13, 20)), "site"]
