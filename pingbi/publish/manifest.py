"""A publish's folders, the manifest of each generation, and a survey of whether the site still matches it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.publish.disk import Disk, File, Tree


@dataclass(frozen=True)
class PublishPaths:
    """The published folder, and all that belongs to it in the cache."""

    site: Path
    cache: Path

    @property
    def own(self) -> Path:
        """The cache folder of this output folder. Its name does not depend on the project's location."""
        way = os.path.relpath(self.site.absolute(), self.cache.absolute())
        return self.cache / "publish" / hashlib.sha256(way.encode()).hexdigest()[:16]

    @property
    def back(self) -> Path:
        """The back generation: the one published before, or the next one while it is being made."""
        return self.own / "back"

    @property
    def retired(self) -> Path:
        """Where `site` is moved for a moment on systems that cannot swap two folders in one step."""
        return self.own / "retired"

    @property
    def lock(self) -> Path:
        return self.cache / "lock"

    @property
    def manifests(self) -> Path:
        return self.own / "manifests"

    def manifest(self, inode: int) -> Path:
        """The manifest's file. It is named by its folder's inode, which no rename changes."""
        return self.manifests / f"{inode}.json"


def check_paths(site: Path, cache: Path, sources: Iterable[Path] = ()) -> None:
    """Refuse an output folder that cannot be swapped, or that contains the folders which the build reads."""
    _refuse_unless_folder(site)
    for source in (*sources, cache):
        _refuse_nesting(site, source)
    _refuse_two_file_systems(site, cache)


def _refuse_unless_folder(site: Path) -> None:
    if site.is_symlink():
        raise ConfigurationError(
            say("{site} is a symbolic link, and a publish would replace the link itself", site=site),
            say("Name the folder that it points to with --out."),
        )
    ground = nearest_existing(site)
    if not ground.is_dir():
        message = say("{file} is a file, not a folder", file=ground)
        raise ConfigurationError(message, say("Move it away, or choose another --out."))
    if ground == site and os.path.ismount(site):
        raise ConfigurationError(
            say("{site} is a mount point, which cannot be exchanged in one step", site=site),
            say("Choose a folder inside it with --out."),
        )


def _refuse_nesting(site: Path, source: Path) -> None:
    out, other = site.resolve(), source.resolve()
    if out == other or out in other.parents:
        raise ConfigurationError(
            say("{source} lies inside the output folder {site}, which a publish replaces", source=source, site=site),
            say("Choose an output folder of its own with --out, for example site."),
        )
    if other in out.parents:
        raise ConfigurationError(
            say("the output folder {site} lies inside {source}", site=site, source=source),
            say("Choose one beside it with --out, for example site."),
        )


def _refuse_two_file_systems(site: Path, cache: Path) -> None:
    if nearest_existing(site).stat().st_dev == nearest_existing(cache).stat().st_dev:
        return
    raise ConfigurationError(
        say(
            "{site} and {cache} are on different file systems, so the site could not be swapped in one step",
            site=site,
            cache=cache,
        ),
        say("Choose an --out on the file system of the project, and copy the finished site from there."),
    )


def nearest_existing(path: Path) -> Path:
    """Return the path, or its nearest ancestor that exists."""
    return next(place for place in (path, *path.absolute().parents) if os.path.lexists(place))


_FORMAT = 1
# What file managers leave behind wherever they look: not anybody's work, and no reason to refuse a publish.
_LITTER = {".DS_Store", "Thumbs.db"}


class Entry(NamedTuple):
    """A published file.

    `kept`: the current site no longer has it, but pages that readers still have open may ask for it.
    """

    digest: str
    size: int
    mtime_ns: int
    kept: bool


