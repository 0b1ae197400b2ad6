"""The change log: what became known day by day, and what it did to the conclusions."""

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from pingbi.analysis.analyse import Conclusions, ScenarioAnswer, daily_conclusions
from pingbi.analysis.as_of.history import days, known_on
from pingbi.content.load import load
from pingbi.model.site import Site
from tests.support.commands import HOME, MOBILE_PLANS
from tests.support.elements import tree_of
from tests.support.later import ADDITIONS, with_later
from tests.support.rendered import rendered
from tests.support.samples import PLANS, TEXT, content_of, files_of, mobile_site, real_site, site_of, whole
from tests.support.visible import page_of, visible_blocks, visible_text

PRICES = "{{monthly: {old}}}, {{from: 2026-06-01, monthly: {new}}}"
SCENARIO = f"name: {TEXT}\nfor: {TEXT}\nweights: {{fee: 1}}\npick: a\nreasons: [{TEXT}]\n"
COMPARISON = f"products: [a, b]\nsource: sheet\nat: all\nverdict: {TEXT}\n"


def priced(old: str, new: str, other: str = "monthly: 9") -> dict[str, str]:
    """Plans of a product whose price changes in June, and of another whose does not; a scenario, a comparison."""
    return {
        "plans/a": PLANS.format(currency="USD", price=PRICES.format(old=old, new=new)),
        "plans/b": PLANS.format(currency="USD", price=f"{{{other}}}"),
        "scenarios/work": SCENARIO,
        "comparisons/a-vs-b": COMPARISON,
    }


def june(site: Site) -> Conclusions:
    """What the second of two days did."""
    first, second = daily_conclusions(site)
    assert first == Conclusions(dt.date(2026, 1, 5), first=True) and second.day == dt.date(2026, 6, 1)
    return second


# What changed, worked out


def test_a_price_that_turns_an_answer() -> None:
    found = june(site_of({"a": "", "b": ""}, **priced("5", "20")))
    assert found.changed == ((ScenarioAnswer("work", ("a",), "a"), ScenarioAnswer("work", ("b",), "a")),)
    assert (found.stayed, found.came) == ((), ())


def test_a_price_that_leaves_the_answer_as_it_was() -> None:
    """The fee was 5 and is 6, between 7 and 9: scored again, with the same product in front."""
    third = {"plans/c": PLANS.format(currency="USD", price="{monthly: 7}")}
    found = june(site_of({"a": "", "b": "", "c": ""}, **priced("5", "6"), **third))
    assert found.stayed == (ScenarioAnswer("work", ("a",), "a"),) and found.changed == ()


def test_a_price_that_turns_a_row_of_a_written_comparison() -> None:
    (pair,) = june(site_of({"a": "", "b": ""}, **priced("5", "20"))).pairs
    ((feature, before, now),) = pair.rows
    assert before is not None and (feature, before.winner, now.winner) == ("fee", "a", "b")
    assert (pair.before.count.a, pair.before.count.b) == (1, 0)
    assert (pair.now.count.a, pair.now.count.b) == (0, 1)


def test_a_price_that_moves_a_break_even_point() -> None:
    """10 / 0.1 is 100 seconds a month; 25 / 0.1 is 250."""
    (point,) = june(site_of({"a": "length: 9 s", "b": "length: 9 s"}, **priced("10", "25", "per_second: 0.1"))).points
    ends = [[(even.at.low, even.at.high) for even in evens] for evens in (point.before, point.now)]
    assert ends == [[(Fraction(100), Fraction(100))], [(Fraction(250), Fraction(250))]]
    assert {point.a.id, point.b.id} == {"a.base", "b.base"}


def test_a_price_on_which_nothing_rests_does_nothing() -> None:
    plans = priced("5", "6")
    plans["plans/a"] += f"  more:\n    name: More\n    prices: [{PRICES.format(old=30, new=40)}]\n"
    plans["plans/a"] = plans["plans/a"].replace(PRICES.format(old=5, new=6), "{monthly: 5}")
    assert june(site_of({"a": "", "b": ""}, **plans)) == Conclusions(dt.date(2026, 6, 1))


def test_on_the_first_day_nothing_has_changed() -> None:
    assert daily_conclusions(known_on(real_site(), dt.date(2025, 12, 16))) == (
        Conclusions(dt.date(2025, 12, 16), first=True),
    )


def test_the_real_site_has_changed_once() -> None:
    _, found = daily_conclusions(real_site())
    both = ("kling-25", "sora-2")
    assert found.changed == tuple(
        (ScenarioAnswer(id_, both[:1], "kling-25"), ScenarioAnswer(id_, both, "kling-25"))
        for id_ in ("first-steps", "social-volume")
    )
    assert [(answer.scenario, answer.leaders) for answer in found.stayed] == [
        ("education", ("kling-25",)),
        ("long-takes", ("kling-25",)),
    ]
    assert len(found.came) == 8 and [pair.id for pair in found.new_pairs] == ["sora-2-vs-kling-30"]
    assert (found.pairs, found.points) == ((), ())


def test_the_second_site_weighs_again_and_stays() -> None:
    found = june(mobile_site())
    assert found == Conclusions(found.day, stayed=(ScenarioAnswer("commuting", ("tariff-a",), "tariff-a"),))


LATER = whole(load(with_later(content_of(HOME), tuple(ADDITIONS))))


