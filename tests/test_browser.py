"""What readers meet: a page of every kind, in both languages, in a real browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.support.commands import HOME
from tests.support.needs import axe_script

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1440, height=900)
WRITTEN = "compare/sora-2-vs-kling-30/"
PLACES = (
    "",
    "products/",
    "products/kling-30/",
    "compare/",
    WRITTEN,
    "compare/kling-25-vs-kling-30/",  # two generations of one family
    "features/max-duration/",
    "pricing/",
    "scenarios/",
    "scenarios/social-volume/",
    "tests/",
    "guides/",
    "guides/prompting-kling-30/",
    "sources/",
    "method/",
    "changes/",
)
PAGES = [f"/{language}/{place}" for place in PLACES for language in ("zh-tw", "en")] + ["/", "/404.html"]
OTHER = {"zh-tw": "en", "en": "zh-tw"}
WATCH = (
    "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NUMBERS_WITHOUT_EVIDENCE = """cells => cells
    .filter(cell => /[0-9]/.test(cell.querySelector(".value").textContent))
    .filter(cell => !document.getElementById(cell.querySelector("a.evidence-link")?.hash.slice(1)))
    .map(cell => cell.closest("tr").dataset.row + ": " + cell.textContent.trim())"""


BROKEN_WORDS = """() => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
        const node = texts.currentNode;
        if (!node.parentElement.checkVisibility() || node.parentElement.closest(".visually-hidden")) continue;
        for (const word of node.data.matchAll(/(?<![\\w.$-])[\\w.$]{2,6}(?![\\w.$-])/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom)));
            if (lines.size > 1) found.push(word[0] + " in " + node.parentElement.outerHTML.slice(0, 120));
        }
    }
    return found;
}"""


class Opened(NamedTuple):
    path: str
    page: Page
    complaints: list[str]


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Opened]:
    """A page on a phone; all tests of one page look at it one after the other."""
    page = browser.new_page(viewport=PHONE)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(WATCH)
    page.goto(address + request.param)
    yield Opened(request.param, page, complaints)
    page.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    found = browser.new_page(viewport=DESK, reduced_motion="reduce")
    yield found
    found.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A phone's browser that runs no scripts."""
    found = browser.new_page(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce")
    yield found
    found.close()


def accessibility_faults(page: Page) -> list[str]:
    """What axe has to say against a page."""
    page.evaluate(axe_script() + ";0")
    options = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run({options}).then(done => done.violations)")
    return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


# Every kind of page


def test_a_page_of_every_kind_is_looked_at(built_site: Path) -> None:
    def kind(path: str) -> str:
        html = (built_site / (path + "index.html" if path.endswith("/") else path).lstrip("/")).read_text("utf-8")
        (name,) = re.findall(r'<body class="page-([^"]+)"', html)
        return str(name)

    built = [f"/{file.relative_to(built_site).as_posix()}" for file in built_site.rglob("*.html")]
    assert {kind(path) for path in PAGES} == {kind(path) for path in built}


def test_a_page_never_scrolls_sideways(opened: Opened) -> None:
    for window in (DESK, PHONE):
        opened.page.set_viewport_size(window)
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), window


def test_nothing_is_so_narrow_that_short_words_break(opened: Opened) -> None:
    for window in (DESK, PHONE):
        opened.page.set_viewport_size(window)
        assert opened.page.evaluate(BROKEN_WORDS) == [], window


def test_a_page_has_one_heading_of_the_first_level(opened: Opened) -> None:
    expect(opened.page.locator("h1")).to_have_count(1)


def test_a_page_is_accessible(opened: Opened) -> None:
    """On a phone in the light or, below /zh-tw/, on a desk in the dark: every look once, as axe takes its time."""
    if opened.path.startswith("/zh-tw/"):
        opened.page.set_viewport_size(DESK)
        opened.page.emulate_media(color_scheme="dark")
    assert accessibility_faults(opened.page) == []


def test_the_language_switch_leads_to_the_same_page(opened: Opened) -> None:
    language = opened.path.split("/")[1]
    if language in OTHER:
        link = opened.page.locator(".languages a")
        expect(link).to_have_attribute("href", opened.path.replace(language, OTHER[language], 1))


def test_numbers_in_tables_of_values_have_evidence(opened: Opened) -> None:
    cells = opened.page.locator("table.values td[data-state]")
    assert cells.evaluate_all(NUMBERS_WITHOUT_EVIDENCE) == []
    if "/compare/" in opened.path:
        assert cells.count() > 50


