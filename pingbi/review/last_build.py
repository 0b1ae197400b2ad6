"""Records what the last build into a folder was made from and what it wrote. Advisory: it never fails a build."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pingbi.content.files import is_junk
from pingbi.project import BROUGHT_ALONG, OURS, PACKAGE, Project
from pingbi.publish.disk import REAL
from pingbi.publish.swap import Published

FILE = "last-build.json"
_REMEMBERED = 8
"""How many output folders are remembered, so that the file does not grow with ever new ones."""

Inputs = Mapping[str, str]
"""The hash of each file that builds read, by path: content, templates, static files, the generator."""


@dataclass(frozen=True)
class LastBuild:
    """A build: its inputs, those that differ from the build before (None: there was none), and what it wrote.

    `settings` are the options that pages depend on; `reset` is True if they differ from those of the build before.
    """

    settings: Mapping[str, str]
    inputs: Inputs
    changed: tuple[str, ...] | None
    reset: bool
    written: tuple[str, ...]
    removed: tuple[str, ...]


def record_build(project: Project, settings: Mapping[str, str], published: Published) -> None:
    """Record a build that was just published."""
    with suppress(OSError, ValueError):
        known = _read(project)
        before, now = last_build(project), dict(inputs(project))
        build = LastBuild(
            settings=settings,
            inputs=now,
            changed=_changed(before.inputs, now) if before else None,
            reset=before is not None and before.settings != settings,
            written=published.written,
            removed=published.removed,
        )
        known.pop(_way(project), None)
        kept = dict([*known.items(), (_way(project), asdict(build))][-_REMEMBERED:])
        REAL.replace(project.cache / FILE, (json.dumps({"builds": kept}, indent=1) + "\n").encode())


def last_build(project: Project) -> LastBuild | None:
    """Return the last build into the project's output folder, if it is on record."""
    found = _read(project).get(_way(project))
    try:
        return _build(found) if isinstance(found, dict) else None
    except (KeyError, TypeError, AttributeError):
        return None


def inputs(project: Project) -> Iterator[tuple[str, str]]:
    """Every file that a build reads; of files that the comparison overrides, its own, and ours if it extends them."""
    for kind, folders in (
        ("content", (project.root / "content",)),
        ("templates", project.folders("templates")),
        ("static", project.folders("static")),
        ("pingbi", (PACKAGE,)),
    ):
        found = {file: path for folder in reversed(folders) for file, path in _files(folder)}
        if kind == "templates":
            found |= _extended(found, folders[-1])
        yield from ((f"{kind}/{file}", hashlib.sha256(found[file].read_bytes()).hexdigest()) for file in sorted(found))


def _extended(found: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """The generator's templates, in `folder`, that the comparison overrides and yet uses, by the names it uses."""
    own = b"".join(path.read_bytes() for path in found.values() if not path.is_relative_to(folder))
    overridden = {f"{OURS}/{file}": path for file, path in _files(folder) if found[file] != path}
    return {name: path for name, path in overridden.items() if name.encode() in own}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    elsewhere = BROUGHT_ALONG if folder == PACKAGE else ()  # templates and static files count under their own kinds
    for path in folder.rglob("*"):
        file = path.relative_to(folder)
        if file.parts[0] in elsewhere:
            continue
        if path.is_file() and path.suffix != ".pyc" and not any(map(is_junk, file.parts)):
            yield file.as_posix(), path


def _changed(before: Inputs, now: Inputs) -> tuple[str, ...]:
    return tuple(sorted(file for file in {*before, *now} if before.get(file) != now.get(file)))


def _way(project: Project) -> str:
    """Return the output folder relative to the project, so that the record survives a move."""
    return os.path.relpath(project.out, project.root)


def _read(project: Project) -> dict[str, Any]:
    """Return the record by output folder; what cannot be read counts as nothing."""
    try:
        builds = json.loads((project.cache / FILE).read_bytes())["builds"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return builds if isinstance(builds, dict) else {}


def _build(found: dict[str, Any]) -> LastBuild:
    changed = found["changed"]
    return LastBuild(
        dict(found["settings"]),
        dict(found["inputs"]),
        None if changed is None else tuple(changed),
        bool(found["reset"]),
        tuple(found["written"]),
        tuple(found["removed"]),
    )
