"""The interface's words: YAML files beside the templates, in every language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pingbi.formats import Strings
from pingbi.problems import ContentError, Place, Problem
from pingbi.reading.leftovers import leftovers
from pingbi.reading.strict_yaml import read_yaml
from pingbi.remember import remembered
from pingbi.wording import say

_FILLED = re.compile(r"\{(\w+)\}")


@remembered
def read_strings(
    files: Iterable[tuple[str, bytes]], locales: Sequence[str]
) -> tuple[dict[str, Strings], list[Problem]]:
    """The words of every language, from (file, its bytes); a text that lacks one is a problem with its place."""
    entries: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for file, written in sorted(files):
        read, wrong = _entries(file, written)
        problems += wrong
        for key, given in read.items():
            problems += _in_entry(file, key, given, locales)
            if key in entries:
                hint = say("every interface text has one name; rename one of the two")
                message = say("the interface text '{key}' is there twice", key=key)
                problems.append(Problem(Place(file, (key,), True), "duplicate-key", message, hint, about=(key,)))
            entries[key] = given
    return {locale: Strings(locale, entries) for locale in locales}, problems


def _entries(file: str, written: bytes) -> tuple[dict[str, Mapping[str, Any]], list[Problem]]:
    """The texts of a file by name, as far as it can be read."""
    try:
        document = read_yaml(written, file)
    except ContentError as wrong:
        return {}, list(wrong.problems)
    if not isinstance(document.data, dict):
        message = say("the interface's texts are expected here, each with its name")
        return {}, [Problem(Place(file), "type", message, say("write it like 'menu: {{zh-TW: …, en: …}}'"))]
    found: dict[str, Mapping[str, Any]] = {
        key: texts if isinstance(texts, dict) else {} for key, texts in document.data.items()
    }
    return found, list(leftovers(document, file))


def _in_entry(file: str, key: str, given: Mapping[str, Any], locales: Sequence[str]) -> Iterator[Problem]:
    """A problem for each language that is missing, and for the first one that lacks what another one fills in."""
    for locale in locales:
        if not given.get(locale):
            hint = say("add '{key}: …'", key=locale)
            message = say("the interface text '{key}' is missing in {locale}", key=key, locale=locale)
            yield Problem(Place(file, (key,)), "translation-missing", message, hint, about=(key, locale))
    used = {locale: _filled(given[locale]) for locale in locales if given.get(locale)}
    for locale, names in used.items():
        missing = sorted(set[str]().union(*used.values()) - names)
        if missing:
            message = say("the text in {locale} lacks {marks}", locale=locale, marks=missing)
            hint = say("what is filled in is the same in every language")
            yield Problem(Place(file, (key, locale)), "placeholder-mismatch", message, hint, about=(locale, *missing))
            return


def _filled(text: Any) -> set[str]:
    """What a text, or any form of it, has filled in; its number may be left to the form."""
    forms = text.values() if isinstance(text, dict) else (text,)
    return {f"{{{name}}}" for form in forms for name in _FILLED.findall(str(form))}