@dataclass(frozen=True)
class Current:
    """The published site as found on disk: digests of our own files, and the files that are not ours."""

    tree: Tree
    manifest: Mapping[str, Entry]
    digests: Mapping[str, str]
    foreign: tuple[str, ...]

    def is_kept(self, path: str) -> bool:
        return path in self.manifest and self.manifest[path].kept

    def is_exactly(self, wanted: Mapping[str, str]) -> bool:
        """Whether nothing needs doing:

        all wanted files are there, and nothing else except files kept from the last publish.
        """
        live = {path: digest for path, digest in self.digests.items() if not self.is_kept(path)}
        return live == wanted and self.tree.folders == folders_of(self.digests)

    def entries(self) -> dict[str, Entry]:
        """Return the manifest that describes the folder as it is now."""
        files = self.tree.files
        return {
            path: Entry(digest, files[path].size, files[path].mtime_ns, self.is_kept(path))
            for path, digest in self.digests.items()
        }

    def to_keep(self, keep: Callable[[str], bool], wanted: Mapping[str, str]) -> dict[str, str]:
        """Return the files that the new site lacks but open pages may still request;

        they are kept for one generation.
        """
        folders = folders_of(wanted)
        return {
            path: entry.digest
            for path, entry in self.manifest.items()
            if keep(path) and not entry.kept and self.digests.get(path) == entry.digest
            if path not in wanted and path not in folders and not (folders_of([path]) & wanted.keys())
        }


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that these files need."""
    needed: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in needed:
            needed.add(folder)
            folder = folder.rpartition("/")[0]
    return needed


def survey(places: PublishPaths, wanted: Mapping[str, str], disk: Disk) -> Current:
    """Look at every file of the site, and read only those whose size or mtime differs from the manifest."""
    inode = disk.inode(places.site)
    if inode is None:
        return Current(Tree({}, set(), []), {}, {}, ())
    tree = disk.walk(places.site)
    manifest = load_manifest(places.manifest(inode), disk)
    digests = {path: _digest(places.site, path, file, manifest.get(path), disk) for path, file in tree.files.items()}
    before = set() if manifest else _ever_published(places, disk)
    ours = {
        path: digest
        for path, digest in digests.items()
        if path in manifest or wanted.get(path) == digest or (path, digest) in before
    }
    foreign = [path for path in digests.keys() - ours.keys() if path.rpartition("/")[2] not in _LITTER]
    return Current(tree, manifest, ours, tuple(sorted(foreign + tree.others)))


def _digest(site: Path, path: str, file: File, known: Entry | None, disk: Disk) -> str:
    if known and (known.size, known.mtime_ns) == (file.size, file.mtime_ns):
        return known.digest
    return digest_of(disk.read(site / path))


def _ever_published(places: PublishPaths, disk: Disk) -> set[tuple[str, str]]:
    """Return the digests that any remembered generation had:

    in a copied project the inodes are new, but the files are ours.
    """
    if disk.inode(places.manifests) is None:
        return set()
    manifests = [load_manifest(places.manifests / name, disk) for name in sorted(disk.walk(places.manifests).files)]
    return {(path, entry.digest) for manifest in manifests for path, entry in manifest.items()}


def load_manifest(path: Path, disk: Disk) -> dict[str, Entry]:
    """Read the manifest. A missing or unreadable one counts as empty, so that every file is read."""
    try:
        stored = json.loads(disk.read(path))
        if stored["format"] != _FORMAT:
            return {}
        return {name: Entry(*fields) for name, fields in stored["files"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save_manifest(places: PublishPaths, inode: int, manifest: Mapping[str, Entry], disk: Disk) -> None:
    """Write the manifest of the generation with this inode, and delete those of vanished generations."""
    disk.make_folders(places.manifests)
    stored = {"format": _FORMAT, "files": dict(sorted(manifest.items()))}
    disk.replace(places.manifest(inode), json.dumps(stored, separators=(",", ":")).encode())
    living = {places.manifest(number).name for number in (inode, disk.inode(places.site)) if number}
    for name in disk.walk(places.manifests).files.keys() - living:
        disk.unlink(places.manifests / name)
