"""Where everything lies: addresses as paths below the site's base, the same slugs in every language."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pingbi.locale.text import Locale
from pingbi.site_structure import PAGES


def base_path(base_url: str) -> str:
    """The path part of the site's address, '/' or '/sub/path/'."""
    return urlsplit(base_url).path or "/"


@dataclass(frozen=True)
class Addresses:
    """Makes addresses for one language of a site at `base_url`."""

    base_url: str
    locale: Locale

    @property
    def root(self) -> str:
        """The site's root, without a language."""
        return base_path(self.base_url)

    def to(self, kind: str, id_: str = "", fragment: str = "") -> str:
        """The address of a page, as a path that a browser resolves on any host."""
        anchor = f"#{fragment}" if fragment else ""
        return f"{self.root}{self.locale.path}/{PAGES[kind].address(id_)}{anchor}"

    def absolute(self, path: str) -> str:
        """The full address of a path of this site."""
        return self.base_url + path.removeprefix(self.root)
