"""What follows from a fault in the YAML itself is not told beside it: one mistake, one problem."""

from collections import defaultdict
from collections.abc import Iterable

from pingbi.problems import DataPath, Problem


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """The problems but those about a value (or anything in it) of which the reader of YAML has complained already.

    Its complaints alone have both a path and a line.
    """
    found = list(problems)
    faulty: dict[str, set[DataPath]] = defaultdict(set)
    for problem in found:
        if problem.place.path and problem.place.line is not None:
            faulty[problem.place.file].add(problem.place.path)
    return [problem for problem in found if not _follows(problem, faulty[problem.place.file])]


def _follows(problem: Problem, faulty: set[DataPath]) -> bool:
    path = problem.place.path
    return problem.place.line is None and any(path[:end] in faulty for end in range(1, len(path) + 1))
