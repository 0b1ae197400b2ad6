"""Prices as dated periods: each gets its first day, they are put in order, and each can follow the one before."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from pingbi.dates import PartialDate
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.sources import Source
from pingbi.problems import Place, Problem
from pingbi.quantity import Quantity
from pingbi.reading.quotes import wrong_quote
from pingbi.remember import remembered
from pingbi.wording import say

NEVER = PartialDate(1)
JUMP = 10


@remembered
def with_periods(offering: Offering, sources: Mapping[str, Source]) -> Offering:
    """The offering with every price's `from` given (left out, it is its source's date), oldest first."""
    plans = {id_: _ordered(plan, sources) for id_, plan in offering.plans.items()}
    return offering.model_copy(update={"plans": plans})


def _ordered(plan: Plan, sources: Mapping[str, Source]) -> Plan:
    prices = [_dated(price, sources) for price in plan.prices]
    prices.sort(key=lambda price: _begin(price).earliest)
    return plan.model_copy(update={"prices": tuple(prices)})


def _dated(price: Price, sources: Mapping[str, Source]) -> Price:
    if price.from_ is not None or price.source not in sources:
        return price
    return price.model_copy(update={"from_": sources[price.source].published})


def _begin(price: Price) -> PartialDate:
    return price.from_ or NEVER


@remembered
def wrong_periods(file: str, offering: Offering, sources: Mapping[str, Source]) -> list[Problem]:
    """What is wrong with each price by itself, and with each beside the next. `offering` is as its file has it."""
    found: list[Problem] = []
    for plan_id, plan in offering.plans.items():
        prices = [(Place(file, ("plans", plan_id, "prices", index)), price) for index, price in enumerate(plan.prices)]
        dated = [(place, _dated(price, sources)) for place, price in prices]
        dated.sort(key=lambda item: _begin(item[1]).earliest)
        following = [*(later for _, later in dated[1:]), None]
        for (place, price), later in zip(dated, following, strict=True):
            found += _wrong_end(_inside(place, "to"), price, later)
            found += wrong_quote(_inside(place, "quote"), price.quote, [] if price.free else price.amounts.values())
        for (before, old), (place, new) in pairwise(dated):
            found += [*_same_day(place, before, old, new), *_jump(place, before, old, new)]
    return found


def _inside(place: Place, key: str) -> Place:
    return Place(place.file, (*place.path, key))


def _same_day(place: Place, before: Place, old: Price, new: Price) -> Iterator[Problem]:
    """Only one price can begin on a day, whoever says so."""
    if not (old.from_ and new.from_ and old.from_.earliest == new.from_.earliest):
        return
    day = new.from_.written
    if old.source == new.source and old.amounts != new.amounts:
        message = say("'{source}' gives two prices for {day}", source=new.source, day=day)
        hint = say("keep the one that the source has")
        yield Problem(place, "source-conflict", message, hint, also=(before,), about=(new.source, day))
    else:
        hint = say("give one of them another 'from', or remove it")
        message = say("two prices begin on {day}", day=day)
        yield Problem(place, "price-period", message, hint, also=(before,), about=(day,))


def _jump(place: Place, before: Place, old: Price, new: Price) -> Iterator[Problem]:
    """A change beyond tenfold is mostly a slip of the point."""
    for shape, after in new.amounts.items():
        earlier = old.amounts.get(shape)
        was, now = _figure(earlier), _figure(after)
        if not new.confirm and was and now and max(now / was, was / now) > JUMP:
            hint = say("check the digits; if it is true, add 'confirm: true' to the new price")
            message = say("the price changes more than {times}-fold", times=JUMP)
            yield Problem(_inside(place, shape), "price-jump", message, hint, also=(_inside(before, shape),))


def _figure(amount: Quantity | None) -> Fraction | None:
    """The figure that is given, of a range the lower; None where there is none."""
    return None if amount is None else amount.high if amount.low is None else amount.low


def _wrong_end(place: Place, price: Price, later: Price | None) -> Iterator[Problem]:
    if price.to is None:
        return
    begin = _begin(price)
    if price.to.earliest <= begin.earliest:
        hint = say("'to' is the first day on which the price no longer holds")
        message = say("this price begins on {day} and ends before it has held", day=begin.written)
        yield Problem(place, "price-end", message, hint)
    elif later and later.from_ and price.to.earliest > later.from_.earliest:
        hint = say(
            "leave 'to' out: a price ends where the next one begins; 'to' is for a gap, or for an offer that ended"
        )
        message = say("this price ends after the next one has begun on {day}", day=later.from_.written)
        yield Problem(place, "price-end", message, hint)
