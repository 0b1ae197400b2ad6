"""Scores, leaders and flip points: the same cases in Python and in the browser, where readers move the weights."""

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from pingbi.analysis.flips import weight_flips
from pingbi.analysis.scores import Score, ScorePoints, best_first, leaders_of, open_facts, weighted_score
from pingbi.locale.text import same
from pingbi.model.editorial import Need
from pingbi.pages.parts.score_rules import WEIGHT_SHOWN, lead_changes
from pingbi.pages.parts.score_views import carried_points
from tests.support.commands import HOME

Case = dict[str, Any]
GOLDEN: list[Case] = json.loads((HOME / "tests/golden/scores.json").read_text("utf-8"))
GIVEN = {"because", "weights", "products"}
FAILED = (Need(feature="any", at_least=1, because=same("any", ("en",))),)
IN_THE_BROWSER = """async ([cases, limit]) => {
    const { fraction } = await import("/js/fraction.js");
    const of = await import("/js/scores.js");
    return cases.map(({ weights, products }) => {
        const given = new Map(Object.entries(weights).map(([feature, weight]) => [feature, fraction(weight)]));
        const scores = of.bestFirst(products.map((product) => of.weighed(of.readProduct(product), given)));
        const leaders = of.leadersOf(scores);
        const found = of.flips(scores, given);
        const near = [...given].flatMap(([feature, weight]) =>
            of.turns(found.filter((flip) => flip.feature === feature), weight, leaders, fraction(limit))
              .map(({ at, up, leaders }) => [feature, `${at}`, up, leaders]));
        return {
            scores: scores.map(({ id, low, high, coverage }) => [id, `${low}`, `${high}`, `${coverage}`]),
            leaders,
            open: of.openFacts(scores, leaders, given),
            flips: found.map(({ feature, at, below, above }) => ({ feature, at: `${at}`, below, above })),
            turns: near,
        };
    });
}"""


def points(carried: str | list[str] | None) -> ScorePoints:
    """The reverse of how a page carries points."""
    if carried is None:
        return ScorePoints(Fraction(0), Fraction(1), False)
    low, high = carried if isinstance(carried, list) else (carried, carried)
    return ScorePoints(Fraction(low), Fraction(high), True)


def score(product: Case, weights: dict[str, Fraction]) -> Score:
    rated = tuple((feature, points(product["points"][feature])) for feature in weights)
    return weighted_score(product["id"], rated, weights, FAILED if product.get("out") else ())


def in_python(case: Case) -> Case:
    weights = {feature: Fraction(weight) for feature, weight in case["weights"].items()}
    scores = best_first(score(product, weights) for product in case["products"])
    leaders = leaders_of(scores)
    found = list(weight_flips(scores, weights))
    return {
        "scores": [[s.product, str(s.low), str(s.high), str(s.coverage)] for s in scores],
        "leaders": list(leaders),
        "open": [list(fact) for fact in open_facts(scores, leaders, weights)],
        "flips": [
            {"feature": f.feature, "at": str(f.at), "below": list(f.below), "above": list(f.above)} for f in found
        ],
        "turns": [[turn.feature, str(turn.at), turn.up, list(turn.leaders)] for turn in lead_changes(found, leaders)],
    }


def in_the_browser(browser: Browser, address: str, cases: list[Case]) -> list[Case]:
    page = browser.new_page()
    page.goto(address)
    found: list[Case] = page.evaluate(IN_THE_BROWSER, [cases, WEIGHT_SHOWN])
    page.close()
    return found


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(HOME / "static")


def as_expected(found: Case, case: Case) -> Case:
    """What the case speaks of, as it was found."""
    return {part: found[part] for part in case.keys() - GIVEN}


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["because"][:40])
def test_the_golden_cases_hold_in_python(case: Case) -> None:
    assert as_expected(in_python(case), case).items() <= case.items()


@pytest.mark.browser
def test_the_golden_cases_hold_in_the_browser(browser: Browser, address: str) -> None:
    for case, found in zip(GOLDEN, in_the_browser(browser, address, GOLDEN), strict=True):
        assert as_expected(found, case).items() <= case.items(), case["because"]


part = st.fractions(0, 1, max_denominator=12)
value = st.one_of(part.map(str), st.tuples(part, part).map(lambda ends: [*map(str, sorted(ends))]), st.none())
weight = st.integers(0, 40).map(lambda quarters: str(Fraction(quarters, 4)))
features = st.lists(st.sampled_from(["picture", "sound", "price", "wait"]), min_size=1, unique=True)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    chosen = draw(features)
    weights = {feature: draw(weight) for feature in chosen}
    weights[chosen[0]] = str(draw(st.integers(1, 5)))  # nothing can be ranked where nothing has a weight
    products = [
        {"id": id_, "out": draw(st.integers(0, 4)) == 4, "points": {feature: draw(value) for feature in chosen}}
        for id_ in "abcd"[: draw(st.integers(1, 4))]
    ]
    return {"weights": weights, "products": products}


def made() -> list[Case]:
    """A few dozen cases, the same on every machine."""
    found: list[Case] = []

    @settings(max_examples=60, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(cases())
    def gather(case: Case) -> None:
        found.append(case)

    gather()
    return found


@pytest.mark.browser
def test_the_browser_works_out_what_python_does(browser: Browser, address: str) -> None:
    given_cases = made()
    expected = [in_python(case) for case in given_cases]
    assert any(each["flips"] for each in expected) and any(each["open"] for each in expected)
    for case, ours, theirs in zip(given_cases, expected, in_the_browser(browser, address, given_cases), strict=True):
        assert theirs == ours, case


@given(st.one_of(part.map(str), st.tuples(part, part).map(lambda ends: [*map(str, sorted(ends))]), st.none()))
def test_points_are_carried_whole(carried: str | list[str] | None) -> None:
    read = points(carried)
    assert points(carried_points(read)) == read
