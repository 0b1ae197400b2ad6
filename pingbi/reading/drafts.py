"""Records that are not finished: a build knows nothing of them, a preview can show them."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from pingbi.reading.layout import RECORDS

_DRAFT = re.compile(rb"^draft:[ \t]*true[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def without_drafts(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The content without the records that say `draft: true`, their prose, and what a product's plans are then for."""
    drafts = {PurePosixPath(file) for file, data in content.items() if _is_draft(file, data)}
    owners = {(path.parent.as_posix(), path.stem) for path in drafts}
    owners |= {("content/plans", path.stem) for path in drafts if path.parent.name == "products"}
    return {file: data for file, data in content.items() if _owner(file) not in owners}


def _is_draft(file: str, data: bytes) -> bool:
    path = PurePosixPath(file)
    return path.parent.name in RECORDS and path.suffix == ".yaml" and bool(_DRAFT.search(data))


def _owner(file: str) -> tuple[str, str]:
    """A record's folder and id, also for its prose: `products/ID.en.md` belongs to `products/ID`."""
    path = PurePosixPath(file)
    return path.parent.as_posix(), path.name.partition(".")[0]
