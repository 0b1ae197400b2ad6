"""A parsed file becomes a record of the model; what does not fit becomes problems with their places."""

import types
from collections.abc import Mapping
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pingbi.problems import Place, Problem, odd_letters, suggestion
from pingbi.wording import Said, say, written

R = TypeVar("R", bound=BaseModel)
_EXPECTED = {
    "model_type": say("a mapping is expected here"),
    "model_attributes_type": say("a mapping is expected here"),
    "dict_type": say("a mapping is expected here"),
    "tuple_type": say("a list is expected here"),
    "string_type": say("text is expected here"),
    "too_short": say("there are too few entries here"),
    "too_long": say("there are too many entries here"),
}


def validate(data: Any, record: type[R], file: str, context: Mapping[str, Any]) -> tuple[R | None, list[Problem]]:
    """Check `data` against a record type. Returns the record, or None and every problem found."""
    try:
        return record.model_validate(data, context=dict(context)), []
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)
        return None, [_problem(error, data, record, file) for error in errors if not _follows(error, errors)]


def _follows(error: Any, errors: list[Any]) -> bool:
    """A list is "too short" also where its items are wrong: that follows from theirs and is not told."""
    here = error["loc"]
    return error["type"] == "too_short" and any(
        other is not error and other["loc"][: len(here)] == here for other in errors
    )


def _problem(error: Any, data: Any, record: type[BaseModel], file: str) -> Problem:
    context = error.get("ctx") or {}
    loc = tuple(part for part in error["loc"] if part != "[key]")
    key = "[key]" in error["loc"] or bool(context.get("key"))
    path = as_written(data, (*loc, *context.get("at", ())))
    match error["type"]:
        case "fault":
            return Problem(Place(file, path, key), context["code"], context["message"], context["hint"])
        case "missing":
            return Problem(Place(file, path[:-1]), "key-missing", *_missing(loc[-1], path[:-1]))
        case "extra_forbidden":
            message = say("'{key}' is not known here", key=written(loc[-1]))
            return Problem(Place(file, path, True), "key-unknown", message, _nearest(record, loc))
        case kind:
            expected = _EXPECTED.get(kind) or say("this does not belong here: {reason}", reason=error["msg"])
            hint = say("see docs/content-format.md for the form of this entry")
            return Problem(Place(file, path), "type", expected, hint)


def _missing(key: str, owner: tuple[Any, ...]) -> tuple[Said, Said]:
    """Message and hint for a key that is not there; `owner` is the path of the mapping that lacks it."""
    hint = say("add '{key}: …'", key=key)
    if owner and isinstance(owner[-1], str):
        return say("'{owner}' lacks '{key}'", owner=owner[-1], key=key), hint
    return say("'{key}' is missing here", key=key), hint


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
    keys = known_keys(record, loc[:-1])
    word = str(loc[-1])
    odd = odd_letters(word)
    hint = suggestion(word, keys) or say("known here: {known}", known=keys)
    return say("it contains {letters}; {hint}", letters=odd, hint=hint) if odd else hint


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
