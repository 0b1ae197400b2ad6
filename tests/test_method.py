"""The method page states each rule with the very numbers in use."""

import re

import pytest

from pingbi.pages import method
from tests.support.commands import HOME
from tests.support.rendered import rendered
from tests.support.samples import PLANS, SITE, content_of, files_of, real_site
from tests.support.visible import visible_blocks

VALUES = {
    "a": "length: 5 s, size: 10, wait: 3-8 min, sound: true, look: good, extras: [p]",
    "b": "length: 2 min, size: 30, wait: 5 min, sound: unknown, look: best",
}
FEES = {f"plans/{id_}": PLANS.format(currency="USD", price=f"{{monthly: {fee}}}") for id_, fee in (("a", 5), ("b", 9))}
LANGUAGES = pytest.mark.parametrize("language", ["zh-tw", "en"])


def plain(html: str) -> str:
    return " ".join(visible_blocks(html))


def rules_on(page: str) -> dict[str, list[str]]:
    """Each question's cells (a tie, no point, the full point), by the feature's id."""
    row = r'<tr>\s*<th scope="row">\s*<a href="[^"]*/features/([a-z-]+)/">.*?</th>(.*?)</tr>'
    rows = re.findall(row, page, re.DOTALL)
    return {name: [plain(cell) for cell in re.findall("<td.*?</td>", cells, re.DOTALL)] for name, cells in rows}


def test_each_question_shows_its_tolerance_and_the_ends_of_its_points() -> None:
    page = rendered(files_of(VALUES, **FEES))["en/method/"]
    assert rules_on(page) == {
        "length": ["equal values", "5 s", "2 min"],
        "size": ["up to 2 apart", "10", "30"],
        "wait": ["equal values", "8 min", "3 min"],
        "sound": ["the same answer", "No", "Yes"],
        "look": ["the same level", "Sample", "Sample"],
        "extras": ["the same items", "0 of 3", "3 of 3"],
        "fee": ["equal values", "US$9/month", "US$5/month"],
    }


def test_what_nobody_knows_has_no_ends() -> None:
    page = rendered(files_of({"a": "", "b": ""}))["en/method/"]
    assert rules_on(page)["length"] == ["equal values", "nothing known"]


def test_the_ends_move_with_the_values() -> None:
    files = files_of(VALUES | {"c": "length: 3 h, size: 1"}, **FEES)
    reported = rules_on(rendered(files)["en/method/"])
    assert (reported["length"][1:], reported["size"][1:]) == (["5 s", "3 h"], ["1", "30"])


def test_a_scale_shows_its_levels_in_order_with_their_points() -> None:
    text = plain(rendered(files_of(VALUES))["en/method/"])
    assert "Sample 0 Sample 0.5 Sample 1" in text


SITE_WITH_NUMBERS = (
    SITE
    + """
stale_after_days: {prices: 71, facts: 373}
rates: [{from: USD, to: TWD, rate: 31.55, date: 2026-01-05, source: sheet, at: all}]
"""
)


@LANGUAGES
def test_limits_and_rates_are_those_of_the_site(language: str) -> None:
    text = plain(rendered(files_of(VALUES, site=SITE_WITH_NUMBERS))[f"{language}/method/"])
    assert all(figure in text for figure in ("71", "373", "US$1 = NT$31.55"))


CONSTANTS = {
    "FEW": 83,
    "LIGHTEST": 84,
    "HEAVIEST": 85,
    "HUNDRED": 86,
    "WEIGHT_SHOWN": 87,
    "FACTOR": 82,
    "DAYS": 88,
    "MONTHS": 89,
}


@pytest.fixture(scope="module")
def other_numbers() -> dict[str, str]:
    """The real site's pages, if every rule had another number."""
    with pytest.MonkeyPatch.context() as patched:
        for name, number in CONSTANTS.items():
            patched.setattr(method, name, number)
        return rendered(content_of(HOME))


@LANGUAGES
def test_no_number_of_a_rule_is_typed(other_numbers: dict[str, str], language: str) -> None:
    text = plain(other_numbers[f"{language}/method/"])
    assert {name for name, number in CONSTANTS.items() if not re.search(rf"\b{number}\b", text)} == set()


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    return rendered(content_of(HOME))


@LANGUAGES
def test_every_ruling_is_counted_and_linked(real: dict[str, str], language: str) -> None:
    site, page = real_site(), real[f"{language}/method/"]
    ruled = [(fact.product, name) for facts in site.facts.values() for name, fact in facts.items() if fact.ruling]
    wanted = {f"/{language}/features/{name}/#ev-{product}-{name}" for product, name in ruled}
    section = page.partition('id="s-rulings"')[2].partition("</section>")[0]
    assert wanted and wanted <= set(re.findall('href="([^"]+)"', section))
    assert re.search(rf"\b{len(ruled)}\b", plain(section))


@LANGUAGES
def test_every_scenario_shows_its_weights_and_needs(real: dict[str, str], language: str) -> None:
    section = real[f"{language}/method/"].partition('id="s-weights"')[2].partition("</section>")[0]
    parts = re.split(r'<dt><a href="[^"]*/scenarios/([a-z-]+)/"', section)[1:]
    reported = {
        id_: re.findall(r'/features/([a-z-]+)/">[^<]*</a>(?: <b>(\d)</b>)?', part)
        for id_, part in zip(parts[::2], parts[1::2], strict=True)
    }
    for id_, scenario in real_site().scenarios.items():
        needs = [(need.feature, "") for need in scenario.needs]
        assert reported[id_] == needs + [(name, str(weight)) for name, weight in scenario.weights.items()]


def test_failed_runs_are_reported_with_what_they_divide_by(real: dict[str, str]) -> None:
    assert "8–12% fail, so divided by 0.88–0.92" in plain(real["en/method/"])
