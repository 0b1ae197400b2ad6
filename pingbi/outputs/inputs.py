"""What a file that is no page is made from."""

from dataclasses import dataclass

from pingbi.analysis.analyse import Analysis
from pingbi.model.site import Site
from pingbi.pages.parts.addresses import base_path
from pingbi.pages.parts.layout import Assets
from pingbi.pages.parts.presenter import Teller
from pingbi.routes import Page


@dataclass(frozen=True)
class OutputInputs:
    """A site with all that follows from its facts, and all its pages. `teller`: the language of the file."""

    teller: Teller
    analysis: Analysis
    pages: tuple[Page, ...]
    address: str
    assets: Assets

    @property
    def site(self) -> Site:
        return self.teller.site

    @property
    def root(self) -> str:
        """The path of the site's root, '/' or '/sub/path/'."""
        return base_path(self.address)
