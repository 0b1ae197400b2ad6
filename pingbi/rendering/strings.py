"""The interface's words: YAML files beside the templates, in every language."""

from collections.abc import Mapping, Sequence
from typing import Any

from pingbi.formats import Strings
from pingbi.problems import Place, Problem
from pingbi.reading.strict_yaml import read_yaml


def read_strings(files: Mapping[str, bytes], locales: Sequence[str]) -> tuple[dict[str, Strings], list[Problem]]:
    """The words of every language; a text that lacks one is a problem with its place."""
    entries: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for file in sorted(files):
        data = read_yaml(files[file], file).data
        for key, texts in data.items() if isinstance(data, dict) else ():
            given = texts if isinstance(texts, dict) else {}
            for locale in locales:
                if not given.get(locale):
                    hint = f"add '{locale}: …'"
                    message = f"the interface text {key!r} is missing in {locale}"
                    problems.append(Problem(Place(file, (key,)), "translation-missing", message, hint))
            if key in entries:
                hint = "every interface text has one name; rename one of the two"
                problems.append(Problem(Place(file, (key,), True), "duplicate-key", f"{key!r} is named twice", hint))
            entries[key] = given
    return {locale: Strings(locale, entries) for locale in locales}, problems
