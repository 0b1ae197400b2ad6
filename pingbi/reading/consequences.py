"""What follows from a fault in the YAML itself is not told beside it: one mistake, one problem."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from pingbi.problems import DataPath, Problem
from pingbi.reading.records import as_written
from pingbi.reading.strict_yaml import Document

CHARACTERS = ("char-bidi", "char-control", "char-surrogate")
REPLACED = "\ufffd"
"""What stands for a character that was told and taken out."""


def without_consequences(problems: Iterable[Problem], documents: Mapping[str, Document]) -> list[Problem]:
    """The problems but those about a value (or anything in it) of which the reader of YAML has complained already.

    Its complaints alone have both a path and a line; a character that it has replaced stands in a later message.
    """
    found = list(problems)
    faulty: dict[str, set[DataPath]] = defaultdict(set)
    for problem in found:
        twin = problem.also and problem.also[0].path == problem.place.path  # the first of two equal keys is in order
        if problem.place.path and problem.place.line is not None and not twin:
            faulty[problem.place.file].add(problem.place.path)
    replaced = {problem.place.file for problem in found if problem.code in CHARACTERS}
    return [problem for problem in found if not _follows(problem, faulty[problem.place.file], documents, replaced)]


def _follows(
    problem: Problem, faulty: set[DataPath], documents: Mapping[str, Document], replaced: Collection[str]
) -> bool:
    place, document = problem.place, documents.get(problem.place.file)
    if place.file in replaced and (REPLACED in problem.message or any(REPLACED in str(step) for step in place.path)):
        return True
    path = as_written(document.data, place.path) if document else place.path
    return place.line is None and any(path[:end] in faulty for end in range(1, len(path) + 1))
