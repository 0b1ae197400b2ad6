"""The values that pass between the stages of a build: a draft, and a whole site."""

from collections.abc import Mapping
from dataclasses import dataclass

from pingbi.analysis.analyse import Analysis
from pingbi.formats import Strings
from pingbi.model.site import Site
from pingbi.outputs.static import Static
from pingbi.pages.sitemap import Page
from pingbi.problems import Problem


@dataclass(frozen=True)
class Draft:
    """A site that has been worked out, with every page planned; `warnings` do not stand in its way.

    `site` is all of the `content`, or what was known of it on a day.
    """

    content: Site
    site: Site
    analysis: Analysis
    strings: Mapping[str, Strings]
    address: str
    static: Static
    pages: tuple[Page, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Built:
    """A whole site, verified and not yet published; `warnings` are about its `content`."""

    files: Mapping[str, bytes]
    pages: int
    warnings: tuple[Problem, ...]
    content: Site
