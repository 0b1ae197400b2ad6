"""Days that have not come: nothing can have been published, read or true on them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pingbi.dates import PartialDate
from pingbi.model.site import Site
from pingbi.model.walk import walk
from pingbi.problems import Place, Problem
from pingbi.wording import say

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
