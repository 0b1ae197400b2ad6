"""`build.py diff`: what the content changes against a git revision, as a reviewer asks."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pingbi.review.comparison import Pages, Review
from pingbi.review.review_report import MOST, review_json, review_markdown, review_text
from pingbi.review.statements import Change, Statement, changes, unchanged_counts
from tests.support.commands import MOBILE_PLANS, Copy, Ended, build_py, copy_of
from tests.support.repositories import committed, git

PRICE = ("content/plans/tariff-b.yaml", "monthly: 1399", "monthly: 649")
GUIDE = "content/guides/reading-a-tariff.yaml"
ROW = "row/tariff-a-vs-tariff-b/monthly-fee"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The second site, two folders below the top of its repository, committed as it is."""
    top = tmp_path_factory.mktemp("repository")
    found = copy_of(MOBILE_PLANS, top / "sites/mobile")
    committed(top)
    yield found
    assert git(top, "status", "--porcelain") == ""


def diff(copy: Copy, *arguments: str) -> Ended:
    return build_py("diff", "--root", copy.root, *arguments)


def data(copy: Copy, *arguments: str) -> dict[str, Any]:
    ended = diff(copy, "--format", "json", *arguments)
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, Any] = json.loads(ended.out)
    return found


def reported(records: list[dict[str, Any]]) -> dict[str, tuple[str | None, str | None]]:
    return {record["key"]: (record["old"], record["new"]) for record in records}


# A price change and its consequence


def test_a_price_is_reported_with_what_follows_from_it(copy: Copy) -> None:
    with copy.edited(*PRICE):
        found = data(copy, "--lang", "en")
    facts, conclusions = reported(found["facts"]), reported(found["conclusions"])
    assert set(facts) == {"price/tariff-b.full", "value/tariff-b/monthly-fee"}
    assert facts["value/tariff-b/monthly-fee"] == ("NT$1,399/month", "NT$649/month")
    assert set(conclusions) == {ROW, "tally/tariff-a-vs-tariff-b"}
    assert conclusions[ROW] == ("Tariff A", "Tie")


def test_what_stays_is_reported_too(copy: Copy) -> None:
    with copy.edited(*PRICE):
        found, ended = data(copy), diff(copy, "--lang", "en")
    assert (found["stayed"]["pick"], found["stayed"]["lead"], found["stayed"]["tally"]) == (1, 1, 2)
    assert "the pick of 1 scenario stays" in ended.out


def test_the_pages_are_those_whose_bytes_changed(copy: Copy) -> None:
    with copy.edited(*PRICE):
        pages = data(copy)["pages"]
    assert pages["added"] == pages["removed"] == []
    assert {"en/pricing/index.html", "zh-tw/pricing/index.html"} <= set(pages["changed"])
    assert "en/features/five-g/index.html" not in pages["changed"]
    assert pages["unchanged"] > 0


def test_conclusions_come_first_then_facts_then_pages(copy: Copy) -> None:
    with copy.edited(*PRICE):
        text = diff(copy, "--lang", "en").out
    assert "~ Tariff A vs. Tariff B: Monthly fee: Tariff A -> Tie" in text
    heads = [text.index(head) for head in ("Conclusions that changed: 2", "Facts that changed: 2", "Pages: ")]
    assert heads == sorted(heads)


def test_it_is_reported_in_chinese_throughout(copy: Copy) -> None:
    with copy.edited(*PRICE):
        text = diff(copy, "--lang", "zh-TW").out
    assert "~ 方案甲 對 方案乙：月租費：方案甲 -> 平手" in text
    assert "改變的事實：2 項" in text and "1 個情境的首選不變" in text
    assert not re.search(r"\b(price|source|published|changed|tally|pages)\b", text, re.IGNORECASE)


