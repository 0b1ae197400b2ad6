"""A crawler that knows nothing of the generator: follows every address in a built tree, as a browser would."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from tests.support.commands import Tree


class _Addresses(HTMLParser):
    """Gathers what a page points at, and what can be pointed at in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        self.found += [given[name] or "" for name in ("href", "src", "action", "poster") if name in given]
        self.found += [part.split()[0] for part in (given.get("srcset") or "").split(",") if part.strip()]


def broken(files: Tree, base: str) -> list[str]:
    """Every address inside the site that leads nowhere, as 'page: address'."""
    pages = {name: _Addresses(data.decode()) for name, data in files.items() if name.endswith(".html")}
    return [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in page.found
        if not _leads(address, _address_of(name, base), base, files, pages)
    ]


def named_elsewhere(files: Tree) -> Iterator[str]:
    """The addresses in the sitemap, and those that redirects lead to."""
    yield from re.findall(r"<loc>([^<]+)</loc>", files["sitemap.xml"].decode())
    yield from re.findall(r'href="([^"]+)"', files["sitemap.xml"].decode())
    for line in files["_redirects"].decode().splitlines():
        yield line.split()[1]


def _address_of(name: str, base: str) -> str:
    return base + name.removesuffix("index.html")


def _leads(address: str, page: str, base: str, files: Tree, pages: dict[str, _Addresses]) -> bool:
    whole = urlsplit(urljoin(page, address))
    if whole.scheme in ("mailto", "data") or (whole.netloc != urlsplit(base).netloc):
        return True
    if not whole.path.startswith(urlsplit(base).path):
        return False
    file = unquote(whole.path.removeprefix(urlsplit(base).path))
    file += "index.html" if file.endswith("/") or not file else ""
    if file not in files:
        return False
    return not whole.fragment or file not in pages or unquote(whole.fragment) in pages[file].ids


def leads(address: str, base: str, files: Tree) -> bool:
    """Whether one address (whole, or from the host's root) is a file of the site."""
    return _leads(address, base, base, files, {})