@pytest.mark.parametrize("day", days(LATER))
def test_a_past_day_has_the_log_up_to_it(day: dt.date) -> None:
    assert daily_conclusions(known_on(LATER, day)) == tuple(
        found for found in daily_conclusions(LATER) if found.day <= day
    )


# What the log says


EN = """
First steps: by weight it was Kling 2.5 Turbo; it is now open between Kling 2.5 Turbo and Sora 2. The editors’ pick \
stays Kling 2.5 Turbo.
Social clips in volume: by weight it was Kling 2.5 Turbo; it is now open between Kling 2.5 Turbo and Sora 2. The \
editors’ pick stays Kling 2.5 Turbo.
New head-to-head, Sora 2 vs. Kling 3.0: 2 for Sora 2, 2 for Kling 3.0, 5 tied, 7 undecided.
8 scenarios have a pick for the first time: Best value (Kling 3.0), Brand content (Sora 2), Film pre-production \
(Sora 2), Multilingual ads (Kling 3.0), Premium marketing (Kling 3.0), Product demos (Sora 2), Seasonal studio \
(Kling 3.0), Sensitive data (Sora 2).
2 scenarios were weighed again and their picks stay: Education (Kling 2.5 Turbo), Long takes (Kling 2.5 Turbo).
"""
ZH = """
第一次嘗試：照權重計算，原本由 Kling 2.5 Turbo 領先，如今在 Kling 2.5 Turbo、Sora 2 之間分不出高下；\
編輯選的仍是 Kling 2.5 Turbo。
社群短片量產：照權重計算，原本由 Kling 2.5 Turbo 領先，如今在 Kling 2.5 Turbo、Sora 2 之間分不出高下；\
編輯選的仍是 Kling 2.5 Turbo。
新增對決「Sora 2 對 Kling 3.0」：Sora 2 領先 2 題、Kling 3.0 領先 2 題、平手 5 題、未定 7 題。
新增 8 個情境的選擇：最佳 CP 值（Kling 3.0）、品牌內容（Sora 2）、電影前期製作（Sora 2）、多語廣告（Kling 3.0）、\
高規格行銷（Kling 3.0）、\
產品展示（Sora 2）、季節性工作室（Kling 3.0）、敏感資料（Sora 2）。
2 個情境重新計算後結論不變：教學影片（Kling 2.5 Turbo）、長鏡頭（Kling 2.5 Turbo）。
"""


@pytest.mark.parametrize(("language", "reported"), [("en", EN), ("zh-tw", ZH)])
def test_the_log_of_the_real_site_reads_well(built_site: Path, language: str, reported: str) -> None:
    blocks = visible_blocks(page_of(built_site, language, "changes").read_text(encoding="utf-8"))
    sentences = reported.strip().splitlines()
    start = blocks.index(sentences[0])
    assert blocks[start : start + len(sentences)] == sentences


def test_every_change_leads_to_its_page(built_site: Path) -> None:
    page = tree_of(page_of(built_site, "en", "changes").read_text(encoding="utf-8"))
    effects = [element for element in page.within() if "effect" in element.classes]
    lines = [element for effect in effects for element in effect.within() if element.tag == "li"]
    assert len(lines) == 5 and all(any(inside.tag == "a" for inside in line.within()) for line in lines)


def test_home_shows_the_newest_day_with_what_it_did(built_site: Path) -> None:
    text = visible_text(page_of(built_site, "en", ""))
    assert "after February 2026" in text and EN.strip().splitlines()[0] in text
    assert "December 2024" not in text


def log(files: dict[str, bytes]) -> str:
    """The English change log of a site."""
    return " ".join(visible_blocks(rendered(files)["en/changes/"]))


TOLD = {
    "moved": ("10", "25", "per_second: 0.1", "now break even at 250 s a month; before, at 100 s."),
    "answered": ("5", "20", "monthly: 9", "it was Product a; it is now Product b. The editors’ pick stays Product a."),
    "counted": ("5", "20", "monthly: 9", "(Product a → Product b). The tally was 1 for Product a, 0 for Product b"),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_changed_price_tells_what_it_did(name: str) -> None:
    old, new, other, sentence = TOLD[name]
    files = files_of({"a": "length: 9 s", "b": "length: 9 s"}, **priced(old, new, other))
    files["content/scenarios/work.yaml"] += f"difference: {TEXT}\n".encode()
    text = log(files)
    assert sentence in text and f"US${old}/month → US${new}/month" in text


def test_a_day_that_did_nothing_says_so() -> None:
    assert "No conclusion changed." in log(files_of({"a": "length: 5 s"}, **{"plans/a": priced("5", "6")["plans/a"]}))


def test_an_offer_that_ended_is_reported_and_counts_no_more() -> None:
    ended = PLANS.format(currency="USD", price="{monthly: 5, to: 2026-06-01}, {from: 2026-09-01, monthly: 7}")
    text = log(files_of({"a": "length: 5 s"}, **{"plans/a": ended}))
    order = ["September 1, 2026", ": US$7/month", "June 1, 2026", "no longer sold at US$5/month", "January 5, 2026"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "→" not in text


def test_the_second_site_tells_its_prices_and_its_answer() -> None:
    text = log(content_of(MOBILE_PLANS))
    assert "NT$599/month → NT$649/month" in text
    assert "1 scenario was weighed again and its pick stays: Data on the way to work (Tariff A)." in text