def test_markdown_has_tables_and_folds_the_pages(copy: Copy) -> None:
    with copy.edited(*PRICE):
        text = diff(copy, "--lang", "en", "--format", "markdown").out
    assert "| Tariff B: Monthly fee | NT$1,399/month | NT$649/month |" in text
    assert text.count("<details>") == text.count("</details>") == 1
    assert text.index("| Tariff B: Monthly fee") < text.index("<details>") < text.index("en/compare/")


def test_a_new_period_leaves_the_old_price_as_history(copy: Copy) -> None:
    with copy.edited(PRICE[0], "- {monthly: 1399}", "- {monthly: 1399}\n      - {from: 2026-07-01, monthly: 1299}"):
        facts = reported(data(copy, "--lang", "en")["facts"])
    assert facts["price/tariff-b.full"][1] == "NT$1,299/month, from July 1, 2026"
    assert facts["earlier/tariff-b.full"] == (None, "NT$1,399/month, from January 5, 2026")


def test_a_page_that_goes_is_reported_with_its_facts(copy: Copy) -> None:
    file = "content/guides/reading-a-tariff"
    kept = {name: copy.read(name) for name in (f"{file}.yaml", f"{file}.en.md", f"{file}.zh-TW.md")}
    for name in kept:
        (copy.root / name).unlink()
    pages = data(copy)["pages"]
    for name, text in kept.items():
        copy.write(name, text)
    assert pages["removed"] == [f"{path}/guides/reading-a-tariff/index.html" for path in ("en", "zh-tw")]


# Nothing to tell


