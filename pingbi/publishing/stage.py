"""Make the next generation complete in the back folder, where nobody reads it.

The folder is believed nothing: a file in it counts only if it is the very file (the same inode) that the
site has. Whatever an interrupted publish left there is therefore replaced, and no repair is needed. A file
is never written in place, for the site may have it too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pingbi.publishing.disk import Disk, Tree
from pingbi.publishing.generations import Current, Entry, digest_of, folders_of
from pingbi.publishing.places import Places


def build(
    places: Places, target: Mapping[str, str], current: Current, files: Mapping[str, bytes], disk: Disk
) -> dict[str, Entry]:
    """Fill the back folder with exactly `target` (digests by path); a path that `files` lacks is kept."""
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


def _back_folder(places: Places, disk: Disk) -> Tree:
    disk.make_folders(places.own)
    if disk.inode(places.back) is None:
        disk.discard(places.back)
        disk.make_folder(places.back)
    return disk.walk(places.back)


def _is_same_file(path: str, there: Tree, site: Tree) -> bool:
    return path in there.files and there.files[path].inode == site.files[path].inode


def _clear(back: Path, there: Tree, stays: Collection[str], needed: set[str], disk: Disk) -> None:
    """Remove what does not stay, then folders that nothing needs, then make those that are missing."""
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
    """A folder and all that is in it."""
    _clear(folder, disk.walk(folder), (), set(), disk)
    disk.remove_folder(folder)
