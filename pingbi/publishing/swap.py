"""Publish: the next generation is made complete beside the old one, then the two change places in one step.

Both generations are whole folders, kept by turns. A file that does not change is one file with a name in each
(a hard link): it keeps its time and its inode, and a publish costs what changed.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from pingbi.publishing import generations, stage
from pingbi.publishing.disk import REAL, Disk
from pingbi.publishing.generations import Current
from pingbi.publishing.guards import held, refuse_bad_paths, refuse_foreign, system_errors_explained
from pingbi.publishing.places import Places, check


@dataclass(frozen=True)
class Published:
    """What a publish did. `atomic` is False where the system could only do it in two renames."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    atomic: bool = True


def is_asset(path: str) -> bool:
    """A file with its hash in its name: an open page of the generation before may still ask for it."""
    return path.startswith("assets/")


def publish(
    files: Mapping[str, bytes],
    site: Path,
    cache: Path,
    disk: Disk = REAL,
    *,
    keep: Callable[[str], bool] = is_asset,
    digests: Mapping[str, str] | None = None,
    lock: bool = True,
) -> Published:
    """Make `site` hold exactly these files and those kept for a generation: wholly, or not at all.

    With `digests` (sha256 by path, of the same paths) the bytes of an unchanged file are never asked for.
    `lock=False` is for a caller that is inside `held` already.
    """
    check(site, cache)
    wanted = dict(digests) if digests is not None else {path: generations.digest_of(files[path]) for path in files}
    refuse_bad_paths(wanted)
    with held(cache, disk) if lock else nullcontext(), system_errors_explained():
        recover(site, cache, disk)
        return _publish(files, wanted, Places(site, cache), keep, disk)


def _publish(
    files: Mapping[str, bytes],
    wanted: dict[str, str],
    places: Places,
    keep: Callable[[str], bool],
    disk: Disk,
) -> Published:
    current = generations.survey(places, wanted, disk)
    refuse_foreign(places.site, current.foreign)
    if current.is_exactly(wanted):
        _remember(places, current, disk)
        return Published(unchanged=len(wanted))
    target = {**current.to_keep(keep, wanted), **wanted}
    manifest = stage.build(places, target, current, files, disk)
    generations.save(places, _inode(places.back, disk), manifest, disk)
    disk.sync(places.own)
    return _report(current, wanted, target, atomic=_bring_forward(places, disk))


def _report(current: Current, wanted: Mapping[str, str], target: Mapping[str, str], atomic: bool) -> Published:
    written = tuple(sorted(path for path in wanted if current.digests.get(path) != wanted[path]))
    removed = tuple(sorted(current.digests.keys() - target.keys()))
    return Published(written, removed, len(wanted) - len(written), atomic)


def _remember(places: Places, current: Current, disk: Disk) -> None:
    """The site is right but its manifest is lost or old: note what is there, so that it stays ours."""
    entries = current.entries()
    if entries != current.manifest:
        generations.save(places, _inode(places.site, disk), entries, disk)


def _inode(folder: Path, disk: Disk) -> int:
    inode = disk.inode(folder)
    if inode is None:
        raise FileNotFoundError(errno.ENOENT, "the folder has just vanished", str(folder))
    return inode


def _bring_forward(places: Places, disk: Disk) -> bool:
    atomic = True
    if disk.inode(places.site) is None:
        disk.make_folders(places.site.parent)
        disk.rename(places.back, places.site)
    elif not disk.exchange(places.site, places.back):
        _in_two_renames(places, disk)
        atomic = False
    disk.sync_folder(places.site.parent)
    disk.sync_folder(places.own)
    return atomic


def _in_two_renames(places: Places, disk: Disk) -> None:
    """Where no exchange exists. The folder `retired` is the journal: see `recover`."""
    disk.rename(places.site, places.retired)
    try:
        disk.rename(places.back, places.site)
    except BaseException:
        disk.rename(places.retired, places.site)
        raise
    disk.rename(places.retired, places.back)


def recover(site: Path, cache: Path, disk: Disk = REAL) -> None:
    """Undo or finish an exchange by two renames that was cut in the middle; for use inside `held`."""
    places = Places(site, cache)
    with system_errors_explained():
        if disk.inode(places.retired) is None:
            return
        if disk.inode(site) is None:
            disk.rename(places.retired, site)
        elif disk.inode(places.back) is None:
            disk.rename(places.retired, places.back)
        else:
            stage.remove(places.retired, disk)
