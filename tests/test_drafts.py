"""What is marked as a draft is not built, its faults are warnings, and it can be previewed."""

from pathlib import Path

import pytest

from pingbi.preview.session import PreviewSession
from pingbi.project import Project
from tests.support.bad_cases import reported
from tests.support.commands import MOBILE_PLANS, SETTINGS, Copy, copy_of, tree

DRAFT = """\
name: Z
draft: true
vendor: TODO
family: z
color: TODO
nothing: here
values: {x: 1_000}
"""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The second site with its one guide marked as a draft, and another draft that is full of faults."""
    found = copy_of(MOBILE_PLANS, tmp_path)
    guide = "content/guides/reading-a-tariff.yaml"
    found.write(guide, found.read(guide).rstrip() + "\ndraft: true  # not yet\n")
    found.write("content/products/tariff-z.yaml", "name: Z\ndraft: true\nnothing: here\n")
    found.write("content/plans/tariff-z.yaml", "currency: NTD\n")
    return found


def test_a_draft_is_not_in_the_site(copy: Copy) -> None:
    assert copy.build().code == 0
    built = tree(copy.site)
    assert not any("reading-a-tariff" in name or "tariff-z" in name for name in built)
    assert "en/products/tariff-a/index.html" in built


def test_its_faults_are_doubts(copy: Copy) -> None:
    """Whatever is wrong is named where it stands; what is marked as left to do is not."""
    copy.write("content/products/tariff-z.yaml", DRAFT)
    copy.write("content/products/tariff-z.en.md", "## A\n\n<b>TODO</b>\n")
    copy.write("content/plans/tariff-z.yaml", "currency: NTD\nplans: [TODO]\n")
    ended = copy.build()
    assert ended.code == 0
    assert reported(ended.err, "warning") == [
        *("content/plans/tariff-z.yaml:1:11 currency", "content/plans/tariff-z.yaml:2:8 type"),
        *(
            "content/products/tariff-z.en.md:1:1 translation-file-missing",
            "content/products/tariff-z.en.md:3:1 md-html",
        ),
        *["content/products/tariff-z.yaml:1:1 key-missing"] * 2,  # summary, verdict
        *("content/products/tariff-z.yaml:6:1 key-unknown", "content/products/tariff-z.yaml:7:13 number-form"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("draft: true\ntitle: [a\n", "yaml-syntax"),
        ("draft: true\ntitle: {zh-TW: 甲, en: A}\ntitle: {zh-TW: 甲, en: A}\n", "duplicate-key"),
        ("draft: true\n<<<<<<< HEAD\n", "merge-conflict"),
        ("draft: true\n", "key-missing"),
    ],
)
def test_a_half_written_draft_stops_no_build(copy: Copy, text: str, code: str) -> None:
    copy.write("content/guides/half.yaml", text)
    ended = copy.build()
    assert ended.code == 0 and "error[" not in ended.err
    assert f"warning[{code}]" in ended.err


@pytest.mark.parametrize("drafts", [False, True])
def test_a_preview_shows_it_if_asked(copy: Copy, drafts: bool) -> None:
    for kind in ("products", "plans"):
        (copy.root / f"content/{kind}/tariff-z.yaml").unlink()
    session = PreviewSession(Project(copy.root, copy.site), lambda: SETTINGS, drafts)
    session.rebuild()
    assert not session.errors
    assert (session.page("en/guides/reading-a-tariff/index.html") is not None) is drafts


def test_what_names_a_draft_names_nothing(copy: Copy) -> None:
    file = "content/products/tariff-b.yaml"
    copy.write(file, copy.read(file).rstrip() + "\ndraft: true\n")
    ended = copy.build()
    assert ended.code == 1 and "there is no product 'tariff-b'" in ended.err


def test_only_true_can_stand_there(copy: Copy) -> None:
    file = "content/products/tariff-a.yaml"
    copy.write(file, copy.read(file).rstrip() + "\ndraft: false\n")
    assert "only 'true' can stand here" in copy.build().err
