"""How features are judged, and what would change an answer, in sentences with the numbers in use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from pingbi.analysis.flips import PriceFlip, WeightFlip, price_flips, weight_flips
from pingbi.analysis.scores import ScenarioResult, spans_on
from pingbi.locale.formats import money, money_in_full, number
from pingbi.model.catalogue import Feature
from pingbi.model.editorial import HEAVIEST, Scenario
from pingbi.model.kinds.kind import Span, ends_of
from pingbi.pages.parts.components import FeatureRef, Link, Rich
from pingbi.pages.parts.presenter import Presenter, evidence_id

FACTOR = 5
"""A price this many times higher or lower than the present one is no advice."""


def price_flip_texts(presenter: Presenter, id_: str, findings: ScenarioResult) -> Iterator[Rich]:
    """Yield, for each product, the nearest price below and above the present one at which others would lead."""
    for flip in _nearest(price_flips(presenter.site, id_, findings)):
        feature, product = presenter.feature(flip.feature), presenter.product(flip.product)
        price = Link(presenter.t("fact-of", product=product.name, feature=feature.name), feature.url)
        yield (price, _flip_text(presenter, flip))


def _nearest(found: Iterable[PriceFlip]) -> Iterator[PriceFlip]:
    for _, group in groupby(found, key=lambda flip: (flip.feature, flip.product)):
        flips = list(group)
        yield from [flip for flip in flips if flip.price / FACTOR <= flip.at < flip.price][-1:]
        yield from [flip for flip in flips if flip.price <= flip.at <= flip.price * FACTOR][:1]


def _flip_text(presenter: Presenter, flip: PriceFlip) -> str:
    up = flip.at >= flip.price
    leaders = flip.above if up else flip.below
    key = f"flip-price-{'above' if up else 'below'}-{'one' if len(leaders) == 1 else 'several'}"
    price = money_in_full(flip.price, flip.currency, presenter.locale)
    at = money(flip.at, flip.currency, presenter.locale)
    return presenter.t(key, price=price, at=at, leaders=presenter.names(leaders))


WEIGHT_SHOWN = 2 * HEAVIEST
"""Weights beyond this are no advice."""


@dataclass(frozen=True)
class FlipLine:
    """What would change the answer.

    `of`: weight, none or fact, which the page's script works out again when weights are moved; any other line holds
    only for the editors' weights and is hidden then.
    """

    of: str
    text: Rich


@dataclass(frozen=True)
class LeadChange:
    """With one weight risen (`up`) or fallen past `at`, `leaders` lead instead of those that lead now."""

    feature: str
    weight: Fraction
    at: Fraction
    up: bool
    leaders: tuple[str, ...]


def lead_changes(found: Iterable[WeightFlip], leaders: tuple[str, ...]) -> Iterator[LeadChange]:
    """Yield, of each feature's flips, the nearest down and up that change the present leaders, within reach."""
    for _, points in groupby(found, key=lambda flip: flip.feature):
        listed_points = list(points)
        down = [LeadChange(x.feature, x.weight, x.at, False, x.below) for x in listed_points if x.at <= x.weight]
        up = [LeadChange(x.feature, x.weight, x.at, True, x.above) for x in listed_points if x.at >= x.weight]
        nearest = (*_changing(down, leaders)[-1:], *_changing(up, leaders)[:1])
        yield from (change for change in nearest if not change.up or change.at < WEIGHT_SHOWN)


def _changing(found: Sequence[LeadChange], leaders: tuple[str, ...]) -> Sequence[LeadChange]:
    return [change for change in found if change.leaders != leaders]


def weight_flip_lines(presenter: Presenter, scenario: Scenario, findings: ScenarioResult) -> Iterator[FlipLine]:
    """Yield the lines that the page's script works out again when weights are moved."""
    changes = tuple(lead_changes(weight_flips(findings.scores, scenario.weights), findings.leaders))
    for change in changes:
        feature = presenter.feature(change.feature)
        yield FlipLine("weight", (Link(feature.name, feature.url), _lead_change_text(presenter, change)))
    if findings.leaders and not changes:
        yield FlipLine("none", (Link(presenter.t("flip-none", most=WEIGHT_SHOWN), "#s-scores"),))
    if findings.open_facts:
        links = [_fact(presenter, product, feature) for product, feature in findings.open_facts]
        yield FlipLine("fact", presenter.linked("flip-facts", "facts", *links))


def _fact(presenter: Presenter, product: str, feature: str) -> Link:
    named = presenter.feature(feature)
    return Link(presenter.t("fact-of", product=presenter.product(product).name, feature=named.name), named.url)


def _lead_change_text(presenter: Presenter, change: LeadChange) -> str:
    key = f"flip-{'above' if change.up else 'below'}-{'one' if len(change.leaders) == 1 else 'several'}"
    at, weight = number(change.at, presenter.locale), number(change.weight, presenter.locale)
    return presenter.t(key, weight=weight, at=at, leaders=presenter.names(change.leaders))


@dataclass(frozen=True)
class JudgedView:
    """How one question is decided. `alone`: only if one source judged both.

    `worst` and `best` are the values that earn no point and the full point; () if no value is known.
    """

    feature: FeatureRef
    better: str
    alone: bool
    tie: str
    worst: Rich
    best: Rich


def judged_features(presenter: Presenter) -> tuple[tuple[str, tuple[JudgedView, ...]], ...]:
    """Return every question with a better side, by group."""
    catalogue = presenter.site.catalogue
    groups = (
        (
            name[presenter.locale],
            tuple(_judged(presenter, id_) for id_, f in catalogue.in_group(group).items() if _sided(f)),
        )
        for group, name in catalogue.groups.items()
    )
    return tuple((name, rows) for name, rows in groups if rows)


def _sided(feature: Feature) -> bool:
    return feature.direction != "none"


def _judged(presenter: Presenter, name: str) -> JudgedView:
    feature = presenter.site.catalogue.features[name]
    spans = spans_on(presenter.site, name)
    lowest, highest = _ends(presenter, name, spans)
    lower = feature.direction == "lower"
    return JudgedView(
        feature=presenter.feature(name),
        better=presenter.t(f"better-{feature.direction}"),
        alone=feature.opinion,
        tie=feature.kind.say_tie(feature, next((span.currency for span in spans.values()), ""), presenter.t),
        worst=highest if lower else lowest,
        best=lowest if lower else highest,
    )


def _ends(presenter: Presenter, name: str, spans: dict[str, Span]) -> tuple[Rich, Rich]:
    """The lowest and the highest point of a question's axis, in words; both empty where there is no axis."""
    feature = presenter.site.catalogue.features[name]
    fixed = feature.kind.fixed_ends(feature, presenter.site.catalogue.scales)
    if fixed:
        low, high = (feature.kind.say_end(end, feature, presenter.context()) for end in fixed)
        return (low,), (high,)
    own = ends_of(spans.values())
    return (_measured(presenter, name, spans, own[0]), _measured(presenter, name, spans, own[1])) if own else ((), ())


def _measured(presenter: Presenter, name: str, spans: dict[str, Span], end: Fraction) -> Rich:
    """Return an end that a product's value sets: that value, as a link to its evidence."""
    feature = presenter.site.catalogue.features[name]
    product = next(product for product, span in spans.items() if end in (span.low, span.high))
    fact = presenter.site.facts[product][name]
    words = feature.kind.say_own_end(end, fact.used, spans[product], feature, presenter.context(product))
    anchor = fact.used.plan_id if fact.used.plan_id and not fact.claims else name
    return (Link(words, presenter.to.to("feature", name, evidence_id(product, anchor))),)
