"""What the maker of a page is given, and what its page has for the frame around every page."""

from dataclasses import dataclass
from typing import Any

from pingbi.analysis.analyse import Analysis
from pingbi.pages.teller import Teller


@dataclass(frozen=True)
class PageInputs:
    """A site in one language, and all that follows from its facts."""

    teller: Teller
    analysis: Analysis


@dataclass(frozen=True)
class PageMeta:
    """What differs from page to page in its frame. `edit`: the file of content/ that says most of it, or ''.

    `data` are items of JSON-LD.
    """

    title: str
    description: str
    edit: str = ""
    data: tuple[dict[str, Any], ...] = ()
