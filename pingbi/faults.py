"""Faults of single values: raised while a value is read, told as problems at its place."""

from typing import Any

from pydantic_core import PydanticCustomError

from pingbi.problems import Place, Problem


def fault(code: str, message: str, hint: str = "", **more: Any) -> PydanticCustomError:
    """An error that validation reports at the value's place: `code` names it, `hint` says what to do.

    `at` (a path below the value) and `key` (point at the key) narrow the place.
    """
    # The message is passed as data, so that braces in it are never read as a template.
    return PydanticCustomError("fault", "{message}", {"code": code, "message": message, "hint": hint, **more})


def as_problem(wrong: PydanticCustomError, place: Place, before: str = "") -> Problem:
    """A fault as a problem at `place`; `before` is put in front of its message."""
    detail = wrong.context or {}
    return Problem(place, detail["code"], before + detail["message"], detail["hint"])
