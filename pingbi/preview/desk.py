"""What is on the editor's desk: the last good site, rendered page by page as asked for, and what is wrong now."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment

from pingbi.crash_report import as_failure
from pingbi.dates import PartialDate
from pingbi.failures import Failure
from pingbi.pipeline import draft
from pingbi.problems import ContentError, Problem
from pingbi.project import Project
from pingbi.reading.project_files import ProjectFiles, read_again, read_project
from pingbi.remember import Memory, remembering
from pingbi.rendering.environment import make_environment
from pingbi.rendering.render import render_pages
from pingbi.stages import Draft


@dataclass(frozen=True)
class BuildErrors:
    """Why the newest content is not shown: its problems, or a failure of the machine."""

    problems: tuple[Problem, ...] = ()
    failure: Failure | None = None

    def __bool__(self) -> bool:
        return bool(self.problems or self.failure)


NO_ERRORS = BuildErrors()


@dataclass(frozen=True)
class Edition:
    """A draft with the pages of it that have been looked at."""

    draft: Draft
    environment: Environment
    rendered: dict[str, bytes]


class Desk:
    """The site as it is being edited. `trouble` is about the newest content; `edition` is the last one without."""

    def __init__(self, project: Project, base_url: str, as_of: PartialDate | None = None, drafts: bool = False) -> None:
        self.project, self.base_url, self.as_of, self.drafts = project, base_url, as_of, drafts
        self.edition: Edition | None = None
        self.trouble = NO_ERRORS
        self._last_good: dict[str, bytes] = {}
        """Each page as it was last rendered without an error."""
        self._memory = Memory()
        self._read: ProjectFiles | None = None

    def rebuild(self, changed: Iterable[str] = ()) -> None:
        """Work the site out again from the files as they are now; pages are rendered when they are asked for."""
        try:
            with remembering(self._memory):
                planned = draft(self._files(changed), self.base_url, self.as_of)
        except ContentError as wrong:
            self.trouble = BuildErrors(wrong.problems)
        except Failure as failed:
            self.trouble = BuildErrors(failure=failed)
        except Exception as error:  # a fault of ours must not end the preview
            self.trouble = BuildErrors(failure=as_failure(error, self.project.cache))
        else:
            self._memory.turn()
            self.edition, self.trouble = Edition(planned, self._environment(changed), {}), NO_ERRORS

    def _files(self, changed: Iterable[str]) -> ProjectFiles:
        """The files as they are now; where texts changed that were there before, only these are read."""
        names = [os.path.relpath(path, self.project.root).replace(os.sep, "/") for path in changed]
        again = read_again(self.project, self._read, names) if self._read and names else None
        self._read = again or read_project(self.project, self.drafts)
        return self._read

    def _environment(self, changed: Iterable[str]) -> Environment:
        if self.edition is None or any("/templates/" in path for path in changed):
            return make_environment(self.project.folders("templates"))
        return self.edition.environment

    def page(self, name: str) -> bytes | None:
        """A file of the last good site by its path; None where there is none such."""
        edition = self.edition
        if edition is None:
            return None
        if name not in edition.rendered:
            found = self._render_or_last_good(edition, name)
            if found is None:
                return None
            edition.rendered[name] = found
        return edition.rendered[name]

    def _render_or_last_good(self, edition: Edition, name: str) -> bytes | None:
        """Render a page. Where that fails, which shows only now, set `trouble` and return the page as it was before."""
        try:
            found = self._render(edition, name)
        except ContentError as wrong:
            self.trouble = BuildErrors(wrong.problems)
        except Exception as error:
            self.trouble = BuildErrors(failure=as_failure(error, self.project.cache))
        else:
            if found is not None:
                self._last_good[name] = found
            return found
        return self._last_good.get(name, BROKEN)

    def _render(self, edition: Edition, name: str) -> bytes | None:
        planned = edition.draft
        if name in planned.static.files:
            return planned.static.files[name]
        pages = [page for page in planned.pages if page.file == name]
        if not pages:
            make = planned.outputs.get(name)
            return make() if make else None
        with remembering(self._memory):
            return render_pages(edition.environment, pages, planned.strings)[name]


BROKEN = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Preview</title>\n</head>\n'
    b"<body></body>\n</html>\n"
)
"""Stands in where no page can be shown at all: the problems lie over it."""


def mark_of(html: bytes) -> str:
    """What a tab remembers of the page that it shows."""
    return hashlib.blake2s(html, digest_size=8).hexdigest()
