"""The whole analysis as one value: contradictions with editors, conclusions day by day, and facts grown old."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from pingbi.analysis.as_of.history import PastSites, days
from pingbi.analysis.curves import BreakEven, break_evens, priced
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.pairs import ProductPair, pair_of, pairs_of
from pingbi.analysis.scores import ScenarioResult, judge_scenario
from pingbi.analysis.winners import Outcome, contradictions
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import DataPath, Place, Problem
from pingbi.locale.figures import PartialDate
from pingbi.model.base import walk
from pingbi.model.plans import Offering
from pingbi.model.site import Fact, Site


@dataclass(frozen=True)
class ScenarioAnswer:
    """Who leads a scenario by its weights (no product, one, or several whose scores overlap), and the editors' pick.

    Leaders are in the order of the site's products.
    """

    scenario: str
    leaders: tuple[str, ...]
    pick: str


@dataclass(frozen=True)
class PairChange:
    """A written comparison before and after, with the features whose rows have another outcome."""

    before: ProductPair
    now: ProductPair
    rows: tuple[tuple[str, Outcome | None, Outcome], ...]


@dataclass(frozen=True)
class PointChange:
    """Two offers whose break-even points moved: all points before and after (over seconds a month)."""

    a: Offer
    b: Offer
    before: tuple[BreakEven, ...]
    now: tuple[BreakEven, ...]


@dataclass(frozen=True)
class Conclusions:
    """What a day changed. `changed` are (before, now); `stayed` were weighed again with the same result; `came` are
    new.

    On the `first` day everything is new, so nothing is reported.
    """

    day: dt.date
    first: bool = False
    changed: tuple[tuple[ScenarioAnswer, ScenarioAnswer], ...] = ()
    stayed: tuple[ScenarioAnswer, ...] = ()
    came: tuple[ScenarioAnswer, ...] = ()
    pairs: tuple[PairChange, ...] = ()
    new_pairs: tuple[ProductPair, ...] = ()
    points: tuple[PointChange, ...] = ()


def daily_conclusions(site: Site) -> tuple[Conclusions, ...]:
    """Return the conclusions of every day on which something became known, oldest first."""
    past = PastSites(site)
    known = [(day, state) for day in days(site) if (state := _State.of(past.on(day))).site.products]
    later = (_compared(day, before, now) for (_, before), (day, now) in pairwise(known))
    return (Conclusions(known[0][0], first=True), *later) if known else ()


@dataclass(frozen=True)
class _State:
    """The site as of a day, and what follows from it."""

    site: Site
    findings: Mapping[str, ScenarioResult]
    pairs: Mapping[str, ProductPair]
    points: Mapping[tuple[str, str], tuple[BreakEven, ...]]

    @classmethod
    def of(cls, site: Site) -> "_State":
        written = {id_: pair_of(site, *_two(site, id_), site.comparisons[id_]) for id_ in site.comparisons}
        return cls(site, {id_: judge_scenario(site, id_) for id_ in site.scenarios}, written, _points(site))

    def answer(self, id_: str) -> ScenarioAnswer:
        leaders = tuple(product for product in self.site.products if product in self.findings[id_].leaders)
        return ScenarioAnswer(id_, leaders, self.site.scenarios[id_].pick)


def _two(site: Site, comparison: str) -> tuple[str, str]:
    a, b = site.comparisons[comparison].products
    return a, b


def _points(site: Site) -> Mapping[tuple[str, str], tuple[BreakEven, ...]]:
    """Return every break-even point over seconds a month, by the ids of the two offers."""
    found: dict[tuple[str, str], tuple[BreakEven, ...]] = {}
    for point in break_evens(site, priced(site, offers(site))):
        a, b = sorted((point.less.id, point.more.id))
        found[a, b] = (*found.get((a, b), ()), point)
    return found


def _compared(day: dt.date, before: _State, now: _State) -> Conclusions:
    """Return what changed from one state to the next."""
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


def _rows(old: ProductPair, new: ProductPair) -> Iterator[tuple[str, Outcome | None, Outcome]]:
    for name, outcome in new.outcomes.items():
        was = old.outcomes.get(name)
        if was is None or (was.result, was.winner) != (outcome.result, outcome.winner):
            yield name, was, outcome


def _point_changes(before: _State, now: _State) -> Iterator[PointChange]:
    """Return the moved points between two offers that existed before: then one of them has a new price."""
    there = {offer.id: offer for offer in offers(before.site)}
    for a, b in sorted({*before.points, *now.points}):
        old, new = (state.points.get((a, b), ()) for state in (before, now))
        if a in there and b in there and [point.at for point in old] != [point.at for point in new]:
            yield PointChange(there[a], there[b], old, new)


@dataclass(frozen=True)
class Analysis:
    """The findings that pages are made from. `problems` are statements of editors that contradict them."""

    site: Site
    pairs: tuple[ProductPair, ...]
    scenarios: Mapping[str, ScenarioResult]
    problems: tuple[Problem, ...]

    @cached_property
    def log(self) -> tuple[Conclusions, ...]:
        """What each day changed, oldest first. Only two pages show it, so it is worked out when they ask."""
        return daily_conclusions(self.site)


def analyse(site: Site) -> Analysis:
    """Work out every pair and every scenario."""
    scenarios = {id_: judge_scenario(site, id_) for id_ in site.scenarios}
    return Analysis(site, pairs_of(site), scenarios, (*contradictions(site), *_picks(site, scenarios)))


def _picks(site: Site, scenarios: Mapping[str, ScenarioResult]) -> Iterator[Problem]:
    """Report a pick that fails a hard need (an error), and one that the arithmetic does not share and has no reason."""
    for id_, findings in scenarios.items():
        scenario = site.scenarios[id_]
        place = Place(f"content/scenarios/{id_}.yaml", ("pick",))
        failed = next(score.failed for score in findings.scores if score.product == scenario.pick)
        if failed:
            hint = say("pick another product, or change the need")
            message = say("{product} fails the need on '{feature}'", product=scenario.pick, feature=failed[0].feature)
            yield Problem(place, "pick-excluded", message, hint, about=(scenario.pick, failed[0].feature))
        elif findings.leaders and scenario.pick not in findings.leaders and scenario.difference is None:
            hint = say("add 'difference: {{…}}' with the reason, or change the pick or the weights")
            message = say(
                "the weighted score puts {product} first, and nothing says why it is not picked",
                product=findings.leaders[0],
            )
            yield Problem(place, "pick-unexplained", message, hint, about=(findings.leaders[0],))


Old = tuple[PartialDate, DataPath]


def stale(site: Site, today: dt.date) -> Iterator[Problem]:
    """Return a notice for each file whose values or prices are older than site.yaml's limits on `today`.

    A value is as old as its newest claim, a price as its source; a plan that has ended does not age.
    """
    limits = site.config.stale_after_days
    for id_, facts in site.facts.items():
        dated = dated_values(site, facts.values())
        yield from _stale_notices(f"content/products/{id_}.yaml", "facts", dated, limits.facts, today)
    for folder, offerings in (("plans", site.plans), ("offers", site.offers)):
        for id_, offering in offerings.items():
            yield from _stale_notices(
                f"content/{folder}/{id_}.yaml", "prices", _prices(site, offering), limits.prices, today
            )


def dated_values(site: Site, facts: Iterable[Fact]) -> Iterator[Old]:
    """Yield the date of each claimed value, and its place in the product's file."""
    for fact in facts:
        claims = [claim.source_claim for claim in fact.claims if claim.source_claim.source in site.sources]
        if claims:
            dates = (claim.as_of or site.sources[claim.source].current_on for claim in claims)
            yield max(dates), ("values", fact.feature)


