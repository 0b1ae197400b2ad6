"""The content now against that of a revision: facts, conclusions and pages, both made by today's generator."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pingbi.failures import ConfigurationError
from pingbi.pages.teller import Teller
from pingbi.pipeline import draft, finish
from pingbi.problems import ContentError
from pingbi.project import Project
from pingbi.reading.project_files import ProjectFiles
from pingbi.remember import remembering
from pingbi.review.conclusions import conclusions
from pingbi.review.facts import facts
from pingbi.review.revisions import Revision
from pingbi.review.statements import Change, Statements, changes, kept
from pingbi.stages import Draft
from pingbi.wording import say, written


@dataclass(frozen=True)
class Pages:
    """Files of pages that came, went and changed, and how many are as they were, byte for byte."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True)
class Review:
    """What the content does that it did not do at a revision. `stayed`: conclusions that did not change, by kind."""

    name: str
    commit: str
    edited: bool
    """Whether any file of the content differs at all."""
    conclusions: tuple[Change, ...] = ()
    stayed: Mapping[str, int] | None = None
    """None where nothing was weighed again, for nothing differs."""
    facts: tuple[Change, ...] = ()
    pages: Pages = Pages()

    @property
    def quiet(self) -> bool:
        """Whether readers see what they saw."""
        pages = self.pages
        return not (self.conclusions or self.facts or pages.added or pages.removed or pages.changed)


@dataclass(frozen=True)
class _Told:
    """A site as a reviewer asks about it."""

    conclusions: Statements
    facts: Statements
    pages: Mapping[str, bytes]


def review(project: Project, sources: ProjectFiles, then: Revision, language: str) -> Review:
    """Compare, told in `language` where the site speaks it, else in its first one.

    Raises ContentError where the content is wrong now, ConfigurationError where that of the revision is.
    """
    if not sources.problems and sources.content == then.content:
        return Review(then.name, then.commit, edited=False)
    with remembering():  # most of the content is the same in both
        now = _told(project, draft(sources), language)
        try:
            old = replace(sources, found=dict(then.content), problems=())
            before = _told(project, draft(old), language)
        except ContentError as wrong:
            raise _outdated(then, wrong) from wrong
    return Review(
        then.name,
        then.commit,
        True,
        changes(before.conclusions, now.conclusions),
        kept(before.conclusions, now.conclusions),
        changes(before.facts, now.facts),
        _pages(before.pages, now.pages),
    )


def _told(project: Project, planned: Draft, language: str) -> _Told:
    files = finish(project, planned).files
    pages = {file: data for file, data in files.items() if file.endswith(".html")}
    voice = _voice(planned, language)
    return _Told(conclusions(voice, planned.analysis), facts(voice), pages)


def _voice(planned: Draft, language: str) -> Teller:
    return next((voice for voice in planned.tellers if voice.locale == language), planned.tellers[0])


def _pages(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Pages:
    both = [file for file in now if file in before]
    changed = tuple(sorted(file for file in both if before[file] != now[file]))
    added, removed = tuple(sorted(now.keys() - before.keys())), tuple(sorted(before.keys() - now.keys()))
    return Pages(added, removed, changed, len(both) - len(changed))


def _outdated(then: Revision, wrong: ContentError) -> ConfigurationError:
    """The generator may have grown stricter since; there is nothing then to lay beside the content of today."""
    first = next(problem for problem in wrong.problems if problem.severity == "error")
    message = say(
        "by today's rules the content at {revision} is wrong: {file}: {problem}",
        revision=written(then.name), file=first.place.file, problem=first.message,
    )  # fmt: skip
    return ConfigurationError(message, say("compare with a revision that 'check' finds right"))
