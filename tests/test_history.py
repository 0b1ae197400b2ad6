"""What was known on a day: nothing of a later date is in it, and nothing of a later date can change it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from pingbi.analysis.as_of.history import PastSites, days, first_day, known_on
from pingbi.analysis.pairs import ProductPair, pairs_of
from pingbi.content.load import load
from pingbi.content.project_files import read_project
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.locale.figures import PartialDate
from pingbi.model.site import Site
from pingbi.pipeline import make
from pingbi.project import project_at
from pingbi.remember import Memory, remembering
from pingbi.stages import Settings
from tests.support.commands import HOME, MOBILE_PLANS, TODAY, below, build_py, copy_of, tree
from tests.support.crawl import broken
from tests.support.later import ADDITIONS, Content, with_later
from tests.support.samples import content_of, files_of, mobile_site, real_site, whole
from tests.support.visible import visible_text

DAY = dt.date(2025, 12, 16)
"""The day on which the first of the two sources spoke."""
LATER_NAMES = re.compile(r"Sora\s?2|Kling\s?3|sora-2|kling-30|overview-2026|Atlas")


def made(content: Content, day: dt.date = DAY) -> Mapping[str, bytes]:
    """Every file of the site as known on a day."""
    project = project_at()
    sources = replace(read_project(project), found=dict(content), problems=())
    return make(project, sources, Settings(TODAY, as_of=PartialDate(day.year, day.month, day.day))).files


@pytest.fixture(scope="module")
def past() -> Mapping[str, bytes]:
    return made(content_of(HOME))


# The real site on the day of its first source


def test_only_the_products_of_the_day_are_there(past: Mapping[str, bytes]) -> None:
    assert list(known_on(real_site(), DAY).products) == ["sora-1", "kling-25"]
    assert {name for name in past if name.startswith("en/products/")} == {
        "en/products/index.html", "en/products/sora-1/index.html", "en/products/kling-25/index.html",
    }  # fmt: skip


def test_later_names_are_nowhere_but_in_the_outlook(past: Mapping[str, bytes]) -> None:
    found = {name for name, data in past.items() if LATER_NAMES.search(data.decode())}
    assert found == {f"{language}/guides/outlook/index.html" for language in ("en", "zh-tw")}


def test_the_outlook_tells_what_was_expected_and_not_what_came(past: Mapping[str, bytes]) -> None:
    guide = known_on(real_site(), DAY).guides["outlook"]
    assert len(guide.then_and_since) == 10 and all(entry.since is None for entry in guide.then_and_since)
    assert "Since" not in re.findall(r"<h4>([^<]*)", past["en/guides/outlook/index.html"].decode())


def the_pair() -> ProductPair:
    (pair,) = pairs_of(known_on(real_site(), DAY))
    return pair


def test_its_winners_are_those_of_the_table_of_the_day() -> None:
    """Except for generation times, which overlap; the source's fifteen rows and ours then agree."""
    pair = the_pair()
    assert pair.comparison and pair.comparison.trophies
    ours = {name: pair.outcomes[name].winner or pair.outcomes[name].result for name in pair.outcomes}
    theirs = pair.comparison.trophies.winners
    assert len(theirs) == 15
    assert {name: ours[name] for name in theirs if ours[name] != theirs[name]} == {"generation-time": "undecided"}


def test_its_tally_counts_the_questions_of_the_day() -> None:
    count = the_pair().count
    assert (count.a, count.b, count.ties, count.undecided) == (2, 7, 11, 3)


