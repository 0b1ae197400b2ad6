"""Findings as exceptions: raised while pydantic reads a value, which alone knows where the value stands."""

from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from pingbi.problems import Finding, Place, Problem
from pingbi.wording import NOTHING, Said, say


def finding(
    code: str, message: Said, hint: Said = NOTHING, about: tuple[str, ...] = (), **more: Any
) -> PydanticCustomError:
    """An error that validation reports at the value's place.

    `code`, `message`, `hint` and `about` are those of the problem that it becomes; `at` (a path below the value) and
    `key` (point at the key) narrow the place.
    """
    # The message is passed as data, so that braces in it are never read as a template.
    context = {"message": message, "finding": Finding(code, message, hint, about), **more}
    return PydanticCustomError("finding", "{message}", context)


def as_problem(wrong: PydanticCustomError, place: Place, subject: Said = NOTHING) -> Problem:
    """The problem at `place`; its message begins with the `subject`, if one is given."""
    detail = wrong.context or {}
    where = replace(place, path=(*place.path, *detail.get("at", ())), key=place.key or bool(detail.get("key")))
    problem: Problem = detail["finding"].at(where)
    if not subject:
        return problem
    return replace(problem, message=say("{about}: {message}", about=subject, message=detail["message"]))
