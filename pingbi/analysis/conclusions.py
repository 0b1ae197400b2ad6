"""What followed from the facts as they became known: day by day, which conclusions changed and which stayed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pingbi.analysis.break_evens import BreakEven, break_evens, priced
from pingbi.analysis.history import Past, days
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.pairs import Pair, pair_of
from pingbi.analysis.scenarios import Findings, work_out
from pingbi.analysis.winners import Outcome
from pingbi.model.site import Site


@dataclass(frozen=True)
class Answer:
    """Who leads a scenario by its weights (nobody, one, or several that overlap), beside the editors' pick.

    Leaders are in the order of the site's products.
    """

    scenario: str
    leaders: tuple[str, ...]
    pick: str


@dataclass(frozen=True)
class PairChange:
    """A written comparison before and now, with the features whose rows came out otherwise."""

    before: Pair
    now: Pair
    rows: tuple[tuple[str, Outcome | None, Outcome], ...]


@dataclass(frozen=True)
class PointChange:
    """Two offers whose break-even points moved: all points before, and now (over seconds a month)."""

    a: Offer
    b: Offer
    before: tuple[BreakEven, ...]
    now: tuple[BreakEven, ...]


@dataclass(frozen=True)
class Conclusions:
    """What a day did. `changed` are (before, now); `stayed` were weighed again with the same result; `came` are new.

    On the `first` day of all everything is new, and nothing is told.
    """

    day: dt.date
    first: bool = False
    changed: tuple[tuple[Answer, Answer], ...] = ()
    stayed: tuple[Answer, ...] = ()
    came: tuple[Answer, ...] = ()
    pairs: tuple[PairChange, ...] = ()
    new_pairs: tuple[Pair, ...] = ()
    points: tuple[PointChange, ...] = ()


def conclusions(site: Site) -> tuple[Conclusions, ...]:
    """The conclusions of every day on which something became known, oldest first."""
    past = Past(site)
    known = [(day, state) for day in days(site) if (state := _State.of(past.on(day))).site.products]
    later = (_compared(day, before, now) for (_, before), (day, now) in pairwise(known))
    return (Conclusions(known[0][0], first=True), *later) if known else ()


@dataclass(frozen=True)
class _State:
    """A day's site, and what follows from it."""

    site: Site
    findings: Mapping[str, Findings]
    pairs: Mapping[str, Pair]
    points: Mapping[tuple[str, str], tuple[BreakEven, ...]]

    @classmethod
    def of(cls, site: Site) -> "_State":
        written = {id_: pair_of(site, *_two(site, id_), site.comparisons[id_]) for id_ in site.comparisons}
        return cls(site, {id_: work_out(site, id_) for id_ in site.scenarios}, written, _points(site))

    def answer(self, id_: str) -> Answer:
        leaders = tuple(product for product in self.site.products if product in self.findings[id_].leaders)
        return Answer(id_, leaders, self.site.scenarios[id_].pick)


def _two(site: Site, comparison: str) -> tuple[str, str]:
    a, b = site.comparisons[comparison].products
    return a, b


def _points(site: Site) -> Mapping[tuple[str, str], tuple[BreakEven, ...]]:
    """Every break-even point over seconds a month, by the ids of the two offers."""
    found: dict[tuple[str, str], tuple[BreakEven, ...]] = {}
    for point in break_evens(site, priced(site, offers(site))):
        a, b = sorted((point.less.id, point.more.id))
        found[a, b] = (*found.get((a, b), ()), point)
    return found


def _compared(day: dt.date, before: _State, now: _State) -> Conclusions:
    """What changed from one state to the next."""
    both = [id_ for id_ in now.findings if id_ in before.findings]
    turned = [id_ for id_ in both if set(before.findings[id_].leaders) != set(now.findings[id_].leaders)]
    weighed = [id_ for id_ in both if id_ not in turned and before.findings[id_] != now.findings[id_]]
    return Conclusions(
        day,
        changed=tuple((before.answer(id_), now.answer(id_)) for id_ in turned),
        stayed=tuple(now.answer(id_) for id_ in weighed),
        came=tuple(now.answer(id_) for id_ in now.findings if id_ not in both),
        pairs=tuple(_pair_changes(before, now)),
        new_pairs=tuple(pair for id_, pair in now.pairs.items() if id_ not in before.pairs),
        points=tuple(_point_changes(before, now)),
    )


def _pair_changes(before: _State, now: _State) -> Iterator[PairChange]:
    for id_, pair in now.pairs.items():
        old = before.pairs.get(id_)
        if old and (rows := tuple(_rows(old, pair))):
            yield PairChange(old, pair, rows)


def _rows(old: Pair, new: Pair) -> Iterator[tuple[str, Outcome | None, Outcome]]:
    for name, outcome in new.outcomes.items():
        was = old.outcomes.get(name)
        if was is None or (was.result, was.winner) != (outcome.result, outcome.winner):
            yield name, was, outcome


def _point_changes(before: _State, now: _State) -> Iterator[PointChange]:
    """Points between two offers that both were there already: then one of them has a new price."""
    there = {offer.id: offer for offer in offers(before.site)}
    for a, b in sorted({*before.points, *now.points}):
        old, new = (state.points.get((a, b), ()) for state in (before, now))
        if a in there and b in there and [point.at for point in old] != [point.at for point in new]:
            yield PointChange(there[a], there[b], old, new)
