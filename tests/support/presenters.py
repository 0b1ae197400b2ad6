"""A presenter of a site in a language, for tests that need no pages."""

from functools import cache

from pingbi.content.project_files import read_project
from pingbi.locale.formats import Strings
from pingbi.model.site import Site
from pingbi.pages.parts.presenter import Presenter, presenters_of
from pingbi.project import project_at
from pingbi.render.environment import read_strings

LANGUAGES = ("zh-TW", "en")


@cache
def words() -> dict[str, Strings]:
    """The interface's words, by language."""
    strings, _ = read_strings(read_project(project_at()).strings.items(), LANGUAGES)
    return strings


def presenter_of(site: Site, language: str) -> Presenter:
    return next(one for one in presenters_of(site, words(), site.config.base_url) if one.locale == language)
