"""Where the cause of a finished page's problem was written: at the link in its prose."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from pingbi.locales import Locale
from pingbi.model.site import Prose, Site
from pingbi.pages.addresses import base_path
from pingbi.problems import Place, Problem
from pingbi.publishing.links import verify, verify_parity
from pingbi.reading.text_bytes import position
from pingbi.site_structure import PAGE_OF, PAGE_PROSE, PROSE_PAGES

_ADDRESS = re.compile(r"(?:\]\([ ]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)(?P<address>[^\s)>]+)", re.MULTILINE)

Proses = Mapping[tuple[str, str, str], Prose]


def page_problems(files: Mapping[str, bytes], site: Site, address: str) -> list[Problem]:
    """All that is wrong with the pages of a site that will lie at an address."""
    languages = site.config.languages
    found = as_written(verify(files, address), site.prose, languages, base_path(address))
    return [*found, *verify_parity(files, [locale.path for locale in languages])]


def as_written(problems: Iterable[Problem], prose: Proses, languages: Iterable[Locale], base: str) -> Iterator[Problem]:
    """The problems of pages; each that a link in prose brings about stands at the first such link.

    `base` is the path of the site's root.
    """
    paths = {locale.id: locale.path for locale in languages}
    for problem in problems:
        links = (place for name in problem.about for place in _links(name, problem.place.file, prose, paths, base))
        place = next(links, None)
        yield replace(problem, place=place) if place else problem


def _links(address: str, page: str, prose: Proses, paths: Mapping[str, str], base: str) -> Iterator[Place]:
    for (folder, id_, locale), given in prose.items():
        if locale not in paths or (address.startswith("#") and page != _page(paths[locale], folder, id_)):
            continue
        root = f"{base}{paths[locale]}"
        for match in _ADDRESS.finditer(given.text):
            if address == _plain(match["address"], root):
                line, column = position(given.text, match.start("address"))
                yield Place(given.file, line=line, column=column)


def _plain(written: str, root: str) -> str:
    """An address as a page has it."""
    address = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", unescape(unquote(written)))
    return root + address if written.startswith("/") else address


def _page(path: str, folder: str, id_: str) -> str:
    """The file of the page that shows a prose."""
    kind = PROSE_PAGES[id_] if folder == PAGE_PROSE else PAGE_OF[folder]
    return f"{path}/{kind.file(id_)}"
