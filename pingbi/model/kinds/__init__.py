"""The kinds of features: one class each (see base.py), one table, one function that adds to it."""

from pingbi.model.kinds.base import AnyKind
from pingbi.model.kinds.measures import DurationKind, NumberKind, PercentKind, RateKind
from pingbi.model.kinds.options import ChoiceKind, SetKind
from pingbi.model.kinds.price import PriceKind
from pingbi.model.kinds.rating import RatingKind
from pingbi.model.kinds.resolution import ResolutionKind
from pingbi.model.kinds.text import TextKind
from pingbi.model.kinds.yes_no import YesNoKind

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
