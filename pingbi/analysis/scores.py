"""Which products fit a scenario: hard needs first, then a weighted score, an interval where values are unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.offers import exchange
from pingbi.analysis.winners import span_of
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import ABSENT, Datum
from pingbi.model.editorial import Need, Scenario
from pingbi.model.kinds.kind import AnyKind, Ends, Span, ends_of
from pingbi.model.plans import Offering
from pingbi.model.resolve import plan_values
from pingbi.model.site import ComparedProducts, ComparisonData, ExchangeRate, Fact, Site
from pingbi.remember import remembered

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"
MET = {True: PASS, False: FAIL, None: UNKNOWN}
HUNDRED = 100


@dataclass(frozen=True)
class ScorePoints:
    """A product's points on one feature, from 0 (worst) to 1 (best); `known` is False if there is no value."""

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


JudgedNeed = tuple[tuple[Need, tuple[str, ...]], ...]
"""Each need with its result for every product."""


@dataclass(frozen=True)
class ScenarioResult:
    """A scenario worked out. `leaders`: one product if decided, several whose intervals overlap, or none."""

    needs: JudgedNeed
    scores: tuple[Score, ...]
    leaders: tuple[str, ...]
    open_facts: tuple[tuple[str, str], ...]


def judge_scenario(site: Site, id_: str) -> ScenarioResult:
    """Judge every product for a scenario; scores best first, the excluded last."""
    scenario = site.scenarios[id_]
    results = tuple(_results(site, need, wanted) for need, wanted in zip(scenario.needs, site.needs[id_], strict=True))
    return _findings(scenario, tuple(site.products), results, tuple(rated_on(site, name) for name in scenario.weights))


@remembered
def _findings(
    scenario: Scenario,
    products: tuple[str, ...],
    results: tuple[tuple[str, ...], ...],
    rated: tuple[Mapping[str, ScorePoints], ...],
) -> ScenarioResult:
    """`results` are those of each need for each product, `rated` the points on each weighted feature."""
    needs = tuple(zip(scenario.needs, results, strict=True))
    scores = best_first(
        weighted_score(
            product,
            tuple((name, points[product]) for name, points in zip(scenario.weights, rated, strict=True)),
            scenario.weights,
            tuple(need for need, outcomes in needs if outcomes[index] == FAIL),
        )
        for index, product in enumerate(products)
    )
    leaders = leaders_of(scores)
    return ScenarioResult(needs, scores, leaders, open_facts(scores, leaders, scenario.weights))


def _results(site: Site, need: Need, wanted: Datum) -> tuple[str, ...]:
    """How each product does on a need."""
    kind = site.catalogue.features[need.feature].kind
    return tuple(_best_result(kind, need, wanted, site.facts[product][need.feature]) for product in site.products)


def _best_result(kind: AnyKind, need: Need, wanted: Datum, fact: Fact) -> str:
    """Return how a product does on a need with the plan that does best."""
    results = {meets(kind, need, wanted, value) for value in plan_values(kind, fact)}
    return next(result for result in (PASS, UNKNOWN, FAIL) if result in results)


def meets(kind: AnyKind, need: Need, wanted: Datum, value: Datum) -> str:
    """Whether a value meets a need: yes, no, or unknown."""
    return UNKNOWN if value.state in ABSENT else MET[kind.meets(need.form[0], wanted, value)]


def weighted_score(product: str, points: Rated, weights: Weights, failed: tuple[Need, ...] = ()) -> Score:
    """Return a product's score under these weights, of which at least one is above zero."""
    total = sum(weights.values())
    known = sum(weights[name] for name, given in points if given.known)
    low = sum((weights[name] * given.low for name, given in points), Fraction(0))
    high = sum((weights[name] * given.high for name, given in points), Fraction(0))
    return Score(product, points, low * HUNDRED / total, high * HUNDRED / total, Fraction(known) / total, failed)


def best_first(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Sort by the middle of the interval, best first; products that fail a need come last."""
    return tuple(sorted(scores, key=lambda score: (bool(score.failed), -(score.low + score.high))))


def points_of(site: Site, name: str, product: str) -> ScorePoints:
    """Return a value's position between worst and best: of its scale, or of all products' known values."""
    return rated_on(site, name)[product]


def rated_on(site: Site, name: str) -> Mapping[str, ScorePoints]:
    """Return every product's points on one feature."""
    plans = tuple(site.plans.items()) if site.catalogue.features[name].kind.priced else ()
    return _rated(name, site.catalogue, site.rates, tuple(site.facts.items()), plans)


@remembered
def _rated(
    name: str,
    catalogue: Catalogue,
    rates: tuple[ExchangeRate, ...],
    facts: tuple[tuple[str, Mapping[str, Fact]], ...],
    plans: tuple[tuple[str, Offering], ...],
) -> Mapping[str, ScorePoints]:
    site = ComparedProducts(catalogue, rates, dict(facts), dict(plans))
    feature, spans = catalogue.features[name], spans_on(site, name)
    ends, lower = axis_ends(site, feature, spans.values()), feature.direction == "lower"
    known = tuple((product, span.low, span.high) for product, span in spans.items())
    return _placed(tuple(site.facts), known, ends, lower)


@remembered
def _placed(
    products: tuple[str, ...],
    known: tuple[tuple[str, Fraction | None, Fraction | None], ...],
    ends: Ends | None,
    lower: bool,
) -> Mapping[str, ScorePoints]:
    """By value, so that the points are the same objects as before where no value of the feature has changed."""
    spans = {product: Span(low, high) for product, low, high in known}
    return {product: position(spans.get(product), ends, lower) for product in products}


def position(span: Span | None, ends: Ends | None, lower: bool) -> ScorePoints:
    """Return the position of a span between two ends, 0 to 1; with `lower`, lower values are better."""
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


def axis_ends(site: ComparisonData, feature: Feature, spans: Iterable[Span]) -> Ends | None:
    """The ends of a feature's axis: its kind's own, or the products' (`spans`)."""
    return feature.kind.fixed_ends(feature, site.catalogue.scales) or ends_of(spans)


def spans_on(site: ComparisonData, name: str) -> dict[str, Span]:
    """Return the known values of all products on a feature; money in one currency, or none where no rate joins them."""
    found = {product: span for product, facts in site.facts.items() if (span := span_of(site, facts[name]))}
    currency = next((span.currency for span in found.values()), "")
    rates = {product: exchange(site, span.currency, currency) for product, span in found.items()}
    if None in rates.values():
        return {}
    return {product: rate.span(found[product], currency) for product, rate in rates.items() if rate}


def leaders_of(scores: tuple[Score, ...]) -> tuple[str, ...]:
    """Return the eligible products that no other surely beats."""
    eligible = [score for score in scores if not score.failed]
    return tuple(
        score.product
        for score in eligible
        if not any(other.low > score.high for other in eligible if other is not score)
    )


def open_facts(scores: tuple[Score, ...], leaders: tuple[str, ...], weights: Weights) -> tuple[tuple[str, str], ...]:
    """Return the unknown facts that keep the leaders undecided: (product, feature), heaviest first."""
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
