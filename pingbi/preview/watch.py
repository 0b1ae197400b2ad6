"""Watches folders by reading file metadata: works on network drives and in containers, and misses nothing."""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from pingbi.content.files import is_junk

EVERY, IDLE = 0.04, 0.1
"""Seconds between two full scans: while files change, and after some time without changes."""
HOT, HOT_IDLE = 0.002, 0.01
"""The same for recently changed files: the next change is most likely there."""
SETTLE = 0.002
"""Seconds without a further change until a change counts as complete."""
TICK = 0.01
"""Resolution of a file system's clock, in seconds: two changes within it can have the same time."""
RESTING = 60.0
REMEMBERED = 8

Stamp = tuple[int, int, int, int]
Seen = dict[str, Stamp]


def scan(folders: Iterable[Path]) -> Seen:
    """Return every file's times, size and inode. Its change time shows an editor that resets the mtime."""
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

    Changes since `seen`, if given, count.
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
    """Report a change, and once more for files that changed again within the clock's resolution."""
    while paths:
        contents, start = {path: _content(path) for path in paths}, time.monotonic()
        changed(paths)
        time.sleep(max(0.0, TICK - (time.monotonic() - start)))
        paths = frozenset(path for path in paths if _content(path) != contents[path])


def _content(path: str) -> bytes | None:
    """Return a digest of a file's content; None if it cannot be read."""
    try:
        return hashlib.blake2s(Path(path).read_bytes()).digest() if os.path.isfile(path) else None
    except OSError:
        return None


def differing(before: Seen, now: Seen) -> frozenset[str]:
    """Return the paths that appeared, disappeared or changed."""
    return frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _wait(seconds: float, step: float, hot: Iterable[str], seen: Seen) -> list[str]:
    """Wait for the next scan, or until one of the recently changed files changes again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if early := [path for path in hot if _is_new(path, seen)]:
            return early
        time.sleep(step)
    return []


def _with(seen: Seen, paths: Iterable[str]) -> Seen:
    """Return the scan with some paths looked at again."""
    now = dict(seen)
    for path in paths:
        now.pop(path, None)
        if stamp := _stamp_of(path):
            now[path] = stamp
    return now


def _is_new(path: str, seen: Seen) -> bool:
    return _stamp_of(path) != seen.get(path)


def _stamp_of(path: str) -> Stamp | None:
    """Return a file's metadata; None if there is no such file."""
    try:
        return _stamp(os.lstat(path))
    except OSError:
        return None


def _settled(folders: tuple[Path, ...], before: Seen, now: Seen) -> Seen:
    """Return the scan after the last write of a burst, or of a save in several steps."""
    while True:
        time.sleep(SETTLE)
        if not any(_is_new(path, now) for path in differing(before, now)):
            return now
        now = scan(folders)
