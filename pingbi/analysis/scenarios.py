"""Who fits a scenario: hard needs first, then a weighted score, an interval where values are unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.rates import exchange
from pingbi.analysis.spans import Span, point, span_of
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import Answer, Datum, Level, Measure, Options
from pingbi.model.editorial import Need, Scenario
from pingbi.model.plans import Offering
from pingbi.model.site import ComparedProducts, ComparisonData, ExchangeRate, Fact, Site
from pingbi.remember import remembered

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"
HUNDRED = 100


@dataclass(frozen=True)
class Points:
    """A product's points on one feature, from 0 (worst) to 1 (best); `known` is False where nobody says."""

    low: Fraction
    high: Fraction
    known: bool


Rated = tuple[tuple[str, Points], ...]
"""Points by feature, in the order of the weights."""
Ends = tuple[Fraction, Fraction]
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


def work_out(site: Site, id_: str) -> Findings:
    """Judge every product for a scenario; scores best first, the excluded last."""
    scenario = site.scenarios[id_]
    results = tuple(
        tuple(meets(need, wanted, site.facts[product][need.feature]) for product in site.products)
        for need, wanted in zip(scenario.needs, site.needs[id_], strict=True)
    )
    return _findings(scenario, tuple(site.products), results, tuple(rated_on(site, name) for name in scenario.weights))


@remembered
def _findings(
    scenario: Scenario,
    products: tuple[str, ...],
    results: tuple[tuple[str, ...], ...],
    rated: tuple[Mapping[str, Points], ...],
) -> Findings:
    """`results` are those of each need for each product, `rated` the points on each weighted feature."""
    needs = tuple(zip(scenario.needs, results, strict=True))
    scores = best_first(
        weighed(
            product,
            tuple((name, points[product]) for name, points in zip(scenario.weights, rated, strict=True)),
            scenario.weights,
            tuple(need for need, outcomes in needs if outcomes[index] == FAIL),
        )
        for index, product in enumerate(products)
    )
    leaders = leaders_of(scores)
    return Findings(needs, scores, leaders, open_facts(scores, leaders, scenario.weights))


def meets(need: Need, wanted: Datum, fact: Fact) -> str:
    """Whether a value meets a need: surely, surely not, or nobody can say."""
    form, _ = need.form
    if fact.used.state in ("unknown", "not-applicable"):
        return UNKNOWN
    if form in ("is", "has"):
        return _is(form, wanted, fact.used)
    have, want = _axis(fact.used), _axis(wanted)
    if have is None or want is None or want.low is None:
        return UNKNOWN
    return _at_least(have, want.low) if form == "at_least" else _at_most(have, want.low)


def _is(form: str, wanted: Datum, used: Datum) -> str:
    if isinstance(wanted, Options) and isinstance(used, Options):
        return PASS if set(wanted.ids) <= set(used.ids) else FAIL
    if isinstance(used, Answer) and used.word == "partly":
        return UNKNOWN
    return PASS if wanted == used else FAIL


def _axis(datum: Datum) -> Span | None:
    match datum:
        case Measure(quantity):
            return Span(*quantity.base())
        case Level(_, rank, _):
            return point(rank)
        case _:
            return None


def _at_least(have: Span, wanted: Fraction) -> str:
    if have.high is not None and have.high < wanted:
        return FAIL
    return PASS if have.low is not None and have.low >= wanted else UNKNOWN


def _at_most(have: Span, wanted: Fraction) -> str:
    if have.low is not None and have.low > wanted:
        return FAIL
    return PASS if have.high is not None and have.high <= wanted else UNKNOWN


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


def points_of(site: Site, name: str, product: str) -> Points:
    """A value's place between the worst and the best: of its scale, or of all products' known values."""
    return rated_on(site, name)[product]


def rated_on(site: Site, name: str) -> Mapping[str, Points]:
    """Every product's points on one feature."""
    plans = tuple(site.plans.items()) if site.catalogue.features[name].kind == "price" else ()
    return _rated(name, site.catalogue, site.rates, tuple(site.facts.items()), plans)


@remembered
def _rated(
    name: str,
    catalogue: Catalogue,
    rates: tuple[ExchangeRate, ...],
    facts: tuple[tuple[str, Mapping[str, Fact]], ...],
    plans: tuple[tuple[str, Offering], ...],
) -> Mapping[str, Points]:
    site = ComparedProducts(catalogue, rates, dict(facts), dict(plans))
    feature, spans = catalogue.features[name], spans_on(site, name)
    ends, lower = fixed_ends(site, feature) or ends_of(spans.values()), feature.direction == "lower"
    known = tuple((product, span.low, span.high) for product, span in spans.items())
    return _placed(tuple(site.facts), known, ends, lower)


@remembered
def _placed(
    products: tuple[str, ...],
    known: tuple[tuple[str, Fraction | None, Fraction | None], ...],
    ends: Ends | None,
    lower: bool,
) -> Mapping[str, Points]:
    """By value, so that the points are the same objects as before where no value of the feature has changed."""
    spans = {product: Span(low, high) for product, low, high in known}
    return {product: placed(spans.get(product), ends, lower) for product in products}


def placed(span: Span | None, ends: Ends | None, lower: bool) -> Points:
    """Where a span lies between two ends, 0 to 1; with `lower`, the lower the better."""
    if span is None or ends is None:
        return Points(Fraction(0), Fraction(1), False)
    bottom, top = ends
    if bottom == top:
        return Points(Fraction(1), Fraction(1), True)
    low, high = (_clamped(value, default, *ends) for value, default in ((span.low, bottom), (span.high, top)))
    return Points(1 - high, 1 - low, True) if lower else Points(low, high, True)


def _clamped(value: Fraction | None, default: Fraction, bottom: Fraction, top: Fraction) -> Fraction:
    within = min(max(default if value is None else value, bottom), top)
    return (within - bottom) / (top - bottom)


def fixed_ends(site: ComparisonData, feature: Feature) -> Ends | None:
    """The ends of a scale, which no value moves; None for measures, whose ends are the products' own."""
    if feature.kind == "yes-no":
        return Fraction(0), Fraction(1)
    if feature.kind == "rating":
        return Fraction(0), Fraction(len(site.catalogue.scales[feature.scale or ""]) - 1)
    if feature.kind == "set":
        return Fraction(0), Fraction(len(feature.options or {}))
    return None


def spans_on(site: ComparisonData, name: str) -> dict[str, Span]:
    """The known values of all products on a feature; money in one currency, or none where no rate joins them."""
    found = {product: span for product, facts in site.facts.items() if (span := span_of(site, facts[name]))}
    currency = next((span.currency for span in found.values()), "")
    rates = {product: exchange(site, span.currency, currency) for product, span in found.items()}
    if None in rates.values():
        return {}
    return {product: rate.span(found[product], currency) for product, rate in rates.items() if rate}


def ends_of(spans: Iterable[Span]) -> Ends | None:
    """The lowest and the highest of all known ends."""
    values = [end for span in spans for end in (span.low, span.high) if end is not None]
    return (min(values), max(values)) if values else None


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
