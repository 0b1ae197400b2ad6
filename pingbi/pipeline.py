"""The story: read -> load -> check -> analyse -> site map -> render -> verify -> publish."""

from collections.abc import Mapping
from dataclasses import dataclass

from pingbi.analysis.findings import analyse
from pingbi.outputs.machines import machine_files
from pingbi.outputs.static import place_static, with_manifest
from pingbi.pages.addresses import base_path
from pingbi.pages.sitemap import site_map, tellers
from pingbi.problems import Problem, stop_on_errors
from pingbi.project import Project
from pingbi.publishing.guards import held
from pingbi.publishing.links import verify, verify_parity
from pingbi.publishing.swap import Published, publish
from pingbi.reading.check import check
from pingbi.reading.load import load
from pingbi.reading.project_files import ProjectFiles, read_project
from pingbi.rendering.environment import make_environment
from pingbi.rendering.render import render_pages
from pingbi.rendering.strings import read_strings


@dataclass(frozen=True)
class Built:
    """A whole site, verified and not yet published; `warnings` do not stand in its way."""

    files: Mapping[str, bytes]
    pages: int
    warnings: tuple[Problem, ...]


def build(project: Project, base_url: str | None = None) -> tuple[Built, Published]:
    """Content in, a published site out; or a ContentError with every problem, and nothing published."""
    with held(project.cache):
        built = make(project, read_project(project), base_url)
        return built, publish(built.files, project.out, project.cache, lock=False)


def make(project: Project, sources: ProjectFiles, base_url: str | None = None) -> Built:
    """Everything but reading and publishing: the same bytes from the same bytes, anywhere."""
    loaded = load(sources.content)
    strings, gaps = read_strings(sources.strings, loaded.locales)
    warnings = stop_on_errors([*sources.problems, *check(loaded), *gaps])
    site = loaded.whole
    analysis = analyse(site)
    warnings += stop_on_errors(analysis.problems)

    address = base_url or site.config.base_url
    static = with_manifest(place_static(sources.static, base_path(address)), base_path(address))
    pages = site_map(tellers(site, strings, address), analysis, static.assets)
    html = render_pages(make_environment(project.folders("templates")), pages, strings)
    files = {**html, **machine_files(site, address, pages, analysis.pairs, static.assets), **static.files}

    stop_on_errors([*verify(files, address), *verify_parity(files, [locale.path for locale in site.config.languages])])
    return Built(files, len(pages), tuple(warnings))
