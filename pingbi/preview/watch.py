"""Watches folders by looking at their files: works on network drives and in containers, and loses nothing."""

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pingbi.reading.files import is_junk

EVERY = 0.04
SETTLE = 0.015
"""Seconds between two looks, and until a burst or a half-written save counts as over."""

Seen = dict[str, tuple[int, int, int]]


def look(folders: Iterable[Path]) -> Seen:
    """Every file's time, size and inode."""
    found: Seen = {}
    waiting = [str(folder) for folder in folders]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if is_junk(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[entry.path] = status.st_mtime_ns, status.st_size, status.st_ino
        except OSError:
            continue  # it went away while we looked; the next look tells
    return found


def watch(folders: tuple[Path, ...], changed: Callable[[], None], stop: Callable[[], bool]) -> None:
    """Call `changed` after every change below `folders`, once it has settled, until `stop()`."""
    before = look(folders)
    while not stop():
        time.sleep(EVERY)
        now = look(folders)
        if now == before:
            continue
        before = _settled(folders, now)
        changed()


def _settled(folders: tuple[Path, ...], now: Seen) -> Seen:
    while True:
        time.sleep(SETTLE)
        again = look(folders)
        if again == now:
            return again
        now = again
