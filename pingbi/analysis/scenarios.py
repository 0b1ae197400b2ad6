"""Who fits a scenario: hard needs first, then a weighted score, an interval where values are unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from pingbi.analysis.rates import exchange
from pingbi.analysis.spans import span_of
from pingbi.memo import FORGETFUL, Memo
from pingbi.model.catalogue import Feature
from pingbi.model.data import ABSENT, Datum
from pingbi.model.editorial import Need, Scenario
from pingbi.model.kinds.axis import Ends, Span, ends_of
from pingbi.model.kinds.base import AnyKind
from pingbi.model.site import Fact, Site

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"
MET = {True: PASS, False: FAIL, None: UNKNOWN}
HUNDRED = 100


@dataclass(frozen=True)
class ScorePoints:
    """A product's points on one feature, from 0 (worst) to 1 (best); `known` is False where nobody says."""

    low: Fraction
    high: Fraction
    known: bool


Rated = tuple[tuple[str, ScorePoints], ...]
"""Points by feature, in the order of the weights."""
Weights = Mapping[str, int | Fraction]


@dataclass(frozen=True)
class Score:
    """A product's weighted score out of 100, and the share of the weight that is known."""

    product: str
    points: Rated
    low: Fraction
    high: Fraction
    coverage: Fraction
    failed: tuple[Need, ...]


Judged = tuple[tuple[Need, tuple[str, ...]], ...]
"""Each need with its result for every product."""


@dataclass(frozen=True)
class Findings:
    """A scenario worked out. `leaders`: one product if it is decided, several whose intervals overlap, or none."""

    needs: Judged
    scores: tuple[Score, ...]
    leaders: tuple[str, ...]
    open_facts: tuple[tuple[str, str], ...]


def work_out(site: Site, id_: str, memo: Memo = FORGETFUL) -> Findings:
    """Judge every product for a scenario; scores best first, the excluded last."""
    scenario = site.scenarios[id_]
    needs = tuple(
        (need, _results(site, need, wanted)) for need, wanted in zip(scenario.needs, site.needs[id_], strict=True)
    )
    failed = {
        product: tuple(need for need, results in needs if results[index] == FAIL)
        for index, product in enumerate(site.products)
    }
    rated = {name: rated_on(site, name, memo) for name in scenario.weights}
    results = tuple(results for _, results in needs)
    return memo.on(
        ("findings", id_),
        (scenario, tuple(site.products), results, tuple(rated.values())),
        lambda: _findings(scenario, needs, failed, rated),
    )


def _findings(
    scenario: Scenario,
    needs: Judged,
    failed: Mapping[str, tuple[Need, ...]],
    rated: Mapping[str, Mapping[str, ScorePoints]],
) -> Findings:
    points = {product: tuple((name, rated[name][product]) for name in rated) for product in failed}
    scores = best_first(weighed(id_, points[id_], scenario.weights, failed[id_]) for id_ in failed)
    leaders = leaders_of(scores)
    return Findings(needs, scores, leaders, open_facts(scores, leaders, scenario.weights))


def _results(site: Site, need: Need, wanted: Datum) -> tuple[str, ...]:
    """How each product does on a need."""
    kind = site.catalogue.features[need.feature].kind
    return tuple(meets(kind, need, wanted, site.facts[product][need.feature]) for product in site.products)


def meets(kind: AnyKind, need: Need, wanted: Datum, fact: Fact) -> str:
    """Whether a value meets a need: surely, surely not, or nobody can say."""
    if fact.used.state in ABSENT:
        return UNKNOWN
    return MET[kind.meets(need.form[0], wanted, fact.used)]


def weighed(product: str, points: Rated, weights: Weights, failed: tuple[Need, ...] = ()) -> Score:
    """A product's score under these weights; one of them at least is above zero."""
    total = sum(weights.values())
    known = sum(weights[name] for name, given in points if given.known)
    low = sum((weights[name] * given.low for name, given in points), Fraction(0))
    high = sum((weights[name] * given.high for name, given in points), Fraction(0))
    return Score(product, points, low * HUNDRED / total, high * HUNDRED / total, Fraction(known) / total, failed)


