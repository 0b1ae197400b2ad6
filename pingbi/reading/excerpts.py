"""The files that problems lie in, read once more for their lines and positions."""

from collections.abc import Iterable

from pingbi.failures import Failure
from pingbi.problems import ContentError, Problem
from pingbi.project import Project
from pingbi.reading.files import read_file
from pingbi.reading.strict_yaml import Document, FaultyDocument, read_yaml
from pingbi.reading.text_bytes import lenient_text


def excerpts(project: Project, problems: Iterable[Problem]) -> dict[str, Document | str]:
    """By file: its document, or its text where it is none; files that cannot be read are left out."""
    places = {place.file for problem in problems for place in (problem.place, *problem.also)}
    found: dict[str, Document | str] = {}
    for file in sorted(places - {""}):
        data = _bytes(project, file)
        if data is not None:
            found[file] = _document(data, file)
    return found


def _bytes(project: Project, file: str) -> bytes | None:
    path = project.path(file)
    if not path.is_file() or path.is_symlink():
        return None
    try:
        return read_file(path.parent, path.name)
    except (ContentError, Failure):
        return None


def _document(data: bytes, file: str) -> Document | str:
    try:
        return read_yaml(data, file) if file.endswith(".yaml") else lenient_text(data)
    except FaultyDocument as wrong:
        return wrong.document
    except ContentError:
        return lenient_text(data)
