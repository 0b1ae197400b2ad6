"""Where the facts of a site lie on their features' axes."""

from pingbi.model.kinds.axis import Span
from pingbi.model.plans import Plan, Price
from pingbi.model.site import ComparisonData, Fact


def current(plan: Plan) -> Price:
    """The price that rules: the newest period's."""
    return plan.current


def span_of(site: ComparisonData, fact: Fact) -> Span | None:
    """Where a fact's value in use lies; None where it lies nowhere (unknown, text, not applicable)."""
    kind = site.catalogue.features[fact.feature].kind
    return kind.span(fact.used, site.plans.get(fact.product))
