"""At which weight a scenario's answer would change, told: the nearest points, and the facts that keep it open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from pingbi.analysis.flips import Flip, flips
from pingbi.analysis.scenarios import Findings
from pingbi.formats import number
from pingbi.model.editorial import HEAVIEST, Scenario
from pingbi.pages.teller import Teller
from pingbi.pages.views import Link, Rich

WEIGHT_SHOWN = 2 * HEAVIEST
"""Up to which weight the answer is tried: beyond it is no advice."""


@dataclass(frozen=True)
class FlipLine:
    """What would change the answer. `of`: weight, none or fact, which the page's script works out anew when weights
    are moved; anything else holds for the editors' weights alone and is put away then.
    """

    of: str
    text: Rich


@dataclass(frozen=True)
class Turn:
    """Where the answer turns if one weight rises (`up`) or falls past `at`, and who leads then."""

    feature: str
    weight: Fraction
    at: Fraction
    up: bool
    leaders: tuple[str, ...]


def turns(found: Iterable[Flip], leaders: tuple[str, ...]) -> Iterator[Turn]:
    """Of each feature's flips, the nearest down and the nearest up that change who leads now, within reach."""
    for _, points in groupby(found, key=lambda flip: flip.feature):
        listed_points = list(points)
        down = [Turn(x.feature, x.weight, x.at, False, x.below) for x in listed_points if x.at <= x.weight]
        up = [Turn(x.feature, x.weight, x.at, True, x.above) for x in listed_points if x.at >= x.weight]
        nearest = (*_changing(down, leaders)[-1:], *_changing(up, leaders)[:1])
        yield from (turn for turn in nearest if not turn.up or turn.at < WEIGHT_SHOWN)


def _changing(found: Sequence[Turn], leaders: tuple[str, ...]) -> Sequence[Turn]:
    return [turn for turn in found if turn.leaders != leaders]


def weight_turns(teller: Teller, scenario: Scenario, findings: Findings) -> Iterator[FlipLine]:
    """The lines that the page's script works out anew when weights are moved."""
    turning = tuple(turns(flips(findings.scores, scenario.weights), findings.leaders))
    for turn in turning:
        feature = teller.feature(turn.feature)
        yield FlipLine("weight", (Link(feature.name, feature.url), _told(teller, turn)))
    if findings.leaders and not turning:
        yield FlipLine("none", (Link(teller.t("flip-none", most=WEIGHT_SHOWN), "#s-scores"),))
    if findings.open_facts:
        links = [_fact(teller, product, feature) for product, feature in findings.open_facts]
        yield FlipLine("fact", teller.linked("flip-facts", "facts", *links))


def _fact(teller: Teller, product: str, feature: str) -> Link:
    named = teller.feature(feature)
    return Link(teller.t("fact-of", product=teller.product(product).name, feature=named.name), named.url)


def _told(teller: Teller, turn: Turn) -> str:
    key = f"flip-{'above' if turn.up else 'below'}-{'one' if len(turn.leaders) == 1 else 'several'}"
    at, weight = number(turn.at, teller.locale), number(turn.weight, teller.locale)
    return teller.t(key, weight=weight, at=at, leaders=teller.names(turn.leaders))
