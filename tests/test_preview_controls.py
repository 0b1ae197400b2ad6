"""A page that is brought up to date in place is the page that a reader would load again, controls and all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.commands import HOME
from tests.support.previewing import Running, faultless_page, preview_of

pytestmark = pytest.mark.browser
Edit = tuple[str, str, str]
STANDARD = ("plans/kling-25.yaml", "monthly: 3.88", "monthly: 47.11")
LOWEST = ("plans/kling-30.yaml", "monthly: 6.99", "monthly: 8.21")
MAIN = """() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const e of main.querySelectorAll(".preview-changed")) e.classList.remove("preview-changed");
  for (const e of main.querySelectorAll("*")) {
    const given = [...e.attributes].filter(({ name, value }) => name !== "class" || value);
    for (const { name } of [...e.attributes]) e.removeAttribute(name);
    for (const { name, value } of given.sort((a, b) => (a.name < b.name ? -1 : 1))) e.setAttribute(name, value);
  }
  const controls = [...document.querySelectorAll("main input, main select")];
  const set = controls.map((e) => `${e.name}=${e.value} ${e.checked}`);
  return [main.innerHTML.replace(/\\s+/g, " "), main.innerText, set.join("\\n"), location.search];
}"""
"""What a page holds, in whatever order attributes came, and what its controls are set to."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with preview_of(HOME, tmp_path_factory.mktemp("preview")) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with faultless_page(browser, reduced_motion="reduce") as opened:
        yield opened


@pytest.mark.parametrize("language", ["zh-tw", "en"])
@pytest.mark.parametrize(
    ("address", "shown", "edit"),
    [
        ("pricing/", "US$47.11", STANDARD),
        ("pricing/?clips=77&seconds=9", "US$47.11", STANDARD),
        ("scenarios/best-value/", "US$13.22", STANDARD),
        ("compare/?d=1", "US$47.11", STANDARD),
        ("compare/?p=sora-2,kling-25&q=price", "US$47.11", STANDARD),
        ("compare/sora-1-vs-kling-25/", "US$47.11", STANDARD),
        ("products/kling-25/", "US$47.11", STANDARD),
        ("changes/", "US$47.11", STANDARD),
        ("", "US$8.21", LOWEST),
    ],
)
def test_in_place_and_loaded_anew_are_the_same(
    running: Running, page: Page, language: str, address: str, shown: str, edit: Edit
) -> None:
    page.goto(f"{running.address}{language}/{address}")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => { window.kept = true; }")
    file, price, dearer = edit
    running.edit(file, price, dearer)
    expect(page.locator("body")).to_contain_text(shown)
    page.wait_for_timeout(50)  # the page's modules come after what they are for
    assert page.evaluate("() => window.kept") is True
    in_place = page.evaluate(MAIN)
    page.reload()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(MAIN)
    running.edit(file, dearer, price)
    assert loaded == in_place
