"""Checks the finished site: every address leads to a file or an anchor of it, and nothing loads from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from html import unescape
from urllib.parse import unquote, urlsplit

from pingbi.diagnostics.locate import position
from pingbi.diagnostics.message import Message, did_you_mean, say
from pingbi.diagnostics.problem import Finding, Place, Problem
from pingbi.locale.text import Locale
from pingbi.model.site import Prose, Site
from pingbi.pages.parts.components import base_path
from pingbi.publish.html import PageReference, ParsedPage, read_page, read_style
from pingbi.site_structure import PAGE_OF, PAGE_PROSE, PROSE_ANCHOR, PROSE_PAGES

_READERS: dict[str, Callable[[str], ParsedPage]] = {"html": read_page, "svg": read_page, "css": read_style}
_HARMLESS = {"mailto", "tel"}


def read(path: str, data: bytes) -> ParsedPage:
    """Return the ids and references of a file; empty for a kind of file that holds no addresses."""
    reader = _READERS.get(path.rpartition(".")[2])
    return reader(data.decode("utf-8")) if reader else ParsedPage()


def verify(
    files: Mapping[str, bytes], base: str, read_file: Callable[[str, bytes], ParsedPage] = read
) -> list[Problem]:
    """All that is wrong with the pages, each once, at the first page that has it.

    `base` is the address of the site (`https://host/path/`) or its path alone (`/path/`). `read_file` is for
    a caller that remembers what unchanged files said.
    """
    pages = {path: read_file(path, data) for path, data in sorted(files.items())}
    site = _Site.at(base, pages)
    found: dict[Finding, list[str]] = {}
    for path, page in pages.items():
        for finding in site.findings(path, page):
            found.setdefault(finding, []).append(path)
    return sorted(_problem(finding, paths) for finding, paths in found.items())


def verify_parity(files: Collection[str], locale_paths: Iterable[str]) -> list[Problem]:
    """Return a problem for each page that a language lacks: `zh-tw/x/index.html` requires `en/x/index.html`."""
    pages = {locale: _pages_below(locale, files) for locale in locale_paths}
    every = set[str]().union(*pages.values())
    return sorted(
        Problem(
            Place(f"{locale}/{page}"),
            "page-untranslated",
            say("this page is missing, though it exists below {folder}/", folder=_first(pages, page)),
            say("Every page is made in every language of site.yaml."),
        )
        for locale, there in pages.items()
        for page in every - there
    )


def _pages_below(locale: str, files: Collection[str]) -> set[str]:
    start = f"{locale}/"
    return {path.removeprefix(start) for path in files if path.startswith(start) and path.endswith(".html")}


def _first(pages: Mapping[str, set[str]], page: str) -> str:
    return next(locale for locale, there in pages.items() if page in there)


def _problem(finding: Finding, paths: list[str]) -> Problem:
    if len(paths) > 1:
        message = say("{message} (and on {count} more pages)", message=finding.message, count=len(paths) - 1)
        finding = finding._replace(message=message)
    return finding.at(Place(paths[0]))


@dataclass(frozen=True)
class _Site:
    origin: str
    base_path: str
    pages: Mapping[str, ParsedPage]
    known: dict[PageReference, Finding | None] = field(default_factory=dict)

    @classmethod
    def at(cls, base: str, pages: Mapping[str, ParsedPage]) -> _Site:
        parts = urlsplit(base)
        origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        return cls(origin, parts.path.rstrip("/") + "/", pages)

    def findings(self, path: str, page: ParsedPage) -> Iterator[Finding]:
        for name in page.repeated:
            hint = say("An id names one element of a page.")
            yield Finding("id-repeated", say("two elements have the id '{id}'", id=name), hint, (name,))
        for reference in page.references:
            finding = self._finding(path, page, reference)
            if finding:
                yield finding

    def _finding(self, path: str, page: ParsedPage, reference: PageReference) -> Finding | None:
        kind, address = reference
        if kind == "id":
            return None if address in page.ids else _no_such_id(address)
        if not address.startswith("/"):
            return self._judge(path, reference)
        if reference not in self.known:  # the same from every page: judged once
            self.known[reference] = self._judge(path, reference)
        return self.known[reference]

    def _judge(self, path: str, reference: PageReference) -> Finding | None:
        kind, address = reference
        address = self._without_origin(address)
        try:
            parts = urlsplit(address)
        except ValueError:
            hint = say("Check its brackets and its port.")
            return Finding("link-malformed", say("'{address}' is not an address", address=address), hint, (address,))
        if parts.netloc or parts.scheme or "\\" in address:
            return _outside_finding(kind, address, parts.scheme)
        if path == "404.html" and parts.path and not parts.path.startswith("/"):
            return Finding(
                "link-relative",
                say("'{address}' is relative, and this page is shown at any address", address=address),
                say("Begin it with '{base}'.", base=self.base_path),
                (address,),
            )
        return self._inside_finding(path, address, parts.path, unquote(parts.fragment))

    def _without_origin(self, address: str) -> str:
        """Turn an absolute address below the site's own into a path."""
        own = self.origin + self.base_path
        if self.origin and (address + "/" == own or address.startswith(own)):
            return address.removeprefix(self.origin) or "/"
        return address

    def _inside_finding(self, path: str, address: str, target: str, anchor: str) -> Finding | None:
        url = posixpath.normpath(posixpath.join(self.base_path, posixpath.dirname(path), unquote(target)))
        if not f"{url}/".startswith(self.base_path):
            return Finding(
                "link-outside",
                say(
                    "'{address}' leads out of the site, which begins at '{base}'", address=address, base=self.base_path
                ),
                say("Give the address from the site's root; the site's base is added to it."),
                (address,),
            )
        found = self._file(f"{url}/"[len(self.base_path) :].rstrip("/")) if target else path
        if found is None:
            message = say("'{address}' leads to no page or file of this site", address=address)
            return Finding("link-missing", message, self._near(url), (address,))
        if anchor and not self._has(found, anchor):
            given = {"address": address, "file": found, "id": anchor}
            message = say("'{address}': {file} has no element with the id '{id}'", **given)
            hint = _near_anchor(anchor, self.pages[found].ids)
            return Finding("anchor-missing", message, hint, (address,))
        return None

    def _file(self, path: str) -> str | None:
        index = f"{path}/index.html".lstrip("/")
        return next((name for name in (path, index) if name in self.pages), None)

    def _has(self, path: str, anchor: str) -> bool:
        if not path.endswith((".html", ".svg")) or anchor == "top" or anchor.startswith(":~:"):
            return True
        return anchor in self.pages[path].ids

    def _near(self, url: str) -> Message:
        addresses = [self.base_path + path.removesuffix("index.html") for path in self.pages]
        near = get_close_matches(f"{url}/", addresses, 1)
        if near:
            return say("did you mean '{near}'?", near=near[0])
        return say("Check its spelling, and whether its page is still made.")


