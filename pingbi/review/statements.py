"""A site as statements that can be laid beside those of another: each with a key, a label and a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """What is told. `quiet`: that nothing is known; worth a word where it changed, not where it is new or gone."""

    label: str
    text: str
    quiet: bool = False


Statements = Mapping[str, Statement]
"""By a key that no language and no renaming changes, such as `price/ID.PLAN`; what comes before `/` is its kind."""
Stated = Iterator[tuple[str, Statement]]


@dataclass(frozen=True)
class Change:
    """A statement before and now; None where there was or is none."""

    key: str
    label: str
    old: str | None
    new: str | None


def changes(before: Statements, now: Statements) -> tuple[Change, ...]:
    """What differs, in the order of the statements now; those that are gone come last."""
    keys = dict.fromkeys((*now, *before))
    found = ((key, before.get(key), now.get(key)) for key in keys)
    return tuple(_change(key, old, new) for key, old, new in found if _differs(old, new))


def _differs(old: Statement | None, new: Statement | None) -> bool:
    if old and new:
        return old.text != new.text
    return not any(statement.quiet for statement in (old, new) if statement)


def _change(key: str, old: Statement | None, new: Statement | None) -> Change:
    label = next(statement.label for statement in (new, old) if statement)
    return Change(key, label, old.text if old else None, new.text if new else None)


def kept(before: Statements, now: Statements) -> Mapping[str, int]:
    """How many statements of each kind say what they said before."""
    found: dict[str, int] = {}
    for key, statement in now.items():
        if key in before and before[key].text == statement.text:
            kind = key.partition("/")[0]
            found[kind] = found.get(kind, 0) + 1
    return found
