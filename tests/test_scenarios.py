"""Who fits: hard needs first, then a score that is an interval as long as something is unknown."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.scores import FAIL, PASS, UNKNOWN, ScenarioResult, Score, judge_scenario, points_of
from pingbi.model.site import Site
from tests.support.laws import law
from tests.support.samples import TEXT, mobile_site, real_site, site_of

F = Fraction


def scenario(weights: str, needs: str = "", pick: str = "a") -> str:
    return (
        f"name: {TEXT}\nfor: {TEXT}\nneeds: [{needs}]\nweights: {{{weights}}}\n"
        f"usage: {{clips_per_month: 1, seconds_per_clip: 1}}\npick: {pick}\nreasons: [{TEXT}]\n"
    )


def found(products: dict[str, str], weights: str = "sound: 1", needs: str = "") -> ScenarioResult:
    need = f"{{{needs}, because: {TEXT}}}" if needs else ""
    return judge_scenario(site_of(products, **{"scenarios/work": scenario(weights, need)}), "work")


def score(findings: ScenarioResult, product: str) -> Score:
    return next(score for score in findings.scores if score.product == product)


@pytest.mark.parametrize(
    ("need", "value", "result"),
    [
        ("feature: length, at_least: 60 s", "length: 60 s", PASS),
        ("feature: length, at_least: 60 s", "length: 1 min", PASS),
        ("feature: length, at_least: 60 s", "length: 59 s", FAIL),
        ("feature: length, at_least: 60 s", "length: 50-70 s", UNKNOWN),
        ("feature: length, at_least: 60 s", "length: 60-70 s", PASS),
        ("feature: length, at_least: 60 s", "length: 50 s+", UNKNOWN),
        ("feature: length, at_least: 60 s", "length: <=59 s", FAIL),
        ("feature: length, at_least: 60 s", "length: unknown", UNKNOWN),
        ("feature: length, more_than: 60 s", "length: 60 s", FAIL),
        ("feature: length, more_than: 60 s", "length: 61 s", PASS),
        ("feature: length, more_than: 60 s", "length: 60-70 s", UNKNOWN),
        ("feature: length, more_than: 60 s", "length: <=60 s", FAIL),
        ("feature: length, less_than: 60 s", "length: 60 s", FAIL),
        ("feature: length, less_than: 60 s", "length: 59 s", PASS),
        ("feature: length, less_than: 60 s", "length: 60 s+", FAIL),
        ("feature: wait, at_most: 5 min", "wait: 3-5 min", PASS),
        ("feature: wait, at_most: 5 min", "wait: 3-6 min", UNKNOWN),
        ("feature: wait, at_most: 5 min", "wait: 6-8 min", FAIL),
        ("feature: wait, at_most: 5 min", "wait: 6 min+", FAIL),
        ("feature: sound, is: true", "sound: true", PASS),
        ("feature: sound, is: true", "sound: false", FAIL),
        ("feature: sound, is: true", f"sound: {{value: partly, note: {TEXT}}}", UNKNOWN),
        ("feature: sound, is: true", "", UNKNOWN),
        ("feature: sound, is: false", "sound: false", PASS),
        ("feature: look, at_least: good", "look: best", PASS),
        ("feature: look, at_least: good", "look: good", PASS),
        ("feature: look, at_least: good", "look: poor", FAIL),
        ("feature: extras, has: [p]", "extras: [p, q]", PASS),
        ("feature: extras, has: [p, r]", "extras: [p, q]", FAIL),
        ("feature: colour, is: red", "colour: red", PASS),
        ("feature: colour, is: red", "colour: blue", FAIL),
    ],
)
def test_needs(need: str, value: str, result: str) -> None:
    ((_, results),) = found({"a": value}, needs=need).needs
    assert results == (result,)


def test_a_need_that_does_not_apply_is_not_passed() -> None:
    ((_, results),) = found({"a": "length: n/a"}, needs="feature: length, at_least: 1 s").needs
    assert results != (PASS,)


def test_the_excluded_come_last_and_lead_nothing() -> None:
    findings = found(
        {"a": "sound: true, length: 5 s", "b": "sound: false, length: 90 s"}, needs="feature: length, at_least: 60 s"
    )
    assert [score.product for score in findings.scores] == ["b", "a"]
    assert findings.leaders == ("b",)
    assert [need.feature for need in score(findings, "a").failed] == ["length"]


def test_where_nobody_meets_the_needs_nobody_leads() -> None:
    findings = found({"a": "length: 5 s", "b": "length: 9 s"}, needs="feature: length, at_least: 60 s")
    assert findings.leaders == ()


def test_the_arithmetic_of_a_score() -> None:
    products = {"a": "sound: true, look: good", "b": "sound: false, look: best"}
    findings = found(products, "sound: 3, look: 1")
    assert [(s.product, s.low, s.high) for s in findings.scores] == [("a", F(175, 2), F(175, 2)), ("b", F(25), F(25))]
    assert all(s.coverage == 1 for s in findings.scores)


def test_what_is_unknown_widens_the_score() -> None:
    findings = found({"a": "sound: true", "b": "sound: true, look: poor"}, "sound: 3, look: 1")
    assert (score(findings, "a").low, score(findings, "a").high) == (F(75), F(100))
    assert score(findings, "a").coverage == F(3, 4)
    assert findings.leaders == ("a", "b")
    assert findings.open_facts == (("a", "look"),)


def test_intervals_apart_decide() -> None:
    findings = found({"a": "sound: true", "b": "sound: false"}, "sound: 3, look: 1")
    assert findings.leaders == ("a",) and findings.open_facts == ()


@pytest.mark.parametrize(
    ("name", "values", "points"),
    [
        ("size", ("size: 0", "size: 5", "size: 10"), (0, F(1, 2), 1)),
        ("wait", ("wait: 0 s", "wait: 5 s", "wait: 10 s"), (1, F(1, 2), 0)),
        ("size", ("size: 7", "size: 7", "size: 7"), (1, 1, 1)),
        ("look", ("look: poor", "look: good", "look: best"), (0, F(1, 2), 1)),
        ("extras", ("extras: []", "extras: [p]", "extras: [p, q, r]"), (0, F(1, 3), 1)),
    ],
)
def test_points_lie_between_the_worst_and_the_best(
    name: str, values: tuple[str, ...], points: tuple[Fraction, ...]
) -> None:
    site = site_of(dict(zip("abc", values, strict=True)))
    found = [points_of(site, name, product) for product in "abc"]
    assert [(given.low, given.high) for given in found] == [(value, value) for value in points]


def test_a_bound_counts_as_far_as_it_is_known() -> None:
    site = site_of({"a": "size: 5+", "b": "size: 0", "c": "size: 10"})
    given = points_of(site, "size", "a")
    assert (given.low, given.high) == (F(1, 2), F(1))


VALUES = {
    "sound": ["true", "false"],
    "look": ["poor", "good", "best"],
    "extras": ["[]", "[p]", "[q, r]", "[p, q, r]"],
    "size": ["0", "4", "7-9", "10"],
}
ENDS = {"y": "sound: true, look: best, extras: [p], size: 0", "z": "sound: false, look: poor, extras: [], size: 10"}
"""Two products that hold the ends of every axis, so that a completion does not move them."""
COMPLETE = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})
PRODUCTS = st.tuples(COMPLETE, COMPLETE)
HIDDEN = st.sets(st.tuples(st.sampled_from("ab"), st.sampled_from(sorted(VALUES))))
WEIGHTS = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(1, 5), min_size=1)


def written(values: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in values.items())


@law
@given(PRODUCTS, HIDDEN, WEIGHTS)
def test_the_interval_contains_every_completion(
    truth: tuple[dict[str, str], dict[str, str]], hidden: set[tuple[str, str]], weights: dict[str, int]
) -> None:
    """Whatever the unknown values turn out to be, each score was inside its interval, and the leader among them."""
    whole = dict(zip("ab", truth, strict=True))
    partly = {
        id_: {name: "unknown" if (id_, name) in hidden else value for name, value in values.items()}
        for id_, values in whole.items()
    }
    given_weights = ", ".join(f"{name}: {weight}" for name, weight in weights.items())
    before = found({id_: written(values) for id_, values in partly.items()} | ENDS, given_weights)
    after = found({id_: written(values) for id_, values in whole.items()} | ENDS, given_weights)
    for product in (*whole, *ENDS):
        wide, narrow = score(before, product), score(after, product)
        assert wide.low <= narrow.low <= narrow.high <= wide.high
        assert wide.coverage <= narrow.coverage == 1
    assert set(after.leaders) <= set(before.leaders)


@pytest.mark.parametrize("kept", [real_site, mobile_site])
def test_the_scores_of_the_kept_sites_are_shares_of_a_hundred(kept: Callable[[], Site]) -> None:
    site = kept()
    for id_ in site.scenarios:
        for each in judge_scenario(site, id_).scores:
            assert 0 <= each.low <= each.high <= 100
            assert 0 <= each.coverage <= 1
