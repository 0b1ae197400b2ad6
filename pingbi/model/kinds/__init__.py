"""The kinds of features: one class each (see base.py), one table, one function that adds to it."""

from pingbi.model.kinds.choices import ChoiceKind, RatingKind, SetKind, YesNoKind
from pingbi.model.kinds.kind import AnyKind
from pingbi.model.kinds.measures import (
    DurationKind,
    NumberKind,
    PercentKind,
    PriceKind,
    RateKind,
    ResolutionKind,
    TextKind,
)

KINDS: dict[str, AnyKind] = {}
"""Every kind by the name that the catalogue gives it, in the order in which editors are offered them."""


def register(kind: AnyKind) -> None:
    """Add a kind. Raises ValueError where its name is taken."""
    if kind.name in KINDS:
        raise ValueError(f"there are two kinds of features called {kind.name!r}")
    KINDS[kind.name] = kind


for _kind in (
    YesNoKind,
    NumberKind,
    PercentKind,
    DurationKind,
    ResolutionKind,
    RateKind,
    RatingKind,
    ChoiceKind,
    SetKind,
    TextKind,
    PriceKind,
):
    register(_kind())