def test_content_that_is_as_it_was_says_so(copy: Copy) -> None:
    ended = diff(copy, "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"The content is that of HEAD \([0-9a-f]{10}\)\.\n", ended.out)


def test_a_comment_in_a_file_changes_no_page(copy: Copy) -> None:
    with copy.edited(PRICE[0], "currency: TWD", "# a comment\ncurrency: TWD"):
        ended = diff(copy, "--lang", "en")
    assert ended.code == 0 and "and no page does" in ended.out


def test_drafts_are_no_content_on_either_side(copy: Copy, tmp_path: Path) -> None:
    found = copy_of(copy.root, tmp_path / "drafted")
    draft = found.read(GUIDE) + "draft: true\n"
    found.write(GUIDE, draft)
    committed(found.root)
    with found.edited(GUIDE, "draft: true", "draft: true  # still"):
        assert "The content is that of HEAD" in diff(found, "--lang", "en").out
    with found.edited(GUIDE, "draft: true\n", ""):
        pages = data(found)["pages"]
    assert pages["added"] == [f"{path}/guides/reading-a-tariff/index.html" for path in ("en", "zh-tw")]


# What cannot be compared


@pytest.mark.parametrize("revision", ["nosuch", "HEAD~5", "", "HEAD:content"])
def test_a_revision_that_is_not_there(copy: Copy, revision: str) -> None:
    ended = diff(copy, "--lang", "en", revision)
    assert (ended.code, ended.out) == (2, "")
    assert f"git knows no revision '{revision}'" in ended.err and "hint: " in ended.err


def test_a_revision_is_never_taken_for_an_option(copy: Copy) -> None:
    ended = build_py("diff", "--root", copy.root, "--", "--output=stolen")
    assert ended.code == 2 and "git knows no revision" in ended.err


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path / "alone")
    (tmp_path / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    ended = diff(copy, "--lang", "en")
    assert ended.code == 2 and "cannot be compared with git" in ended.err and "Traceback" not in ended.err


def test_without_git_one_line_says_so(copy: Copy, tmp_path: Path) -> None:
    ended = build_py("diff", "--root", copy.root, "--lang", "en", environment={"PATH": str(tmp_path)})
    assert ended.code == 2 and "git is not installed" in ended.err


def test_content_that_is_wrong_now_is_reported_as_ever(copy: Copy) -> None:
    with copy.edited(PRICE[0], "monthly:", "montly:"):
        ended, found = diff(copy, "--lang", "en"), diff(copy, "--format", "json")
    assert (ended.code, ended.out) == (1, "")
    assert "did you mean 'monthly'?" in ended.err
    assert [problem["code"] for problem in json.loads(found.out)["problems"]] == ["key-unknown"]


@pytest.fixture
def later(copy: Copy, tmp_path: Path) -> Copy:
    """A repository whose first commit has no content, whose second has a fault, and whose third is whole."""
    root = tmp_path / "repository"
    root.mkdir()
    committed(root)
    shutil.copytree(copy.root / "content", root / "content")
    found = Copy(root)
    with found.edited(PRICE[0], "monthly:", "montly:"):
        committed(root)
    committed(root)
    return found


def test_content_that_was_wrong_then_is_one_clear_message(later: Copy) -> None:
    ended = diff(later, "--lang", "en", "HEAD^")
    assert (ended.code, ended.out) == (2, "")
    assert "by today's rules the content at HEAD^ is wrong: content/plans/tariff-b.yaml:" in ended.err


def test_a_revision_without_content(later: Copy) -> None:
    ended = diff(later, "--lang", "en", "HEAD~2")
    assert ended.code == 2 and "there is no content/ at HEAD~2" in ended.err


def test_the_repository_of_a_hook_does_not_stand_in_for_ones_own(copy: Copy, later: Copy) -> None:
    ambient = {"GIT_DIR": str(later.root / ".git"), "GIT_INDEX_FILE": str(later.root / ".git/index")}
    ended = build_py("diff", "--root", copy.root, "--lang", "en", environment=ambient)
    assert "The content is that of HEAD" in ended.out


# Laying statements side by side


def test_statements_are_known_by_their_keys() -> None:
    before = {"a/1": Statement("Old name", "5"), "a/2": Statement("B", "6"), "b/3": Statement("C", "7")}
    now = {"a/1": Statement("New name", "9"), "a/2": Statement("Renamed", "6"), "b/4": Statement("D", "8")}
    assert changes(before, now) == (
        Change("a/1", "New name", "5", "9"), Change("b/4", "D", None, "8"), Change("b/3", "C", "7", None),
    )  # fmt: skip
    assert unchanged_counts(before, now) == {"a": 1}


def test_the_unknown_is_reported_only_where_it_changed() -> None:
    unknown, known = Statement("A", "unknown", quiet=True), Statement("A", "5")
    assert changes({}, {"a": unknown}) == changes({"a": unknown}, {}) == ()
    assert changes({"a": unknown}, {"a": known}) == (Change("a", "A", "unknown", "5"),)


def long_review(label: str = "x", count: int = 3 * MOST) -> Review:
    found = tuple(Change(f"value/{n}", f"{label} {n}", "a" * 900, "b" * 900) for n in range(count))
    files = tuple(f"en/compare/{n}/index.html" for n in range(2000))
    return Review("HEAD", "0" * 40, True, found, {}, found, Pages(changed=files))


def test_a_comment_has_room_for_the_longest_review() -> None:
    """GitHub takes 65,536 characters."""
    text = review_markdown(long_review("x" * 200), "en")
    assert len(text) < 60_000 and f"and {2 * MOST} more" in text


def test_programs_are_reported_everything() -> None:
    found = json.loads(review_json(long_review(), "en"))
    assert len(found["facts"]) == 3 * MOST and len(found["pages"]["changed"]) == 2000


def test_long_lists_of_pages_are_cut_with_a_count() -> None:
    assert "changed: en/compare/: 0, 1, 2" in review_text(long_review(), "en")
    assert "and 1,988 more" in review_text(long_review(), "en")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a|b", r"a\|b"), ("<b>", "&lt;b&gt;"), ("*x*_y_", r"\*x\*\_y\_"), ("[a](b)", r"\[a\](b)"),
        ("@someone", "@<!-- -->someone"), ("#12", "#<!-- -->12"), ("a\nb", "a b"),
    ],
)  # fmt: skip
def test_content_cannot_write_markdown(name: str, shown: str) -> None:
    assert f"| {shown} 0 |" in review_markdown(long_review(name, 1), "en")
