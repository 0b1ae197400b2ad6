"""A site is built for a day: it shows the prices of that day, announces the coming ones and keeps the ended ones."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.as_of.in_force import day_of, in_force, next_change, offering_on
from pingbi.content.load import check, load
from pingbi.content.project_files import read_project
from pingbi.model.plans import Offering, Price
from pingbi.pipeline import make
from pingbi.project import project_at
from pingbi.stages import Settings
from tests.support.commands import MOBILE_PLANS, Copy, build_py, copy_of
from tests.support.laws import law
from tests.support.samples import PLANS, files_of, reported, site_of
from tests.support.visible import visible_blocks

TODAY = dt.date(2026, 11, 28)
PRODUCTS = {"a": "", "b": ""}


def plans(*prices: str) -> str:
    return PLANS.format(currency="USD", price=", ".join(prices))


def built(day: dt.date, *prices: str) -> dict[str, str]:
    """The pages of a site with these prices on a day."""
    content = files_of(PRODUCTS, plans__a=plans(*prices), plans__b=plans("{monthly: 5}"))
    project = project_at()
    sources = replace(read_project(project), found=content, problems=())
    files = make(project, sources, Settings(day)).files
    return {name: data.decode() for name, data in files.items() if name.endswith(".html")}


LATER = ("{monthly: 6.99}", "{from: 2027-03-01, monthly: 9.99}")
PROMOTION = ("{monthly: 6.99}", "{from: 2027-01-01, to: 2027-02-01, monthly: 4.99}")
ENDS = ("{monthly: 3.99, to: 2027-06-30}",)
ENDED = ("{monthly: 3.99, to: 2026-06-30}",)


def price_on(day: str, *prices: str) -> str:
    """The amount in force, or a word for why there is none; what is announced after a slash."""
    site = in_force(site_of(PRODUCTS, plans__a=plans(*prices)), dt.date.fromisoformat(day))
    plan = site.plans["a"].plans["base"]
    state = "coming" if not plan.begun else "ended" if plan.ended else amount(plan.current)
    announced = [f"{amount(price)} from {price.from_.iso()}" for price in plan.coming if price.from_]
    return " / ".join([state, *announced, *([f"until {plan.end.iso()}"] if plan.end else [])])


def amount(price: Price) -> str:
    return price.amounts["monthly"].source_form


@pytest.mark.parametrize(
    ("prices", "day", "expected"),
    [
        (LATER, "2026-11-28", "6.99 / 9.99 from 2027-03-01"),
        (LATER, "2027-02-28", "6.99 / 9.99 from 2027-03-01"),
        (LATER, "2027-03-01", "9.99"),
        (LATER, "2027-03-02", "9.99"),
        (PROMOTION, "2026-11-28", "6.99 / 4.99 from 2027-01-01"),
        (PROMOTION, "2026-12-31", "6.99 / 4.99 from 2027-01-01"),
        (PROMOTION, "2027-01-01", "4.99 / until 2027-02-01"),
        (PROMOTION, "2027-01-31", "4.99 / until 2027-02-01"),
        (PROMOTION, "2027-02-01", "ended"),
        (ENDS, "2026-11-28", "3.99 / until 2027-06-30"),
        (ENDS, "2027-06-29", "3.99 / until 2027-06-30"),
        (ENDS, "2027-06-30", "ended"),
        (ENDED, "2026-11-28", "ended"),
        (("{from: 2027-03-01, monthly: 9.99}",), "2026-11-28", "coming / 9.99 from 2027-03-01"),
    ],
)
def test_a_price_holds_from_its_first_day_to_the_day_before_the_next(
    prices: tuple[str, ...], day: str, expected: str
) -> None:
    assert price_on(day, *prices) == expected


def shown(day: str, language: str, *prices: str) -> str:
    page = built(dt.date.fromisoformat(day), *prices)[f"{language}/pricing/index.html"]
    return " ".join(visible_blocks(page))


def test_a_coming_price_is_announced_beside_the_one_in_force() -> None:
    english, chinese = (shown("2026-11-28", language, *LATER) for language in ("en", "zh-tw"))
    assert "US$6.99/month" in english and "US$9.99/month from March 1, 2027" in english
    assert "2027 年 3 月 1 日起 US$9.99／月" in chinese


def test_a_plan_that_is_only_announced_is_no_starting_price() -> None:
    prices = ("{from: 2027-03-01, monthly: 2}",)
    assert "US$2/month (from March 1, 2027)" in shown("2026-11-28", "en", *prices)
    site = in_force(site_of(PRODUCTS, plans__a=plans(*prices)), TODAY)
    assert site.facts["a"]["fee"].used.state == "unknown"


def test_a_value_that_names_an_ended_plan_gives_way() -> None:
    more = plans("{monthly: 6.99, to: 2026-06-01}") + "  full:\n    name: Full\n    prices: [{monthly: 9}]\n"
    site = site_of({"a": "fee: plan base"}, plans__a=more)
    assert in_force(site, dt.date(2026, 5, 31)).facts["a"]["fee"].used.plan_id == "base"
    assert in_force(site, TODAY).facts["a"]["fee"].used.plan_id == "full"


DAYS = st.dates(dt.date(2026, 2, 1), dt.date(2028, 1, 1))


@law
@given(st.lists(DAYS, min_size=1, max_size=5, unique=True), DAYS, st.booleans())
def test_on_any_day_the_price_is_the_one_whose_period_holds_it(starts: list[dt.date], day: dt.date, ends: bool) -> None:
    starts.sort()
    last = starts[-1] + dt.timedelta(30)
    prices = [f"{{from: {start}, monthly: {number}}}" for number, start in enumerate(starts, 1)]
    if ends:
        prices[-1] = prices[-1].replace("}", f", to: {last}}}")
    plan = offering_of(*prices, day=day).plans["base"]
    holding = [number for number, start in enumerate(starts, 1) if start <= day]
    assert plan.begun == bool(holding) and plan.ended == (ends and day >= last)
    assert not holding or amount(plan.current) == str(holding[-1])
    assert len(plan.prices) + len(plan.coming) == len(starts)


def offering_of(*prices: str, day: dt.date) -> Offering:
    return offering_on(load(files_of({"a": ""}, plans__a=plans(*prices))).whole.plans["a"], day)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("2026-11-28", "2026-12-31", True),
        ("2026-12-31", "2027-01-01", False),
        ("2027-01-01", "2027-01-31", True),
        ("2027-01-31", "2027-02-01", False),
        ("2027-02-01", "2030-01-01", True),
    ],
)
def test_builds_of_two_days_differ_only_where_a_period_begins_or_ends_between_them(
    before: str, after: str, same: bool
) -> None:
    one, other = (built(dt.date.fromisoformat(day), *PROMOTION) for day in (before, after))
    assert (one == other) == same


def test_the_next_change_is_the_next_first_or_last_day() -> None:
    site = site_of(PRODUCTS, plans__a=plans(*PROMOTION))
    found = [next_change(site, dt.date.fromisoformat(day)) for day in ("2026-11-28", "2027-01-01", "2027-02-01")]
    assert [str(day) for day in found] == ["2027-01-01", "2027-02-01", "None"]


def test_the_day_is_that_of_the_sites_time_zone() -> None:
    late = dt.datetime(2026, 12, 31, 18, 0, tzinfo=dt.UTC)
    assert {zone: str(day_of(late, zone)) for zone in ("UTC", "Asia/Taipei", "America/New_York")} == {
        "UTC": "2026-12-31",
        "Asia/Taipei": "2027-01-01",
        "America/New_York": "2026-12-31",
    }


# What an editor and a publisher meet


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    found = copy_of(MOBILE_PLANS, tmp_path)
    path = found.root / "content/plans/tariff-a.yaml"
    coming = "      - {from: 2027-02-01, monthly: 599, confirm: true}\n  yearly:"
    path.write_text(path.read_text("utf-8").replace("  yearly:", coming, 1), "utf-8")
    return found


def test_the_build_says_when_it_is_out_of_date(copy: Copy) -> None:
    ended = copy.build("--today", "2026-11-28")
    assert ended.code == 0 and "built for 2026-11-28; a price or rate changes next on 2027-02-01" in ended.out
    assert "changes next" not in copy.build("--today", "2027-02-01").out


def test_today_turns_the_page(copy: Copy) -> None:
    pages = []
    for day in ("2027-01-31", "2027-02-01"):
        assert copy.build("--today", day).code == 0
        pages.append((copy.site / "en/pricing/index.html").read_text("utf-8"))
    assert "NT$599/month from February 1, 2027" in pages[0] and "from February 1, 2027" not in pages[1]


def test_a_first_day_after_the_source_was_read_is_a_warning() -> None:
    later = "{from: 2026-11-02, monthly: 6.5}"
    files = files_of({"a": ""}, plans__a=plans("{monthly: 6}", later))
    assert reported(files) == [("content/plans/a.yaml", "price-unread")]
    confirmed = plans("{monthly: 6}", later.replace("}", ", confirm: true}"))
    assert reported(files_of({"a": ""}, plans__a=confirmed)) == []


def test_a_day_that_is_none_is_wrong_usage() -> None:
    ended = build_py("check", "--root", MOBILE_PLANS, "--today", "2027-02-30")
    assert ended.code == 2 and "is no day" in ended.err


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("{monthly: 6, to: 2026-06-01}", "no longer sold"),
        ("{from: 2027-03-01, monthly: 6, confirm: true}", "before 2027-03-01"),
    ],
)
def test_a_sentence_about_a_plan_that_is_not_sold_is_doubted_at_its_brace(price: str, words: str) -> None:
    files = files_of(PRODUCTS, plans__a=plans(price), plans__b=plans("{monthly: 5}"))
    product = files["content/products/a.yaml"].decode()
    plan = "'{a.plans.base}'"
    text = product.replace("summary: {zh-TW: 樣本, en: Sample}", f"summary: {{zh-TW: {plan}, en: {plan}}}")
    loaded = load({**files, "content/products/a.yaml": text.encode()})
    found = check(loaded, in_force(loaded.whole, TODAY))
    doubts = [problem for problem in found if problem.code == "reference-unsold"]
    assert len(doubts) == 2 and all(words in problem.message for problem in doubts)
    assert doubts[0].place.path == ("summary", "zh-TW")
