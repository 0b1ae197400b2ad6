"""A page's origin and the last build's word on it, as text for a terminal."""

import os
from collections.abc import Iterator

from pingbi.project import Project
from pingbi.review.last_build import LastBuild, last_build
from pingbi.review.origins import Origin
from pingbi.wording import Said, say
from pingbi.words import tell

MOST = 20
"""Names in a list."""


def as_text(project: Project, page: Origin, language: str) -> str:
    built = f"{os.path.relpath(project.out)}/"
    lines = (*_made_of(page), *_last(page, built, last_build(project)))
    return "".join(f"{'  ' * depth}{tell(line, language)}\n" for depth, line in lines)


Line = tuple[int, str]


def _made_of(page: Origin) -> Iterator[Line]:
    yield 0, page.file
    yield 1, say("template: {template}", template=page.template)
    if page.included:
        yield 2, say("with {files}", files=_shown(page.included))
    yield 1, say("records and prose: {files}", files=_shown(page.records))
    if page.facts:
        yield 1, say("facts shown, by file:")
        yield from ((2, say("{file}: {names}", file=file, names=_shown(names))) for file, names in page.facts.items())
    if page.sources:
        yield 1, say("sources cited:")
        yield from ((2, say("{file}: {names}", file=id_, names=title)) for id_, title in page.sources.items())


def _last(page: Origin, built: str, build: LastBuild | None) -> Iterator[Line]:
    if build is None:
        yield 1, say("no build into {folder} is remembered", folder=built)
        return
    yield 1, _written(page, built, build)
    yield from ((1 + deeper, line) for deeper, line in _causes(page, build))


def _written(page: Origin, built: str, build: LastBuild) -> Said:
    if page.file in build.written:
        return say("the last build into {folder} wrote it anew", folder=built)
    if page.file in build.removed:
        return say("the last build into {folder} removed it; it has come back since", folder=built)
    return say("the last build into {folder} left it as it was: not one byte had changed", folder=built)


def _causes(page: Origin, build: LastBuild) -> Iterator[Line]:
    """What differed from the build before; what the page is made of comes first."""
    if build.changed is None:
        yield 0, say("it was the first build into that folder that is remembered")
        return
    if build.reset:
        yield 0, say("its address or day was another one than before")
    if not build.changed:
        yield 0, say("no input had changed since the build before")
        return
    own = [file for file in build.changed if file in page.files]
    others = [file for file in build.changed if file not in page.files]
    if own:
        yield 0, say("changed since the build before, and part of this page:")
        yield from ((1, _with_facts(page, file)) for file in own)
    if others:
        yield 0, say("changed since the build before, elsewhere: {files}", files=_shown(tuple(others)))


def _with_facts(page: Origin, file: str) -> str:
    names = page.facts.get(file)
    return say("{file}, which has facts that it shows: {names}", file=file, names=_shown(names)) if names else file


def _shown(names: tuple[str, ...]) -> list[str]:
    more = [say("and {count:,} more", count=len(names) - MOST)] if len(names) > MOST else []
    return [*names[:MOST], *more]
