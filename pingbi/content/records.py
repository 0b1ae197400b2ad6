"""Turns parsed files into records of the model; what does not fit becomes problems with their places."""

import types
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pingbi.content.yaml.scalars import MOST_FOUND
from pingbi.diagnostics.message import Message, did_you_mean, quote_value, say, suggestion, with_odd_letters
from pingbi.diagnostics.problem import DataPath, Finding, Place, Problem, from_context
from pingbi.model.base import kind_of

R = TypeVar("R", bound=BaseModel)
_LINES = say("write 'id: …' lines")
_EXPECTED = {
    "dict_type": (say("a mapping is expected here"), _LINES),
    "tuple_type": (say("a list is expected here"), say("begin each item with '- ', or write [a, b]")),
}


def validate(
    data: Any, record: type[R], file: str, context: Mapping[str, Any], below: DataPath = ()
) -> tuple[R | None, list[Problem]]:
    """Check `data`, found at the path `below` of its file, against a record type.

    Return the record, or None and every problem.
    """
    try:
        return record.model_validate(data, context=dict(context)), []
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)[:MOST_FOUND]
        proper = [error for error in errors if not _counts_the_right_ones(error, errors)]
        found = [_problem(error, data, record, Place(file, below)) for error in proper]
        return None, [*found, *_without_source(data, file, [problem.place.path for problem in found])]


def _counts_the_right_ones(error: Any, errors: list[Any]) -> bool:
    """Whether pydantic finds a list too short because it counts only the items in which nothing is wrong."""
    here = error["loc"]
    others = (other["loc"] for other in errors if other is not error)
    return error["type"] == "too_short" and any(other[: len(here)] == here for other in others)


def _without_source(data: Any, file: str, reported: list[DataPath]) -> list[Problem]:
    """A problem where the file's own `source` is there and names none, unless it is reported already."""
    empty = isinstance(data, dict) and "source" in data and not isinstance(data["source"], str)
    if not empty or ("source",) in reported:
        return []
    message = say("nothing says where this comes from")
    return [Problem(Place(file, ("source",)), "source-missing", message, say("write the id from sources.yaml"))]


def _problem(error: Any, data: Any, record: type[BaseModel], within: Place) -> Problem:
    context = error.get("ctx") or {}
    loc = tuple(part for part in error["loc"] if part != "[key]")
    key = "[key]" in error["loc"] or bool(context.get("key"))
    path = (*within.path, *path_in_file(data, (*loc, *context.get("at", ()))))
    place = Place(within.file, path, key)
    match error["type"]:
        case "finding":
            found = from_context(context)
            return (_of_nothing(found) if error["input"] is None else found).at(place)
        case "missing":
            owner = replace(place, path=path[:-1])
            return Problem(owner, "key-missing", *_missing(loc[-1], owner), about=(loc[-1],))
        case "extra_forbidden":
            return _unknown_key(replace(place, key=True), record, loc)
        case _:
            return Problem(place, "type", *_unexpected(error, record, loc))


def _of_nothing(found: Finding) -> Finding:
    """Return what is wrong with an empty value, which YAML reads as null: nobody wrote that word."""
    if NOTHING not in found.about:
        return found
    hint = say("write an ISO code: {known}", known=_COMMON_CURRENCIES) if found.code == "currency" else None
    return found.worded(say("nothing is written here"), hint)


NOTHING = quote_value(None)
_COMMON_CURRENCIES = ("TWD", "USD", "EUR", "JPY", "CNY", "HKD", "GBP", "KRW")


def _missing(key: str, owner: Place) -> tuple[Message, Message]:
    """Return message and hint for a missing key; `owner` is the place of the mapping that lacks it."""
    hint = say("add '{key}: …'", key=key)
    name = owner.path[-1] if owner.path else PurePosixPath(owner.file).stem
    if isinstance(name, str):
        return say("'{owner}' lacks '{key}'", owner=name, key=key), hint
    return say("'{key}' is missing here", key=key), hint


def _unexpected(error: Any, record: type[BaseModel], loc: tuple[Any, ...]) -> tuple[Message, Message]:
    """Return message and hint for a value of the wrong type, or a list of the wrong length."""
    kind, context, given = error["type"], error.get("ctx") or {}, kind_of(error["input"])
    if kind in ("model_type", "model_attributes_type"):
        hint = say("write 'key: value' lines below it, with: {known}", known=known_keys(record, loc))
        return say("a mapping is expected here, this is {kind}", kind=given), hint
    if kind == "string_type":
        hint = say("write one word or id; what YAML takes for something else is put in quotes")
        return say("text is expected here, this is {kind}", kind=given), hint
    if kind == "too_short":
        missing = context["min_length"] - context["actual_length"]
        return say("there are too few entries here"), say("add {count} more", count=missing)
    if kind == "too_long":
        return say("there are too many entries here"), say("keep {count}", count=context["max_length"])
    otherwise = say("this does not belong here: {reason}", reason=error["msg"])
    return _EXPECTED.get(kind) or (otherwise, say("see docs/content-format.md for the form of this entry"))


def path_in_file(data: Any, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the path in the file: a short form has no `claims` list, so that step is dropped."""
    found: list[Any] = []
    steps = list(path)
    while steps:
        step = steps.pop(0)
        if step == "claims" and not (isinstance(data, dict) and "claims" in data) and steps:
            steps.pop(0)
            if steps and steps[0] == "value" and not (isinstance(data, dict) and "value" in data):
                steps.pop(0)
            continue
        found.append(step)
        data = _child(data, step)
    return tuple(found)


def _child(data: Any, step: Any) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _unknown_key(place: Place, record: type[BaseModel], loc: tuple[Any, ...]) -> Problem:
    """The problem of a key that the record at this place does not know; it is about the nearest one, too."""
    keys, word = known_keys(record, loc[:-1]), str(loc[-1])
    near = did_you_mean(word, keys)
    hint = suggestion(word, keys) or with_odd_letters(word, say("known here: {known}", known=keys))
    about = (quote_value(word), near) if near else (quote_value(word),)
    return Problem(place, "key-unknown", say("'{key}' is not known here", key=quote_value(word)), hint, about=about)


def known_keys(record: Any, path: tuple[Any, ...]) -> list[str]:
    """Return the keys that the record type at `path` below `record` takes; [] if there is none."""
    for step in path:
        record = _step_into(record, step)
    record = _bare(record)
    if not (isinstance(record, type) and issubclass(record, BaseModel)):
        return []
    return [field.alias or name for name, field in record.model_fields.items()]


def _step_into(annotation: Any, step: Any) -> Any:
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in bare.model_fields.items()}
        return fields.get(step)
    arguments = get_args(bare)
    if get_origin(bare) is dict:
        return arguments[1]
    return arguments[0] if arguments else None


def _bare(annotation: Any) -> Any:
    """Strip Annotated and Optional."""
    while True:
        origin = get_origin(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            annotation = next(item for item in get_args(annotation) if item is not type(None))
        else:
            return annotation
