"""Which texts have changed in one language alone since their languages were last found to say the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pingbi.coverage.units import Unit
from pingbi.problems import Problem
from pingbi.wording import say

FILE = "content/.translations"
HEAD = "# Texts whose languages were found to say the same, by hash. Renewed by: pingbi check --coverage --accept"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The statements that were accepted: for each, the hash of its words in each of `locales`."""

    locales: tuple[str, ...] = ()
    rows: frozenset[Row] = frozenset()


@dataclass(frozen=True)
class Compared:
    """`behind`: a problem for each text whose counterpart has changed. `new`: neither language was accepted."""

    in_step: int
    new: int
    behind: tuple[Problem, ...]


def read_record(text: str) -> Record:
    """The record as it is written; an empty one where there is none. What is no row of it is passed over."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return Record()
    locales = tuple(lines[0])
    return Record(locales, frozenset(tuple(line) for line in lines[1:] if len(line) == len(locales)))


def written(units: Iterable[Unit], locales: Sequence[str]) -> str:
    """The record of these statements, one on a line in the order of their hashes, so that edits far apart merge."""
    rows = {tuple(unit.hashes[locale] for locale in locales) for unit in units if set(locales) <= unit.hashes.keys()}
    return "\n".join([HEAD, " ".join(locales), *(" ".join(row) for row in sorted(rows))]) + "\n"


def compare(units: Iterable[Unit], record: Record) -> Compared:
    """Hold each statement against the record. Where it stands, and what it is called there, plays no part."""
    known = {locale: {row[at] for row in record.rows} for at, locale in enumerate(record.locales)}
    in_step = new = 0
    behind: list[Problem] = []
    for unit in units:
        shared = [locale for locale in record.locales if locale in unit.hashes]
        kept = [locale for locale in shared if unit.hashes[locale] in known[locale]]
        if kept == shared and _accepted(unit, record):
            in_step += 1
        elif kept and len(kept) < len(shared):
            behind += _behind(unit, kept, [locale for locale in shared if locale not in kept])
        else:
            new += 1
    return Compared(in_step, new, tuple(behind))


def _accepted(unit: Unit, record: Record) -> bool:
    return tuple(unit.hashes.get(locale, "") for locale in record.locales) in record.rows


def _behind(unit: Unit, kept: Sequence[str], changed: Sequence[str]) -> list[Problem]:
    hint = say("see whether it still says the same; then: check --coverage --accept")
    also = tuple(unit.places[locale] for locale in changed)
    return [
        Problem(
            unit.places[locale],
            "translation-behind",
            say("the text in {changed} has changed, and the one in {locale} has not", changed=changed, locale=locale),
            hint,
            "warning",
            also,
            about=(*changed, locale),
        )
        for locale in kept
    ]
