"""Dates as sources give them: to the day, the month, the year, or only 'after' a month."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering

_FORM = re.compile(r"(after )?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, month or year; `after` where only a lower bound is known."""

    year: int
    month: int | None = None
    day: int | None = None
    after: bool = False

    @property
    def earliest(self) -> dt.date:
        """The first day it can be: what is ordered and compared."""
        if self.after:
            return self._last() + dt.timedelta(days=1)
        return dt.date(self.year, _or(self.month, 1), _or(self.day, 1))

    @property
    def latest(self) -> dt.date:
        """The last day it can be; of a date that is only bounded from below, no day at all: the end of time."""
        return dt.date.max if self.after else self._last()

    def _last(self) -> dt.date:
        month = _or(self.month, 12)
        return dt.date(self.year, month, _or(self.day, calendar.monthrange(self.year, month)[1]))

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.earliest, self.written) < (other.earliest, other.written)

    @property
    def written(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return ("after " if self.after else "") + "-".join(parts)

    def iso(self) -> str:
        """The machine's form, without `after`: YYYY[-MM[-DD]]."""
        return self.written.removeprefix("after ")


def read_date(written: str) -> PartialDate:
    """Read `YYYY[-MM[-DD]]` or `after YYYY-MM`. Raises ValueError: 'form' or 'no such day'."""
    match = _FORM.match(written)
    if not match:
        raise ValueError("form")
    after, year, month, day = match.groups()
    found = PartialDate(int(year), int(month) if month else None, int(day) if day else None, bool(after))
    try:
        _ = found.earliest, found._last()
    except (ValueError, OverflowError):
        raise ValueError("no such day") from None
    return found


def _or(part: int | None, otherwise: int) -> int:
    return otherwise if part is None else part
