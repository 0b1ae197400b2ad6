"""The tools that other tests lean on do what is expected of them."""

from pathlib import Path

import pytest

from tests.support.needs import axe_script, browser_path, html_faults

GOOD = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>x</title></head>
<body><p>x</p></body>
</html>
"""


def test_the_html_checker_tells_good_pages_from_bad_ones(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace("<p>x</p>", "<p><div></div></p>"), encoding="utf-8")
    found = html_faults([good, bad])
    assert found
    assert all("bad.html:4:" in fault for fault in found)


def test_axe_is_one_that_knows_wcag_22() -> None:
    assert "target-size" in axe_script()


@pytest.mark.browser
def test_a_browser_is_here() -> None:
    assert Path(browser_path()).exists()
