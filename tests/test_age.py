"""How long ago a date was: added in the browser by its clock, in the page's language; the date itself stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NOON = "T12:00:00"
SPOKE = "2025-12-16"
"""The day of the first source. Its prices may be 90 days old, until 2026-03-16; its facts a year, until 2026-12-16."""


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[[str, str], Page]]:
    """Opens a page of the site on a day."""
    pages: list[Page] = []

    def open_(path: str, day: str) -> Page:
        page = browser.new_page(timezone_id="Asia/Taipei")
        pages.append(page)
        page.clock.set_fixed_time(day + NOON)
        page.goto(f"{address}/{path}")
        return page

    yield open_
    for page in pages:
        page.close()


def dated(page: Page, within: str, since: str = SPOKE) -> set[str]:
    """What stands for a date in a part of a page."""
    return set(page.locator(f"{within} time[data-since='{since}']").all_inner_texts())


EN, ZH = "December 16, 2025", "2025 年 12 月 16 日"
PRICE_AGES = [
    ("en", "2025-12-16", f"{EN} (today)"),
    ("en", "2025-12-17", f"{EN} (yesterday)"),
    ("en", "2026-03-16", f"{EN} (3 months ago)"),
    ("en", "2026-03-17", f"{EN} (3 months ago; may be outdated)"),
    ("en", "2026-11-22", f"{EN} (11 months ago; may be outdated)"),
    ("en", "2028-01-01", f"{EN} (2 years ago; may be outdated)"),
    ("zh-tw", "2026-03-16", f"{ZH}（3 個月前）"),
    ("zh-tw", "2026-03-17", f"{ZH}（3 個月前，可能已過時）"),
]


@pytest.mark.parametrize(("language", "day", "reported"), PRICE_AGES)
def test_a_price_tells_its_age_and_what_is_over_the_limit(
    opened: Callable[[str, str], Page], language: str, day: str, reported: str
) -> None:
    page = opened(f"{language}/pricing/", day)
    assert dated(page, "table.plans") == {reported}
    assert dated(page, "#ev-kling-25-standard") == {reported}


@pytest.mark.parametrize(
    ("language", "day", "reported"),
    [
        ("en", "2026-12-16", f"{EN} (1 year ago)"),
        ("en", "2026-12-17", f"{EN} (1 year ago; may be outdated)"),
        ("zh-tw", "2026-12-16", f"{ZH}（1 年前）"),
        ("zh-tw", "2026-12-17", f"{ZH}（1 年前，可能已過時）"),
    ],
)
def test_other_facts_have_a_limit_of_their_own(
    opened: Callable[[str, str], Page], language: str, day: str, reported: str
) -> None:
    assert dated(opened(f"{language}/features/max-duration/", day), ".evidence-notes") == {reported}
    assert dated(opened(f"{language}/sources/", day), "#hands-on-2025") == {reported}


def test_a_date_known_to_the_month_counts_from_the_first_day_it_can_be(opened: Callable[[str, str], Page]) -> None:
    page = opened("en/pricing/", "2026-05-30")
    assert dated(page, "table.plans", "2026-03-01") == {"after February 2026 (3 months ago)"}
    assert page.locator("time[data-since='2026-03-01']").first.get_attribute("datetime") == "2026-02"


@pytest.mark.parametrize(
    ("day", "reported"), [("2026-12-01", "(9 days ago)"), ("2027-11-23", "(1 year ago; may be outdated)")]
)
def test_every_page_tells_how_old_its_verification_is(
    opened: Callable[[str, str], Page], day: str, reported: str
) -> None:
    assert dated(opened("en/", day), ".footer", "2026-11-22") == {f"November 22, 2026 {reported}"}


def test_a_date_that_lies_ahead_has_no_age(opened: Callable[[str, str], Page]) -> None:
    assert dated(opened("en/pricing/", "2025-12-15"), "table.plans") == {EN}


def test_the_popover_tells_the_age_as_well(opened: Callable[[str, str], Page]) -> None:
    page = opened("en/pricing/", "2026-11-22")
    page.locator("table.plans a.evidence-link").first.click()
    assert "11 months ago; may be outdated" in page.locator(".popover").inner_text()


def test_without_scripts_the_plain_date_stays(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/en/pricing/")
    assert dated(page, "table.plans") == {EN}
    page.close()
