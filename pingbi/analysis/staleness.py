"""What nobody has confirmed for longer than the site allows, told file by file."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pingbi.dates import PartialDate
from pingbi.model.plans import Offering
from pingbi.model.site import Fact, Site
from pingbi.problems import DataPath, Place, Problem
from pingbi.wording import say

Old = tuple[PartialDate, DataPath]


def stale(site: Site, today: dt.date) -> Iterator[Problem]:
    """A notice for each file with values, and for each with prices, that are older than site.yaml's limits on `today`.

    A value is as old as its newest claim, a price as the source that gave it; a plan that has ended cannot grow old.
    """
    limits = site.config.stale_after_days
    for id_, facts in site.facts.items():
        dated = dated_values(site, facts.values())
        yield from _told(f"content/products/{id_}.yaml", "facts", dated, limits.facts, today)
    for folder, offerings in (("plans", site.plans), ("offers", site.offers)):
        for id_, offering in offerings.items():
            yield from _told(f"content/{folder}/{id_}.yaml", "prices", _prices(site, offering), limits.prices, today)


def dated_values(site: Site, facts: Iterable[Fact]) -> Iterator[Old]:
    """Of when each value is that somebody claims, and where it stands in its product's file."""
    for fact in facts:
        claims = [claim.written for claim in fact.claims if claim.written.source in site.sources]
        if claims:
            dates = (claim.as_of or site.sources[claim.source].published for claim in claims)
            yield max(dates), ("values", fact.feature)


def _prices(site: Site, offering: Offering) -> Iterator[Old]:
    for id_, plan in offering.plans.items():
        source = site.sources.get(plan.prices[-1].source)
        if source and not plan.ended:
            yield source.published, ("plans", id_, "prices")


def _told(file: str, kind: str, found: Iterable[Old], limit: int, today: dt.date) -> Iterator[Problem]:
    old = sorted((item for item in found if (today - item[0].earliest).days > limit), key=lambda item: item[0])
    if old:
        date, path = old[0]
        told = {"n": len(old), "limit": limit, "date": date.written}
        code = "stale-facts"
        message = say("values older than {limit} days: {n}; the oldest, here, is of {date}", **told)
        if kind == "prices":
            code = "stale-prices"
            message = say("prices older than {limit} days: {n}; the oldest, here, is of {date}", **told)
        hint = say("look again, and add what you find with its date; 'stale_after_days' in site.yaml sets the limit")
        yield Problem(Place(file, path), code, message, hint, "notice")
