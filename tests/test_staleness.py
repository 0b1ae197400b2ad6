"""What has grown old: reported by `check` alone, against the day that it is given, and never a fault."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from pingbi.analysis.analyse import stale
from pingbi.content.load import load
from pingbi.model.site import Site
from tests.support.commands import MOBILE_PLANS, build_py, copy_of
from tests.support.samples import PLANS, files_of, real_site, site_of, whole

SPOKE = dt.date(2026, 1, 5)
"""The day of the samples' source; a price may be 90 days old, another fact 365."""
PRICES, FACTS = 90, 365


def found(site: Site, days: int) -> list[tuple[str, str, tuple[str | int, ...]]]:
    """What is old so many days after the source spoke."""
    notices = list(stale(site, SPOKE + dt.timedelta(days)))
    assert {notice.severity for notice in notices} <= {"notice"}
    return [(notice.code, notice.place.file, notice.place.path) for notice in notices]


def sample(**more: str) -> Site:
    plans = PLANS.format(currency="USD", price="{monthly: 5}")
    return site_of({"a": "length: 5 s, size: 3"}, **{"plans/a": plans}, **more)


OLD_PRICE = ("stale-prices", "content/plans/a.yaml", ("plans", "base", "prices"))
OLD_FACT = ("stale-facts", "content/products/a.yaml", ("values", "length"))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (PRICES, []),
        (PRICES + 1, [OLD_PRICE]),
        (FACTS, [OLD_PRICE]),
        (FACTS + 1, [OLD_FACT, OLD_PRICE]),
    ],
)
def test_each_kind_grows_old_the_day_after_its_limit(days: int, expected: object) -> None:
    assert found(sample(), days) == expected


def test_one_notice_tells_how_many_and_the_oldest() -> None:
    notices = {notice.place.file: notice for notice in stale(real_site(), dt.date(2027, 1, 1))}
    facts = notices["content/products/sora-1.yaml"]
    known = [fact for fact in real_site().facts["sora-1"].values() if fact.claims]
    assert f"365 days: {len(known)};" in facts.message and "2025-12-16" in facts.message


def with_blog(values: str, plan: str = "{monthly: 5}") -> Site:
    """A site with a second source, which spoke 59 days after the first."""
    files: Mapping[str, bytes] = files_of({"a": values}, **{"plans/a": PLANS.format(currency="USD", price=plan)})
    blog = files["content/sources.yaml"].decode().replace("sheet:", "blog:").replace("2026-01", "2026-03")
    return whole(load({**files, "content/sources.yaml": files["content/sources.yaml"] + blog.encode()}))


CONFIRMED = {
    "by a newer claim": "claims: [{value: 5 s}, {value: 5 s, source: blog, at: all}]",
    "by a date of the claim's own": "value: 5 s, as_of: 2026-03-05",
}


@pytest.mark.parametrize("name", CONFIRMED)
def test_a_value_is_as_old_as_its_newest_claim(name: str) -> None:
    site = with_blog(f"length: {{{CONFIRMED[name]}}}")
    assert OLD_FACT not in found(site, FACTS + 59)
    assert OLD_FACT in found(site, FACTS + 60)


def test_a_price_is_as_old_as_its_source_whenever_it_began() -> None:
    site = with_blog("", "{monthly: 5}, {from: 2026-01-20, monthly: 6, source: blog, at: all}")
    assert found(site, PRICES + 59) == []
    assert found(site, PRICES + 60) == [OLD_PRICE]


def test_what_has_ended_does_not_grow_old() -> None:
    ended = PLANS.format(currency="USD", price="{monthly: 5, to: 2026-02-01}")
    assert found(site_of({"a": ""}, **{"plans/a": ended}), 1000) == []


def test_the_limits_are_those_of_the_site() -> None:
    limits = "stale_after_days: {prices: 10, facts: 20}\n"
    files = files_of({"a": "length: 5 s"}, **{"plans/a": PLANS.format(currency="USD", price="{monthly: 5}")})
    files["content/site.yaml"] += limits.encode()
    site = whole(load(files))
    assert (found(site, 10), found(site, 11), found(site, 21)) == ([], [OLD_PRICE], [OLD_FACT, OLD_PRICE])


def test_only_check_tells_it_and_even_a_strict_one_passes(tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path)
    long_ago = copy.read("content/sources.yaml").replace("published: 2026-01-05", "published: 2001-01-05")
    copy.write("content/sources.yaml", long_ago)
    assert copy.build().err == ""
    checked = build_py("check", "--strict", "--root", copy.root)
    assert checked.code == 0 and checked.err.endswith("no errors\n")
    assert all(f"notice[stale-{kind}]" in checked.err for kind in ("facts", "prices"))
