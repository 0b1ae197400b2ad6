"""What docs/editing.md says an editor does and sees is what happens."""

import re
from pathlib import Path

import pytest

from tests.support.commands import HOME, Copy, copy_of
from tests.support.visible import visible_text

GUIDE = (HOME / "docs/editing.md").read_text("utf-8")
PLANS = "content/plans/kling-30.yaml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The real content with the line added that the guide adds."""
    found = copy_of(HOME, tmp_path_factory.mktemp("guide"))
    (added,) = re.findall(r"^      - \{from: .*\}$", GUIDE, re.MULTILINE)
    text = found.read(PLANS)
    first = text.index("  top:")
    found.write(PLANS, f"{text[:first].rstrip()}\n{added}\n{text[first:]}")
    return found


def test_the_new_price_rules_everywhere_and_the_old_one_is_history(copy: Copy) -> None:
    copy.built()
    for language in ("en", "zh-tw"):
        text = visible_text(copy.site / language / "pricing/index.html")
        assert "US$7.99" in text and "US$6.99" in text
        assert "52.2" in text and "45.7" not in text
        assert "US$7.99" in visible_text(copy.site / language / "changes/index.html")


def test_a_slip_gets_the_message_that_the_guide_shows(copy: Copy) -> None:
    with copy.edited(PLANS, "monthly: 7.99", "montly: 7.99"):
        ended = copy.build()
    assert ended.code == 1
    message = re.search(r"error\[key-unknown\]: .*", GUIDE)
    assert message and message[0] in ended.err and "did you mean 'monthly'?" in ended.err


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", GUIDE))))
def test_every_link_of_the_guide_leads_somewhere(link: str) -> None:
    assert (HOME / "docs" / link).exists()


@pytest.mark.parametrize("file", sorted(set(re.findall(r"`(content/[a-z0-9./-]+|\.github/[a-z/]+)`", GUIDE))))
def test_every_file_that_it_names_is_there(file: str) -> None:
    assert Path(HOME / file).exists()
