"""Pages become bytes; a template's fault becomes a problem at its line."""

import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from pingbi.formats import Strings
from pingbi.pages.sitemap import Page
from pingbi.problems import ContentError, Place, Problem
from pingbi.rendering.environment import render
from pingbi.wording import say

HINT = say("templates are given the values of pingbi/pages/page_views.py; look up the name there")


def render_pages(environment: Environment, pages: Iterable[Page], strings: Mapping[str, Strings]) -> dict[str, bytes]:
    """Every page's HTML, by its path in the site. Raises ContentError where a template is wrong."""
    return {page.file: _render(environment, page, strings[page.locale]) for page in pages}


def _render(environment: Environment, page: Page, t: Strings) -> bytes:
    try:
        return render(environment, page.template, {"page": page.layout, "view": page.view, "t": t})
    except (TemplateError, LookupError, TypeError, AttributeError) as wrong:
        raise ContentError([_problem(wrong, page)]) from wrong


def _problem(wrong: Exception, page: Page) -> Problem:
    if isinstance(wrong, TemplateSyntaxError):
        place = Place(f"templates/{wrong.name}", line=wrong.lineno, column=1)
        message = say("the template cannot be read: {reason}", reason=wrong.message)
        return Problem(place, "template", message, say("see the Jinja documentation for the form"))
    frames = [frame for frame in traceback.extract_tb(wrong.__traceback__) if "/templates/" in frame.filename]
    name, line = (Path(frames[-1].filename).name, frames[-1].lineno) if frames else (page.template, 1)
    folder = "macros/" if frames and "/macros/" in frames[-1].filename else ""
    message = say("this cannot be rendered: {reason} (for {page})", reason=str(wrong), page=page.file)
    return Problem(Place(f"templates/{folder}{name}", line=line, column=1), "template", message, HINT)