def _prices(site: Site, offering: Offering) -> Iterator[Old]:
    for id_, plan in offering.plans.items():
        source = site.sources.get(plan.current.source)
        if source and plan.sold:
            yield source.current_on, ("plans", id_, "prices")


def _stale_notices(file: str, kind: str, found: Iterable[Old], limit: int, today: dt.date) -> Iterator[Problem]:
    old = sorted((item for item in found if (today - item[0].earliest).days > limit), key=lambda item: item[0])
    if old:
        date, path = old[0]
        values = {"n": len(old), "limit": limit, "date": date.source_form}
        code = "stale-facts"
        message = say("values older than {limit} days: {n}; the oldest, here, is of {date}", **values)
        if kind == "prices":
            code = "stale-prices"
            message = say("prices older than {limit} days: {n}; the oldest, here, is of {date}", **values)
        hint = say("look again, and add what you find with its date; 'stale_after_days' in site.yaml sets the limit")
        yield Problem(Place(file, path), code, message, hint, "notice")


PAST = ("published", "read", "as_of", "date")
"""Keys of dates on which something has happened. The `from` and `to` of a price may lie ahead."""
GRACE = dt.timedelta(days=1)
"""The date may be one day ahead in time zones east of this machine."""


def future(site: Site, today: dt.date) -> Iterator[Problem]:
    """Return a problem for each such date later than tomorrow."""
    for file, record in _records(site):
        for path, item in walk(record):
            for key in PAST:
                value = getattr(item, key, None)
                if isinstance(value, PartialDate) and value.earliest > today + GRACE:
                    message = say("{date} has not come yet: today is {today}", date=value.source_form, today=str(today))
                    hint = say("check the date; or this machine's clock, or SOURCE_DATE_EPOCH, is behind")
                    about = (value.source_form,)
                    yield Problem(Place(file, (*path, key)), "date-future", message, hint, about=about)


def _records(site: Site) -> Iterator[tuple[str, Any]]:
    """Yield every record that holds such dates, with its file."""
    yield "content/site.yaml", site.config
    yield "content/sources.yaml", dict(site.sources)
    for id_, product in site.products.items():
        yield f"content/products/{id_}.yaml", product
