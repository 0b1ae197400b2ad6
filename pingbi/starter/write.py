"""Writes a comparison to begin with, or a record inside one; nothing that exists is ever overwritten."""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pingbi.failures import ConfigurationError, MachineError
from pingbi.project import project_at
from pingbi.publishing.disk import REAL
from pingbi.reading.load import load
from pingbi.reading.project_files import read_project
from pingbi.schema.known import Known, known_in
from pingbi.schema.write import FOLDER, write_schemas
from pingbi.starter import comparison, records
from pingbi.starter.wishes import Wishes
from pingbi.wording import say


def check_is_new(folder: Path) -> None:
    """Raise ConfigurationError where the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(say("{name} is there already", name=folder), say("name a folder that is new or empty"))


def write_comparison(folder: Path, wishes: Wishes, today: dt.date) -> tuple[str, ...]:
    """Write a whole comparison into a new folder, with its schemas; returns the paths of its files."""
    check_is_new(folder)
    files = comparison.files_for(wishes, today)
    _write(folder, files)
    known, _ = _known(folder)
    write_schemas(folder / FOLDER, known)
    return tuple(files)


def write_record(root: Path, kind: str, id_: str) -> tuple[str, ...]:
    """Write a new record of the comparison at `root`; returns the paths of its files."""
    known, colors = _known(root)
    files = records.files_for(kind, id_, known, colors)
    _refuse_existing(root, files)
    _write(root, files)
    return tuple(files)


def _known(root: Path) -> tuple[Known, list[int]]:
    """What the comparison declares, and the colors that its products have."""
    documents = load(read_project(project_at(root)).content).documents
    data = {file: document.data for file, document in documents.items()}
    known = known_in(data)
    if not known.locales:
        message = say("content/site.yaml names no languages, so nothing can be written in them")
        raise ConfigurationError(message, say("mend it first: 'check' says what is wrong"))
    products = (item for file, item in data.items() if file.startswith("content/products/") and isinstance(item, dict))
    return known, [color for item in products if isinstance(color := item.get("color"), int)]


def _refuse_existing(root: Path, files: Mapping[str, bytes]) -> None:
    for file in files:
        if (root / file).exists():
            raise ConfigurationError(
                say("{name} is there already", name=file), say("choose another id, or edit that file")
            )


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """Each file as a new one, or none: what appeared in the meantime is refused by the system itself."""
    begun: list[Path] = []
    try:
        for file, data in files.items():
            begun += [folder for folder in (root / file).parents if not folder.exists()]
            REAL.make_folders((root / file).parent)
            if not (root / file).exists():
                begun.append(root / file)
            REAL.write(root / file, data)
    except OSError as wrong:
        _take_back(begun)
        message = say("{name} cannot be written: {reason}", name=wrong.filename or root, reason=wrong.strerror)
        raise MachineError(message, say("look at the folder's permissions and the space on the disk")) from wrong


def _take_back(begun: list[Path]) -> None:
    """Leave nothing behind of what could not be finished."""
    for path in sorted(begun, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
