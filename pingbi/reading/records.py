"""A parsed file becomes a record of the model; what does not fit becomes problems with their places."""

import types
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pingbi.model.base import kind_of
from pingbi.problems import DataPath, Place, Problem, did_you_mean, suggestion, with_odd_letters
from pingbi.reading.text_bytes import MOST_FOUND
from pingbi.wording import Said, say, written

R = TypeVar("R", bound=BaseModel)
_LINES = say("write 'id: …' lines")
_EXPECTED = {
    "dict_type": (say("a mapping is expected here"), _LINES),
    "tuple_type": (say("a list is expected here"), say("begin each item with '- ', or write [a, b]")),
}


def validate(
    data: Any, record: type[R], file: str, context: Mapping[str, Any], below: DataPath = ()
) -> tuple[R | None, list[Problem]]:
    """Check `data`, which stands in its file at the path `below`, against a record type.

    Returns the record, or None and every problem found.
    """
    try:
        return record.model_validate(data, context=dict(context)), []
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)[:MOST_FOUND]
        told = [error for error in errors if not _follows(error, errors, record, data)]
        found = [_problem(error, data, record, Place(file, below)) for error in told]
        return None, [*found, *_without_default(data, file, [problem.place.path for problem in found])]


def _follows(error: Any, errors: list[Any], record: type[BaseModel], data: Any) -> bool:
    """Whether an error is another one's consequence, which is not told beside it."""
    here = error["loc"]
    if error["type"] == "too_short":  # so is a list whose items are wrong
        return any(other is not error and other["loc"][: len(here)] == here for other in errors)
    if error["type"] == "missing":
        return any(_is_slip(other, here, record) for other in errors)
    return _lacks_default(data) and bool((error.get("ctx") or {}).get("inherited"))


def _is_slip(other: Any, lacking: tuple[Any, ...], record: type[BaseModel]) -> bool:
    """Whether an unknown key is the one that is lacking beside it, misspelt."""
    beside: bool = other["type"] == "extra_forbidden" and other["loc"][:-1] == lacking[:-1]
    return beside and did_you_mean(str(other["loc"][-1]), known_keys(record, lacking[:-1])) == lacking[-1]


def _lacks_default(data: Any) -> bool:
    """Whether a file's own `source` is there and names none: then all that relies on it is not to blame."""
    return isinstance(data, dict) and "source" in data and not isinstance(data["source"], str)


def _without_default(data: Any, file: str, told: list[DataPath]) -> list[Problem]:
    if not _lacks_default(data) or ("source",) in told:
        return []
    message = say("nothing says where this comes from")
    return [Problem(Place(file, ("source",)), "source-missing", message, say("write the id from sources.yaml"))]


def _problem(error: Any, data: Any, record: type[BaseModel], within: Place) -> Problem:
    context = error.get("ctx") or {}
    loc = tuple(part for part in error["loc"] if part != "[key]")
    key = "[key]" in error["loc"] or bool(context.get("key"))
    path = (*within.path, *as_written(data, (*loc, *context.get("at", ()))))
    place = Place(within.file, path, key)
    match error["type"]:
        case "fault":
            return Problem(place, context["code"], context["message"], context["hint"])
        case "missing":
            owner = replace(place, path=path[:-1])
            return Problem(owner, "key-missing", *_missing(loc[-1], owner))
        case "extra_forbidden":
            message = say("'{key}' is not known here", key=written(loc[-1]))
            return Problem(replace(place, key=True), "key-unknown", message, _nearest(record, loc))
        case _:
            return Problem(place, "type", *_unexpected(error, record, loc))


def _missing(key: str, owner: Place) -> tuple[Said, Said]:
    """Message and hint for a key that is not there; `owner` is the place of the mapping that lacks it."""
    hint = say("add '{key}: …'", key=key)
    name = owner.path[-1] if owner.path else PurePosixPath(owner.file).stem
    if isinstance(name, str):
        return say("'{owner}' lacks '{key}'", owner=name, key=key), hint
    return say("'{key}' is missing here", key=key), hint


def _unexpected(error: Any, record: type[BaseModel], loc: tuple[Any, ...]) -> tuple[Said, Said]:
    """Message and hint for a value of the wrong type, or a list of the wrong length."""
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


def as_written(data: Any, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """A short form has no `claims` list: leave that step out of the path where the file has none."""
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


def _nearest(record: type[BaseModel], loc: tuple[Any, ...]) -> Said:
    """The hint for an unknown key: the nearest key that the record at this place knows."""
    keys, word = known_keys(record, loc[:-1]), str(loc[-1])
    return suggestion(word, keys) or with_odd_letters(word, say("known here: {known}", known=keys))


def known_keys(record: Any, path: tuple[Any, ...]) -> list[str]:
    """The keys that the record type at `path` below `record` takes; [] where there is none."""
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