def _near_anchor(anchor: str, ids: Collection[str]) -> Message:
    """Return the anchor most likely meant; else those of the page's headings in prose."""
    headings = sorted(name for name in ids if name.startswith(PROSE_ANCHOR))
    near = did_you_mean(anchor, ids)
    if near or not headings:
        return say("did you mean '{near}'?", near=f"#{near}") if near else _NO_HEADING
    return say("the headings of that page: {known}", known=[f"#{name}" for name in headings])


_NO_HEADING = say("Check the heading that it names, and how its anchor is written.")


def _no_such_id(name: str) -> Finding:
    message = say("an element refers to the id '{id}', which no element has", id=name)
    hint = say("Give the id to the element that is meant, or take the reference out.")
    return Finding("id-missing", message, hint, (name,))


def _outside_finding(kind: str, address: str, scheme: str) -> Finding | None:
    if kind == "load":
        if scheme == "data":
            return None
        return Finding(
            "third-party",
            say("'{address}' is loaded from elsewhere; every reader's browser would tell them", address=address),
            say("Put a copy into static/."),
            (address,),
        )
    if scheme in _HARMLESS or scheme == "https":
        return None
    if scheme == "http":
        message = say("'{address}' is not encrypted", address=address)
        return Finding("link-insecure", message, say("Links to elsewhere begin with https://."), (address,))
    message = say("'{address}' is not a link that a page may have", address=address)
    return Finding("link-scheme", message, say("Begin it with / or https://."), (address,))


_ADDRESS = re.compile(r"(?:\]\([ ]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)(?P<address>[^\s)>]+)", re.MULTILINE)

Proses = Mapping[tuple[str, str, str], Prose]


def page_problems(files: Mapping[str, bytes], site: Site, address: str) -> list[Problem]:
    """Return everything that is wrong with the pages of a site that is published at `address`."""
    languages = site.config.languages
    found = at_prose_links(verify(files, address), site.prose, languages, base_path(address))
    return [*found, *verify_parity(files, [locale.path for locale in languages])]


def at_prose_links(
    problems: Iterable[Problem], prose: Proses, languages: Iterable[Locale], base: str
) -> Iterator[Problem]:
    """Return the problems of pages; one that a link in prose causes is placed at the first such link.

    `base` is the path of the site's root.
    """
    paths = {locale.id: locale.path for locale in languages}
    for problem in problems:
        links = (place for name in problem.about for place in _links(name, problem.place.file, prose, paths, base))
        place = next(links, None)
        yield replace(problem, place=place) if place else problem


def _links(name: str, page: str, prose: Proses, paths: Mapping[str, str], base: str) -> Iterator[Place]:
    address = unquote(name)  # a page has %E7… where prose has 紹
    for (folder, id_, locale), given in prose.items():
        if locale not in paths or (address.startswith("#") and page != _page(paths[locale], folder, id_)):
            continue
        root = f"{base}{paths[locale]}"
        for match in _ADDRESS.finditer(given.text):
            if address == _plain(match["address"], root):
                line, column = position(given.text, match.start("address"))
                yield Place(given.file, line=line, column=column)


def _plain(written: str, root: str) -> str:
    """Return an address as it appears in the finished page."""
    address = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", unescape(unquote(written)))
    return root + address if written.startswith("/") else address


def _page(path: str, folder: str, id_: str) -> str:
    """Return the file of the page that shows a prose file."""
    kind = PROSE_PAGES[id_] if folder == PAGE_PROSE else PAGE_OF[folder]
    return f"{path}/{kind.file(id_)}"
