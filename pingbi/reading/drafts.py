"""Records that are not finished: a build knows nothing of them, a preview can show them."""

import re
from collections.abc import Mapping

from pingbi.reading.layout import filed
from pingbi.site_structure import RECORD_FOLDERS

_DRAFT = re.compile(rb"^draft:[ \t]*true[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def without_drafts(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The content without the records that say `draft: true`, their prose, and what a product's plans are then for."""
    drafts = [filed(file) for file, data in content.items() if _is_draft(file, data)]
    owners = {(draft.folder, draft.stem) for draft in drafts}
    owners |= {("plans", draft.stem) for draft in drafts if draft.folder == "products"}
    return {file: data for file, data in content.items() if (filed(file).folder, filed(file).id) not in owners}


def _is_draft(file: str, data: bytes) -> bool:
    folder, _, suffix = filed(file)
    return folder in RECORD_FOLDERS and suffix == ".yaml" and b"draft:" in data and bool(_DRAFT.search(data))