def best_first(scores: Iterable[Score]) -> tuple[Score, ...]:
    """The best first by the middle of the interval; those that fail a need come last."""
    return tuple(sorted(scores, key=lambda score: (bool(score.failed), -(score.low + score.high))))


def points_of(site: Site, name: str, product: str) -> ScorePoints:
    """A value's place between the worst and the best: of its scale, or of all products' known values."""
    return rated_on(site, name)[product]


def rated_on(site: Site, name: str, memo: Memo = FORGETFUL) -> Mapping[str, ScorePoints]:
    """Every product's points on one feature."""
    priced = site.plans.values() if site.catalogue.features[name].kind.priced else ()
    seen = (site.catalogue, site.config.rates, *site.facts.values(), *priced)
    return memo.of(("seen", name, *site.products), seen, partial(_rated, site, name, memo))


def _rated(site: Site, name: str, memo: Memo) -> Mapping[str, ScorePoints]:
    """The same, and the very same as before where no value of this feature has changed."""
    feature, spans = site.catalogue.features[name], spans_on(site, name)
    ends, lower = axis_ends(site, feature, spans.values()), feature.direction == "lower"
    known = tuple((product, span.low, span.high) for product, span in spans.items())
    return memo.on(
        ("rated", name),
        (tuple(site.products), known, ends, lower),
        lambda: {product: placed(spans.get(product), ends, lower) for product in site.products},
    )


def placed(span: Span | None, ends: Ends | None, lower: bool) -> ScorePoints:
    """Where a span lies between two ends, 0 to 1; with `lower`, the lower the better."""
    if span is None or ends is None:
        return ScorePoints(Fraction(0), Fraction(1), False)
    bottom, top = ends
    if bottom == top:
        return ScorePoints(Fraction(1), Fraction(1), True)
    low, high = (_clamped(value, default, *ends) for value, default in ((span.low, bottom), (span.high, top)))
    return ScorePoints(1 - high, 1 - low, True) if lower else ScorePoints(low, high, True)


def _clamped(value: Fraction | None, default: Fraction, bottom: Fraction, top: Fraction) -> Fraction:
    within = min(max(default if value is None else value, bottom), top)
    return (within - bottom) / (top - bottom)


def axis_ends(site: Site, feature: Feature, spans: Iterable[Span]) -> Ends | None:
    """The ends of a feature's axis: its kind's own, or the products' (`spans`)."""
    return feature.kind.fixed_ends(feature, site.catalogue.scales) or ends_of(spans)


def spans_on(site: Site, name: str) -> dict[str, Span]:
    """The known values of all products on a feature; money in one currency, or none where no rate joins them."""
    found = {product: span for product in site.products if (span := span_of(site, site.facts[product][name]))}
    currency = next((span.currency for span in found.values()), "")
    rates = {product: exchange(site, span.currency, currency) for product, span in found.items()}
    if None in rates.values():
        return {}
    return {product: rate.span(found[product], currency) for product, rate in rates.items() if rate}


def leaders_of(scores: tuple[Score, ...]) -> tuple[str, ...]:
    """The eligible products that no other surely beats."""
    eligible = [score for score in scores if not score.failed]
    return tuple(
        score.product
        for score in eligible
        if not any(other.low > score.high for other in eligible if other is not score)
    )


def open_facts(scores: tuple[Score, ...], leaders: tuple[str, ...], weights: Weights) -> tuple[tuple[str, str], ...]:
    """The unknown facts that keep the leaders apart from nobody: (product, feature), heaviest first."""
    if len(leaders) < 2:
        return ()
    found = [
        (product.product, name)
        for product in scores
        if product.product in leaders
        for name, given in product.points
        if not given.known and weights[name]
    ]
    return tuple(sorted(found, key=lambda item: -weights[item[1]]))
