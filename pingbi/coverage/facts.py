"""How much is known of each product, and how much of that has grown old."""

import datetime as dt
from dataclasses import dataclass

from pingbi.analysis.staleness import dated_values
from pingbi.model.data import State
from pingbi.model.site import Fact, Site

KNOWN = (State.KNOWN, State.BOUNDED, State.NO)


@dataclass(frozen=True)
class Counted:
    """One product's features by what is known of them; `stale` are known ones, too, and so are `disputed` ones."""

    product: str
    known: int
    partly: int
    unknown: int
    not_applicable: int
    stale: int
    disputed: int


def count_facts(site: Site, today: dt.date) -> tuple[Counted, ...]:
    """For each product, in the site's order. A value is stale when older on `today` than site.yaml allows."""
    return tuple(_count(site, id_, today) for id_ in site.products)


def _count(site: Site, id_: str, today: dt.date) -> Counted:
    facts = tuple(site.facts[id_].values())
    states = [fact.used.state for fact in facts]
    return Counted(
        product=id_,
        known=sum(state in KNOWN for state in states),
        partly=states.count(State.PARTLY),
        unknown=states.count(State.UNKNOWN),
        not_applicable=states.count(State.NOT_APPLICABLE),
        stale=_stale(site, facts, today),
        disputed=sum(fact.disputed for fact in facts),
    )


def _stale(site: Site, facts: tuple[Fact, ...], today: dt.date) -> int:
    limit = site.config.stale_after_days.facts
    known = [fact for fact in facts if fact.used.state not in (State.UNKNOWN, State.NOT_APPLICABLE)]
    return sum((today - date.earliest).days > limit for date, _ in dated_values(site, known))
