"""Turns exceptions that nothing foresaw into failures: the machine's where the system refused, else Pingbi's own."""

import hashlib
import os
import platform
import sys
import traceback
from pathlib import Path

from pingbi import __version__
from pingbi.failures import Failure, InternalError, MachineError
from pingbi.wording import say, written


def as_failure(error: Exception, cache: Path | None, published: bool = False) -> Failure:
    """The failure to report for an exception. Unless the system refused something, its traceback is kept in `cache`.

    `published` says that the site was already published when the exception was raised.
    """
    return _of_machine(error) if isinstance(error, OSError) else _internal(error, cache, published)


def _of_machine(error: OSError) -> MachineError:
    """What the system refused, where nothing closer to it has explained it."""
    reason = error.strerror or str(error)
    message = say("the system refuses: {reason}", reason=reason)
    if error.filename:
        message = say("the system refuses {file}: {reason}", file=error.filename, reason=reason)
    return MachineError(message, say("look at its permissions, and whether it is still there"))


def _internal(error: Exception, cache: Path | None, published: bool) -> InternalError:
    text = _report(error)
    file = _keep(text, cache) if cache else None
    if file is None:
        print(text, end="", file=sys.stderr)
    said = written(f"{type(error).__name__}: {error}")
    message = say("Pingbi itself is at fault, not the content, and nothing was published: {error}", error=said)
    if published:
        message = say(
            "Pingbi itself is at fault, not the content; the site had been published before: {error}", error=said
        )
    hint = say("report it to the authors of Pingbi with the traceback, which is printed above")
    if file:
        shown = os.path.relpath(file)
        hint = say("report it to the authors of Pingbi with this file, which holds the traceback: {file}", file=shown)
    return InternalError(message, hint, file)


def _report(error: Exception) -> str:
    """The traceback, below the versions that whoever mends the fault asks for first."""
    versions = f"Pingbi {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join([versions, "", *traceback.format_exception(error)])


def _keep(text: str, cache: Path) -> Path | None:
    """Write the report into the cache and return its path; None where it cannot be written.

    Its name comes from the text, so that a fault which every save repeats in the preview fills one file only.
    """
    data = text.encode("utf-8", "backslashreplace")
    file = cache / f"fault-{hashlib.blake2s(data, digest_size=5).hexdigest()}.txt"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError:
        return None
    return file
