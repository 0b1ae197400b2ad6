"""What is marked as a draft is not built, not even as an error, and can be previewed."""

from pathlib import Path

import pytest

from pingbi.preview.session import PreviewSession
from pingbi.project import Project
from tests.support.commands import MOBILE_PLANS, SETTINGS, Copy, copy_of


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
    built = copy.built()
    assert not any("reading-a-tariff" in name or "tariff-z" in name for name in built)
    assert "en/products/tariff-a/index.html" in built


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
