"""Tallies count independent questions: rows that restate one fact count once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pingbi.analysis.winners import NONE, WIN, Outcome
from pingbi.model.catalogue import Feature
from pingbi.model.editorial import TIE, UNDECIDED

FEW = 5


@dataclass(frozen=True)
class Count:
    """Independent questions won by each, tied, and undecided; `rows` is how many rows they came from."""

    a: int
    b: int
    ties: int
    undecided: int
    rows: int

    @property
    def questions(self) -> int:
        return self.a + self.b + self.ties + self.undecided

    @property
    def few(self) -> bool:
        """Whether too few questions have a result to tell anything."""
        return self.a + self.b + self.ties < FEW


def tally(features: Mapping[str, Feature], outcomes: Mapping[str, Outcome], a: str, b: str) -> Count:
    """Count the outcomes of rows (by feature) as independent questions."""
    by_question: dict[str, list[Outcome]] = {}
    for name, outcome in outcomes.items():
        if outcome.result != NONE:
            by_question.setdefault(features[name].question or name, []).append(outcome)
    results = [combined(rows) for rows in by_question.values()]
    return Count(
        a=results.count(a),
        b=results.count(b),
        ties=results.count(TIE),
        undecided=results.count(UNDECIDED),
        rows=sum(len(rows) for rows in by_question.values()),
    )


def combined(rows: Iterable[Outcome]) -> str:
    """What several rows of one question say together: a product's id, 'tie' or 'undecided'.

    Rows that point to different products cancel out; a row without a result weakens nothing that another decides.
    """
    rows = list(rows)
    winners = {row.winner for row in rows if row.result == WIN}
    if len(winners) == 1:
        return winners.pop()
    if not winners and all(row.result == TIE for row in rows):
        return TIE
    return UNDECIDED
