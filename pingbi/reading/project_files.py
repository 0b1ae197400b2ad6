"""Reads a project: its content, the interface's words, and its static files, as bytes by path."""

import os
import stat
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pingbi.failures import ConfigurationError
from pingbi.problems import Problem
from pingbi.project import Project
from pingbi.reading.drafts import without_drafts
from pingbi.reading.files import is_junk, list_files, neither, read_beginning, symlink
from pingbi.reading.pictures import picture_problem
from pingbi.reading.text_bytes import MAX_BYTES, too_big
from pingbi.remember import remembered
from pingbi.wording import say

ASSET_LIMIT = 5_000_000


@dataclass(frozen=True)
class ProjectFiles:
    """All that a build is made from, but the templates themselves. `found` holds the drafts, too."""

    found: dict[str, bytes]
    strings: dict[str, bytes]
    static: dict[str, bytes]
    problems: tuple[Problem, ...]
    drafts: bool = False

    @cached_property
    def content(self) -> dict[str, bytes]:
        """The files of the content, with what is marked as a draft if `drafts`."""
        return self.found if self.drafts else without_drafts(self.found)


def read_project(project: Project, drafts: bool = False) -> ProjectFiles:
    """Every file of the project, with what is marked as a draft if `drafts`.

    Raises ConfigurationError where there is no content at all.
    """
    if not (project.root / "content").is_dir():
        hint = say("name a folder that holds content/ with --root")
        raise ConfigurationError(say("there is no content/ in {folder}", folder=project.root), hint)
    entries, problems = list_files(project.root, "content")
    content: dict[str, bytes] = {}
    for entry in entries:
        content[entry.file] = _read(project.root, entry.file, MAX_BYTES)
    if not content and not problems:
        message = say("content/ in {folder} is empty", folder=project.root)
        raise ConfigurationError(message, say("an empty site is never published"))
    strings, unread = _overlaid(project.folders("templates"), "strings/", ".yaml")
    static, unshown = _overlaid(project.folders("static"), "", "")
    return ProjectFiles(content, strings, static, (*problems, *unread, *unshown), drafts)


def read_again(project: Project, before: ProjectFiles, files: Collection[str]) -> ProjectFiles | None:
    """The same with these files of the content as they are now; None where more than their bytes may have changed."""
    known = before.found.keys() >= set(files) and not before.problems
    if not known or not all(_is_regular(project.root, file) for file in files):
        return None
    return replace(before, found=before.found | {file: read_beginning(project.root, file, MAX_BYTES) for file in files})


def _is_regular(root: Path, file: str) -> bool:
    """Whether the file is there, and no link or the like."""
    try:
        return stat.S_ISREG(os.lstat(f"{root}/{file}").st_mode)
    except OSError:
        return False


def _read(base: Path, file: str, limit: int) -> bytes:
    """A file's bytes, one more than `limit` if it is too big, which is told where they are read."""
    try:
        status = os.lstat(f"{base}/{file}")
    except OSError:
        return read_beginning(base, file, limit)
    stamp = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return _as_stamped(str(base), file, limit, stamp)


@remembered
def _as_stamped(base: str, file: str, limit: int, _: tuple[int, ...]) -> bytes:
    """The bytes of a file with this stamp: while even the inode's own time stays the same, so do they."""
    return read_beginning(Path(base), file, limit)


def _overlaid(folders: tuple[Path, ...], inside: str, suffix: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Files of several folders laid over one another, the first folder that has a file wins; and what is wrong."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in reversed(folders):
        if folder.is_symlink():
            problems.append(symlink(folder.name))
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if is_junk(path.name):
                continue
            if path.is_symlink():
                problems.append(symlink(f"{folder.name}/{name}"))
            elif not path.is_file() and not path.is_dir():
                problems.append(neither(f"{folder.name}/{name}"))
            elif path.stat().st_size > ASSET_LIMIT:
                problems.append(too_big(f"{folder.name}/{name}", ASSET_LIMIT))
            elif path.is_file() and name.startswith(inside) and name.endswith(suffix):
                data, wrong = _asset(folder, name)
                problems += wrong
                found[f"templates/{name}" if inside else name] = data
    return dict(sorted(found.items())), problems


def _asset(folder: Path, name: str) -> tuple[bytes, list[Problem]]:
    """A file that readers are sent as it is: not too big, and a picture only if its name says so."""
    file = f"{folder.name}/{name}"
    data = _read(folder.parent, file, ASSET_LIMIT)
    problem = picture_problem(data, file)
    return data, [problem] if problem else []
