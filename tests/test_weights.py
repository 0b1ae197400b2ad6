"""Readers move a scenario's weights: scores, answer and flip points follow, in the page and in its address."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from pingbi.analysis.flips import leaders_with, weight_flips
from pingbi.analysis.scores import judge_scenario
from pingbi.locale.formats import number
from pingbi.pages.parts.score_rules import lead_changes
from tests.support.samples import real_site
from tests.test_browser import BROKEN_WORDS, DESK, PHONE, WATCH, accessibility_faults

pytestmark = pytest.mark.browser

SITE = real_site()
LANGUAGES = ("zh-tw", "en")
OPEN, DECIDED, ALONE = "product-demos", "sensitive-data", "long-takes"
in_both = pytest.mark.parametrize("language", LANGUAGES)
WHAT_IS_SAID = """page => {
    const all = (selector) => [...page.querySelectorAll(selector)];
    const plain = (text) => text.replace(/\\s+/g, " ").trim();
    return {
        texts: all(".scores tr, table.weights tr, [data-flips] li").map((e) => plain(e.textContent)),
        bars: all(".scores rect").map((e) => `${e.getAttribute("x") ?? 0} ${e.getAttribute("width")}`),
        links: all("[data-flips] a").map((e) => `${e.className} ${e.getAttribute("href")}`),
        hidden: all("[data-flips] [hidden]").length,
    };
}"""
WIPED_AND_WRITTEN_AGAIN = f"""async (addresses) => {{
    const said = {WHAT_IS_SAID};
    const script = [...document.scripts].find(({{ src }}) => src).src.replace("site.js", "weights.js");
    const {{ addWeights }} = await import(script);
    return Promise.all(addresses.map(async (address) => {{
        const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
        const before = said(page);
        const all = (selector) => page.querySelectorAll(selector);
        for (const e of all(".scores :is(.text, .known, .place), .working, small.weight")) e.textContent = "";
        for (const e of all(".scores rect:not(.track)")) e.removeAttribute("width");
        for (const e of all("[data-flip]:not([data-flip='price'])")) e.textContent = "";
        const wiped = said(page);
        addWeights(page, new AbortController().signal);
        return [before, wiped, said(page)];
    }}));
}}"""


class Opened(NamedTuple):
    page: Page
    complaints: list[str]


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Opened]:
    """One window for all tests, each of which opens its own page in it; what the browser complains of is kept."""
    page = browser.new_page(viewport=DESK, reduced_motion="reduce")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(WATCH)
    yield Opened(page, complaints)
    page.close()


@pytest.fixture
def page(opened: Opened) -> Iterator[Page]:
    opened.page.set_viewport_size(DESK)
    yield opened.page
    assert opened.complaints == []


def scenario(address: str, name: str, language: str = "en", query: str = "") -> str:
    return f"{address}/{language}/scenarios/{name}/{query}"


def box(page: Page, feature: str) -> Locator:
    return page.locator(f"[data-weigh='{feature}'] input[type='number']")


def slider(page: Page, feature: str) -> Locator:
    return page.locator(f"[data-weigh='{feature}'] input[type='range']")


def weights(page: Page) -> dict[str, str]:
    return {feature: box(page, feature).input_value() for feature in SITE.scenarios[OPEN].weights}


def said(page: Page) -> dict[str, list[str]]:
    """All that a script writes into the page, as text."""
    found: dict[str, list[str]] = page.evaluate_handle("document").evaluate(WHAT_IS_SAID)
    return found


def leading(page: Page) -> set[str]:
    """The products that the chart marks as leading, alone or among several."""
    marked = page.locator("tr[data-score]").filter(has=page.locator(".place:not(:empty)"))
    return set(marked.evaluate_all("rows => rows.map(row => row.dataset.score)"))


# The answer follows


@pytest.mark.parametrize("name", SITE.scenarios)
def test_the_answer_turns_at_the_printed_flip_points_and_nowhere_near_them(page: Page, address: str, name: str) -> None:
    """A hundredth below and above each printed point, and everywhere as Python has it."""
    findings, given = judge_scenario(SITE, name), SITE.scenarios[name].weights
    passing = tuple(score for score in findings.scores if not score.failed)
    page.goto(scenario(address, name))
    printed = " ".join(page.locator("[data-flip='weight']").all_inner_texts())
    for turn in lead_changes(weight_flips(findings.scores, given), findings.leaders):
        assert f" {number(turn.at, 'en')}, " in printed
        before, after = Fraction(floor(turn.at * 100), 100), Fraction(ceil(turn.at * 100), 100)
        if before == after:
            before, after = before - Fraction(1, 100), after + Fraction(1, 100)
        found = {}
        for weight in (before, after):
            box(page, turn.feature).fill(f"{float(weight):.2f}")
            found[weight] = leading(page)
            assert found[weight] == set(leaders_with(passing, given, turn.feature, weight))
        assert found[after if turn.up else before] == set(turn.leaders)
        assert found[before] != found[after]
        page.get_by_role("button", name="editors").click()


@in_both
def test_at_the_editors_weights_the_script_writes_what_the_page_says(page: Page, address: str, language: str) -> None:
    """Of every scenario, all that scripts write is wiped first."""
    page.goto(scenario(address, OPEN, language))
    addresses = [f"/{language}/scenarios/{name}/" for name in SITE.scenarios]
    found = page.evaluate(WIPED_AND_WRITTEN_AGAIN, addresses)
    for place, (before, wiped, after) in zip(addresses, found, strict=True):
        assert wiped != before == after, place


def test_a_reset_brings_back_what_the_page_says(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN))
    before = said(page)
    box(page, "native-audio").fill("0.5")
    assert said(page) != before
    page.locator(".weigh [type='reset']").click()
    assert said(page) == before


def test_the_arithmetic_and_the_bars_follow(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN))
    row = page.locator("tr[data-feature='native-audio']")
    bar = page.locator("tr[data-score='sora-2'] .fill")
    width = int(bar.get_attribute("width") or 0)
    box(page, "native-audio").fill("0.5")
    expect(row.locator(".weight")).to_have_text("weight 0.5")
    expect(row.locator(".working").nth(2)).to_have_text("0.5 × 1 = 0.5")
    expect(page.locator("tr.sum .weight")).to_have_text("weights add up to 9.5")
    assert int(bar.get_attribute("width") or 0) < width


def test_it_is_said_whether_the_answer_is_still_the_editors(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN))
    sentence = page.locator(".weighed-answer")
    expect(sentence).to_contain_text(
        "With the editors’ weights, it is open between Sora 2, Kling 3.0, and Kling 2.5 Turbo."
    )
    box(page, "native-audio").fill("1")
    expect(sentence).to_contain_text("With your weights, Kling 2.5 Turbo leads.")
    expect(sentence).to_contain_text("That changes the answer")
    box(page, "native-audio").fill("2.5")
    expect(sentence).to_contain_text("The editors’ weights give the same answer.")


def test_where_one_product_is_left_no_weight_matters(page: Page, address: str) -> None:
    page.goto(scenario(address, ALONE, query="?w=max-duration:0"))
    expect(page.locator(".weighed-answer")).to_contain_text("Only Kling 2.5 Turbo meets every hard need")


def test_where_nothing_has_a_weight_nothing_is_ranked(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN))
    for feature in SITE.scenarios[OPEN].weights:
        box(page, feature).fill("0")
    expect(page.locator(".weighed-answer")).to_have_text("Every weight is 0, so there is nothing to compare.")
    assert leading(page) == set()
    expect(page.locator(".scores .text").first).to_have_text("–")


def test_what_holds_for_the_editors_weights_alone_is_put_away(page: Page, address: str) -> None:
    name = "best-value"
    page.goto(scenario(address, name))
    prices = page.locator("[data-flip='price']")
    assert prices.count() > 0
    expect(prices.first).to_be_visible()
    box(page, "starting-price").fill("1")
    expect(prices.first).to_be_hidden()
    page.locator(".weigh [type='reset']").click()
    expect(prices.first).to_be_visible()


# The address


@in_both
def test_the_weights_stand_in_the_address_and_come_back_from_it(page: Page, address: str, language: str) -> None:
    page.goto(scenario(address, OPEN, language))
    box(page, "native-audio").fill("0.75")
    slider(page, "physics").fill("2")
    expect(page).to_have_url(scenario(address, OPEN, language, "?w=physics:2,native-audio:0.75"))
    chosen, reported = weights(page), said(page)
    page.goto("about:blank")
    page.goto(scenario(address, OPEN, language, "?w=physics:2,native-audio:0.75"))
    assert (weights(page), said(page)) == (chosen, reported)
    page.locator(".languages a").click()
    page.wait_for_url(lambda url: f"/{language}/" not in url)
    assert weights(page) == chosen
    page.locator(".weigh [type='reset']").click()
    expect(page).to_have_url(page.url.split("?")[0])


@pytest.mark.parametrize(
    "query",
    [
        *("?w=", "?w", "?w=,,:", "?w=nothing:3", "?w=physics", "?w=physics:", "?w=physics:-1", "?w=physics:11"),
        *("?w=physics:1e1", "?w=physics:1.234", "?w=physics:NaN", "?w=physics:2:3", "?w=__proto__:1", "?w=%3Cb%3E:1"),
    ],
)
def test_nonsense_in_the_address_is_passed_over(page: Page, address: str, query: str) -> None:
    page.goto(scenario(address, OPEN, query=query))
    assert weights(page) == {feature: str(weight) for feature, weight in SITE.scenarios[OPEN].weights.items()}


def test_what_else_stands_in_the_address_stays(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN, query="?from=mail#s-scores"))
    box(page, "physics").fill("1")
    expect(page).to_have_url(scenario(address, OPEN, query="?from=mail&w=physics:1#s-scores"))


def test_a_link_to_the_weights_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(scenario(address, OPEN, query="?w=physics:1"))
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator(".copied")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_a_browser_that_does_not_copy_shows_the_address(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(scenario(address, OPEN, query="?w=physics:1"))
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator(".copied")).to_contain_text(page.url)
    page.close()


# The controls


@in_both
def test_everything_works_by_keyboard(page: Page, address: str, language: str) -> None:
    page.goto(scenario(address, OPEN, language))
    slider(page, "physics").focus()
    page.keyboard.press("ArrowLeft")
    expect(box(page, "physics")).to_have_value("4.5")
    page.keyboard.press("Tab")
    expect(box(page, "physics")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(box(page, "physics")).not_to_have_value("4.5")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.2")
    expect(box(page, "physics")).to_have_value("1.2")
    expect(page).to_have_url(scenario(address, OPEN, language, "?w=physics:1.2"))
    for _ in range(2 * len(SITE.scenarios[OPEN].weights) - 1):
        page.keyboard.press("Tab")
    expect(page.locator(".weigh [type='reset']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page, "physics")).to_have_value("5")
    page.keyboard.press("Tab")
    expect(page.locator(".share")).to_be_focused()


def test_a_weight_that_cannot_be_is_marked_and_gives_way(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN))
    field = box(page, "physics")
    for wrong in ("11", "-1", "1.234", ""):
        field.fill("3")
        field.fill(wrong)
        expect(field).to_have_attribute("aria-invalid", "true")
        field.blur()
        expect(field).to_have_value("3")
        expect(field).not_to_have_attribute("aria-invalid", "true")


def test_the_slider_tells_the_weight_that_lies_between_its_steps(page: Page, address: str) -> None:
    page.goto(scenario(address, OPEN))
    box(page, "physics").fill("7.25")
    expect(slider(page, "physics")).to_have_value("5")
    expect(slider(page, "physics")).to_have_attribute("aria-valuetext", "7.25")
    expect(page.locator("[data-weigh='physics'] .editors-weight")).to_have_text("editors: 5")


Scheme = Literal["light", "dark"]


@pytest.mark.parametrize(("language", "window", "scheme"), [("en", PHONE, "light"), ("zh-tw", DESK, "dark")])
def test_it_is_accessible(page: Page, address: str, language: str, window: ViewportSize, scheme: Scheme) -> None:
    page.set_viewport_size(window)
    page.emulate_media(color_scheme=scheme)
    page.goto(scenario(address, OPEN, language, "?w=native-audio:1"))
    expect(page.locator(".weigh")).to_be_visible()
    assert accessibility_faults(page) == []
    page.emulate_media(color_scheme="light")


@in_both
@pytest.mark.parametrize("name", [OPEN, DECIDED, ALONE])
def test_a_phone_shows_it_without_scrolling_sideways(page: Page, address: str, name: str, language: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(scenario(address, name, language))
    for field in page.locator("[data-weigh] input[type='number']").all():
        field.fill("1.25")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(BROKEN_WORDS) == []


@in_both
def test_without_scripts_the_page_has_the_chart_and_no_controls(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(scenario(address, OPEN, language, "?w=physics:1"))
    expect(page.locator(".weigh, .weighed-answer")).to_have_count(0)
    expect(page.locator("figure.scores svg")).to_have_count(3)
    expect(page.locator("figure.scores figcaption")).to_be_visible()
    expect(page.locator("tr[data-feature='physics'] .working").nth(1)).to_have_text("5 × 1 = 5")
    assert page.locator("[data-flip]").count() > 1
    page.close()


def test_other_pages_do_not_load_it(page: Page, address: str) -> None:
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}/en/")
    page.wait_for_load_state("networkidle")
    assert not any(name in url for url in loaded for name in ("weights.js", "scores.js", "fraction.js"))
