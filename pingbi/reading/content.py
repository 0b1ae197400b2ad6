"""What the rules across files look at, and what they say of a name that nothing bears."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pingbi.model.site import Site
from pingbi.problems import Place, Problem, suggestion
from pingbi.site_structure import PAGE_PROSE, RECORD_FOLDERS, RECORD_KINDS
from pingbi.wording import Said, say

WHAT: Mapping[str, Said] = {**{kind.name: kind.label for kind in RECORD_KINDS}, PAGE_PROSE: say("page")}
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
        for folder in RECORD_FOLDERS:
            for id_, record in getattr(self.site, folder).items():
                yield f"content/{folder}/{id_}.yaml", record


def dangling(place: Place, what: Said, name: str, known: Collection[str], reference: str = "") -> Problem:
    """The problem of naming something that is not there, with the nearest that is; a `reference` leads its message."""
    hint = suggestion(name, known) or say("known: {known}", known=sorted(known) or say("none"))
    message = say("there is no {what} '{name}'", what=what, name=name)
    if reference:
        message = say("{about}: {message}", about=reference, message=message)
    about = (name, reference) if reference else (name,)
    return Problem(place, "reference-dangling", message, hint, about=about)
