"""What the rules across files look at, and what they say of a name that nothing bears."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pingbi.model.site import Site
from pingbi.problems import Place, Problem, suggestion
from pingbi.reading.layout import RECORDS
from pingbi.wording import Said, say

WHAT: Mapping[str, Said] = {
    "products": say("product"),
    "features": say("feature"),
    "sources": say("source"),
    "comparisons": say("comparison"),
    "tests": say("test"),
    "scenarios": say("scenario"),
    "guides": say("guide"),
    "pages": say("page"),
}
"""What one of each kind is called."""


@dataclass(frozen=True)
class Content:
    """What the rules look at: the site, and every id that is declared, even where its file has other faults."""

    site: Site
    declared: Mapping[str, Collection[str]]
    broken: frozenset[str] = frozenset()
    """Files with faults in their YAML itself, and missing ones: what they declare is not surely known."""

    def declares(self, kind: str, name: str) -> bool:
        """Whether there is such an id, or cannot be known."""
        return name in self.declared[kind] or f"content/{kind}.yaml" in self.broken

    def records(self) -> Iterator[tuple[str, Any]]:
        """Every record with the file it comes from."""
        for folder in RECORDS:
            for id_, record in getattr(self.site, folder).items():
                yield f"content/{folder}/{id_}.yaml", record


def dangling(place: Place, what: Said, name: str, known: Collection[str]) -> Problem:
    """The problem of naming something that is not there, with the nearest that is."""
    hint = suggestion(name, known) or say("known: {known}", known=sorted(known) or say("none"))
    return Problem(place, "reference-dangling", say("there is no {what} '{name}'", what=what, name=name), hint)
