"""Pages made in memory, from content given as files: no folder is written."""

from collections.abc import Mapping
from dataclasses import replace

from pingbi.content.project_files import read_project
from pingbi.pipeline import make
from pingbi.project import project_at
from tests.support.commands import SETTINGS


def rendered(content: Mapping[str, bytes]) -> dict[str, str]:
    """The pages that a build makes of this content with our own templates, by their address below the site."""
    project = project_at()
    files = make(project, replace(read_project(project), found=dict(content), problems=()), SETTINGS).files
    return {name.removesuffix("index.html"): data.decode() for name, data in files.items() if name.endswith(".html")}
