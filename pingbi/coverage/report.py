"""Coverage as a table for a terminal, and as data for other programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pingbi.coverage.facts import Counted
from pingbi.coverage.translations import Compared
from pingbi.reporting import width
from pingbi.wording import Said, say
from pingbi.words import tell

COLUMNS = {
    "product": say("product"),
    "known": say("known"),
    "partly": say("partly"),
    "unknown": say("unknown"),
    "not_applicable": say("not applicable"),
    "stale": say("stale"),
    "disputed": say("disputed"),
}


def as_table(counted: Sequence[Counted], language: str) -> str:
    """One line for each product, numbers to the right, right also with wide characters."""
    rows = [[tell(title, language) for title in COLUMNS.values()]]
    rows += [[str(value) for value in asdict(item).values()] for item in counted]
    widths = [max(width(row[at]) for row in rows) for at in range(len(COLUMNS))]
    return "".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [" " * (wide - width(cell)) + cell for cell, wide in zip(row[1:], widths[1:], strict=True)]
    return "  ".join([row[0] + " " * (widths[0] - width(row[0])), *cells]) + "\n"


def told(compared: Compared) -> Said:
    """How the translations stand, in a sentence."""
    return say(
        "texts: {in_step} in step, {behind} behind their counterpart, {new} not accepted yet",
        in_step=compared.in_step,
        behind=len(compared.behind),
        new=compared.new,
    )


def as_data(counted: Sequence[Counted], compared: Compared) -> dict[str, Any]:
    facts = {item.product: {key: value for key, value in asdict(item).items() if key != "product"} for item in counted}
    texts = {"in_step": compared.in_step, "behind": len(compared.behind), "new": compared.new}
    return {"facts": facts, "texts": texts}
