"""The story: read -> load -> check -> analyse -> routes -> render -> verify -> publish."""

from pingbi.analysis.analyse import analyse
from pingbi.analysis.as_of.history import known_on
from pingbi.analysis.as_of.in_force import day_of, in_force
from pingbi.content.load import check, in_drafts, load
from pingbi.content.project_files import ProjectFiles, read_project
from pingbi.content.suppress import without_consequences
from pingbi.diagnostics.problem import stop_on_errors
from pingbi.outputs.table import place_static
from pingbi.pages.parts.components import base_path
from pingbi.pages.parts.presenter import presenters_of
from pingbi.project import Project
from pingbi.publish.links import page_problems
from pingbi.publish.swap import Published, build_lock, publish
from pingbi.remember import remembering
from pingbi.render.environment import make_environment, read_strings
from pingbi.render.renderer import render_pages
from pingbi.routes import plan_pages
from pingbi.stages import BuiltSite, PreparedSite, Settings


def build(project: Project, settings: Settings) -> tuple[BuiltSite, Published]:
    """Build and publish the site. Raises ContentError with every problem; then nothing is published."""
    with build_lock(project.cache):
        built = make(project, read_project(project), settings)
        return built, publish(built.files, project.out, project.cache, lock=False)


def make(project: Project, sources: ProjectFiles, settings: Settings) -> BuiltSite:
    """Build the site without reading or publishing: the same input gives the same bytes on every machine."""
    with remembering():
        return finish(project, prepare(sources, settings))


def prepare(sources: ProjectFiles, settings: Settings) -> PreparedSite:
    """Do everything up to the site map.

    The content is checked as it holds on the site's day; `as_of` then makes the site of what was known on that day.
    """
    loaded = load(sources.content)
    day = day_of(settings.now, loaded.time_zone)
    site = in_force(loaded.site, day) if loaded.site else None
    strings, gaps = read_strings(tuple(sources.strings.items()), loaded.locales)
    doubts = in_drafts(sources.found, sources.content)
    found = without_consequences([*sources.problems, *check(loaded, site), *gaps, *doubts], loaded.documents)
    warnings = stop_on_errors(found)
    as_of, content = settings.as_of, loaded.whole
    site = site or content  # no error was found, so that there is a site
    analysis = analyse(site)
    warnings += stop_on_errors(analysis.problems)
    if as_of:
        day = as_of.earliest
        site = known_on(in_force(content, day), day)
        analysis = analyse(site)
    address = settings.base_url or site.config.base_url
    static = place_static(tuple(sources.static.items()), base_path(address))
    presenters = presenters_of(site, strings, address, as_of)
    pages = plan_pages(presenters, analysis, static.assets)
    return PreparedSite(content, day, site, analysis, presenters, strings, address, static, pages, tuple(warnings))


def finish(project: Project, planned: PreparedSite) -> BuiltSite:
    """Render every page and verify the result."""
    html = render_pages(make_environment(project.folders("templates")), planned.pages, planned.strings)
    others = {path: make() for path, make in planned.outputs.items()}
    files = {**html, **others, **planned.static.files}
    stop_on_errors(page_problems(files, planned.site, planned.address))
    return BuiltSite(files, len(planned.pages), planned.warnings, planned.content, planned.day)
