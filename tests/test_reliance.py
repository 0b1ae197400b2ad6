"""A verdict says on whose word it rests."""

from fractions import Fraction

import pytest

from pingbi.analysis.pairs import pairs_of
from pingbi.analysis.reliance import of_pair, of_pick
from pingbi.model.site import Site
from tests.samples import real_site

SITE: Site = real_site()
PAIRS = {pair.id: pair for pair in pairs_of(SITE)}


@pytest.mark.parametrize(
    ("pair", "sources"),
    [
        ("sora-1-vs-kling-25", {"hands-on-2025"}),
        ("sora-2-vs-kling-30", {"overview-2026"}),
        ("sora-1-vs-sora-2", {"hands-on-2025", "overview-2026"}),
    ],
)
def test_a_head_to_head_rests_on_those_who_speak_of_the_two(pair: str, sources: set[str]) -> None:
    found = PAIRS[pair]
    assert set(of_pair(SITE, found.a, found.b, found.outcomes)) == sources


@pytest.mark.parametrize("pair", PAIRS)
def test_shares_add_up_to_one(pair: str) -> None:
    found = PAIRS[pair]
    assert sum(of_pair(SITE, found.a, found.b, found.outcomes).values()) == 1


@pytest.mark.parametrize("scenario", SITE.scenarios)
def test_a_pick_rests_on_the_sources_of_its_own_values(scenario: str) -> None:
    record = SITE.scenarios[scenario]
    found = of_pick(SITE, record)
    speaking = {claim.written.source for fact in SITE.facts[record.pick].values() for claim in fact.claims}
    assert sum(found.values()) in (0, Fraction(1))
    assert set(found) <= speaking


def test_a_value_that_nobody_gives_counts_for_nobody() -> None:
    record = SITE.scenarios["social-volume"]
    alone = record.model_copy(update={"pick": "kling-30", "weights": {"photorealism": 3, "max-duration": 1}})
    assert of_pick(SITE, alone) == {"overview-2026": 1}
