"""What a publish refuses, and how a refusal by the system reads."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pingbi.diagnostics.message import NOTHING, say
from pingbi.diagnostics.problem import BusyError, ConfigurationError, ForeignFiles, MachineError
from pingbi.publish import manifest as generations
from pingbi.publish.disk import REAL, Disk

_SHOWN = 10
_SPACE = say("Free some disk space and build again; the published site is whole.")
_RIGHTS = say("Check who owns the folder and whether you may write in it; the published site is whole.")
_HINTS = {errno.ENOSPC: _SPACE, errno.EDQUOT: _SPACE, errno.EACCES: _RIGHTS, errno.EPERM: _RIGHTS}
_HINT = say("Build again once this is mended; the published site is whole.")


@contextmanager
def held(cache: Path, disk: Disk = REAL) -> Iterator[None]:
    """Be the only build that works with this cache, or say who is."""
    with ExitStack() as stack:
        try:
            with system_errors_explained():
                disk.make_folders(cache)
                stack.enter_context(disk.locked(cache / "lock"))
        except BlockingIOError as error:
            message = say("another build of this comparison is running (it holds {lock})", lock=cache / "lock")
            raise BusyError(message, say("Wait until it has ended.")) from error
        yield


@contextmanager
def system_errors_explained() -> Iterator[None]:
    """What the system refuses becomes a sentence and a way out."""
    try:
        yield
    except BlockingIOError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        message = say("the system refuses: {reason}", reason=reason)
        if error.filename:
            message = say("the system refuses {file}: {reason}", file=error.filename, reason=reason)
        raise MachineError(message, _HINTS.get(error.errno or 0, _HINT)) from error


def refuse_foreign(site: Path, paths: tuple[str, ...]) -> None:
    """Somebody else's work in the output folder is never deleted."""
    if not paths:
        return
    rows = "".join(f"\n  {site / path}" for path in paths[:_SHOWN])
    more = say("\n  and {count} more", count=len(paths) - _SHOWN) if len(paths) > _SHOWN else NOTHING
    raise ForeignFiles(
        say(
            "{site} holds files that no build has put there, and a publish would delete them:{rows}{more}",
            site=site, rows=rows, more=more,
        ),
        say(
            "Move them to static/ if they belong to the site, or elsewhere; "
            "if {site} is only an older build, delete it and build again.",
            site=site,
        ),
        paths,
    )  # fmt: skip


def refuse_bad_paths(wanted: Mapping[str, str]) -> None:
    """An empty site is a mistake of the editor's; a path that leaves the folder is one of ours."""
    if not wanted:
        hint = say("Check that --root names a folder with content/.")
        raise ConfigurationError(say("there is not one page to publish"), hint)
    folders = generations.folders_of(wanted)
    for path in wanted:
        parts = path.split("/")
        if path in folders or "\0" in path or not all(part not in ("", ".", "..") for part in parts):
            raise ValueError(f"not a path that a site can have: {path!r}")
