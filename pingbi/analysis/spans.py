"""A datum as an interval on its feature's own axis, so that exact values, ranges and bounds compare alike."""

from dataclasses import dataclass
from fractions import Fraction

from pingbi.model.data import Answer, Level, Measure, Options, PlanPrice
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.site import ComparisonData, Fact
from pingbi.remember import remembered

ANSWERS = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, ends included; None is an open end. `currency` keeps money from being mixed."""

    low: Fraction | None
    high: Fraction | None
    currency: str = ""

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


def point(value: Fraction | int) -> Span:
    return Span(Fraction(value), Fraction(value))


def current(plan: Plan) -> Price:
    """The price that rules: the newest period's."""
    return plan.prices[-1]


def span_of(site: ComparisonData, fact: Fact) -> Span | None:
    """Where a fact's value in use lies; None where it lies nowhere (unknown, text, not applicable)."""
    used = fact.used
    return _monthly(site.plans[fact.product], used.plan) if isinstance(used, PlanPrice) else _span(fact)


@remembered
def _span(fact: Fact) -> Span | None:
    match fact.used:
        case Answer(word):
            return point(ANSWERS[word])
        case Level(_, rank, _):
            return point(rank)
        case Options(ids):
            return point(len(ids))
        case Measure(quantity):
            return Span(*quantity.base())
        case _:
            return None


def _monthly(offering: Offering, plan: str) -> Span | None:
    found = offering.plans[plan]
    quantity = None if found.ended else current(found).amounts.get("monthly")
    return Span(quantity.low, quantity.high, offering.currency) if quantity else None
