"""Compares the content with that of a git revision: facts, conclusions and pages, built by the present generator."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pingbi.content.files import SUFFIXES, is_junk
from pingbi.content.project_files import ProjectFiles, without_drafts
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import ConfigurationError, ContentError
from pingbi.pages.parts.presenter import Presenter
from pingbi.pipeline import finish, prepare
from pingbi.project import Project
from pingbi.remember import remembering
from pingbi.review.statements import (
    Change,
    Statements,
    changes,
    conclusion_statements,
    fact_statements,
    unchanged_counts,
)
from pingbi.stages import PreparedSite, Settings

_AMBIENT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for hooks: the repository is the comparison's, whoever calls."""
_PLAIN_FILES = (b"100644", b"100755")


@dataclass(frozen=True)
class Revision:
    """A commit by the name it was asked for, and the content by path, as `read_project` gives it."""

    name: str
    commit: str
    content: Mapping[str, bytes]


def content_at(root: Path, name: str) -> Revision:
    """Return the content at `root`. Raises ConfigurationError without git, repository, commit or content."""
    _repository(root)
    commit = _commit(root, name)
    blobs = dict(_blobs(root, commit))
    if not blobs:
        message = say("there is no content/ at {revision}", revision=quote_value(name))
        raise ConfigurationError(message, say("name a revision that has it"))
    content = dict(zip(blobs, _bytes_of(root, tuple(blobs.values())), strict=True))
    return Revision(name, commit, without_drafts(content))


def _repository(root: Path) -> None:
    found = _git(root, "rev-parse", "--show-toplevel")
    if found.returncode:
        reason = found.stderr.decode(errors="replace").partition("\n")[0]
        message = say("{folder} cannot be compared with git: {reason}", folder=root, reason=reason)
        raise ConfigurationError(message, say("a comparison kept in a git repository has revisions to compare with"))


def _commit(root: Path, name: str) -> str:
    """Return the full name of a commit. A name that begins with a hyphen is not an option, and an empty one is none."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") if name else None
    if found is None or found.returncode:
        message = say("git knows no revision '{revision}'", revision=quote_value(name))
        raise ConfigurationError(
            message, say("'git log --oneline' lists them; a shallow clone has to fetch more history first")
        )
    return found.stdout.decode().strip()


def _blobs(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Return each content file with its blob; paths are relative to `root`, at any depth of the repository."""
    for entry in _asked(root, "ls-tree", "-r", "-z", commit, "content/").split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        file = os.fsdecode(path)
        if facts[:6] in _PLAIN_FILES and file.endswith(SUFFIXES) and not any(map(is_junk, file.split("/"))):
            yield file, facts.split()[2]


def _bytes_of(root: Path, blobs: tuple[bytes, ...]) -> Iterator[bytes]:
    """Return the bytes of all blobs from one process, whose output is `NAME blob SIZE`, newline, bytes, newline for
    each.
    """
    answer = _asked(root, "cat-file", "--batch", fed=b"".join(blob + b"\n" for blob in blobs))
    for _ in blobs:
        head, _, answer = answer.partition(b"\n")
        size = int(head.split()[-1])
        yield answer[:size]
        answer = answer[size + 1 :]


def _asked(root: Path, *arguments: str, fed: bytes = b"") -> bytes:
    """Return git's answer, or None."""
    done = _git(root, *arguments, fed=fed)
    lost = arguments[0] == "cat-file" and b" missing\n" in done.stdout
    if done.returncode or lost:
        reason = done.stderr.decode(errors="replace").partition("\n")[0] or say("a file of that revision is not here")
        message = say("{folder} cannot be compared with git: {reason}", folder=root, reason=reason)
        raise ConfigurationError(message, say("fetch the whole repository"))
    return done.stdout


def _git(root: Path, *arguments: str, fed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _AMBIENT}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, env=environment, input=fed, capture_output=True, check=False
        )
    except (FileNotFoundError, ValueError) as wrong:
        message = say("git is not installed, or cannot be asked that")
        raise ConfigurationError(message, say("install git; only 'diff' needs it")) from wrong


@dataclass(frozen=True)
class Pages:
    """Page files that appeared, disappeared and changed, and the number of unchanged ones."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True)
class Review:
    """The effect of the content's change since a revision. `stayed`: unchanged conclusions, by kind."""

    name: str
    commit: str
    edited: bool
    """Whether any file of the content differs at all."""
    conclusions: tuple[Change, ...] = ()
    stayed: Mapping[str, int] | None = None
    """None if nothing was compared, because no file differs."""
    facts: tuple[Change, ...] = ()
    pages: Pages = Pages()

    @property
    def quiet(self) -> bool:
        """Whether readers see no difference."""
        pages = self.pages
        return not (self.conclusions or self.facts or pages.added or pages.removed or pages.changed)


@dataclass(frozen=True)
class _SiteStatements:
    """The statements and pages of a site."""

    conclusions: Statements
    facts: Statements
    pages: Mapping[str, bytes]


def review(project: Project, sources: ProjectFiles, then: Revision, language: str, settings: Settings) -> Review:
    """Compare, in `language` if the site has it, else in its first one.

    Raises ContentError if the present content is wrong, ConfigurationError if that of the revision is.
    """
    if not sources.problems and sources.content == then.content:
        return Review(then.name, then.commit, edited=False)
    with remembering():  # most of the content is the same in both
        now = _site_statements(project, prepare(sources, settings), language)
        try:
            old = replace(sources, found=dict(then.content), problems=())
            before = _site_statements(project, prepare(old, settings), language)
        except ContentError as wrong:
            raise _outdated(then, wrong) from wrong
    return Review(
        then.name,
        then.commit,
        True,
        changes(before.conclusions, now.conclusions),
        unchanged_counts(before.conclusions, now.conclusions),
        changes(before.facts, now.facts),
        _pages(before.pages, now.pages),
    )


def _site_statements(project: Project, planned: PreparedSite, language: str) -> _SiteStatements:
    files = finish(project, planned).files
    pages = {file: data for file, data in files.items() if file.endswith(".html")}
    presenter = _presenter_of(planned, language)
    return _SiteStatements(conclusion_statements(presenter, planned.analysis), fact_statements(presenter), pages)


def _presenter_of(planned: PreparedSite, language: str) -> Presenter:
    return next((presenter for presenter in planned.presenters if presenter.locale == language), planned.presenters[0])


def _pages(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Pages:
    both = [file for file in now if file in before]
    changed = tuple(sorted(file for file in both if before[file] != now[file]))
    added, removed = tuple(sorted(now.keys() - before.keys())), tuple(sorted(before.keys() - now.keys()))
    return Pages(added, removed, changed, len(both) - len(changed))


def _outdated(then: Revision, wrong: ContentError) -> ConfigurationError:
    """Explain that the old content fails today's stricter checks, so that there is nothing to compare."""
    first = next(problem for problem in wrong.problems if problem.severity == "error")
    message = say(
        "by today's rules the content at {revision} is wrong: {file}: {problem}",
        revision=quote_value(then.name), file=first.place.file, problem=first.message,
    )  # fmt: skip
    return ConfigurationError(message, say("compare with a revision that 'check' finds right"))
