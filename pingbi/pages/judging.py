"""How each question is decided, told with its numbers: the better side, what is a tie, where points begin and end."""

from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.scenarios import spans_on
from pingbi.model.catalogue import Feature
from pingbi.model.kinds.axis import Span, ends_of
from pingbi.pages.teller import Teller, evidence_id
from pingbi.pages.views import FeatureRef, Link, Rich


@dataclass(frozen=True)
class JudgedView:
    """How one question is decided. `alone`: only where one source has judged both.

    `worst` and `best` are the values that earn no point and the full point; () where nothing is known.
    """

    feature: FeatureRef
    better: str
    alone: bool
    tie: str
    worst: Rich
    best: Rich


def judged(teller: Teller) -> tuple[tuple[str, tuple[JudgedView, ...]], ...]:
    """Every question with a better side, by group."""
    catalogue = teller.site.catalogue
    groups = (
        (name[teller.locale], tuple(_judged(teller, id_) for id_, f in catalogue.in_group(group).items() if _sided(f)))
        for group, name in catalogue.groups.items()
    )
    return tuple((name, rows) for name, rows in groups if rows)


def _sided(feature: Feature) -> bool:
    return feature.direction != "none"


def _judged(teller: Teller, name: str) -> JudgedView:
    feature = teller.site.catalogue.features[name]
    spans = spans_on(teller.site, name)
    lowest, highest = _ends(teller, name, spans)
    lower = feature.direction == "lower"
    return JudgedView(
        feature=teller.feature(name),
        better=teller.t(f"better-{feature.direction}"),
        alone=feature.opinion,
        tie=feature.kind.say_tie(feature, next((span.currency for span in spans.values()), ""), teller.t),
        worst=highest if lower else lowest,
        best=lowest if lower else highest,
    )


def _ends(teller: Teller, name: str, spans: dict[str, Span]) -> tuple[Rich, Rich]:
    """The lowest and the highest point of a question's axis, in words; both empty where there is no axis."""
    feature = teller.site.catalogue.features[name]
    fixed = feature.kind.fixed_ends(feature, teller.site.catalogue.scales)
    if fixed:
        low, high = (feature.kind.say_end(end, feature, teller.context()) for end in fixed)
        return (low,), (high,)
    own = ends_of(spans.values())
    return (_measured(teller, name, spans, own[0]), _measured(teller, name, spans, own[1])) if own else ((), ())


def _measured(teller: Teller, name: str, spans: dict[str, Span], end: Fraction) -> Rich:
    """An end that a product's value makes: that value, as a link to its evidence."""
    feature = teller.site.catalogue.features[name]
    product = next(product for product, span in spans.items() if end in (span.low, span.high))
    fact = teller.site.facts[product][name]
    words = feature.kind.say_own_end(end, fact.used, spans[product], feature, teller.context(product))
    anchor = fact.used.plan_id if fact.used.plan_id and not fact.claims else name
    return (Link(words, teller.to.to("feature", name, evidence_id(product, anchor))),)
