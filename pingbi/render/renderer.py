"""Renders pages to bytes; an error in a template becomes a problem at its line."""

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError

from pingbi.diagnostics.message import Message, say, suggestion
from pingbi.diagnostics.problem import ContentError, Place, Problem
from pingbi.locale.formats import MissingText, Strings
from pingbi.render.environment import UnknownName, UnknownSection, render, template_name
from pingbi.routes import Page

HINT = say("templates are given the view of their page, in pingbi/pages/; look up the name there")
FORM = say("see the Jinja documentation for the form")


def render_pages(environment: Environment, pages: Iterable[Page], strings: Mapping[str, Strings]) -> dict[str, bytes]:
    """Every page's HTML, by its path in the site.

    Raises ContentError with every line of a template that is wrong; an exception in a view's maker passes through.
    """
    done: dict[str, bytes] = {}
    wrong: dict[Place, Problem] = {}
    for page in pages:
        try:
            done[page.file] = _render(environment, page, strings[page.locale])
        except ContentError as found:
            for problem in found.problems:
                wrong.setdefault(problem.place, problem)  # reported for the first of the pages that it spoils
            if isinstance(found.__cause__, RecursionError):
                break  # slow, and so it would be on every page
    if wrong:
        raise ContentError(wrong.values())
    return done


def _render(environment: Environment, page: Page, t: Strings) -> bytes:
    # Outside of the second try: what goes wrong while a view is made is the generator's fault, not a template's.
    try:
        context = {"page": page.layout, "view": page.view, "t": t}
    except MissingText as wrong:
        raise ContentError([_problem(environment, wrong, page)]) from wrong
    try:
        return render(environment, page.template, context)
    except Exception as wrong:  # whatever a template can bring about stands at a line of it
        if isinstance(wrong, OSError) and not isinstance(wrong, TemplateNotFound):
            raise  # the machine's fault, not the template's
        raise ContentError([_problem(environment, wrong, page)]) from wrong


def _problem(environment: Environment, wrong: Exception, page: Page) -> Problem:
    if isinstance(wrong, TemplateSyntaxError):
        message = say("the template cannot be read: {reason}", reason=wrong.message)
        own = template_name(environment, wrong.filename or wrong.name or page.template)
        return Problem(Place(f"templates/{own}", line=wrong.lineno, column=1), "template", message, FORM)
    name, line = _where(environment, wrong, page)
    reason, hint, word = _explained(environment, wrong)
    column = _column(environment, name, line, word)
    if isinstance(wrong, UnicodeDecodeError):
        message = say("the template cannot be read: {reason}", reason=reason)
        return Problem(Place(f"templates/{name}", line=1, column=1), "template", message, hint)
    message = say("this cannot be rendered: {reason} (for {page})", reason=reason, page=page.file)
    return Problem(Place(f"templates/{name}", line=line, column=column), "template", message, hint)


def _explained(environment: Environment, wrong: Exception) -> tuple[Message | str, Message, str]:
    """Return what is wrong, the hint, and the word of the template that it is about, if known."""
    if isinstance(wrong, UnknownName):
        return wrong.said, suggestion(wrong.name, wrong.known) or HINT, wrong.name
    if isinstance(wrong, TemplateNotFound):
        name = str(wrong.name)
        hint = suggestion(name, environment.list_templates()) or say("write it, or take its name out")
        return say("there is no template '{name}'", name=name), hint, name
    if isinstance(wrong, RecursionError):
        return say("it calls or includes itself without end"), say("take one of the calls out"), ""
    if isinstance(wrong, UnicodeDecodeError):
        return say("it is not UTF-8"), say("re-save the file as UTF-8"), ""
    return str(wrong), HINT, ""


def _where(environment: Environment, wrong: Exception, page: Page) -> tuple[str, int]:
    """Return the template and line of the error: the innermost on the stack; of endless recursion the commonest."""
    if isinstance(wrong, UnicodeDecodeError):
        return _undecodable(environment) or page.template, 1
    if isinstance(wrong, UnknownSection):
        return _listing(environment, wrong)
    way = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(wrong.__traceback__)]
    found = [(template_name(environment, file), line) for file, line in way if "/templates/" in file]
    if isinstance(wrong, RecursionError) and found:
        return Counter(found).most_common(1)[0][0]
    return found[-1] if found else (page.template, 1)


def _listing(environment: Environment, wrong: UnknownSection) -> tuple[str, int]:
    """The template whose list names the section, and the line on which the list names it."""
    name = template_name(environment, wrong.file)
    before, _, listing = _source(environment, name).partition("block sections")
    named = _whole_word(wrong.name).search(listing)
    return name, before.count("\n") + listing[: named.start() if named else 0].count("\n") + 1


def _undecodable(environment: Environment) -> str | None:
    """Return the first template that is not UTF-8; the decoder's error does not name it."""
    for name in environment.list_templates(extensions=["html"]):
        try:
            _source(environment, name)
        except UnicodeDecodeError:
            return name
    return None


def _source(environment: Environment, name: str) -> str:
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""


def _column(environment: Environment, name: str, line: int, word: str) -> int:
    """Return the column of a word in a line of a template; 1 if unknown."""
    if not word or name not in environment.list_templates():
        return 1
    lines = _source(environment, name).splitlines()
    found = _whole_word(word).search(lines[line - 1]) if line <= len(lines) else None
    return found.start() + 1 if found else 1


def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
