"""A site with numbers of its content changed: what its pages tell then, and what is wrong with that.

`make perturb` changes every number one at a time, which takes minutes; tests/test_perturbation.py changes them
together, each reported by a figure of its own, and a few of them alone.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice

from pingbi.content.project_files import read_project
from pingbi.diagnostics.problem import ContentError, Problem
from pingbi.pipeline import finish, prepare
from pingbi.project import Project
from pingbi.remember import Memory, remembering
from pingbi.render.environment import make_environment
from pingbi.render.renderer import render_pages
from pingbi.stages import PreparedSite
from tests.support.commands import HOME, SETTINGS
from tests.support.content_numbers import (
    Changes,
    Number,
    alternatives,
    edited,
    numbers,
    numbers_in,
    scalars,
    value_of,
    with_rulings,
)
from tests.support.copies import FiguresByPage, Index, lagging, left_behind, unseen, unweighed
from tests.support.figures import Figure, MarkedFigure, figures_in, figures_in_data, figures_of

DATA = (".json", ".webmanifest")
FILES = (*DATA, ".html", ".csv", ".xml")
"""Files that tell something; the others are static."""


class Workshop:
    """A site's content, and what its pages tell: as it is, and with numbers changed."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.sources = read_project(project)
        self.content = self.sources.content
        self.numbers = numbers(self.content)
        self.environment = make_environment(project.folders("templates"))
        self.memory = Memory()
        self.given = {page.file: (page.template, page.layout, page.view) for page in self._draft({}).pages}
        self.languages = tuple(dict.fromkeys(file.split("/")[0] for file in self.given if "/" in file))

    def whole(self, changes: Changes) -> FiguresByPage:
        """The figures of everything that a build makes, verified. Raises ContentError."""
        built = finish(self.project, self._draft(with_rulings(changes, self.numbers)))
        return {file: _told(file, data) for file, data in built.files.items() if file.endswith(FILES)}

    def pages_changed(self, changes: Changes) -> FiguresByPage:
        """What those pages tell whose values changed: a template is given nothing else. Raises ContentError.

        A page that is no more says nothing.
        """
        planned = self._draft(with_rulings(changes, self.numbers))
        made = [page for page in planned.pages if (page.template, page.layout, page.view) != self.given.get(page.file)]
        html = render_pages(self.environment, made, planned.strings)
        gone = {file: Counter[MarkedFigure]() for file in self.given.keys() - {page.file for page in planned.pages}}
        return gone | {file: figures_of(data.decode()) for file, data in html.items()}

    def problems(self, changes: Changes) -> list[Problem]:
        """What is wrong with the content when these numbers change and no others: rulings are not judged again."""
        try:
            self._draft(changes)
        except ContentError as wrong:
            return [problem for problem in wrong.problems if problem.severity == "error"]
        return []

    def _draft(self, changes: Changes) -> PreparedSite:
        content = edited(self.content, changes)
        try:
            with remembering(self.memory):
                return prepare(replace(self.sources, found=content), SETTINGS)
        finally:
            self.memory.turn()

    @cached_property
    def before(self) -> FiguresByPage:
        return self.whole({})

    @cached_property
    def index(self) -> Index:
        return Index(self.before)

    @cached_property
    def taken(self) -> set[str]:
        """Every value that some page shows."""
        return {item.figure.value for items in self.before.values() for item in items}

    @cached_property
    def typed(self) -> set[Figure]:
        """Every figure that running texts and names have of their own: bare ones, and marked opinions (`{~ 5 s}`)."""
        words = [scalar.text for scalar in scalars(self.content) if not any(numbers_in(scalar))]
        words += [text.decode() for file, text in self.content.items() if file.endswith(".md")]
        bare = {figure for text in words for figure in figures_in(text) if not figure.sign and not figure.unit}
        marked = [mark for text in words for mark in re.findall(r"\{~([^}]*)\}", text)]
        return bare | {figure for mark in marked for figure in figures_in(mark)}


