"""A file that could not be taken in is told once: not as missing, too, wherever it is named."""

import re
from collections.abc import Iterable, Sequence

from pingbi.problems import Problem
from pingbi.reading.layout import filed
from pingbi.reading.prose_consequences import one_for_each_file
from pingbi.site_structure import RECORD_FOLDERS

ABSENT = ("reference-dangling", "translation-file-missing", "file-missing")
_WORD = re.compile(r"[\w-]+")


def but_for_unread(unread: Sequence[Problem], found: Iterable[Problem]) -> list[Problem]:
    """All of `unread`, what is wrong with files as such, and what was `found` in others that is not due to it."""
    refused = (filed(problem.place.file) for problem in unread if problem.severity == "error")
    names = {file.id for file in refused}
    whole_kind = not names.isdisjoint(RECORD_FOLDERS)
    others = (problem for problem in found if not _is_due(problem, names, whole_kind))
    return one_for_each_file([*unread, *others])


def _is_due(problem: Problem, names: set[str], whole_kind: bool) -> bool:
    if problem.code not in ABSENT:
        return False
    return whole_kind or not names.isdisjoint(_WORD.findall(f"{problem.message} {problem.place.file}"))
