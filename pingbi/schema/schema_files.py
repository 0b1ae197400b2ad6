"""The schemas as files, where the first lines of the content's files and the editor's settings look for them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pingbi.content.load import load
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import MachineError
from pingbi.publish.disk import REAL
from pingbi.schema.known_ids import Known, known_in
from pingbi.schema.record_schemas import FILES, schemas

FOLDER = ".vscode/schemas"
"""Below the comparison's root."""


def modeline(name: str) -> str:
    """The first line of a content file: where its schema lies, as seen from the file."""
    up = "../" * (FILES[name][1].count("/") + 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{name}.json\n"


def describe(folder: Path, content: Mapping[str, bytes]) -> tuple[str, ...] | None:
    """Write the schemas for these files (by path), faulty or not; None where they name no language."""
    known = known_in({file: document.data for file, document in load(content).documents.items()})
    return write_schemas(folder, known) if known.locales else None


def write_schemas(folder: Path, known: Known) -> tuple[str, ...]:
    """Write those that changed; their names. Raises MachineError where the folder cannot be written."""
    files = {f"{name}.json": _bytes(schema) for name, schema in schemas(known).items()}
    try:
        return write_changed(folder, files)
    except OSError as wrong:
        message = say("the schemas cannot be written into {folder}: {reason}", folder=folder, reason=wrong.strerror)
        raise MachineError(message, say("look at its permissions, or name another folder")) from wrong


def write_changed(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the files whose bytes differ from those on the disk; their names."""
    changed = tuple(name for name, data in files.items() if _there(folder / name) != data)
    REAL.make_folders(folder)
    for name in changed:
        REAL.replace(folder / name, files[name])
    return changed


def _there(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
