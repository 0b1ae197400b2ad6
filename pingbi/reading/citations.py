"""Rules on citations: each names a source that there is, and a place in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pingbi.model.editorial import Question
from pingbi.model.sources import EDITORS, Cited, Point, Source
from pingbi.model.walk import Path, walk
from pingbi.problems import Place, Problem
from pingbi.reading.content import WHAT, Content, dangling
from pingbi.reading.text_bytes import LEFTOVER
from pingbi.remember import remembered
from pingbi.wording import say


def citations(content: Content) -> Iterator[Problem]:
    """Every citation names a source and a place in it."""
    known = None if "content/sources.yaml" in content.broken else tuple(content.declared["sources"])
    sources = content.site.sources
    for file, record in (*content.records(), ("content/site.yaml", content.site.config)):
        yield from _citations_in(file, record, known, sources)


def _cited(record: Any) -> list[tuple[Path, Cited]]:
    """Everything below a record that rests on a source, with its path."""
    found = ((path, item) for path, item in walk(record) if isinstance(item, Cited))
    return [(path, item) for path, item in found if not _concluded(item) and not LEFTOVER.fullmatch(item.source)]


def _concluded(cited: Cited) -> bool:
    """Whether it is the editors' own conclusion, which is text."""
    return cited.source == EDITORS and isinstance(cited, Point | Question)


@remembered
def _citations_in(
    file: str, record: Any, known: tuple[str, ...] | None, sources: Mapping[str, Source]
) -> list[Problem]:
    """What is wrong with a record's citations, among the sources that there are (`known`: None where nobody knows).

    What the file's top says for all is told there, once.
    """
    found = [
        problem
        for path, cited in _cited(record)
        for problem in _citation(_Cites(Place(file, path), cited), known, sources)
    ]
    top = getattr(record, "source", None), getattr(record, "at", None)
    if isinstance(top[0], str) and not isinstance(record, Cited):
        default = Cited.model_construct({"source", "at"}, source=top[0], at=top[1] or "")
        found += _named_by(_Cites(Place(file), default), known, sources) if known is not None else ()
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Cites:
    """Something that rests on a source, and where it stands; `source` and `at` may stand at the file's top instead."""

    place: Place
    cited: Cited

    def below(self, key: str) -> Place:
        given = key in self.cited.model_fields_set
        return Place(self.place.file, (*self.place.path, key) if given else (key,))


def _citation(one: _Cites, known: tuple[str, ...] | None, sources: Mapping[str, Source]) -> Iterator[Problem]:
    if one.cited.source == EDITORS:
        hint = say("name the source; a test of your own is a source of kind own-test")
        yield Problem(one.below("source"), "source-missing", say("the editors' word is no source of this"), hint)
    elif known is not None:
        yield from _named_by(one, known, sources)
        if one.cited.source in sources and not one.cited.at:
            sections = tuple(sources[one.cited.source].sections)
            hint = say("add 'at: …', one of: {known}", known=sections)
            message = say("where in '{source}' does this stand?", source=one.cited.source)
            yield Problem(one.place, "place-missing", message, hint, about=(one.cited.source,))


def _named_by(one: _Cites, known: tuple[str, ...], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A problem where the source that is named does not exist, or has no such place."""
    source, at = one.cited.source, one.cited.at
    if source not in known:
        yield dangling(one.below("source"), WHAT["sources"], source, known)
    elif source in sources and at and at not in sources[source].sections:
        yield dangling(one.below("at"), say("place in '{source}':", source=source), at, sources[source].sections)
