"""Files that are no pages: a table says which there are, and a build and the preview make them in one way."""

from functools import cache
from unittest.mock import patch

from pingbi.content.project_files import read_project
from pingbi.outputs.table import OUTPUTS
from pingbi.pipeline import make, prepare
from pingbi.project import project_at
from pingbi.routes import OutputInputs
from pingbi.stages import PreparedSite
from tests.support.commands import MOBILE_PLANS, SETTINGS

PROJECT = project_at(MOBILE_PLANS)


@cache
def planned() -> PreparedSite:
    return prepare(read_project(PROJECT), SETTINGS)


def feed(inputs: OutputInputs) -> str:
    """What a feed needs: a language, an address, and what changed when."""
    return f"{inputs.presenter.locale} {inputs.address} {len(inputs.analysis.log)}"


def test_every_output_is_part_of_a_build() -> None:
    files, outputs = make(PROJECT, read_project(PROJECT), SETTINGS).files, planned().outputs
    assert {path: files[path] for path in outputs} == {path: made() for path, made in outputs.items()}
    assert {path for path in OUTPUTS if "{language}" not in path} <= set(outputs)


def test_a_new_output_costs_a_function_and_a_row() -> None:
    with patch.dict(OUTPUTS, {"feed.txt": feed}):
        assert planned().outputs["feed.txt"]().startswith(b"zh-TW https://tariffs.example/ ")


def test_an_output_can_be_made_in_each_language() -> None:
    with patch.dict(OUTPUTS, {"{language}/feed.txt": feed}):
        outputs = planned().outputs
    made = {path: outputs[path]()[:5] for path in outputs if path.endswith("/feed.txt")}
    assert made == {"zh-tw/feed.txt": b"zh-TW", "en/feed.txt": b"en ht"}


def test_pages_that_nobody_looks_for_are_not_in_the_sitemap() -> None:
    sitemap = planned().outputs["sitemap.xml"]().decode()
    assert "404.html" not in sitemap and f"<loc>{planned().address}</loc>" in sitemap
