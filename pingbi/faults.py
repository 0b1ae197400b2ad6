"""Faults of single values: raised while a value is read, told as problems at its place."""

from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from pingbi.problems import Place, Problem
from pingbi.wording import NOTHING, Said, say


def fault(code: str, message: Said, hint: Said = NOTHING, **more: Any) -> PydanticCustomError:
    """An error that validation reports at the value's place: `code` names it, `hint` says what to do.

    `at` (a path below the value) and `key` (point at the key) narrow the place.
    """
    # The message is passed as data, so that braces in it are never read as a template.
    return PydanticCustomError("fault", "{message}", {"code": code, "message": message, "hint": hint, **more})


def as_problem(wrong: PydanticCustomError, place: Place, about: Said = NOTHING) -> Problem:
    """A fault as a problem at `place`; `about` says in front of its message what it is about."""
    detail = wrong.context or {}
    message = say("{about}: {message}", about=about, message=detail["message"]) if about else detail["message"]
    where = replace(place, path=(*place.path, *detail.get("at", ())), key=place.key or bool(detail.get("key")))
    return Problem(where, detail["code"], message, detail["hint"])
