"""Prices as dated periods: each gets its first day, and they are put in order."""

from collections.abc import Mapping

from pingbi.dates import PartialDate
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.sources import Source

NEVER = PartialDate(1)


def with_periods(offering: Offering, sources: Mapping[str, Source]) -> Offering:
    """The offering with every price's `from` given (left out, it is its source's date), oldest first."""
    plans = {id_: _ordered(plan, sources) for id_, plan in offering.plans.items()}
    return offering.model_copy(update={"plans": plans})


def _ordered(plan: Plan, sources: Mapping[str, Source]) -> Plan:
    prices = [_dated(price, sources) for price in plan.prices]
    prices.sort(key=lambda price: (price.from_ or NEVER).earliest)
    return plan.model_copy(update={"prices": tuple(prices)})


def _dated(price: Price, sources: Mapping[str, Source]) -> Price:
    if price.from_ is not None or price.source not in sources:
        return price
    return price.model_copy(update={"from_": sources[price.source].published})
