"""A template's fault stands at its line; a fault of ours is reported as what it is, and nothing is published then."""

import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from pingbi.diagnostics.problem import ContentError
from pingbi.locale.formats import MissingText
from pingbi.pages import method
from pingbi.pipeline import build
from pingbi.project import Project
from tests.support.commands import MOBILE_PLANS, SETTINGS


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small second site, not built yet."""
    shutil.copytree(MOBILE_PLANS / "content", tmp_path / "content")
    return Project(tmp_path, tmp_path / "site")


def test_what_a_view_raises_passes_through(project: Project) -> None:
    fault = ZeroDivisionError("our own")
    with patch.object(method, "method_view", side_effect=fault), pytest.raises(ZeroDivisionError) as raised:
        build(project, SETTINGS)
    assert raised.value is fault and not project.out.exists()


def test_a_templates_fault_stands_at_its_line(project: Project) -> None:
    own = project.root / "templates/method.html"
    own.parent.mkdir()
    own.write_text("<p>\n{{ 1 // 0 }}</p>\n", "utf-8")
    with pytest.raises(ContentError) as raised:
        build(project, SETTINGS)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.file, problem.place.line) == ("template", "templates/method.html", 2)
    assert not project.out.exists()


def test_a_text_that_the_words_lack_is_not_our_fault(project: Project) -> None:
    """A site may bring files of words of its own."""
    missing = MissingText("there is no interface text 'x'")
    with patch.object(method, "method_view", side_effect=missing), pytest.raises(ContentError) as raised:
        build(project, SETTINGS)
    assert {problem.code for problem in raised.value.problems} == {"template"} and not project.out.exists()
