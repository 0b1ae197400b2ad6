"""Every call that changes the file system, in one class, so that a test can make each call fail."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class File(NamedTuple):
    """What `lstat` says of a regular file."""

    size: int
    mtime_ns: int
    inode: int


class Tree(NamedTuple):
    """A folder's contents; `others` are neither files nor folders: links, sockets, devices."""

    files: dict[str, File]
    folders: set[str]
    others: list[str]


class Disk:
    """The real file system. Tests override `before`, which runs before every call."""

    def before(self, call: str, path: Path) -> None:
        """Do nothing; a test overrides this to make the call fail."""

    def read(self, path: Path) -> bytes:
        self.before("read", path)
        return path.read_bytes()

    def walk(self, root: Path) -> Tree:
        self.before("walk", root)
        tree = Tree({}, set(), [])
        waiting = [""]
        top = f"{root}/"  # text: a Path for each of 20,000 folders costs more than looking into them
        while waiting:
            waiting.extend(_look_into(top, waiting.pop(), tree))
        return tree

    def inode(self, folder: Path) -> int | None:
        """Return the inode of a folder, which no rename changes, or None if there is no folder."""
        self.before("inode", folder)
        try:
            facts = folder.lstat()
        except FileNotFoundError:
            return None
        return facts.st_ino if stat.S_ISDIR(facts.st_mode) else None

    def write(self, path: Path, data: bytes) -> File:
        """Create a file. Refuses an existing one, which may be a hard link that the published site shares."""
        self.before("write", path)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            return _file(os.fstat(handle))
        finally:
            os.close(handle)

    def replace(self, path: Path, data: bytes) -> None:
        """Replace a file atomically: a reader sees the old bytes or the new ones, never a mixture."""
        new = path.with_name(path.name + ".new")
        self.discard(new)
        self.write(new, data)
        self.rename(new, path)

    def link(self, source: Path, path: Path) -> None:
        """Give a file a second name (a hard link);

        where the file system has no links, make a copy with the same mtime.
        """
        self.before("link", path)
        try:
            os.link(source, path, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self._copy(source, path)

    def _copy(self, source: Path, path: Path) -> None:
        facts = source.stat()
        self.write(path, self.read(source))
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    def make_folder(self, path: Path) -> None:
        self.before("make_folder", path)
        path.mkdir()

    def make_folders(self, path: Path) -> None:
        self.before("make_folders", path)
        path.mkdir(parents=True, exist_ok=True)

    def unlink(self, path: Path) -> None:
        self.before("unlink", path)
        path.unlink()

    def discard(self, path: Path) -> None:
        self.before("discard", path)
        path.unlink(missing_ok=True)

    def remove_folder(self, path: Path) -> None:
        self.before("remove_folder", path)
        path.rmdir()

    def rename(self, source: Path, path: Path) -> None:
        self.before("rename", path)
        source.rename(path)

    def exchange(self, one: Path, other: Path) -> bool:
        """Swap two folders in one step. Return False where the system has no such call."""
        self.before("exchange", one)
        call = _from_libc("renameat2")
        if call is None:
            return False
        number = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        if number not in _NO_EXCHANGE:
            _raise(number, one)
        return number == 0

    def sync(self, folder: Path) -> None:
        """Flush the whole file system that holds `folder`: one call, however many files were written."""
        self.before("sync", folder)
        call = _from_libc("syncfs")
        if call is None:
            os.sync()
            return
        with _opened(folder) as handle:
            _raise(call(handle), folder)

    def sync_folder(self, folder: Path) -> None:
        """Flush the directory entry, so that the names in this folder survive a power cut."""
        self.before("sync_folder", folder)
        with _opened(folder) as handle:
            os.fsync(handle)

    @contextmanager
    def locked(self, path: Path) -> Iterator[None]:
        """Hold the lock file. Raises BlockingIOError if another process holds it."""
        self.before("locked", path)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(handle)


REAL = Disk()


def _look_into(top: str, folder: str, tree: Tree) -> list[str]:
    inner = []
    with os.scandir(top + folder) as entries:
        for entry in entries:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                tree.folders.add(path)
                inner.append(path + "/")
            elif entry.is_file(follow_symlinks=False):
                tree.files[path] = _file(entry.stat(follow_symlinks=False))
            else:
                tree.others.append(path)
    return inner


def _file(facts: os.stat_result) -> File:
    return File(facts.st_size, facts.st_mtime_ns, facts.st_ino)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)


def _from_libc(name: str) -> Callable[..., int] | None:
    """Return a C function that gives back its errno, or None if this system's C library lacks it."""
    if not sys.platform.startswith("linux"):
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return None
    return lambda *arguments: ctypes.get_errno() if function(*arguments) else 0


def _raise(number: int, path: Path) -> None:
    if number:
        raise OSError(number, os.strerror(number), str(path))
