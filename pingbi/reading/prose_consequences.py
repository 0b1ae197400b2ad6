"""What follows from a wrong name or form of a prose file is not told beside it: one mistake, one problem."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from pingbi.problems import Problem

FORM = ("front-matter", "md-fence", "md-heading", "md-nesting")
"""What makes prose read otherwise than it was meant."""
SHAPE = ("heading-shape", "numbers-differ", "translation-same")
"""What only compares it with its other languages."""


def one_for_each_file(problems: Iterable[Problem]) -> list[Problem]:
    """The problems but those that would not be, were a file of prose named or formed as it was meant."""
    found = list(problems)
    renamed = {name for problem in found for name in _meant(problem)}
    malformed = {_page(problem) for problem in found if problem.code in FORM and problem.place.file.endswith(".md")}
    return [problem for problem in found if not _missing(problem, renamed) and not _compared(problem, malformed)]


def _meant(problem: Problem) -> Iterable[str]:
    """The name that a file is to be given."""
    name = problem.hint.values.get("name") if problem.code in ("file-unread", "file-extension") else None
    return [str(PurePosixPath(problem.place.file).parent / name)] if name else []


def _missing(problem: Problem, renamed: set[str]) -> bool:
    return problem.code == "translation-file-missing" and problem.hint.values["file"] in renamed


def _compared(problem: Problem, malformed: set[str]) -> bool:
    return problem.code in SHAPE and problem.place.file.endswith(".md") and _page(problem) in malformed


def _page(problem: Problem) -> str:
    """The prose that a problem lies in, in whatever language."""
    return problem.place.file.partition(".")[0]
