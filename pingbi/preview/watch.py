"""Watches folders by looking at their files: works on network drives and in containers, and loses nothing."""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from pingbi.content.files import is_junk

EVERY, IDLE = 0.04, 0.1
"""Seconds between two looks at everything: while somebody works, and once nothing has changed for a while."""
HOT, HOT_IDLE = 0.002, 0.01
"""The same for the files that changed last: the next change is most likely there."""
SETTLE = 0.002
"""Seconds that a change must stand before it is taken for whole."""
TICK = 0.01
"""Seconds in which a file can change twice without its times telling: a file system's clock goes in steps."""
RESTING = 60.0
REMEMBERED = 8

Stamp = tuple[int, int, int, int]
Seen = dict[str, Stamp]


def scan(folders: Iterable[Path]) -> Seen:
    """Every file's times, size and inode. Its change time tells also where an editor sets the other one back."""
    found: Seen = {}
    waiting = [str(folder) for folder in folders]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if is_junk(entry.name) or entry.name == "__pycache__":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        found[entry.path] = _stamp(entry.stat(follow_symlinks=False))
        except OSError:
            continue  # it went away while we looked; the next look tells
    return found


def watch_folders(
    folders: tuple[Path, ...],
    changed: Callable[[frozenset[str]], None],
    stop: Callable[[], bool],
    seen: Seen | None = None,
) -> None:
    """Call `changed` with the paths after every change below `folders`, once it has settled, until `stop()`.

    What has changed since `seen`, if given, counts.
    """
    before, hot, last = scan(folders) if seen is None else seen, deque[str](maxlen=REMEMBERED), time.monotonic()
    while not stop():
        resting = time.monotonic() - last > RESTING
        early = _wait(IDLE if resting else EVERY, HOT_IDLE if resting else HOT, hot, before)
        now = _with(before, early) if early else scan(folders)
        if now != before:
            now = _settled(folders, before, now)
            paths = differing(before, now)
            hot.extend(path for path in sorted(paths) if path not in hot)
            before, last = now, time.monotonic()
            if paths:
                _tell(paths, changed)


def _tell(paths: frozenset[str], changed: Callable[[frozenset[str]], None]) -> None:
    """Tell of a change, and again of what changed once more within the same step of the clock."""
    while paths:
        contents, start = {path: _content(path) for path in paths}, time.monotonic()
        changed(paths)
        time.sleep(max(0.0, TICK - (time.monotonic() - start)))
        paths = frozenset(path for path in paths if _content(path) != contents[path])


def _content(path: str) -> bytes | None:
    """A mark of what a file holds; None where there is none, or none that can be read."""
    try:
        return hashlib.blake2s(Path(path).read_bytes()).digest() if os.path.isfile(path) else None
    except OSError:
        return None


def differing(before: Seen, now: Seen) -> frozenset[str]:
    """The paths that appeared, went away or changed."""
    return frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _wait(seconds: float, step: float, hot: Iterable[str], seen: Seen) -> list[str]:
    """Wait for the next look, or until some of the files that changed last change again: which?"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if early := [path for path in hot if _is_new(path, seen)]:
            return early
        time.sleep(step)
    return []


def _with(seen: Seen, paths: Iterable[str]) -> Seen:
    """What was seen, with a new scan at some paths alone."""
    now = dict(seen)
    for path in paths:
        now.pop(path, None)
        if stamp := _stamp_of(path):
            now[path] = stamp
    return now


def _is_new(path: str, seen: Seen) -> bool:
    return _stamp_of(path) != seen.get(path)


def _stamp_of(path: str) -> Stamp | None:
    """None where there is no such file."""
    try:
        return _stamp(os.lstat(path))
    except OSError:
        return None


def _settled(folders: tuple[Path, ...], before: Seen, now: Seen) -> Seen:
    """The state after the last write of a burst, or of a save in several steps."""
    while True:
        time.sleep(SETTLE)
        if not any(_is_new(path, now) for path in differing(before, now)):
            return now
        now = scan(folders)
