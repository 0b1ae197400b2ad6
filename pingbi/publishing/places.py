"""Where a publish works, and whether it may: refused before anything is built, not after."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pingbi.failures import ConfigurationError
from pingbi.wording import say


@dataclass(frozen=True)
class Places:
    """The published folder and, in the cache, all that belongs to it."""

    site: Path
    cache: Path

    @property
    def own(self) -> Path:
        """One folder for each output folder; its name survives a move of the whole project."""
        way = os.path.relpath(self.site.absolute(), self.cache.absolute())
        return self.cache / "publish" / hashlib.sha256(way.encode()).hexdigest()[:16]

    @property
    def back(self) -> Path:
        """The generation that nobody reads: the last one published, or the next one in the making."""
        return self.own / "back"

    @property
    def retired(self) -> Path:
        """Where `site` waits for a moment on systems that cannot exchange two folders in one step."""
        return self.own / "retired"

    @property
    def lock(self) -> Path:
        return self.cache / "lock"

    @property
    def manifests(self) -> Path:
        return self.own / "manifests"

    def manifest(self, inode: int) -> Path:
        """A generation is known by its folder's inode, which no rename changes."""
        return self.manifests / f"{inode}.json"


def check(site: Path, cache: Path, sources: Iterable[Path] = ()) -> None:
    """Refuse an output folder that cannot be swapped, or that would swallow what it is made from."""
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
    """The path itself or the first folder above it that exists."""
    return next(place for place in (path, *path.absolute().parents) if os.path.lexists(place))
