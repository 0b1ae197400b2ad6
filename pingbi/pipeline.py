"""The story: read -> load -> check -> analyse -> site map -> render -> verify -> publish."""

from pingbi.analysis.analyse import analyse
from pingbi.analysis.history import known_on
from pingbi.dates import PartialDate
from pingbi.memo import FORGETFUL, Memo
from pingbi.outputs.machines import machine_files
from pingbi.outputs.static import place_static
from pingbi.pages.addresses import base_path
from pingbi.pages.sitemap import site_map, tellers
from pingbi.problems import stop_on_errors
from pingbi.project import Project
from pingbi.publishing.guards import held
from pingbi.publishing.swap import Published, publish
from pingbi.publishing.written import page_problems
from pingbi.reading.check import check
from pingbi.reading.load import load
from pingbi.reading.project_files import ProjectFiles, read_project
from pingbi.reading.suppress import without_consequences
from pingbi.rendering.environment import make_environment
from pingbi.rendering.render import render_pages
from pingbi.rendering.strings import read_strings
from pingbi.stages import Built, Draft


def build(project: Project, base_url: str | None = None, as_of: PartialDate | None = None) -> tuple[Built, Published]:
    """Content in, a published site out; or a ContentError with every problem, and nothing published."""
    with held(project.cache):
        built = make(project, read_project(project), base_url, as_of)
        return built, publish(built.files, project.out, project.cache, lock=False)


def make(
    project: Project, sources: ProjectFiles, base_url: str | None = None, as_of: PartialDate | None = None
) -> Built:
    """Everything but reading and publishing: the same bytes from the same bytes, anywhere."""
    return finish(project, draft(sources, base_url, as_of))


def draft(
    sources: ProjectFiles, base_url: str | None = None, as_of: PartialDate | None = None, memo: Memo = FORGETFUL
) -> Draft:
    """Everything up to the site map. With a `memo` only what changed is worked out again; the outcome is the same.

    The content is checked as it is; `as_of` then makes the site of what was known on that day.
    """
    loaded = load(sources.content, memo)
    strings, gaps = memo(read_strings, tuple(sources.strings.items()), loaded.locales)
    warnings = stop_on_errors(without_consequences([*sources.problems, *check(loaded, memo), *gaps], loaded.documents))
    site = loaded.whole
    analysis = analyse(site, memo)
    warnings += stop_on_errors(analysis.problems)
    if as_of:
        site = known_on(site, as_of.earliest, memo)
        analysis = analyse(site, memo)
    address = base_url or site.config.base_url
    static = memo(place_static, tuple(sources.static.items()), base_path(address))
    pages = site_map(tellers(site, strings, address, as_of), analysis, static.assets)
    return Draft(loaded.whole, site, analysis, strings, address, static, pages, tuple(warnings))


def finish(project: Project, planned: Draft) -> Built:
    """Every page rendered, and all of it verified."""
    html = render_pages(make_environment(project.folders("templates")), planned.pages, planned.strings)
    machines = machine_files(
        planned.site, planned.address, planned.pages, planned.analysis.pairs, planned.static.assets
    )
    files = {**html, **machines, **planned.static.files}
    stop_on_errors(page_problems(files, planned.site, planned.address))
    return Built(files, len(planned.pages), planned.warnings, planned.content)
