"""The interface's words: YAML files beside the templates, in every language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pingbi.formats import Strings
from pingbi.problems import Place, Problem
from pingbi.reading.strict_yaml import read_yaml
from pingbi.wording import say


def read_strings(
    files: Iterable[tuple[str, bytes]], locales: Sequence[str]
) -> tuple[dict[str, Strings], list[Problem]]:
    """The words of every language, from (file, its bytes); a text that lacks one is a problem with its place."""
    entries: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for file, written in sorted(files):
        data = read_yaml(written, file).data
        for key, texts in data.items() if isinstance(data, dict) else ():
            given = texts if isinstance(texts, dict) else {}
            for locale in locales:
                if not given.get(locale):
                    hint = say("add '{key}: …'", key=locale)
                    message = say("the interface text '{key}' is missing in {locale}", key=key, locale=locale)
                    problems.append(Problem(Place(file, (key,)), "translation-missing", message, hint))
            if key in entries:
                hint = say("every interface text has one name; rename one of the two")
                message = say("the interface text '{key}' is there twice", key=key)
                problems.append(Problem(Place(file, (key,), True), "duplicate-key", message, hint))
            entries[key] = given
    return {locale: Strings(locale, entries) for locale in locales}, problems
