"""Laws of scores: an interval is all that the unknown can make of it, and what is not known never counts as nothing."""

from dataclasses import replace
from fractions import Fraction
from itertools import product as every_choice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingbi.analysis.scores import ScenarioResult, Score, ScorePoints, judge_scenario, points_of, weighted_score
from pingbi.model.data import UNKNOWN
from pingbi.model.site import Fact, Site
from tests.support.laws import law
from tests.support.samples import TEXT, mobile_site, real_site, site_of

FEATURES = ("picture", "sound", "price", "wait")
NOTHING_KNOWN = ScorePoints(Fraction(0), Fraction(1), False)

part = st.fractions(0, 1, max_denominator=8)
certain = part.map(lambda value: ScorePoints(value, value, True))
ranges = st.tuples(part, part).map(lambda ends: ScorePoints(min(ends), max(ends), True))
rated = st.tuples(*[st.one_of(certain, ranges, st.just(NOTHING_KNOWN))] * len(FEATURES))
weights = st.tuples(*[st.integers(1, 5)] * len(FEATURES)).map(lambda chosen: dict(zip(FEATURES, chosen, strict=True)))


def score_of(points: tuple[ScorePoints, ...], given_weights: dict[str, int]) -> Score:
    return weighted_score("a", tuple(zip(FEATURES, points, strict=True)), given_weights)


@law
@given(rated, weights)
def test_the_interval_is_what_all_completions_make(
    points: tuple[ScorePoints, ...], given_weights: dict[str, int]
) -> None:
    """Every unknown at 0 and at 1, every range at both its ends."""
    ends = [{given.low, given.high} for given in points]
    completions = [
        score_of(tuple(ScorePoints(value, value, True) for value in chosen), given_weights)
        for chosen in every_choice(*ends)
    ]
    found = score_of(points, given_weights)
    assert all(completion.low == completion.high for completion in completions)
    assert found.low == min(completion.low for completion in completions)
    assert found.high == max(completion.high for completion in completions)


WRITTEN = {  # a value as written, and what it may turn out to be
    "sound": {"true": ("true",), "false": ("false",), "unknown": ("true", "false")},
    "look": {"good": ("good",), "unknown": ("poor", "best")},
    "size": {"4": ("4",), "3-8": ("3", "8"), "5+": ("5", "10"), "<=6": ("0", "6"), "unknown": ("0", "10")},
    "wait": {"4 s": ("4 s",), "2-9 s": ("2 s", "9 s"), "unknown": ("0 s", "10 s")},
}
ENDS = {"y": "sound: true, look: best, size: 0, wait: 0 s", "z": "sound: false, look: poor, size: 10, wait: 10 s"}
"""Two products that hold the ends of every axis, so that no completion moves them."""
WORK = f"""
name: {TEXT}
for: {TEXT}
weights: {{sound: 3, look: 2, size: 4, wait: 1}}
pick: a
reasons: [{TEXT}]
"""


def scored(values: dict[str, str]) -> Score:
    written = ", ".join(f"{name}: {value}" for name, value in values.items())
    findings = judge_scenario(site_of({"a": written, **ENDS}, scenarios__work=WORK), "work")
    return score_in(findings, "a")


def score_in(findings: ScenarioResult, product: str) -> Score:
    return next(score for score in findings.scores if score.product == product)


@settings(law, max_examples=12)
@given(st.fixed_dictionaries({name: st.sampled_from(sorted(values)) for name, values in WRITTEN.items()}))
def test_the_interval_is_what_an_editor_could_still_write(values: dict[str, str]) -> None:
    may_be = [WRITTEN[name][value] for name, value in values.items()]
    completions = [scored(dict(zip(values, chosen, strict=True))) for chosen in every_choice(*may_be)]
    found = scored(values)
    assert (found.low, found.high) == (min(c.low for c in completions), max(c.high for c in completions))


def known_inputs() -> list[tuple[str, str, str, str]]:
    """Every value that a score of the kept sites is made from: site, scenario, product, feature."""
    return [
        (kept, id_, product, name)
        for kept, site in SITES.items()
        for id_, scenario in site.scenarios.items()
        for product in site.products
        for name in scenario.weights
        if points_of(site, name, product).known
    ]


SITES = {"real": real_site(), "mobile": mobile_site()}
FIXED = ("yes-no", "rating", "set")
"""Kinds whose axis no value moves."""


def without(site: Site, product: str, feature: str) -> Site:
    """The site if nobody had said this."""
    facts = {**site.facts[product], feature: Fact(product, feature, (), UNKNOWN)}
    return replace(site, facts={**site.facts, product: facts})


@pytest.mark.parametrize(("kept", "id_", "product", "feature"), known_inputs())
def test_a_value_that_goes_leaves_the_score_open_and_is_not_nothing(
    kept: str, id_: str, product: str, feature: str
) -> None:
    site = SITES[kept]
    weights, kind = site.scenarios[id_].weights, site.catalogue.features[feature].kind
    less = without(site, product, feature)
    before, after = (score_in(judge_scenario(each, id_), product) for each in (site, less))
    assert dict(after.points)[feature] == NOTHING_KNOWN
    assert before.coverage - after.coverage == Fraction(weights[feature], sum(weights.values()))
    if kind.name in FIXED:
        assert after.low <= before.low <= before.high <= after.high
        assert after.high - after.low > before.high - before.low
