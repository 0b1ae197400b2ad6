"""What a page is made of: its templates, its records and prose, the facts that it shows, the sources it cites."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, meta

from pingbi.failures import ConfigurationError
from pingbi.model.record_kinds import records_of
from pingbi.model.site import Site
from pingbi.pages.addresses import base_path
from pingbi.pages.routes import Page
from pingbi.pages.teller import evidence_id
from pingbi.pipeline import draft
from pingbi.problems import suggestion
from pingbi.project import Project
from pingbi.reading.project_files import read_project
from pingbi.remember import remembering
from pingbi.rendering.environment import make_environment, template_name
from pingbi.rendering.render import render_pages
from pingbi.site_structure import PAGE_OF, PAGE_PROSE, RECORDS, PageKind
from pingbi.stages import Draft
from pingbi.wording import say, written

_EVIDENCE = re.compile(r'(?:\bid="|#)(ev-[a-z0-9-]+)"')
_CITED = re.compile(rf'/{PAGE_OF["sources"].path}#([a-z0-9-]+)"')


@dataclass(frozen=True)
class Origin:
    """All that a page is made of. `facts`: names of features or plans, by the content file that has them.

    Templates and files are by their paths as the comparison lays them over the generator's.
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
        """Every input that can be named."""
        return frozenset((self.template, *self.included, *self.records, *self.facts))


def origin(project: Project, url: str) -> Origin:
    """Where the page at an address comes from, by the content as it is now.

    Raises ConfigurationError where there is no such page, ContentError where the content is wrong.
    """
    environment = make_environment(project.folders("templates"))
    with remembering():
        planned = draft(read_project(project))
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


def _page(planned: Draft, url: str) -> Page:
    pages = {page.file: page for page in planned.pages}
    file = _file(url, planned.address)
    if file in pages:
        return pages[file]
    addresses = [f"/{known.removesuffix('index.html')}" for known in pages]
    near = suggestion(f"/{file.removesuffix('index.html')}", addresses)
    hint = near or say("an address looks like '{address}'", address=addresses[0])
    raise ConfigurationError(say("there is no page '{url}'", url=written(url)), hint)


def _file(url: str, base_url: str) -> str:
    """The file of an address: a whole one, a path on the host, or a path in the site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path, base = unquote(parts.path), base_path(base_url)
    inside = path.removeprefix(base) if path.startswith("/") else path
    inside = inside.strip("/")
    return inside if inside.endswith(".html") else f"{inside}/index.html".lstrip("/")


def _templates(environment: Environment, name: str) -> list[str]:
    """A template, then all that it extends, includes and imports, and all that those do."""
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
    """The page's own record and prose, after the file that every page needs."""
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
    """Which values and plans the page has evidence of, or leads to, by the file that has them."""
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
