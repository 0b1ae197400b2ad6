"""The record class of each kind of content file, and where a site holds the records of a kind."""

from collections.abc import Mapping
from typing import Any

from pingbi.model.base import Record
from pingbi.model.catalogue import Catalogue
from pingbi.model.editorial import Comparison, Guide, HandsOnTest, Scenario
from pingbi.model.plans import Offering
from pingbi.model.products import Product
from pingbi.model.site import Site
from pingbi.model.sources import Source
from pingbi.site_structure import RECORD_KINDS

_CLASSES: tuple[type[Record], ...] = (
    Source, Catalogue, Product, Offering, Comparison, HandsOnTest, Scenario, Guide,
)  # fmt: skip
_BY_NAME = {one.__name__: one for one in _CLASSES}
MODELS: Mapping[str, type[Record]] = {kind.name: _BY_NAME[kind.model] for kind in RECORD_KINDS}
"""By the name of the kind of records."""


def records_of(site: Site, kind: str) -> Mapping[str, Any]:
    """All records of a kind, by id."""
    # The catalogue is one record that holds all features; every other kind is an attribute of the site.
    found: Mapping[str, Any] = site.catalogue.features if kind == "features" else getattr(site, kind)
    return found
