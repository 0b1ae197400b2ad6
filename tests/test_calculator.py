"""The calculator: a reader's own use is worked out in the browser, in the very words and figures of the generator."""

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pingbi.analysis.costs import Consumption, cost, tariff, use_of, worked_costs
from pingbi.analysis.offers import offers
from pingbi.locale.figures import at
from pingbi.locale.formats import money
from pingbi.model.editorial import Usage
from pingbi.model.site import Site
from pingbi.pages.charts.cost_charts import CostChart, cost_chart
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.components import Link
from pingbi.pages.parts.cost_views import BreakEvenView, CostLine, break_even_views, usage_view
from pingbi.pages.parts.presenter import plain
from pingbi.pages.pricing import answer, calculator_data
from tests.support.commands import HOME
from tests.support.presenters import LANGUAGES, presenter_of
from tests.support.samples import FEATURES, PLANS, RATE, SITE, TEXT, real_site, site_of
from tests.test_browser import DESK, PHONE, accessibility_faults
from tests.test_figures_as_typed import assert_comes_out, standard

pytestmark = pytest.mark.browser

AsShown = dict[str, Any]
PATHS = {"zh-TW": "zh-tw", "en": "en"}
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
USES = [(20, 15), (60, 10), (8, 90), (1, 1), (50, 61), (3000, 7), (100_000, 3600)]


# The sentences


def usage(clips: int, seconds: int) -> Usage:
    return Usage(clips_per_month=clips, seconds_per_clip=seconds)


@cache
def many_shapes() -> Site:
    """Every way of charging at once, in two currencies: ranges, bounds, rates beyond a fee, credits, failed runs."""
    plans = {
        "flat": "{monthly: 20-30}|{clips_per_month: 40-60}",
        "more": "{monthly: 10, per_second: 0.1-0.2}|{seconds_per_month: 100}",
        "extra": "{monthly: 5, per_clip: 1}|{clips_per_month: 10+}",
        "points": "{monthly: 12, per_credit: 0.02}|{credits_per_month: 600}",
        "tiny": "{per_second: 0.00125}|{}",
        "odd": "{monthly: 6.995}|{clips_per_month: 30}",
        "spread": "{yearly: 20, per_second: 0.0125}|{seconds_per_month: 10}",
        "endless": "{yearly: 1200}|{unlimited: true}",
        "nothing": "{free: true}|{clips_per_day: 1}",
        "bound": "{monthly: 9+}|{unlimited: true}",
        "unlike": "{monthly: 9, per_second: 1}|{clips_per_month: 3}",
        "silent": "{monthly: 8}|{}",
        "gone": "{monthly: 7, to: 2026-03-01}|{unlimited: true}",
    }
    written = "".join(
        f"  {name}:\n    name: {name.title()}\n    prices: [{plan.split('|')[0]}]\n    includes: {plan.split('|')[1]}\n"
        for name, plan in plans.items()
    )
    failing = (
        f"  failing: {{group: all, name: {TEXT}, asks: {TEXT}, kind: percent, direction: lower, role: failed-share}}\n"
    )
    return site_of(
        {"a": "length: 20 s, failing: 8-12%", "b": "length: 60 s", "c": "length: 60 s, failing: 5%"},
        site=SITE + RATE,
        features=FEATURES + failing,
        **{
            "plans/a": f"currency: USD\nsource: sheet\nat: all\ntakes: {{credits_per_clip: 10-20}}\nplans:\n{written}",
            "plans/b": PLANS.format(currency="TWD", price="{per_second: 4.5}"),
            "plans/c": PLANS.format(currency="EUR", price="{per_clip: 0.25}"),
        },
    )


def as_generated(site: Site, language: str, clips: int, seconds: int) -> AsShown:
    presenter, given = presenter_of(site, language), usage(clips, seconds)
    collector = EvidenceCollector(presenter)
    worked = usage_view(collector, given)
    found = break_even_views(collector, site.products, seconds)
    return {
        "usage": worked.text,
        "answer": answer(presenter, worked_costs(site, use_of(given))),
        "lines": [line_of(line) for line in worked.lines],
        "rest": presenter.t("costs-rest", n=sum(line.status != "done" for line in worked.lines)),
        "evens": [even_of(even) for even in found],
        "count": presenter.t("breakevens-count", n=len(found)),
        "failed": "",
        "chart": chart_of(cost_chart(collector, list(offers(site)), seconds, clips)),
    }


