"""At which weight a scenario's answer would change, told: the nearest points, and the facts that keep it open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from pingbi.analysis.flips import WeightFlip, weight_flips
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
class LeadChange:
    """With one weight risen (`up`) or fallen past `at`, `leaders` lead instead of those that lead now."""

    feature: str
    weight: Fraction
    at: Fraction
    up: bool
    leaders: tuple[str, ...]


def lead_changes(found: Iterable[WeightFlip], leaders: tuple[str, ...]) -> Iterator[LeadChange]:
    """Of each feature's flips, the nearest down and the nearest up that change who leads now, within reach."""
    for _, points in groupby(found, key=lambda flip: flip.feature):
        listed_points = list(points)
        down = [LeadChange(x.feature, x.weight, x.at, False, x.below) for x in listed_points if x.at <= x.weight]
        up = [LeadChange(x.feature, x.weight, x.at, True, x.above) for x in listed_points if x.at >= x.weight]
        nearest = (*_changing(down, leaders)[-1:], *_changing(up, leaders)[:1])
        yield from (change for change in nearest if not change.up or change.at < WEIGHT_SHOWN)


def _changing(found: Sequence[LeadChange], leaders: tuple[str, ...]) -> Sequence[LeadChange]:
    return [change for change in found if change.leaders != leaders]


def weight_flip_lines(teller: Teller, scenario: Scenario, findings: Findings) -> Iterator[FlipLine]:
    """The lines that the page's script works out anew when weights are moved."""
    changes = tuple(lead_changes(weight_flips(findings.scores, scenario.weights), findings.leaders))
    for change in changes:
        feature = teller.feature(change.feature)
        yield FlipLine("weight", (Link(feature.name, feature.url), _lead_change_text(teller, change)))
    if findings.leaders and not changes:
        yield FlipLine("none", (Link(teller.t("flip-none", most=WEIGHT_SHOWN), "#s-scores"),))
    if findings.open_facts:
        links = [_fact(teller, product, feature) for product, feature in findings.open_facts]
        yield FlipLine("fact", teller.linked("flip-facts", "facts", *links))


def _fact(teller: Teller, product: str, feature: str) -> Link:
    named = teller.feature(feature)
    return Link(teller.t("fact-of", product=teller.product(product).name, feature=named.name), named.url)


def _lead_change_text(teller: Teller, change: LeadChange) -> str:
    key = f"flip-{'above' if change.up else 'below'}-{'one' if len(change.leaders) == 1 else 'several'}"
    at, weight = number(change.at, teller.locale), number(change.weight, teller.locale)
    return teller.t(key, weight=weight, at=at, leaders=teller.names(change.leaders))
