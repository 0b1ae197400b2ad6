"""What nobody has confirmed for longer than the site allows, told file by file."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import DataPath, Place, Problem
from pingbi.locale.dates import PartialDate
from pingbi.model.base import walk
from pingbi.model.plans import Offering
from pingbi.model.site import Fact, Site

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


PAST = ("published", "read", "as_of", "date")
"""Keys that hold days on which something has been. The `from` and `to` of a price may lie ahead."""
GRACE = dt.timedelta(days=1)
"""East of us it is tomorrow already."""


def future(site: Site, today: dt.date) -> Iterator[Problem]:
    """A problem for each such day that is after tomorrow."""
    for file, record in _records(site):
        for path, item in walk(record):
            for key in PAST:
                value = getattr(item, key, None)
                if isinstance(value, PartialDate) and value.earliest > today + GRACE:
                    message = say("{date} has not come yet: today is {today}", date=value.written, today=str(today))
                    hint = say("check the date; or this machine's clock, or SOURCE_DATE_EPOCH, is behind")
                    about = (value.written,)
                    yield Problem(Place(file, (*path, key)), "date-future", message, hint, about=about)


def _records(site: Site) -> Iterator[tuple[str, Any]]:
    """Whatever holds such days, with its file."""
    yield "content/site.yaml", site.config
    yield "content/sources.yaml", dict(site.sources)
    for id_, product in site.products.items():
        yield f"content/products/{id_}.yaml", product
