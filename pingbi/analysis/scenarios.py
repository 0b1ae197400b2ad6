"""Who fits a scenario: hard needs first, then a weighted score, an interval where values are unknown."""

from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.spans import Span, point, span_of
from pingbi.model.catalogue import Feature
from pingbi.model.data import Answer, Datum, Level, Measure, Options
from pingbi.model.editorial import Need, Scenario
from pingbi.model.site import Fact, Site

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"
HUNDRED = 100


@dataclass(frozen=True)
class Points:
    """A product's points on one feature, from 0 (worst) to 1 (best); `known` is False where nobody says."""

    low: Fraction
    high: Fraction
    known: bool


@dataclass(frozen=True)
class Score:
    """A product's weighted score out of 100, and the share of the weight that is known."""

    product: str
    points: tuple[tuple[str, Points], ...]
    low: Fraction
    high: Fraction
    coverage: Fraction
    failed: tuple[Need, ...]


@dataclass(frozen=True)
class Findings:
    """A scenario worked out. `leaders`: one product if it is decided, several whose intervals overlap, or none."""

    needs: tuple[tuple[Need, tuple[str, ...]], ...]
    scores: tuple[Score, ...]
    leaders: tuple[str, ...]
    open_facts: tuple[tuple[str, str], ...]


def work_out(site: Site, id_: str) -> Findings:
    """Judge every product for a scenario; scores best first, the excluded last."""
    scenario = site.scenarios[id_]
    needs = tuple(
        (need, tuple(meets(need, wanted, site.facts[product][need.feature]) for product in site.products))
        for need, wanted in zip(scenario.needs, site.needs[id_], strict=True)
    )
    failed = {
        product: tuple(need for need, results in needs if results[index] == FAIL)
        for index, product in enumerate(site.products)
    }
    scores = [_score(site, scenario, product, failed[product]) for product in site.products]
    scores.sort(key=lambda score: (bool(score.failed), -(score.low + score.high)))
    leaders = _leaders(scores)
    return Findings(needs, tuple(scores), leaders, _open(scores, leaders, scenario))


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


def _score(site: Site, scenario: Scenario, product: str, failed: tuple[Need, ...]) -> Score:
    points = tuple((name, points_of(site, name, product)) for name in scenario.weights)
    total = sum(scenario.weights.values())
    known = sum(scenario.weights[name] for name, given in points if given.known)
    low = sum((scenario.weights[name] * given.low for name, given in points), Fraction(0))
    high = sum((scenario.weights[name] * given.high for name, given in points), Fraction(0))
    return Score(product, points, low * HUNDRED / total, high * HUNDRED / total, Fraction(known, total), failed)


def points_of(site: Site, name: str, product: str) -> Points:
    """A value's place between the worst and the best: of its scale, or of all products' known values."""
    feature = site.catalogue.features[name]
    span = span_of(site, site.facts[product][name])
    ends = _ends(site, name, feature)
    if span is None or ends is None:
        return Points(Fraction(0), Fraction(1), False)
    worst, best = ends
    if worst == best:
        return Points(Fraction(1), Fraction(1), True)
    low, high = (_clamped(value, default, *ends) for value, default in ((span.low, worst), (span.high, best)))
    if feature.direction == "lower":
        low, high = 1 - high, 1 - low
    return Points(low, high, True)


def _clamped(value: Fraction | None, default: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    within = min(max(default if value is None else value, worst), best)
    return (within - worst) / (best - worst)


def _ends(site: Site, name: str, feature: Feature) -> tuple[Fraction, Fraction] | None:
    """The axis of a feature: yes-no and scales have their own ends, measures those of the known values."""
    if feature.kind == "yes-no":
        return Fraction(0), Fraction(1)
    if feature.kind == "rating":
        return Fraction(0), Fraction(len(site.catalogue.scales[feature.scale or ""]) - 1)
    if feature.kind == "set":
        return Fraction(0), Fraction(len(feature.options or {}))
    spans = [span for span in (span_of(site, site.facts[product][name]) for product in site.products) if span]
    if len({span.currency for span in spans}) > 1:
        return None  # sums of money in different currencies lie on no common axis
    values = [end for span in spans for end in (span.low, span.high) if end is not None]
    return (min(values), max(values)) if values else None


def _leaders(scores: list[Score]) -> tuple[str, ...]:
    """The eligible products that no other surely beats."""
    eligible = [score for score in scores if not score.failed]
    return tuple(
        score.product
        for score in eligible
        if not any(other.low > score.high for other in eligible if other is not score)
    )


def _open(scores: list[Score], leaders: tuple[str, ...], scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """The unknown facts that keep the leaders apart from nobody: (product, feature), heaviest first."""
    if len(leaders) < 2:
        return ()
    found = [
        (product.product, name)
        for product in scores
        if product.product in leaders
        for name, given in product.points
        if not given.known
    ]
    return tuple(sorted(found, key=lambda item: -scenario.weights[item[1]]))
