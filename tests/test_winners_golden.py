"""Who wins what between Sora and Kling 2.5, row by row; the tallies, rulings and sums that the pages show for it."""

from functools import cache
from pathlib import Path

import pytest

from pingbi.analysis.pairs import ProductPair, combined, pairs_of
from pingbi.analysis.winners import Outcome
from pingbi.content.load import load
from pingbi.content.project_files import read_project
from pingbi.model.data import UNKNOWN
from pingbi.model.site import Fact, Site
from pingbi.pages.parts.presenter import Presenter, presenters_of
from pingbi.project import project_at
from pingbi.render.environment import read_strings
from tests.support.visible import page_of, visible_text

LANGUAGES = {"zh-TW": "zh-tw", "en": "en"}
WINNERS = {
    "max-duration": "kling-25",
    "max-resolution": "tie",
    "frame-rate": "tie",
    "text-to-video": "tie",
    "image-to-video": "tie",
    "physics": "kling-25",
    "photorealism": "sora-1",
    "motion-control": "kling-25",
    "styles": "sora-1",
    "generation-time": "undecided",
    "public-access": "kling-25",
    "free-trial": "kling-25",
    "starting-price": "kling-25",
    "camera-control": "kling-25",
    "character-consistency": "tie",
}
WORDS = {
    "zh-TW": {"sora-1": "Sora", "kling-25": "Kling 2.5 Turbo", "tie": "平手", "undecided": "未定"},
    "en": {"sora-1": "Sora", "kling-25": "Kling 2.5 Turbo", "tie": "Tie", "undecided": "Undecided"},
}
SUMS = {  # a result, and the working that leads to it
    "169.9": "US$25.99 ÷ US$0.153 ≈ 169.9",
    "130.7": "US$20 ÷ US$0.153 ≈ 130.7",
    "1,307": "US$200 ÷ US$0.153 ≈ 1,307",
    "US$0.40": "US$20 ÷ 50 = US$0.40",
    "US$0.43–0.45": "US$0.40 ÷ 0.88–0.92 ≈ US$0.43–0.45",
}
CREDITS = {
    "zh-TW": "66 點可做 3–6 支，每支 11–22 點；US$3.88 ÷ 660 點 × 11–22 點／支 ≈ US$0.06–0.13",
    "en": "66 credits make 3–6 clips, so 11–22 credits a clip; "
    "US$3.88 ÷ 660 credits × 11–22 credits a clip ≈ US$0.06–0.13",
}
JOINS = {  # a ninety-second piece: the longest clip of each product, and how many it takes
    "zh-TW": "單段最長 {limit} 秒，每支要拆成 {n} 段",
    "en": "A clip lasts at most {limit} s, so each piece is joined from {n}",
}

text_of = cache(visible_text)
per_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def site() -> Site:
    return load(read_project(project_at()).content).whole


@pytest.fixture(scope="module")
def pair(site: Site) -> ProductPair:
    return next(pair for pair in pairs_of(site) if (pair.a, pair.b) == ("sora-1", "kling-25"))


@pytest.fixture(scope="module")
def voices(site: Site) -> dict[str, Presenter]:
    strings, _ = read_strings(read_project(project_at()).strings.items(), list(site.config.locales))
    return {presenter.locale: presenter for presenter in presenters_of(site, strings, site.config.base_url)}


def shown(built_site: Path, language: str, page: str) -> str:
    return text_of(page_of(built_site, LANGUAGES[language], page))


def result(outcome: Outcome) -> str:
    return outcome.winner or outcome.result


@pytest.mark.parametrize("feature", WINNERS)
def test_the_analysis_finds_this_winner(pair: ProductPair, feature: str) -> None:
    assert result(pair.outcomes[feature]) == WINNERS[feature]


@per_language
@pytest.mark.parametrize("feature", WINNERS)
def test_the_page_names_this_winner(
    built_site: Path, site: Site, pair: ProductPair, voices: dict[str, Presenter], feature: str, language: str
) -> None:
    trophies = site.comparisons[pair.id].trophies
    assert trophies is not None
    words = WORDS[language]
    row = f"{voices[language].feature(feature).name} {words[trophies.winners[feature]]} {words[WINNERS[feature]]}"
    assert row in shown(built_site, language, f"compare/{pair.id}")


