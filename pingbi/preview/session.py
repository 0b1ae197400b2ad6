"""The state of a preview: the last good site, what is wrong now, and the messages to tabs and text editors."""

import hashlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from pingbi.content.project_files import ProjectFiles, excerpts, read_again, read_project
from pingbi.content.yaml.documents import Document
from pingbi.diagnostics import report as reporting
from pingbi.diagnostics.message import ENGLISH, LANGUAGES
from pingbi.diagnostics.problem import ContentError, Failure, Problem
from pingbi.diagnostics.report import as_failure
from pingbi.model.site import Site
from pingbi.pipeline import prepare
from pingbi.project import Project
from pingbi.remember import Memory, remembering
from pingbi.render.environment import make_environment
from pingbi.render.renderer import render_pages
from pingbi.schema.record_schemas import FOLDER, describe
from pingbi.site_structure import RECORD_FOLDERS
from pingbi.stages import PreparedSite, Settings


class Schemas:
    """The schemas of a site, rewritten when it declares other ids; only if an editor's settings use them."""

    def __init__(self, project: Project, language: str = ENGLISH) -> None:
        self._project, self._language = project, language
        self._written: object = None

    def follow(self, site: Site) -> None:
        """Write the schemas in the background if they are out of date."""
        declared = _declared(site)
        if declared != self._written and (self._project.root / FOLDER).parent.is_dir():
            self._written = declared
            threading.Thread(target=self._write, daemon=True).start()

    def _write(self) -> None:
        try:
            describe(self._project.root / FOLDER, read_project(self._project).content)
        except ContentError:
            return  # the next good save comes back to it
        except Failure as failed:
            self._tell(failed)
        except Exception as error:
            self._tell(as_failure(error, self._project.cache))

    def _tell(self, failure: Failure) -> None:
        print(reporting.failure_text(failure, self._language), end="", file=sys.stderr, flush=True)


def _declared(site: Site) -> tuple[object, ...]:
    """Return all ids that the schemas name."""
    records = tuple((kind, tuple(getattr(site, kind))) for kind in RECORD_FOLDERS)
    plans = tuple(tuple(offering.plans) for offering in (*site.plans.values(), *site.offers.values()))
    return site.catalogue, site.sources, tuple(site.config.locales), records, plans


@dataclass(frozen=True)
class BuildErrors:
    """Why the newest content is not shown: its problems, or a failure of the machine."""

    problems: tuple[Problem, ...] = ()
    failure: Failure | None = None

    def __bool__(self) -> bool:
        return bool(self.problems or self.failure)


NO_ERRORS = BuildErrors()


@dataclass(frozen=True)
class Snapshot:
    """A prepared site, with those of its pages that were viewed."""

    prepared: PreparedSite
    environment: Environment
    rendered: dict[str, bytes]