def line_of(line: CostLine) -> AsShown:
    return {
        "id": line.offer.id,
        "done": line.status == "done",
        "total": line.total,
        "per-clip": line.per_clip or "–",
        "per-second": line.per_second or "–",
        "working": line.working,
        "reason": line.reason,
        "cuts": line.cuts,
        "failures": line.with_failures,
    }


def even_of(even: BreakEvenView) -> AsShown:
    texts = {name: getattr(even, name) for name in ("working", "proof", "below", "above", "unsure")}
    links = [piece for piece in even.contested if isinstance(piece, Link)]
    contested = [plain(even.contested[:1]), links[0].text, links[0].url] if links else None
    return {
        **texts,
        "a": even.a.name,
        "b": even.b.name,
        "notes": [even.a.evidence, even.b.evidence],
        "contested": contested,
    }


def chart_of(chart: CostChart) -> AsShown:
    return {
        "shapes": [{"tag": s.tag, "style": s.style, "at": dict(s.at), "text": s.text} for s in chart.shapes],
        "caption": list(chart.caption),
        "columns": list(chart.columns),
        "rows": [{"id": row.offer.id, "style": row.style, "cells": list(row.cells)} for row in chart.rows],
        "outside": list(chart.outside),
    }


IN_THE_BROWSER = """async ([carried, uses]) => {
    const { presenter } = await import("/js/cost_words.js");
    const { fraction } = await import("/js/fraction.js");
    const { all } = presenter(JSON.parse(carried));
    return uses.map(([clips, seconds, failed]) =>
        all({ clips, seconds, failed: failed === null ? null : fraction(failed) }));
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Page]:
    """A page with nothing but our scripts at hand."""
    page = browser.new_page()
    page.goto(serve(HOME / "static"))
    yield page
    page.close()


def in_the_browser(blank: Page, site: Site, language: str, uses: list[tuple[int, int, str | None]]) -> list[AsShown]:
    collector = EvidenceCollector(presenter_of(site, language))
    data = calculator_data(collector, usage(20, 15), tuple(offers(site)))
    found: list[AsShown] = blank.evaluate(IN_THE_BROWSER, [str(data), uses])
    return found


@pytest.mark.parametrize("site", [real_site, many_shapes], ids=["the real site", "every shape"])
@EACH_LANGUAGE
def test_the_browser_says_what_the_generator_says(blank: Page, site: Callable[[], Site], language: str) -> None:
    found = in_the_browser(blank, site(), language, [(clips, seconds, None) for clips, seconds in USES])
    for use, reported in zip(USES, found, strict=True):
        assert reported == as_generated(site(), language, *use), use


def test_the_second_comparison_of_these_tests_has_every_outcome() -> None:
    found = [line for use in USES for line in as_generated(many_shapes(), "en", *use)["lines"]]
    reasons = " ".join(line["reason"] for line in found)
    for words in (
        "at most",
        "depends on settings",
        "only a bound",
        "different units",
        "no longer sold",
        "how many clips",
    ):
        assert words in reasons
    assert any(line["failures"].startswith("With 8–12% of runs failing:") for line in found)
    assert any("beyond the 100 s included" in line["working"] for line in found)


@pytest.mark.parametrize("share", ["8", "0", "12.5", "99"])
def test_a_share_of_failed_runs_counts_in_every_sum(blank: Page, share: str) -> None:
    site = real_site()
    (reported,) = in_the_browser(blank, site, "en", [(20, 15, share)])
    use = Consumption(20, 15, at(Fraction(share) / 100))
    costs = {offer.id: cost(tariff(site, offer), use).total for offer in offers(site)}
    assert reported["usage"] == f"20 clips of 15 s a month, with {share}% of runs failing"
    for line in reported["lines"]:
        total = costs[line["id"]]
        assert line["total"] == (f"{money(total.low, 'USD', 'en')}/month" if total else "")
        assert line["failures"] == ""


def test_each_working_of_the_browser_comes_out_with_failed_runs_too(blank: Page) -> None:
    for reported in in_the_browser(blank, standard(), "en", [(20, 15, "8"), (7, 9, "37.25"), (1, 300, None)]):
        printed = [item["working"] for item in (*reported["lines"], *reported["evens"])]
        comparable = [text for text in printed if "=" in text or "≈" in text]
        assert len(comparable) >= 5
        for text in comparable:
            assert_comes_out(text)


def test_failed_runs_move_the_break_even_points(blank: Page) -> None:
    plain_use, failing = in_the_browser(blank, real_site(), "en", [(20, 15, None), (20, 15, "50")])
    points = [[even["below"] for even in reported["evens"]] for reported in (plain_use, failing)]
    assert "Below 8.71 clips of 15 s a month" in " ".join(points[0])
    assert "Below 4.36 clips of 15 s a month" in " ".join(points[1])
    assert failing["failed"].startswith("As 50% of runs fail, prices per second and per clip are divided by 0.5")


# On the page


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desk; whatever the browser complains of fails the test."""
    found = browser.new_page(viewport=DESK, reduced_motion="reduce")
    complaints: list[str] = []
    found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    yield found
    found.close()
    assert complaints == []


