"""The record of accepted texts as a file of the site's content."""

from collections.abc import Sequence
from pathlib import Path

from pingbi.coverage.translations import FILE, Record, read_record, written
from pingbi.coverage.units import Unit
from pingbi.failures import MachineError
from pingbi.publishing.disk import REAL
from pingbi.wording import say


def accepted(root: Path) -> Record:
    """The record of the site at `root`; an empty one where it has none."""
    return read_record(_text(root / FILE))


def accept(root: Path, statements: Sequence[Unit], locales: Sequence[str]) -> None:
    """Record the statements as they are now. Raises MachineError where the file cannot be written."""
    text = written(statements, locales)
    try:
        if _text(root / FILE) != text:
            REAL.replace(root / FILE, text.encode())
    except OSError as wrong:
        message = say("{name} cannot be written: {reason}", name=FILE, reason=wrong.strerror)
        raise MachineError(message, say("look at the folder's permissions and the space on the disk")) from wrong


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
