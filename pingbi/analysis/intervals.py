"""Exact ranges of figures, and what sums make of them."""

from pingbi.model.kinds.kind import Span
from pingbi.model.site import ComparisonData, Fact


def span_of(site: ComparisonData, fact: Fact) -> Span | None:
    """Where a fact's value in use lies; None where it lies nowhere (unknown, text, not applicable)."""
    kind = site.catalogue.features[fact.feature].kind
    return kind.span(fact.used, site.plans.get(fact.product))