def opened(page: Page, address: str, language: str = "en", query: str = "") -> Page:
    page.goto(f"{address}/{PATHS[language]}/pricing/{query}")
    expect(page.locator("form.calculator")).to_be_visible()
    return page


def region(page: Page) -> Locator:
    return page.locator("#calculator")


def field(page: Page, name: str) -> Locator:
    return page.locator(f"form.calculator [name={name}]")


def ranking(page: Page) -> list[tuple[str, str]]:
    """The offers with a figure, and the figure."""
    rows = page.locator("[data-is=done] tr").all()
    return [(str(row.get_attribute("data-offer")), row.locator("[data-is=total]").inner_text()) for row in rows]


def in_python(clips: int, seconds: int, failed: str | None = None) -> list[tuple[str, str]]:
    site, share = real_site(), None if failed is None else at(Fraction(failed) / 100)
    costs = [(cost(tariff(site, offer), Consumption(clips, seconds, share)).total, offer.id) for offer in offers(site)]
    done = sorted(((total.low, name) for total, name in costs if total), key=lambda item: item[0])
    return [(name, f"{money(total, 'USD', 'en')}/month") for total, name in done]


SHOWN = """() => {
    const texts = document.createTreeWalker(document.getElementById("calculator"), NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest("script, form") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (texts.nextNode()) if (texts.currentNode.data.trim()) found.push(texts.currentNode.data.trim());
    return found;
}"""


def shown(page: Page) -> list[str]:
    """Every text of the calculator's part of the page, without its controls."""
    found: list[str] = page.evaluate(SHOWN)
    return found


def picture(page: Page) -> str:
    return re.sub(r">\s+<", "><", region(page).locator("figure > svg").inner_html().strip())


@EACH_LANGUAGE
def test_for_the_pages_own_use_the_browser_writes_what_is_there(page: Page, address: str, language: str) -> None:
    opened(page, address, language)
    built = shown(page), picture(page)
    field(page, "clips").fill("61")
    assert shown(page) != built[0] and picture(page) != built[1]
    field(page, "clips").fill("20")
    assert (shown(page), picture(page)) == built


