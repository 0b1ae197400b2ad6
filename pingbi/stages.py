"""The values passed between the stages of a build."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pingbi.analysis.analyse import Analysis
from pingbi.analysis.as_of.in_force import Moment, next_change
from pingbi.diagnostics.problem import Problem
from pingbi.locale.figures import PartialDate
from pingbi.locale.formats import Strings
from pingbi.model.site import Site
from pingbi.outputs.table import Static, plan_outputs
from pingbi.pages.parts.presenter import Presenter
from pingbi.routes import OutputInputs, Page


@dataclass(frozen=True)
class Settings:
    """What a build needs besides the content: the moment, the site's address, the day whose knowledge it shows."""

    now: Moment
    base_url: str | None = None
    as_of: PartialDate | None = None


@dataclass(frozen=True)
class PreparedSite:
    """An analysed site with every page planned. `warnings` do not prevent a build.

    `site` is what holds of the `content` on `day`, or what was known of it by then.
    """

    content: Site
    day: dt.date
    site: Site
    analysis: Analysis
    presenters: tuple[Presenter, ...]
    """One for each language, the first one first."""
    strings: Mapping[str, Strings]
    address: str
    static: Static
    pages: tuple[Page, ...]
    warnings: tuple[Problem, ...]

    @property
    def outputs(self) -> Mapping[str, Callable[[], bytes]]:
        """How each file is made that is neither a page nor static, by its path."""
        inputs = OutputInputs(self.presenters[0], self.analysis, self.pages, self.address, self.static.assets)
        return plan_outputs(inputs, self.presenters)


@dataclass(frozen=True)
class BuiltSite:
    """A whole site, verified and not yet published; `warnings` are about its `content`."""

    files: Mapping[str, bytes]
    pages: int
    warnings: tuple[Problem, ...]
    content: Site
    day: dt.date

    @property
    def next_change(self) -> dt.date | None:
        """The day on which a price or rate begins or ends next, so that the site is out of date."""
        return next_change(self.content, self.day)
