"""What stops a build that is not the content's fault: each failure knows its exit code and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pingbi.wording import NOTHING, Said


class Failure(Exception):
    """A build cannot go on; `message` says what is wrong, `hint` what to do."""

    exit_code = 1
    code: str

    def __init__(self, message: Said, hint: Said = NOTHING) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class ConfigurationError(Failure):
    """The command, its options or the folders it names are wrong."""

    exit_code = 2
    code = "configuration"


class ForeignFiles(ConfigurationError):
    """The output folder holds files that no build of ours has put there."""

    code = "foreign-files"

    def __init__(self, message: Said, hint: Said, paths: Sequence[str]) -> None:
        super().__init__(message, hint)
        self.paths = tuple(paths)


class MachineError(Failure):
    """The disk, a permission or the system let us down."""

    exit_code = 3
    code = "machine"


class BusyError(Failure):
    """Another build of the same comparison is running."""

    exit_code = 4
    code = "busy"


class InternalError(Failure):
    """Pingbi itself is at fault: an exception that nothing foresaw. `traceback` is the file that keeps it."""

    exit_code = 5
    code = "internal"

    def __init__(self, message: Said, hint: Said, traceback: Path | None) -> None:
        super().__init__(message, hint)
        self.traceback = traceback
