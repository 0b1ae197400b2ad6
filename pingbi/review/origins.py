"""What a page is made of (templates, records, prose, facts, sources), and the last build's record of it, as text."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, meta

from pingbi.content.project_files import read_project
from pingbi.diagnostics.message import Message, quote_value, say, suggestion
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.diagnostics.translations import in_language
from pingbi.model.resolve import records_of
from pingbi.model.site import Site
from pingbi.pages.parts.components import base_path
from pingbi.pages.parts.presenter import evidence_id
from pingbi.pipeline import prepare
from pingbi.project import Project
from pingbi.remember import remembering
from pingbi.render.environment import make_environment, template_name
from pingbi.render.renderer import render_pages
from pingbi.review.last_build import LastBuild, last_build
from pingbi.routes import Page
from pingbi.site_structure import PAGE_OF, PAGE_PROSE, RECORDS, PageKind
from pingbi.stages import PreparedSite, Settings

_EVIDENCE = re.compile(r'(?:\bid="|#)(ev-[a-z0-9-]+)"')
_CITED = re.compile(rf'/{PAGE_OF["sources"].path}#([a-z0-9-]+)"')


@dataclass(frozen=True)
class Origin:
    """Everything that a page is made of. `facts`: features or plans by the content file that has them.

    Templates and files are by path, with the comparison's files over the generator's.
    """

    file: str
    template: str
    included: tuple[str, ...]
    records: tuple[str, ...]
    facts: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    """Titles by id, in the page's language."""

    @property
    def files(self) -> frozenset[str]:
        """Return every input that has a name."""
        return frozenset((self.template, *self.included, *self.records, *self.facts))


def origin(project: Project, url: str, settings: Settings) -> Origin:
    """Return the origin of the page at an address, by the present content.

    Raises ConfigurationError if there is no such page, ContentError if the content is wrong.
    """
    environment = make_environment(project.folders("templates"))
    with remembering():
        planned = prepare(read_project(project), settings)
        page = _page(planned, url)
        html = render_pages(environment, [page], planned.strings)[page.file].decode()
    template, *included = _templates(environment, page.template)
    cited = [id_ for id_ in dict.fromkeys(_CITED.findall(html)) if id_ in planned.site.sources]
    return Origin(
        page.file,
        template,
        tuple(included),
        tuple(_records(planned.site, page)),
        _facts(planned.site, html),
        {id_: planned.site.sources[id_].title[page.locale] for id_ in cited},
    )


def _page(planned: PreparedSite, url: str) -> Page:
    pages = {page.file: page for page in planned.pages}
    file = _file(url, planned.address)
    if file in pages:
        return pages[file]
    addresses = [f"/{known.removesuffix('index.html')}" for known in pages]
    near = suggestion(f"/{file.removesuffix('index.html')}", addresses)
    hint = near or say("an address looks like '{address}'", address=addresses[0])
    raise ConfigurationError(say("there is no page '{url}'", url=quote_value(url)), hint)


def _file(url: str, base_url: str) -> str:
    """Return the file of an address: a full one, a path on the host, or a path in the site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path, base = unquote(parts.path), base_path(base_url)
    inside = path.removeprefix(base) if path.startswith("/") else path
    inside = inside.strip("/")
    return inside if inside.endswith(".html") else f"{inside}/index.html".lstrip("/")


def _templates(environment: Environment, name: str) -> list[str]:
    """Return a template, and all that it extends, includes and imports, recursively."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop(0)
        if current not in found and environment.loader:
            source, file, _ = environment.loader.get_source(environment, current)
            found[current] = template_name(environment, file or current)
            waiting += [other for other in meta.find_referenced_templates(environment.parse(source)) if other]
    return [f"templates/{known}" for known in dict.fromkeys(found.values())]


def _records(site: Site, page: Page) -> Iterator[str]:
    """Return the page's own record and prose, after the files that every page needs."""
    yield "content/site.yaml"
    yield from _record_files(site, page.kind, page.id)
    owner = (page.kind.records, page.id) if page.kind.records else (PAGE_PROSE, page.kind.prose)
    prose = site.prose.get((*owner, page.locale))
    if prose:
        yield prose.file


def _record_files(site: Site, page: PageKind, id_: str) -> Iterable[str]:
    """The file of a page's record, if an editor has written one; all files of the records that a page shows all of."""
    if page.records:
        return (RECORDS[page.records].file(id_),) if id_ in records_of(site, page.records) else ()
    if page.shows:
        return dict.fromkeys(RECORDS[page.shows].file(one) for one in records_of(site, page.shows))
    return ()


def _facts(site: Site, html: str) -> Mapping[str, tuple[str, ...]]:
    """Return the values and plans for which the page shows or links evidence, by file."""
    owners = {
        **{evidence_id(p, f): (f"content/products/{p}.yaml", f) for p, facts in site.facts.items() for f in facts},
        **{evidence_id(p, n): (f"content/plans/{p}.yaml", n) for p, sold in site.plans.items() for n in sold.plans},
        **{evidence_id(o, n): (f"content/offers/{o}.yaml", n) for o, sold in site.offers.items() for n in sold.plans},
    }
    found: dict[str, list[str]] = {}
    for anchor in dict.fromkeys(_EVIDENCE.findall(html)):
        if anchor in owners:
            file, name = owners[anchor]
            found.setdefault(file, []).append(name)
    return {file: tuple(found[file]) for file in sorted(found)}


MOST = 20
"""Names in a list."""


def origin_text(project: Project, page: Origin, language: str) -> str:
    built = f"{os.path.relpath(project.out)}/"
    lines = (*_made_of(page), *_last(page, built, last_build(project)))
    return "".join(f"{'  ' * depth}{in_language(line, language)}\n" for depth, line in lines)


OriginLine = tuple[int, str]


def _made_of(page: Origin) -> Iterator[OriginLine]:
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


def _last(page: Origin, built: str, build: LastBuild | None) -> Iterator[OriginLine]:
    if build is None:
        yield 1, say("no build into {folder} is remembered", folder=built)
        return
    yield 1, _written(page, built, build)
    yield from ((1 + deeper, line) for deeper, line in _causes(page, build))


def _written(page: Origin, built: str, build: LastBuild) -> Message:
    if page.file in build.written:
        return say("the last build into {folder} wrote it anew", folder=built)
    if page.file in build.removed:
        return say("the last build into {folder} removed it; it has come back since", folder=built)
    return say("the last build into {folder} left it as it was: not one byte had changed", folder=built)


def _causes(page: Origin, build: LastBuild) -> Iterator[OriginLine]:
    """Return what differed from the build before; inputs of the page come first."""
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