def test_paper_has_no_navigation(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    visible = [nav.inner_text() for nav in opened.page.locator("nav:visible").all()]
    opened.page.emulate_media(media="screen")
    assert visible == []


def test_the_browser_complains_of_nothing(opened: Opened) -> None:
    assert opened.complaints == []


# Getting about


def test_switching_languages_is_one_click(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{WRITTEN}")
    page.locator(".languages a").click()
    expect(page).to_have_url(f"{address}/zh-tw/{WRITTEN}")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant-TW")


def test_the_first_tab_stop_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# Evidence


def test_evidence_opens_and_closes_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{WRITTEN}")
    link, popover = page.locator("table.values a.evidence-link").first, page.locator("[popover]")
    link.focus()
    page.keyboard.press("Enter")
    expect(popover).to_be_visible()
    expect(popover.locator(".cite").first).not_to_be_empty()
    expect(link).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_the_links_within_evidence_come_next_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{WRITTEN}")
    page.locator("table.values a.evidence-link").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[popover] .close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[popover] .cite a").first).to_be_focused()


def test_evidence_closes_by_a_second_click_and_by_its_button(page: Page, address: str) -> None:
    page.goto(f"{address}/zh-tw/{WRITTEN}")
    link, popover = page.locator("table.values a.evidence-link").first, page.locator("[popover]")
    link.click()
    expect(popover).to_be_visible()
    link.click()
    expect(popover).to_be_hidden()
    link.click()
    popover.locator(".close").click()
    expect(popover).to_be_hidden()


def test_evidence_stays_inside_a_phones_window(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="no-preference")  # the page still scrolls when the popover opens
    page.goto(f"{address}/en/{WRITTEN}")
    links = page.locator("table.values a.evidence-link")
    for link in (links.nth(1), links.last):
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[popover]")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("language", "key"), [("zh-tw", "zh-TW"), ("en", "en")])
def test_without_scripts_evidence_is_a_footnote(plain_page: Page, address: str, language: str, key: str) -> None:
    plain_page.goto(f"{address}/{language}/{WRITTEN}")
    link = plain_page.locator("tr[data-row='max-duration'] a.evidence-link").last
    link.click()
    note = plain_page.locator("li:target")
    expect(note).to_be_in_viewport()
    cite = note.locator(".claims .cite").first.inner_text()
    assert any(names_it(cite, source, key) for source in the_sources().values()), cite
    note.locator(".back a").click()
    expect(link).to_be_in_viewport()


def the_sources() -> dict[str, Any]:
    sources: dict[str, Any] = yaml.safe_load((HOME / "content/sources.yaml").read_text("utf-8"))
    return sources


def names_it(cite: str, source: dict[str, Any], key: str) -> bool:
    """Whether these words name the source, one of its sections, and its year."""
    year = re.findall(r"\d{4}", str(source["published"]))[0]
    sections = (section[key] for section in source["sections"].values())
    words = cite.replace(source["title"][key], "", 1)  # a title may have a year in it
    return words != cite and year in words and any(section in words for section in sections)


# The whole table


def rows(page: Page) -> Locator:
    return page.locator("#values tr[data-row]:not(.why):visible")


def test_the_table_is_whole_without_scripts(plain_page: Page, address: str) -> None:
    plain_page.goto(f"{address}/en/compare/")
    expect(plain_page.locator(".controls")).to_have_count(0)
    assert rows(plain_page).count() == plain_page.locator("#values tr[data-row]:not(.why)").count()


def test_a_chosen_view_of_the_table_is_in_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}/en/compare/")
    everything = rows(page).count()
    page.locator(".controls input[value='sora-1']").uncheck()
    page.locator(".controls input[name='d']").check()
    expect(page.locator("thead [data-product='sora-1']")).to_be_hidden()
    chosen = rows(page).count()
    assert 0 < chosen < everything
    page.goto(page.url)
    assert rows(page).count() == chosen
    expect(page.locator("thead [data-product='sora-1']")).to_be_hidden()
    page.locator(".controls button").click()
    expect(rows(page)).to_have_count(everything)
    expect(page).to_have_url(f"{address}/en/compare/")


def test_rows_are_found_by_their_words(page: Page, address: str) -> None:
    page.goto(f"{address}/en/compare/")
    page.locator(".controls input[type='search']").fill("resolution")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#values tr.group:visible")).to_have_count(1)


def test_only_unknown_rows_have_something_unknown(page: Page, address: str) -> None:
    page.goto(f"{address}/en/compare/")
    page.locator(".controls input[name='u']").check()
    shown = rows(page)
    assert shown.count() == shown.filter(has=page.locator("td[data-state='unknown']")).count() > 0
