"""x"""

from dataclasses import dataclass

from pingbi.pages.parts.components import OfferRef, PointView, Rich


@dataclass(frozen=True)
class CostLine:
    """What an offer costs for a usage. `total` is '' where it cannot be computed or done; `reason` then says why.

    `status`: done, cannot (the plan cannot do it), unknown (an input is missing).
    `per_clip` and `per_second` are figures or ''; `cuts` is a sentence where pieces must be joined, or ''.
    `with_failures` says what failed runs add, or that nobody knows; '' where the site has no such question.
    """

    offer: OfferRef
    status: str
    total: str
    per_clip: str
    per_second: str
    working: str
    with_failures: str
    cuts: str
    reason: str


@dataclass(frozen=True)
class UsageView:
    """A scenario's usage in words: '60 clips of 10 s a month'."""

    text: str
    lines: tuple[CostLine, ...]
    rates: tuple[PointView, ...] = ()
    """The exchange rates by which the lines are compared."""
    calculator: str = ""
    """The address at which a reader can change the figures, with these filled in."""


@dataclass(frozen=True)
class BreakEvenView:
    """Where two offers cost the same: 'US$25.99 / US$0.153 = 169.9 s'; `a` is the cheaper one below it.

    `proof` puts the point back in; `unsure` says whose fee may not reach that far; `contested` which conflict it
    rests on. Both are empty where there is nothing to say.
    """

    a: OfferRef
    b: OfferRef
    working: str
    proof: str
    below: str
    above: str
    unsure: str
    contested: Rich