@pytest.mark.parametrize("language", ["en", "zh-tw"])
def test_its_prices_are_those_of_the_day(past: Mapping[str, bytes], language: str, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_bytes(past[f"{language}/pricing/index.html"])
    text = visible_text(page)
    assert all(f"US${price}" in text for price in ("20", "200", "3.88", "12.88", "28.88"))
    assert not any(f"US${price}" in text for price in ("6.99", "25.99", "0.153"))


def test_both_languages_have_the_same_pages(past: Mapping[str, bytes]) -> None:
    assert below(dict(past), "en").keys() == below(dict(past), "zh-tw").keys()


def test_every_link_leads_somewhere(past: Mapping[str, bytes]) -> None:
    assert broken(dict(past), real_site().config.base_url) == []


def test_every_page_says_of_what_day_it_tells(past: Mapping[str, bytes]) -> None:
    words = {"en/": "December 16, 2025", "zh-tw/": "2025 年 12 月 16 日"}
    for name, data in past.items():
        if name.endswith(".html"):
            notices = re.findall(r'<p class="notice">([^<]*)</p>', data.decode())
            wanted = [date for start, date in words.items() if name.startswith(start)] or list(words.values())
            assert len(notices) == len(wanted), name
            assert {date for notice in notices for date in wanted if date in notice} == set(wanted), name


def test_the_day_of_verification_does_not_lie_ahead(past: Mapping[str, bytes]) -> None:
    dates = {
        date for name in past if name.endswith(".html") for date in re.findall(rb'data-since="([^"]+)', past[name])
    }
    assert dates == {b"2025-12-16"}


# What the rules say


def claimed(sizes: str, more: str = "") -> Site:
    """A site whose product has these claims on its size; the sheet is of January, the blog of March."""
    blog = files_of({"a": ""})["content/sources.yaml"].decode().replace("sheet:", "blog:").replace("-01-", "-03-")
    files = files_of({"a": f"size: {{claims: [{sizes}]{more}}}", "b": "length: 9 s"})
    files["content/sources.yaml"] += blog.encode()
    return whole(load(files))


JANUARY, MARCH = dt.date(2026, 2, 1), dt.date(2026, 3, 31)
RULING = "{{judged: [{judged}], use: {use}, because: {{zh-TW: 樣本, en: Sample}}}}"
BLOG = "{value: 9, source: blog, at: all}"


def used(site: Site, day: dt.date) -> tuple[str, bool]:
    """The value of the size then, and whether an editor had ruled on it."""
    fact = known_on(site, day).facts["a"]["size"]
    return str(fact.used), fact.ruling is not None


def test_a_ruling_holds_once_all_that_it_judged_is_said() -> None:
    site = claimed(f"{{value: 5}}, {BLOG}", ", ruling: " + RULING.format(judged="5, 9", use=9))
    assert used(site, MARCH) == (str(site.facts["a"]["size"].used), True)
    assert used(site, JANUARY) == (str(claimed("{value: 5}").facts["a"]["size"].used), False)


def test_an_earlier_ruling_holds_for_the_claims_that_it_judged() -> None:
    now, then = RULING.format(judged="5, 6, 9", use=9), RULING.format(judged="5, 6", use=6)
    site = claimed(f"{{value: 5}}, {{value: 6}}, {BLOG}", f", ruling: {now}, earlier_rulings: [{then}]")
    assert used(site, MARCH) == (str(site.facts["a"]["size"].used), True)
    before = claimed("{value: 5}, {value: 6}", f", ruling: {then}")
    assert used(site, JANUARY) == (str(before.facts["a"]["size"].used), True)
    assert known_on(site, JANUARY).facts["a"]["size"] == before.facts["a"]["size"]


@pytest.mark.parametrize(("judged", "use", "code"), [("5, 9", "9", "ruling-earlier"), ("5", "6", "ruling-use")])
def test_an_earlier_ruling_judged_some_of_the_claims(judged: str, use: str, code: str) -> None:
    rulings = (
        f"ruling: {RULING.format(judged='5, 9', use=9)}, earlier_rulings: [{RULING.format(judged=judged, use=use)}]"
    )
    files = files_of({"a": f"size: {{claims: [{{value: 5}}, {{value: 9}}], {rulings}}}"})
    assert [problem.code for problem in load(files).problems] == [code]


def test_a_feature_that_nobody_has_spoken_of_is_not_there() -> None:
    features = known_on(real_site(), DAY).catalogue.features
    assert "api" not in features and "max-duration" in features


def test_a_longer_known_name_hides_a_shorter_one_inside_it() -> None:
    """'Product a Plus' does not name the later 'Product a'; 'Product a' alone does."""
    files = files_of({"a": "", "b": ""})
    later = files["content/sources.yaml"].decode().replace("sheet:", "blog:").replace("-01-", "-03-")
    files["content/sources.yaml"] += later.encode()
    plus = files["content/products/b.yaml"].decode().replace("Product b", "Product a Plus")
    said = "good_for: [{zh-TW: 用Product a Plus, en: Product a  Plus}, {zh-TW: 用Product a吧, en: Try it}]\n"
    said += "not_for: [{zh-TW: 它, en: Product ab}]\n"
    files["content/products/b.yaml"] = (plus + said).encode()
    files["content/products/a.yaml"] = files["content/products/a.yaml"].replace(b"source: sheet", b"source: blog")
    site = known_on(whole(load(files)), JANUARY)
    assert [text["en"] for text in site.products["b"].good_for] == ["Product a  Plus"]
    assert [text["en"] for text in site.products["b"].not_for] == ["Product ab"]


def test_prose_goes_in_all_languages_together() -> None:
    prose = known_on(real_site(), DAY).prose
    locales = {owner: {key[2] for key in prose if key[:2] == owner} for owner in {key[:2] for key in prose}}
    assert all(found == {"zh-TW", "en"} for found in locales.values())
    assert ("comparisons", "sora-1-vs-kling-25") in locales and ("scenarios", "education") not in locales


# Laws


@pytest.mark.parametrize("site", [real_site, mobile_site])
def test_once_everything_is_known_it_is_the_site_itself(site: object) -> None:
    assert callable(site)
    found: Site = site()
    reads = [source.read.earliest for source in found.sources.values() if source.read]
    assert known_on(found, max(*days(found), *reads)) == found


MEMORY = Memory()
"""Files that an addition leaves alone are read once for all of them."""


@pytest.mark.parametrize("name", ADDITIONS)
def test_a_later_thing_changes_nothing(name: str) -> None:
    with remembering(MEMORY):
        after = whole(load(with_later(content_of(HOME), (name,))))
    assert written(known_on(after, DAY)) == written(known_on(real_site(), DAY))
    assert after != real_site()


def written(site: Site) -> str:
    """A site to the last detail, with the order of everything in it."""
    return repr(site)


def test_later_things_change_no_byte(past: Mapping[str, bytes]) -> None:
    after = made(with_later(content_of(HOME), tuple(ADDITIONS)))
    assert list(after) == list(past)
    assert [name for name in past if after[name] != past[name]] == []


@cache
def with_everything() -> Site:
    """The real site and all that is later: with four days on which something became known."""
    return whole(load(with_later(content_of(HOME), tuple(ADDITIONS))))


DAYS = days(with_everything())
SPANS = pytest.mark.parametrize(("earlier", "later"), [*combinations_with_replacement(DAYS, 2)])


@cache
def state(day: dt.date) -> Site:
    return PastSites(with_everything()).on(day)


def test_there_are_days_to_compare() -> None:
    assert len(DAYS) == 5


@SPANS
def test_the_past_of_a_past_day_is_the_past(earlier: dt.date, later: dt.date) -> None:
    assert PastSites(state(later)).on(earlier) == state(earlier)


@SPANS
def test_what_is_known_stays_known(earlier: dt.date, later: dt.date) -> None:
    for kind in ("sources", "products", "plans", "offers", "comparisons", "tests", "scenarios", "guides"):
        assert getattr(state(earlier), kind).keys() <= getattr(state(later), kind).keys(), kind


@pytest.mark.parametrize("day", DAYS)
def test_nothing_changes_between_two_such_days(day: dt.date) -> None:
    """All but the reading of sources, which is no news."""
    following = next((later for later in DAYS if later > day), day + dt.timedelta(1))
    before = PastSites(with_everything()).on(following - dt.timedelta(1))
    assert replace(before, sources={}) == replace(state(day), sources={})


# The command line


def test_before_the_first_day_nothing_is_built() -> None:
    assert first_day(real_site()) == DAY
    with pytest.raises(ConfigurationError, match="2025-12-15") as caught:
        known_on(real_site(), DAY - dt.timedelta(1))
    assert "2025-12-16" in caught.value.hint


def test_a_day_before_the_first_is_wrong_usage(tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path)
    ended = copy.build("--as-of", "2026-01-04")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 2 and "2026-01-05" in ended.err
    assert not copy.site.exists()


@pytest.mark.parametrize("date", ["2025-02-30", "2025-12", "yesterday", "after 2025-01-01", "20251216"])
@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_wrong_date_is_wrong_usage(command: str, date: str) -> None:
    ended = build_py(command, "--as-of", date)
    assert ended.code == 2 and ended.out == ""
    assert "YYYY-MM-DD" in ended.err and "Traceback" not in ended.err


def test_the_second_site_is_built_as_of_a_day(tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path)
    assert (
        copy.build("--as-of", "2026-05-31").code,
        build_py("check", "--root", copy.root, "--as-of", "2026-05-31").code,
    ) == (0, 0)
    text = "".join(data.decode() for name, data in tree(copy.site).items() if name.endswith(".html"))
    assert "NT$599" in text and "NT$649" not in text


def test_the_content_is_checked_as_it_is_today(tmp_path: Path) -> None:
    """Also where the fault is of a later date."""
    copy = copy_of(MOBILE_PLANS, tmp_path)
    with copy.edited(
        "content/plans/tariff-a.yaml", "{from: 2026-06-01, monthly: 649}", "{from: 2026-06-01, mothly: 649}"
    ):
        ended = copy.build("--as-of", "2026-05-31")
    assert ended.code == 1 and "key-unknown" in ended.err
