"""A verdict says on whose word it rests."""

from dataclasses import replace
from fractions import Fraction

import pytest

from pingbi.analysis.pairs import of_pair, of_pick, pairs_of
from pingbi.model.data import UNKNOWN
from pingbi.model.site import Fact, Site
from pingbi.model.sources import KINDS
from pingbi.pages.parts.presenter import plain, presenters_of
from pingbi.pages.source import reliance
from tests.support.samples import real_site
from tests.test_formats import words

SITE: Site = real_site()
PAIRS = {pair.id: pair for pair in pairs_of(SITE)}
PRESENTERS = presenters_of(SITE, {locale: words(locale) for locale in SITE.config.locales}, SITE.config.base_url)


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
    speaking = {claim.source_claim.source for fact in SITE.facts[record.pick].values() for claim in fact.claims}
    assert sum(found.values()) in (0, Fraction(1))
    assert set(found) <= speaking


def test_a_value_that_nobody_gives_counts_for_nobody() -> None:
    record = SITE.scenarios["social-volume"]
    alone = record.model_copy(update={"pick": "kling-30", "weights": {"photorealism": 3, "max-duration": 1}})
    assert of_pick(SITE, alone) == {"overview-2026": 1}


def kinds_of(shares: dict[str, Fraction]) -> set[str]:
    return {SITE.sources[source].kind for source in shares}


def without(kind: str) -> Site:
    """The site if nobody of this kind had said anything; of what is left, a value in use stays if somebody gives it."""
    return replace(
        SITE, facts={id_: {n: _without(fact, kind) for n, fact in facts.items()} for id_, facts in SITE.facts.items()}
    )


def _without(fact: Fact, kind: str) -> Fact:
    kept = tuple(claim for claim in fact.claims if SITE.sources[claim.source_claim.source].kind != kind)
    said = [claim.datum for claim in kept]
    used = fact.used if fact.used in said or not fact.claims else (said or [UNKNOWN])[0]
    return replace(fact, claims=kept, used=used)


LESS = {kind: without(kind) for kind in KINDS}
PICKS = [(id_, kind) for id_, scenario in SITE.scenarios.items() for kind in sorted(kinds_of(of_pick(SITE, scenario)))]
SIDES = [
    (id_, kind)
    for id_, pair in PAIRS.items()
    for kind in sorted(kinds_of(of_pair(SITE, pair.a, pair.b, pair.outcomes)))
]


def reported(shares: dict[str, Fraction]) -> list[str]:
    """As the pages print it, in every language."""
    return [plain(reliance(presenter, shares)) for presenter in PRESENTERS]


@pytest.mark.parametrize(("scenario", "kind"), PICKS)
def test_a_pick_without_a_kind_of_source_is_reported_otherwise(scenario: str, kind: str) -> None:
    record = SITE.scenarios[scenario]
    before, after = of_pick(SITE, record), of_pick(LESS[kind], record)
    assert kinds_of(after) == kinds_of(before) - {kind}
    for presenter, old, new in zip(PRESENTERS, reported(before), reported(after), strict=True):
        assert presenter.t(f"kind-{kind}") in old
        assert presenter.t(f"kind-{kind}") not in new


@pytest.mark.parametrize(("pair", "kind"), SIDES)
def test_a_head_to_head_without_a_kind_of_source_is_reported_otherwise(pair: str, kind: str) -> None:
    found = PAIRS[pair]
    before, after = (of_pair(site, found.a, found.b, found.outcomes) for site in (SITE, LESS[kind]))
    assert kinds_of(after) == kinds_of(before) - {kind}
    for old, new in zip(reported(before), reported(after), strict=True):
        assert old != new
