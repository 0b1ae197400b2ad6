"""Where two offers cost the same: exact, each with the two offers, and proved by putting the point back in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from pingbi.analysis.curves import Crossing, Curve, crossings, curves
from pingbi.analysis.offers import Offer
from pingbi.analysis.ranges import Range
from pingbi.analysis.rates import Exchange, rate_between
from pingbi.analysis.tariffs import Tariff, tariff
from pingbi.model.site import ExchangeRate, Site
from pingbi.remember import remembered


@dataclass(frozen=True)
class BreakEven:
    """At `at` (clips or seconds a month) `less` and `more` both cost `cost`; below it `less` is cheaper, above `more`.

    Where an input is a range so are `at` and `cost`. Money is in the currency of `less`; `exchange` brings that of
    `more` to it. `unsure` are the offers of which nobody says how far their fee reaches. `seconds` is the length of a
    clip where `at` counts clips; None where it counts seconds.
    """

    less: Offer
    more: Offer
    at: Range
    cost: Range
    exchange: Exchange
    unsure: tuple[Offer, ...] = ()
    seconds: int | None = None


Priced = tuple[Offer, Tariff]


def priced(site: Site, offers: Iterable[Offer]) -> tuple[Priced, ...]:
    """Each offer with its tariff."""
    return tuple((offer, tariff(site, offer)) for offer in offers)


def break_evens(site: Site, known: Iterable[Priced], seconds: int | None = None) -> tuple[BreakEven, ...]:
    """Every break-even point between two of the offers, over clips of `seconds` each, or over seconds (None)."""
    return _points(site.rates, tuple(known), seconds)


@remembered
def _points(rates: tuple[ExchangeRate, ...], known: tuple[Priced, ...], seconds: int | None) -> tuple[BreakEven, ...]:
    drawn = [(offer, ends) for offer, terms in known if (ends := curves(terms, seconds))]
    found: list[BreakEven] = []
    for (a, one), (b, other) in combinations(drawn, 2):
        rate = rate_between(rates, b.currency, a.currency)
        if rate:
            ends = other[0].times(rate.factor), other[1].times(rate.factor)
            found += _between(a, b, one, ends, rate, seconds)
    return tuple(found)


Ends = tuple[Curve, Curve]


def _between(a: Offer, b: Offer, one: Ends, other: Ends, rate: Exchange, seconds: int | None) -> Iterator[BreakEven]:
    """The points at which the two meet. Where their ranges leave open whether they do, there is none to tell."""
    extremes = crossings(one[0], other[1]), crossings(one[1], other[0])
    if [point.first_before for point in extremes[0]] != [point.first_before for point in extremes[1]]:
        return
    unsure = tuple(offer for offer, curve in ((a, one[0]), (b, other[0])) if not curve.sure)
    for found in zip(*extremes, strict=True):
        yield _break_even(a, b, found, rate, unsure, seconds)


def _break_even(
    a: Offer, b: Offer, found: tuple[Crossing, Crossing], rate: Exchange, unsure: tuple[Offer, ...], seconds: int | None
) -> BreakEven:
    at, cost = _range(point.x for point in found), _range(point.cost for point in found)
    if found[0].first_before:
        return BreakEven(a, b, at, cost, rate, unsure, seconds)
    back = Exchange(1 / rate.factor, rate.rate)
    return BreakEven(b, a, at, cost.times(back.factor), back, unsure, seconds)


def _range(values: Iterable[Fraction]) -> Range:
    ends = sorted(values)
    return Range(ends[0], ends[-1])
