"""Publishing: the next generation is completed beside the old one, then the two swap places in one step.

Both generations are whole folders, used by turns. An unchanged file is one inode with a name in each (a hard link):
it keeps its mtime, and a publish costs only what changed.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from pingbi.diagnostics.message import NO_MESSAGE, say
from pingbi.diagnostics.problem import BusyError, ConfigurationError, ForeignFiles, MachineError
from pingbi.publish import manifest as generations
from pingbi.publish.disk import REAL, Disk, Tree
from pingbi.publish.manifest import Current, Entry, PublishPaths, check_paths, digest_of, folders_of

_SHOWN = 10
_SPACE = say("Free some disk space and build again; the published site is whole.")
_RIGHTS = say("Check who owns the folder and whether you may write in it; the published site is whole.")
_HINTS = {errno.ENOSPC: _SPACE, errno.EDQUOT: _SPACE, errno.EACCES: _RIGHTS, errno.EPERM: _RIGHTS}
_HINT = say("Build again once this is mended; the published site is whole.")


@contextmanager
def build_lock(cache: Path, disk: Disk = REAL) -> Iterator[None]:
    """Hold the build lock of a cache folder. Raises BusyError, which names the process that holds it."""
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
    """Turn an OSError into a MachineError with a sentence and a hint."""
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
    """Raise ForeignFiles if the output folder holds files that no build put there: they are never deleted."""
    if not paths:
        return
    rows = "".join(f"\n  {site / path}" for path in paths[:_SHOWN])
    more = say("\n  and {count} more", count=len(paths) - _SHOWN) if len(paths) > _SHOWN else NO_MESSAGE
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
    """Refuse an empty site (the editor's mistake) and paths that leave the folder (our own)."""
    if not wanted:
        hint = say("Check that --root names a folder with content/.")
        raise ConfigurationError(say("there is not one page to publish"), hint)
    folders = generations.folders_of(wanted)
    for path in wanted:
        parts = path.split("/")
        if path in folders or "\0" in path or not all(part not in ("", ".", "..") for part in parts):
            raise ValueError(f"not a path that a site can have: {path!r}")


def build_generation(
    places: PublishPaths, target: Mapping[str, str], current: Current, files: Mapping[str, bytes], disk: Disk
) -> dict[str, Entry]:
    """Fill the back folder with exactly `target` (digests by path). What `files` lacks is taken from the site."""
    back = places.back
    there = _back_folder(places, disk)
    same = {path for path in target if current.digests.get(path) == target[path]}
    stays = {path for path in same if _is_same_file(path, there, current.tree)}
    _clear(back, there, stays, folders_of(target), disk)
    manifest: dict[str, Entry] = {}
    for path, digest in sorted(target.items()):
        if path in same:
            if path not in stays:
                disk.link(places.site / path, back / path)
            file = current.tree.files[path]
        else:
            file = disk.write(back / path, _checked(files[path], digest, path))
        manifest[path] = Entry(digest, file.size, file.mtime_ns, path not in files)
    return manifest


def _back_folder(places: PublishPaths, disk: Disk) -> Tree:
    disk.make_folders(places.own)
    if disk.inode(places.back) is None:
        disk.discard(places.back)
        disk.make_folder(places.back)
    return disk.walk(places.back)


def _is_same_file(path: str, there: Tree, site: Tree) -> bool:
    return path in there.files and there.files[path].inode == site.files[path].inode


def _clear(back: Path, there: Tree, stays: Collection[str], needed: set[str], disk: Disk) -> None:
    """Remove what does not stay, then folders that nothing needs; then create the missing folders."""
    for path in sorted({*there.files, *there.others}.difference(stays)):
        disk.unlink(back / path)
    for folder in sorted(there.folders - needed, reverse=True):
        disk.remove_folder(back / folder)
    for folder in sorted(needed - there.folders):
        disk.make_folder(back / folder)


def _checked(data: bytes, digest: str, path: str) -> bytes:
    if digest_of(data) != digest:
        raise ValueError(f"the bytes of {path} are not those of its digest")
    return data


def remove(folder: Path, disk: Disk) -> None:
    """Remove a folder with everything in it."""
    _clear(folder, disk.walk(folder), (), set(), disk)
    disk.remove_folder(folder)


@dataclass(frozen=True)
class Published:
    """The result of a publish. `atomic` is False if the system needed two renames."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    atomic: bool = True


def is_asset(path: str) -> bool:
    """Whether a file has its hash in its name, so that an open page of the last generation may still request it."""
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
    """Make `site` hold exactly `files`, and those kept for a generation; or change nothing.

    With `digests` (SHA-256 by path, for the same paths) the bytes of unchanged files are never read. `lock=False` is
    for a caller that holds the build lock already.
    """
    check_paths(site, cache)
    wanted = dict(digests) if digests is not None else {path: generations.digest_of(files[path]) for path in files}
    refuse_bad_paths(wanted)
    with build_lock(cache, disk) if lock else nullcontext(), system_errors_explained():
        recover(site, cache, disk)
        return _publish(files, wanted, PublishPaths(site, cache), keep, disk)


def _publish(
    files: Mapping[str, bytes],
    wanted: dict[str, str],
    places: PublishPaths,
    keep: Callable[[str], bool],
    disk: Disk,
) -> Published:
    current = generations.survey(places, wanted, disk)
    refuse_foreign(places.site, current.foreign)
    if current.is_exactly(wanted):
        _remember(places, current, disk)
        return Published(unchanged=len(wanted))
    target = {**current.to_keep(keep, wanted), **wanted}
    manifest = build_generation(places, target, current, files, disk)
    generations.save_manifest(places, _inode(places.back, disk), manifest, disk)
    disk.sync(places.own)
    return _report(current, wanted, target, atomic=_bring_forward(places, disk))


def _report(current: Current, wanted: Mapping[str, str], target: Mapping[str, str], atomic: bool) -> Published:
    written = tuple(sorted(path for path in wanted if current.digests.get(path) != wanted[path]))
    removed = tuple(sorted(current.digests.keys() - target.keys()))
    return Published(written, removed, len(wanted) - len(written), atomic)


def _remember(places: PublishPaths, current: Current, disk: Disk) -> None:
    """Write the manifest of a site whose files are right but whose manifest is lost or old."""
    entries = current.entries()
    if entries != current.manifest:
        generations.save_manifest(places, _inode(places.site, disk), entries, disk)


def _inode(folder: Path, disk: Disk) -> int:
    inode = disk.inode(folder)
    if inode is None:
        raise FileNotFoundError(errno.ENOENT, "the folder has just vanished", str(folder))
    return inode


def _bring_forward(places: PublishPaths, disk: Disk) -> bool:
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


def _in_two_renames(places: PublishPaths, disk: Disk) -> None:
    """Swap by two renames where the system has no exchange. The folder `retired` is the journal, see `recover`."""
    disk.rename(places.site, places.retired)
    try:
        disk.rename(places.back, places.site)
    except BaseException:
        disk.rename(places.retired, places.site)
        raise
    disk.rename(places.retired, places.back)


def recover(site: Path, cache: Path, disk: Disk = REAL) -> None:
    """Undo or finish a swap by two renames that was interrupted. Call it only while holding the build lock."""
    places = PublishPaths(site, cache)
    with system_errors_explained():
        if disk.inode(places.retired) is None:
            return
        if disk.inode(site) is None:
            disk.rename(places.retired, site)
        elif disk.inode(places.back) is None:
            disk.rename(places.retired, places.back)
        else:
            remove(places.retired, disk)
