"""The preview in a browser: an edit shows in place, a fault lies over the page, and goes away by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.commands import HOME, MOBILE_PLANS
from tests.support.previewing import Running, faultless_page, preview_of
from tests.test_browser import accessibility_faults

pytestmark = pytest.mark.browser
PLANS = "plans/tariff-a.yaml"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with preview_of(MOBILE_PLANS, tmp_path_factory.mktemp("preview")) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with faultless_page(browser) as opened:
        yield opened


@pytest.mark.parametrize(
    ("language", "title", "hint"),
    [("en", "The content has problems", "What to do:"), ("zh-tw", "內容有問題", "怎麼改：")],
)
def test_broken_seen_mended_gone(running: Running, page: Page, language: str, title: str, hint: str) -> None:
    page.goto(f"{running.address}{language}/products/tariff-a/")
    overlay = page.locator(".preview-errors")
    expect(overlay).to_have_count(0)
    running.edit(PLANS, "monthly:", "montly:")
    expect(overlay).to_contain_text(title)
    expect(overlay).to_contain_text(hint)
    expect(overlay.locator("mark")).to_have_text("montly")
    link = overlay.locator("a").first
    expect(link).to_contain_text("content/plans/tariff-a.yaml:")
    assert (link.get_attribute("href") or "").startswith("vscode://file/")
    expect(page.locator("h1")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert accessibility_faults(page) == []
    running.edit(PLANS, "montly:", "monthly:")
    expect(overlay).to_have_count(0)


def test_all_problems_of_a_run_lie_over_the_page(running: Running, page: Page) -> None:
    page.goto(f"{running.address}en/")
    running.edit(PLANS, "monthly:", "montly:")
    running.edit("plans/tariff-b.yaml", "TWD", "NTD")
    expect(page.locator(".preview-errors li")).to_have_count(2)
    running.edit("plans/tariff-b.yaml", "NTD", "TWD")
    running.edit(PLANS, "montly:", "monthly:")
    expect(page.locator(".preview-errors")).to_have_count(0)


def test_a_price_changes_in_place_and_says_so(running: Running, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{running.address}en/products/tariff-a/")
    before = page.evaluate("() => { scrollTo({ top: 200, behavior: 'instant' }); return scrollY; }")
    running.edit(PLANS, "monthly: 649", "monthly: 688")
    expect(page.locator(".preview-toast")).to_contain_text("NT$649 → NT$688")
    expect(page.locator("main")).to_contain_text("NT$688")
    expect(page.locator("main")).not_to_contain_text("NT$649")
    assert page.evaluate("() => scrollY") == before == 200
    running.edit(PLANS, "monthly: 688", "monthly: 649")
    expect(page.locator("main")).to_contain_text("NT$649")


def test_a_tab_whose_page_did_not_change_stays_as_it_is(running: Running, page: Page) -> None:
    page.goto(f"{running.address}en/guides/reading-a-tariff/")
    page.evaluate("() => { window.kept = true; }")
    running.edit(PLANS, "monthly: 649", "monthly: 688")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.kept") is True
    expect(page.locator(".preview-toast")).to_have_count(0)
    running.edit(PLANS, "monthly: 688", "monthly: 649")


def test_a_tab_on_a_page_that_went_away_says_so(running: Running, page: Page) -> None:
    page.goto(f"{running.address}en/guides/reading-a-tariff/")
    files = sorted((running.root / "content/guides").iterdir())
    kept = {file: file.read_bytes() for file in files}
    for file in files:
        file.unlink()
    expect(page.locator(".preview-gone")).to_contain_text("This page is gone.")
    for file, data in kept.items():
        file.write_bytes(data)
    expect(page.locator(".preview-gone")).to_have_count(0)


def test_a_style_alone_is_swapped_without_loading_the_page_again(running: Running, page: Page) -> None:
    style = running.root / "static/css/base.css"
    style.parent.mkdir(parents=True)
    page.goto(f"{running.address}en/")
    page.evaluate("() => { window.kept = true; }")
    links = page.locator("link[rel=stylesheet][href*=assets]")
    before = links.get_attribute("href")
    style.write_text((HOME / "static/css/base.css").read_text("utf-8") + "\nh1 { outline: 3px solid red; }\n", "utf-8")
    expect(links.last).not_to_have_attribute("href", before or "")  # the old one stays until the new one is there
    expect(links).to_have_count(1)
    expect(page.locator("h1")).to_have_css("outline-style", "solid")
    assert page.evaluate("() => window.kept") is True


def test_a_preview_that_begins_with_a_fault_shows_it_and_then_the_page(
    browser: Browser, page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("faulty")
    site = folder / "kept"
    (site / "content").parent.mkdir(parents=True, exist_ok=True)
    import shutil  # late: this test alone copies a site

    shutil.copytree(MOBILE_PLANS / "content", site / "content")
    plans = site / "content" / PLANS
    plans.write_text(plans.read_text("utf-8").replace("monthly:", "montly:", 1), "utf-8")
    with preview_of(site, folder / "run") as running:
        page.goto(f"{running.address}en/products/tariff-a/")
        expect(page.locator(".preview-errors")).to_contain_text("montly")
        running.edit(PLANS, "montly:", "monthly:")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".preview-errors")).to_have_count(0)
