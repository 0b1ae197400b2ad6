"""Reads a project: its content, the interface's words, and its static files, as bytes by path."""

from dataclasses import dataclass
from pathlib import Path

from pingbi.failures import ConfigurationError
from pingbi.problems import ContentError, Problem
from pingbi.project import Project
from pingbi.reading.files import is_junk, list_files, read_file

ASSET_LIMIT = 5_000_000


@dataclass(frozen=True)
class ProjectFiles:
    """All that a build is made from, but the templates themselves."""

    content: dict[str, bytes]
    strings: dict[str, bytes]
    static: dict[str, bytes]
    problems: tuple[Problem, ...]


def read_project(project: Project) -> ProjectFiles:
    """Every file of the project. Raises ConfigurationError where there is no content at all."""
    if not (project.root / "content").is_dir():
        hint = "name a folder that holds content/ with --root"
        raise ConfigurationError(f"there is no content/ in {project.root}", hint)
    entries, problems = list_files(project.root, "content")
    content: dict[str, bytes] = {}
    found = list(problems)
    for entry in entries:
        try:
            content[entry.file] = read_file(project.root, entry.file)
        except ContentError as wrong:
            found += wrong.problems
    if not content and not found:
        raise ConfigurationError(f"content/ in {project.root} is empty", "an empty site is never published")
    strings = _overlaid(project.folders("templates"), "strings", ".yaml")
    return ProjectFiles(content, strings, _overlaid(project.folders("static"), "", ""), tuple(found))


def _overlaid(folders: tuple[Path, ...], inside: str, suffix: str) -> dict[str, bytes]:
    """Files of several folders laid over one another: the first folder that has a file wins."""
    found: dict[str, bytes] = {}
    for folder in reversed(folders):
        base = folder / inside if inside else folder
        for path in sorted(base.rglob(f"*{suffix}")) if base.is_dir() else ():
            if path.is_file() and not is_junk(path.name):
                name = path.relative_to(folder).as_posix()
                found[f"templates/{name}" if inside else name] = read_file(folder, name, ASSET_LIMIT)
    return dict(sorted(found.items()))