@EACH_LANGUAGE
def test_the_page_is_whole_without_scripts(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{address}/{PATHS[language]}/pricing/")
    expect(page.locator("form")).to_have_count(0)
    expect(page.locator("[data-is=answer]")).to_contain_text("US$0")
    expect(page.locator("[data-is=done] tr")).to_have_count(7)
    expect(region(page).locator("figure > svg .ring").first).to_be_attached()
    page.locator("#calculator details.folded summary").first.click()
    expect(page.locator("[data-is=rest] tr").first).to_be_visible()
    uses = page.locator(".usages li")
    expect(uses).to_have_count(sum(scenario.usage is not None for scenario in real_site().scenarios.values()))
    page.close()


@pytest.mark.parametrize("use", [(60, 10), (9, 15), (8, 15), (12, 20), (4, 90)])
def test_typing_a_use_ranks_the_offers_as_python_does(page: Page, address: str, use: tuple[int, int]) -> None:
    opened(page, address)
    field(page, "clips").fill(str(use[0]))
    field(page, "seconds").fill(str(use[1]))
    assert ranking(page) == in_python(*use)
    assert ranking(page)[0][1].removesuffix("/month") in page.locator("[data-is=answer]").inner_text()


def test_typing_a_share_of_failed_runs_ranks_them_with_it(page: Page, address: str) -> None:
    opened(page, address)
    field(page, "failed").fill("37.5")
    assert ranking(page) == in_python(20, 15, "37.5")
    field(page, "failed").fill("")
    assert ranking(page) == in_python(20, 15)


def test_the_order_flips_at_a_break_even_point(page: Page, address: str) -> None:
    """US$20 buys 8.7 clips of 15 s by the second: up to 8 the seconds are cheaper, from 9 the fee is."""
    opened(page, address)
    before, after = "atlas-cloud.pay-as-you-go", "sora-1.chatgpt-plus"
    field(page, "clips").fill("8")
    assert [name for name, _ in ranking(page) if name in (before, after)] == [before, after]
    field(page, "clips").fill("9")
    assert [name for name, _ in ranking(page) if name in (before, after)] == [after, before]


def test_the_chart_follows_the_use(page: Page, address: str) -> None:
    opened(page, address)
    field(page, "clips").fill("60")
    field(page, "seconds").fill("10")
    chart = cost_chart(EvidenceCollector(presenter_of(real_site(), "en")), list(offers(real_site())), 10, 60)
    lines = region(page).locator("figure > svg .line").evaluate_all("all => all.map(line => line.getAttribute('d'))")
    assert lines == [dict(shape.at)["d"] for shape in chart.shapes if shape.style.startswith("line")]
    heads = region(page).locator(".figures thead th.numeric").all_inner_texts()
    assert heads == list(chart.columns)


def test_what_cannot_be_done_says_why_and_where_that_stands(page: Page, address: str) -> None:
    opened(page, address, query="?clips=60")
    row = page.locator("[data-is=rest] tr[data-offer='sora-1.chatgpt-plus']")
    page.locator("#calculator details.folded summary").first.click()
    expect(row).to_contain_text("at most 50 clips a month; 60 are needed")
    row.locator("a.evidence-link").click()
    expect(page.locator("[popover]")).to_contain_text("Clips a month")


def test_evidence_of_a_new_break_even_point_opens_too(page: Page, address: str) -> None:
    opened(page, address, query="?seconds=10")
    region(page).locator("details.folded summary").last.click()
    page.locator("[data-is=evens] a.evidence-link").first.click()
    expect(page.locator("[popover]")).to_be_visible()
    expect(page.locator("[popover]")).to_contain_text("US$")


# The address


@EACH_LANGUAGE
def test_a_use_stands_in_the_address_and_is_read_back(page: Page, address: str, language: str) -> None:
    opened(page, address, language)
    field(page, "clips").fill("60")
    field(page, "seconds").fill("10")
    field(page, "failed").fill("8")
    expect(page).to_have_url(re.compile(r"/pricing/\?clips=60&seconds=10&failed=8$"))
    before = shown(page)
    page.goto("about:blank")
    page.goto(f"{address}/{PATHS[language]}/pricing/?clips=60&seconds=10&failed=8")
    expect(field(page, "failed")).to_have_value("8")
    assert shown(page) == before


def test_only_what_differs_stands_in_the_address(page: Page, address: str) -> None:
    opened(page, address, query="?clips=20&seconds=15&x=1")
    field(page, "clips").fill("21")
    expect(page).to_have_url(re.compile(r"/pricing/\?x=1&clips=21$"))
    page.locator("form.calculator [type=reset]").click()
    expect(page).to_have_url(re.compile(r"/pricing/\?x=1$"))
    expect(field(page, "clips")).to_have_value("20")


@pytest.mark.parametrize(
    ("query", "clips", "seconds", "failed"),
    [
        ("?clips=lots&seconds=-3&failed=x", "20", "15", ""),
        ("?clips=0&seconds=9999&failed=100", "1", "3600", "99"),
        ("?clips=1e9&seconds=1.5&failed=7.125", "20", "15", ""),
        ("?clips=999999999&seconds=%20&failed=12.5", "100000", "15", "12.5"),
        ("?clips=%3Cscript%3E", "20", "15", ""),
    ],
)
def test_nonsense_is_passed_over_and_figures_are_brought_within_limits(
    page: Page, address: str, query: str, clips: str, seconds: str, failed: str
) -> None:
    opened(page, address, query=query)
    assert [field(page, name).input_value() for name in ("clips", "seconds", "failed")] == [clips, seconds, failed]


def test_what_is_no_figure_changes_nothing_and_gives_way(page: Page, address: str) -> None:
    opened(page, address)
    built = shown(page)
    field(page, "clips").fill("")
    expect(field(page, "clips")).to_have_attribute("aria-invalid", "true")
    assert shown(page) == built
    field(page, "clips").blur()
    expect(field(page, "clips")).to_have_value("20")


def test_the_same_page_in_the_other_language_keeps_the_use(page: Page, address: str) -> None:
    opened(page, address)
    field(page, "clips").fill("60")
    page.locator(".languages a").click()
    expect(field(page, "clips")).to_have_value("60")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant-TW")


@EACH_LANGUAGE
def test_a_scenario_leads_to_the_calculator_with_its_own_use(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{PATHS[language]}/scenarios/social-volume/")
    page.locator("a[href*='pricing/?clips=60&seconds=10']").click()
    expect(field(page, "clips")).to_have_value("60")
    expect(field(page, "seconds")).to_have_value("10")
    assert ranking(page)[0][0] == in_python(60, 10)[0][0]


def test_a_scenarios_use_can_be_chosen(page: Page, address: str) -> None:
    opened(page, address)
    chosen = real_site().scenarios["social-volume"]
    field(page, "preset").select_option(label=chosen.name["en"])
    expect(page).to_have_url(re.compile(r"\?clips=60&seconds=10$"))
    assert ranking(page) == in_python(60, 10)
    field(page, "clips").fill("61")
    expect(field(page, "preset")).to_have_value("")


def test_the_link_to_a_use_can_be_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    opened(page, address, query="?clips=60")
    page.locator("form.calculator .share").click()
    expect(page.locator("form.calculator .copied")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


# For everybody


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    opened(page, address)
    field(page, "clips").focus()
    page.keyboard.press("ArrowUp")
    expect(page).to_have_url(re.compile(r"\?clips=21$"))
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
    assert names == ["seconds", "failed", "preset", "Start over", "Copy a link to this use"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(field(page, "clips")).to_have_value("20")


def test_what_follows_is_announced(page: Page, address: str) -> None:
    opened(page, address)
    expect(page.locator("[data-is=answer]")).to_have_attribute("role", "status")
    for name in ("clips", "seconds", "failed", "preset"):
        assert page.locator(f"label[for=calc-{name}]").inner_text().strip()


@pytest.mark.parametrize("query", ["", "?clips=100000&seconds=3600&failed=12.5"])
@EACH_LANGUAGE
def test_it_fits_a_phone(browser: Browser, address: str, language: str, query: str) -> None:
    page = browser.new_page(viewport=PHONE)
    opened(page, address, language, query)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in page.locator("form.calculator :is(input, select, button)").all():
        box = control.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_with_another_use_too(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    opened(page, address, query="?clips=60&seconds=90&failed=8")
    for summary in region(page).locator("details.folded summary").all():
        summary.click()
    assert accessibility_faults(page) == []


def test_the_page_carries_nothing_that_could_end_its_script(built_site: Path) -> None:
    for path in PATHS.values():
        html = (built_site / path / "pricing/index.html").read_text("utf-8")
        data = html.partition('id="calculator-data">')[2].partition("</script>")[0]
        assert not set("<>&") & set(data)
        assert json.loads(data)["offers"]