def test_the_wait_is_undecided_because_it_depends_on_the_plan(pair: ProductPair) -> None:
    assert pair.outcomes["generation-time"].why == "plan"


@per_language
def test_the_page_says_that_the_wait_depends_on_the_plan(built_site: Path, pair: ProductPair, language: str) -> None:
    words = {"zh-TW": "兩邊的範圍重疊，結果要看方案", "en": "The two ranges overlap; it depends on the plan"}
    assert words[language] in shown(built_site, language, f"compare/{pair.id}")


def test_the_styles_are_won_by_a_ruling_of_the_editors(pair: ProductPair) -> None:
    outcome = pair.outcomes["styles"]
    assert (outcome.why, outcome.ruled and outcome.ruled.winner) == ("overlap", "sora-1")


@per_language
def test_the_page_gives_the_reason_of_that_ruling(built_site: Path, pair: ProductPair, language: str) -> None:
    ruled = pair.outcomes["styles"].ruled
    assert ruled is not None
    assert ruled.because[language] in shown(built_site, language, f"compare/{pair.id}")


def test_access_trial_and_price_are_one_question(site: Site, pair: ProductPair) -> None:
    rows = ("public-access", "free-trial", "starting-price")
    assert {site.catalogue.features[row].question for row in rows} == {"access"}
    assert combined(pair.outcomes[row] for row in rows) == "kling-25"


def test_the_source_counts_seven_three_and_five(site: Site, pair: ProductPair) -> None:
    trophies = site.comparisons[pair.id].trophies
    assert trophies is not None
    given = list(trophies.winners.values())
    assert [given.count(winner) for winner in ("kling-25", "sora-1", "tie")] == [7, 3, 5]


@per_language
def test_counting_one_question_once_leaves_five_to_three(built_site: Path, pair: ProductPair, language: str) -> None:
    words = {
        "zh-TW": "Sora 贏 3 題、Kling 2.5 Turbo 贏 7 題、平手 5 題。把問同一件事的題目只算一次，"
        "是 Sora 3 題、Kling 2.5 Turbo 5 題",
        "en": "Sora wins 3 rows, Kling 2.5 Turbo wins 7, and 5 are tied. With rows that ask the same thing counted "
        "once, it is Sora 3, Kling 2.5 Turbo 5",
    }
    assert words[language] in shown(built_site, language, f"compare/{pair.id}")


def test_the_tally_of_the_page_is_that_of_its_questions(pair: ProductPair) -> None:
    assert (pair.count.a, pair.count.b) == (2, 7)
    assert pair.count.questions < pair.count.rows


def ruled(site: Site) -> list[Fact]:
    return [fact for facts in site.facts.values() for fact in facts.values() if fact.ruling]


@per_language
def test_a_ruling_stands_on_its_features_page_with_every_claim(
    built_site: Path, site: Site, voices: dict[str, Presenter], language: str
) -> None:
    presenter = voices[language]
    for fact in ruled(site):
        page = shown(built_site, language, f"features/{fact.feature}")
        feature = site.catalogue.features[fact.feature]
        claims = [
            presenter.t("not-stated") if claim.datum == UNKNOWN else presenter.value(claim.datum, feature, fact.product)
            for claim in fact.claims
        ]
        assert fact.ruling is not None
        assert [words for words in (*claims, presenter.plain(fact.ruling.because)) if words not in page] == []


def test_there_are_rulings_to_show(site: Site) -> None:
    assert {fact.feature for fact in ruled(site)} >= {"generation-time", "max-resolution", "frame-rate", "native-audio"}


@per_language
@pytest.mark.parametrize("figure", SUMS)
def test_a_sum_is_on_the_pricing_page_with_its_working(built_site: Path, figure: str, language: str) -> None:
    page = shown(built_site, language, "pricing")
    assert figure in page
    assert SUMS[figure] in page


@per_language
def test_the_cost_of_a_video_by_credits_is_worked_out(built_site: Path, language: str) -> None:
    assert CREDITS[language] in shown(built_site, language, "pricing")


@per_language
@pytest.mark.parametrize(("limit", "n"), [(60, 2), (25, 4), (15, 6)])
def test_ninety_seconds_take_this_many_clips(built_site: Path, limit: int, n: int, language: str) -> None:
    assert JOINS[language].format(limit=limit, n=n) in shown(built_site, language, "scenarios/long-takes")
