"""How each question is decided, told with its numbers: the better side, what is a tie, where points begin and end."""

from fractions import Fraction

from pingbi.analysis.scenarios import ends_of, fixed_ends, spans_on
from pingbi.analysis.spans import Span
from pingbi.formats import money, number
from pingbi.model.catalogue import Feature
from pingbi.model.data import Datum, Measure, PlanPrice
from pingbi.pages.page_views import JudgedView
from pingbi.pages.teller import Teller, evidence_id
from pingbi.pages.views import Link, Rich
from pingbi.quantity import Quantity
from pingbi.reading.values import RESOLUTIONS

BASE_UNITS = {"duration": "s", "percent": "%", "rate": "fps"}
SAME = {"yes-no": "tie-answer", "rating": "tie-level", "set": "tie-items"}


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
    fixed = fixed_ends(teller.site, feature)
    ends = fixed or ends_of(spans.values())
    told = [_fixed(teller, feature, end) if fixed else _measured(teller, name, spans, end) for end in ends or ()]
    lowest, highest = told or ((), ())
    lower = feature.direction == "lower"
    return JudgedView(
        feature=teller.feature(name),
        better=teller.t(f"better-{feature.direction}"),
        alone=feature.opinion,
        tie=_tie(teller, feature, spans),
        worst=highest if lower else lowest,
        best=lowest if lower else highest,
    )


def _tie(teller: Teller, feature: Feature, spans: dict[str, Span]) -> str:
    """The difference that still counts as a tie, in words."""
    tolerance = feature.tolerance.low
    if feature.kind in SAME or not tolerance:
        return teller.t(SAME.get(feature.kind, "tie-equal"))
    currency = next((span.currency for span in spans.values()), "")
    if currency:
        return teller.t("tie-within", value=money(tolerance, currency, teller.locale))
    if feature.kind == "resolution":
        return teller.t("tie-within", value=number(tolerance, teller.locale))
    unit = BASE_UNITS.get(feature.kind, "")
    return teller.t("tie-within", value=teller.measure(Quantity(tolerance, tolerance, unit), feature))


def _fixed(teller: Teller, feature: Feature, end: Fraction) -> Rich:
    """An end of an axis that no value moves: an answer, a level, a number of options."""
    if feature.kind == "yes-no":
        return (teller.t("yes" if end else "no"),)
    if feature.kind == "rating":
        levels = list(teller.site.catalogue.scales[feature.scale or ""].values())
        return (levels[int(end)][teller.locale],)
    return (teller.t("options-of", n=int(end), total=len(feature.options or {})),)


def _measured(teller: Teller, name: str, spans: dict[str, Span], end: Fraction) -> Rich:
    """An end that a product's value makes: that value, as a link to its evidence."""
    product = next(product for product, span in spans.items() if end in (span.low, span.high))
    fact = teller.site.facts[product][name]
    words = _told(teller, name, fact.used, end, spans[product].currency)
    anchor = fact.used.plan if isinstance(fact.used, PlanPrice) and not fact.claims else name
    return (Link(words, teller.to.to("feature", name, evidence_id(product, anchor))),)


def _told(teller: Teller, name: str, used: Datum, end: Fraction, currency: str) -> str:
    """One end of a value, in the unit in which it was given."""
    feature = teller.site.catalogue.features[name]
    if isinstance(used, PlanPrice):
        return teller.t("price-monthly", amount=money(end, currency, teller.locale))
    if feature.kind == "resolution":
        return next((name for name, lines in RESOLUTIONS.items() if lines == end), number(end, teller.locale))
    if isinstance(used, Measure):
        given = used.quantity
        own = end / given.factor
        return teller.measure(Quantity(own, own, given.unit, factor=given.factor), feature)
    return number(end, teller.locale)