class PreviewSession:
    """The site as it is being edited. `errors` is about the newest content; `snapshot` is the last one without."""

    def __init__(self, project: Project, settings: Callable[[], Settings], drafts: bool = False) -> None:
        self.project, self.settings, self.drafts = project, settings, drafts
        self.snapshot: Snapshot | None = None
        self.errors = NO_ERRORS
        self._last_good: dict[str, bytes] = {}
        """Each page as it was last rendered without an error."""
        self._memory = Memory()
        self._read: ProjectFiles | None = None

    def rebuild(self, changed: Iterable[str] = ()) -> None:
        """Work the site out again from the files as they are now; pages are rendered when they are asked for."""
        try:
            with remembering(self._memory):
                prepared = prepare(self._files(changed), self.settings())
            snapshot = Snapshot(prepared, self._environment(changed), {})
        except ContentError as wrong:
            self.errors = BuildErrors(wrong.problems)
        except Failure as failed:
            self.errors = BuildErrors(failure=failed)
        except Exception as error:  # a fault of ours must not end the preview
            self.errors = BuildErrors(failure=as_failure(error, self.project.cache))
        else:
            self._memory.turn()
            self.snapshot, self.errors = snapshot, NO_ERRORS

    def _files(self, changed: Iterable[str]) -> ProjectFiles:
        """The files as they are now; where texts changed that were there before, only these are read."""
        names = [os.path.relpath(path, self.project.root).replace(os.sep, "/") for path in changed]
        again = read_again(self.project, self._read, names) if self._read and names else None
        self._read = again or read_project(self.project, self.drafts)
        return self._read

    def _environment(self, changed: Iterable[str]) -> Environment:
        if self.snapshot is None or any("/templates/" in path for path in changed):
            return make_environment(self.project.folders("templates"))
        return self.snapshot.environment

    def page(self, name: str) -> bytes | None:
        """Return a file of the last good site by its path, None if there is none."""
        snapshot = self.snapshot
        if snapshot is None:
            return None
        if name not in snapshot.rendered:
            found = self._render_or_last_good(snapshot, name)
            if found is None:
                return None
            snapshot.rendered[name] = found
        return snapshot.rendered[name]

    def _render_or_last_good(self, snapshot: Snapshot, name: str) -> bytes | None:
        """Render a page. Where that fails, which shows only now, set `errors` and return the page as it was before."""
        try:
            found = self._render(snapshot, name)
        except ContentError as wrong:
            self.errors = BuildErrors(wrong.problems)
        except Exception as error:
            self.errors = BuildErrors(failure=as_failure(error, self.project.cache))
        else:
            if found is not None:
                self._last_good[name] = found
            return found
        return self._last_good.get(name, BROKEN)

    def _render(self, snapshot: Snapshot, name: str) -> bytes | None:
        prepared = snapshot.prepared
        if name in prepared.static.files:
            return prepared.static.files[name]
        pages = [page for page in prepared.pages if page.file == name]
        if not pages:
            make = prepared.outputs.get(name)
            return make() if make else None
        with remembering(self._memory):
            return render_pages(snapshot.environment, pages, prepared.strings)[name]


BROKEN = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Preview</title>\n</head>\n'
    b"<body></body>\n</html>\n"
)
"""Shown if no page can be shown at all; the problems lie over it."""


def mark_of(html: bytes) -> str:
    """Return the mark by which a tab remembers which version of a page it shows."""
    return hashlib.blake2s(html, digest_size=8).hexdigest()


Message = dict[str, Any]
Sources = Mapping[str, "Document | str"]


def page_message(before: str, base: str, html: bytes, mark: str) -> Message:
    """Return a changed page: what differs from the page `before`, whose version is `base`; all of it if there was
    none.

    `start` and `end` count the unchanged UTF-16 units at both ends, as browsers count. `whole` is not sent.
    """
    now = html.decode()
    message = {"command": "page", "mark": mark, "base": base, "whole": now}
    if not before:
        return {**message, "html": now}
    start = _alike(before, now)
    end = _alike(before[start:][::-1], now[start:][::-1])
    sizes = {"start": _units(now[:start]), "end": _units(now[len(now) - end :])}
    return {**message, **sizes, "text": now[start : len(now) - end]}


def _alike(one: str, other: str) -> int:
    """Return how many leading characters two texts share."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def errors_message(project: Project, errors: BuildErrors) -> Message:
    """Return everything that is wrong, for the overlay; no problems make the overlay go away."""
    sources = excerpts(project, errors.problems)
    found = json.loads(reporting.as_json(errors.problems, sources))["problems"]
    listed = [_problem_message(project, problem, sources) for problem in found]
    failed = errors.failure
    texts = {language: reporting.failure_text(failed, language) for language in LANGUAGES} if failed else None
    return {"command": "errors", "problems": listed, "failure": texts}


def _problem_message(project: Project, problem: Message, sources: Sources) -> Message:
    """Return a problem as JSON with its line and the address that opens it in an editor."""
    source = sources.get(problem["file"])
    lines = (source if isinstance(source, str) else source.text).split("\n") if source is not None else []
    number = problem["line"]
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    path = project.path(problem["file"])
    opens = f"vscode://file{path.as_posix()}:{number}:{problem['column']}" if problem["file"] and path.exists() else ""
    return {**problem, "excerpt": line[:400], "opens": opens}