def _told(file: str, data: bytes) -> Counter[MarkedFigure]:
    return (figures_in_data if file.endswith(DATA) else figures_of)(data.decode())


def refused(workshop: Workshop, changes: Changes) -> tuple[Number, ...]:
    """Those of the changes that the content cannot stand, found by halving: a word of the editors rests on them."""
    if not workshop.problems(with_rulings(changes, workshop.numbers)):
        return ()
    if len(changes) == 1:
        return tuple(changes)
    items, half = list(changes.items()), len(changes) // 2
    return (*refused(workshop, dict(items[:half])), *refused(workshop, dict(items[half:])))


# --- one at a time -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """What came of changing one number: in words, the pages of the first language that tell it, what is wrong."""

    number: Number
    outcome: str
    pages: Mapping[str, int]
    wrong: tuple[str, ...]


def alone(workshop: Workshop, number: Number) -> Trial:
    """Change one number, and with a claim its ruling, to the first value that the content can stand.

    Where it can stand none, as in a ruling on its own, the first refusal is the outcome.
    """
    taken = () if number.kind == "weight" else workshop.taken
    others = (other for other in alternatives(number) if value_of(number, other) not in taken)
    refusals: list[ContentError] = []
    for changes in ({number: other} for other in islice(others, 5)):
        try:
            return _changed(workshop, changes, workshop.pages_changed(changes))
        except ContentError as wrong:
            refusals.append(wrong)
    return _refused(number, refusals[0]) if refusals else Trial(number, "", {}, ("no other value is free",))


def _changed(workshop: Workshop, changes: Changes, after: FiguresByPage) -> Trial:
    ((number, other),) = changes.items()
    index = Index(after)
    pages = index.pages(value_of(number, other), workshop.languages[0])
    outcome = f"{other}: {len(after)} pages change, {len(pages)} of each language tell it"
    return Trial(number, outcome, pages, tuple(_wrong(workshop, changes, after, index)))


def _refused(number: Number, refusal: ContentError) -> Trial:
    """Refused it may be for a word of the editors that rests on it, but not for itself: then try another value."""
    at = [problem.place for problem in refusal.problems if problem.place.file == number.scalar.file]
    itself = any(place.path == number.scalar.path[: len(place.path)] for place in at) and number.kind != "ruled"
    return Trial(number, f"refused: {refusal}", {}, ("no value that can stand there",) if itself else ())


def _wrong(workshop: Workshop, changes: Changes, after: FiguresByPage, index: Index) -> Iterator[str]:
    before, languages = workshop.before, workshop.languages
    (number,) = changes
    yield from lagging(before, after, languages)
    if number.kind == "weight":
        yield from unweighed(changes, before, after, languages)
    else:
        yield from unseen(changes, index, languages)
        if not shared(workshop, number):
            yield from left_behind(changes, workshop.index, Index({**before, **after}), workshop.typed)


def shared(workshop: Workshop, number: Number) -> bool:
    """Whether another number has the same value: then copies of that one rightly stay."""
    old = value_of(number, number.written)
    return any(n != number and n.kind != "ruled" and value_of(n, n.written) == old for n in workshop.numbers)


@cache
def _workshop() -> Workshop:
    """Each process has one."""
    return Workshop(Project(HOME, HOME / "site"))


def _alone(number: Number) -> Trial:
    return alone(_workshop(), number)


def main() -> int:
    """Tell what comes of every number of this project's content; 1 if anything is wrong."""
    all_ = numbers(read_project(Project(HOME, HOME / "site")).content)
    wrong = 0
    with ProcessPoolExecutor() as workers:
        for trial in workers.map(_alone, all_, chunksize=4):
            print(f"{trial.number.place} -> {trial.outcome}", *trial.wrong, sep="\n  WRONG: ", flush=True)
            wrong += bool(trial.wrong)
    print(f"{len(all_)} numbers, something wrong with {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
