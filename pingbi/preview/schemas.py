"""Keeps what a text editor knows of the content in step with it, while it is being edited."""

import sys
import threading

from pingbi import reporting
from pingbi.crash_report import as_failure
from pingbi.failures import Failure
from pingbi.model.site import Site
from pingbi.problems import ContentError
from pingbi.project import Project
from pingbi.reading.project_files import read_project
from pingbi.schema.write import FOLDER, describe
from pingbi.site_structure import RECORD_FOLDERS
from pingbi.wording import ENGLISH


class Schemas:
    """The schemas of a site, made anew when it declares other ids; only where an editor's settings ask for them."""

    def __init__(self, project: Project, language: str = ENGLISH) -> None:
        self._project, self._language = project, language
        self._written: object = None

    def follow(self, site: Site) -> None:
        """Write them beside whatever else goes on, if they are no longer right."""
        declared = _declared(site)
        if declared != self._written and (self._project.root / FOLDER).parent.is_dir():
            self._written = declared
            threading.Thread(target=self._write, daemon=True).start()

    def _write(self) -> None:
        try:
            describe(self._project.root / FOLDER, read_project(self._project).content)
        except ContentError:
            return  # the next good save comes back to it
        except Failure as failed:
            self._tell(failed)
        except Exception as error:
            self._tell(as_failure(error, self._project.cache))

    def _tell(self, failure: Failure) -> None:
        print(reporting.failure_text(failure, self._language), end="", file=sys.stderr, flush=True)


def _declared(site: Site) -> tuple[object, ...]:
    """All that the schemas name."""
    records = tuple((kind, tuple(getattr(site, kind))) for kind in RECORD_FOLDERS)
    plans = tuple(tuple(offering.plans) for offering in (*site.plans.values(), *site.offers.values()))
    return site.catalogue, site.sources, tuple(site.config.locales), records, plans
