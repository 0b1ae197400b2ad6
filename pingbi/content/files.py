"""Lists and reads the files of a content folder: in the same order on every machine, without surprises."""

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pingbi.content.yaml.scalars import MAX_BYTES, too_big
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ContentError, MachineError, Place, Problem

SUFFIXES = (".yaml", ".md")
_WRITTEN_OTHERWISE = {".yml": ".yaml", ".markdown": ".md", ".mdown": ".md"}
_JUNK_ENDINGS = ("~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", "___jb_tmp___", "___jb_old___")
_JUNK_NAMES = frozenset(("4913", "Thumbs.db", "desktop.ini"))
_RETRY_AFTER = 0.05
"""Seconds until the second attempt: an editor that saves by renaming is done by then."""


@dataclass(frozen=True, order=True)
class FileEntry:
    """A file in the listing. `file` is its POSIX path relative to the site's root."""

    file: str
    size: int
    mtime_ns: int


class UnreadableFile(MachineError):
    """A file or folder that exists but cannot be read."""

    code = "file-read"

    def __init__(self, file: str, reason: str) -> None:
        message = say("{file} cannot be read: {reason}", file=printable(file), reason=reason)
        super().__init__(message, say("look at its permissions, and whether it is still there"))
        self.file = file
        self.args = (file, reason)


def list_files(root: Path, folder: str) -> tuple[tuple[FileEntry, ...], tuple[Problem, ...]]:
    """Return all data and prose files below root/folder, sorted, and a problem for any other file."""
    link = _link_above(root, folder)
    if link:
        return (), (symlink(link),)
    found: list[FileEntry] = []
    problems: list[Problem] = []
    for file, status in _walk(root, folder):
        problem = _problem(root, file, status)
        if problem:
            problems.append(problem)
        if problem is None or problem.severity == "warning":
            found += _wanted(file, status)
    return tuple(sorted(found)), tuple(sorted(problems))


def read_file(root: Path, file: str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file.

    Raises ContentError if it is too big, UnreadableFile if the system refuses to read it.
    """
    data = read_beginning(root, file, limit)
    if len(data) > limit:
        raise ContentError([too_big(file, limit)])
    return data


def read_beginning(root: Path, file: str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, at most `limit` + 1 of them.

    Tries twice, since editors replace files to save them. Raises UnreadableFile if the system refuses to read it.
    """
    try:
        return _read(root / file, limit)
    except FileNotFoundError:
        time.sleep(_RETRY_AFTER)
        return _read_or_fail(root, file, limit)
    except OSError as error:
        raise UnreadableFile(file, error.strerror or str(error)) from error


def is_junk(name: str) -> bool:
    """Whether an editor or desktop left this file: it is never content, and never a reason to rebuild."""
    return name.startswith((".", "#")) or name.endswith(_JUNK_ENDINGS) or name in _JUNK_NAMES


def printable(name: str) -> str:
    """Return a file name without characters that a terminal would act on."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _read(path: Path, limit: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def _read_or_fail(root: Path, file: str, limit: int) -> bytes:
    try:
        return _read(root / file, limit)
    except OSError as error:
        raise UnreadableFile(file, error.strerror or str(error)) from error


def _link_above(root: Path, folder: str) -> str | None:
    """Return the first symbolic link on the way from the root to the folder."""
    parts = Path(folder).parts
    ways = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return next((way for way in ways if (root / way).is_symlink()), None)


def _walk(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield everything below a folder that is not junk. Links are yielded, never followed."""
    for name in sorted(_names(root, folder)):
        file = f"{folder}/{name}"
        try:
            status = (root / file).lstat()
        except FileNotFoundError:
            continue  # gone since it was listed
        if stat.S_ISDIR(status.st_mode):
            if name.endswith(SUFFIXES):
                yield file, status
            yield from _walk(root, file)
        else:
            yield file, status


def _names(root: Path, folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(root / folder) if not is_junk(name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableFile(folder, error.strerror or str(error)) from error


def _wanted(file: str, status: os.stat_result) -> list[FileEntry]:
    return [FileEntry(file, status.st_size, status.st_mtime_ns)] if file.endswith(SUFFIXES) else []


def _problem(root: Path, file: str, status: os.stat_result) -> Problem | None:
    if stat.S_ISLNK(status.st_mode):
        return symlink(file)
    if stat.S_ISDIR(status.st_mode):
        hint = say("rename it, or write the file that it is named like")
        return Problem(Place(file), "file-kind", say("a folder that is named like a file"), hint)
    if not stat.S_ISREG(status.st_mode):
        return neither(file)
    if printable(file) != file:
        message = say("the name {file} has characters that cannot be shown", file=printable(file))
        return Problem(Place(file), "file-name", message, say("rename it"), about=(printable(file),))
    if file.endswith(SUFFIXES):
        return None
    return _wrong_ending(root, file) or _oversize(file, status) or _stray(root, file)


def symlink(file: str) -> Problem:
    hint = say("put the real file here: content is read from its own folder only")
    return Problem(Place(file), "symlink", say("a symbolic link"), hint)


def neither(file: str) -> Problem:
    return Problem(Place(file), "file-kind", say("this is neither a file nor a folder"), say("delete it"))


def _wrong_ending(root: Path, file: str) -> Problem | None:
    stem, dot, ending = file.rpartition(".")
    lower = dot + ending.lower()
    right = _WRITTEN_OTHERWISE.get(lower, lower if lower in SUFFIXES else None)
    if right is None:
        return None
    twin = stem + right
    if (root / twin).exists() and not (root / twin).samefile(root / file):
        message = say("this file stands beside {twin}; only one of them can be meant", twin=Path(twin).name)
        hint = say("merge the two, delete this one")
        return Problem(Place(file), "file-extension", message, hint, also=(Place(twin),), about=(twin,))
    hint = say("rename it to {name}", name=Path(twin).name)
    message = say("files here end in {ending}", ending=right)
    return Problem(Place(file), "file-extension", message, hint, about=(twin,))


def _oversize(file: str, status: os.stat_result) -> Problem | None:
    return too_big(file) if status.st_size > MAX_BYTES else None


def _stray(root: Path, file: str) -> Problem:
    if file.lower().endswith(tuple(PICTURES)):
        wrong = picture_problem(read_file(root, file), file)
        if wrong:
            return wrong
    message = say("only .yaml and .md files are read here; this one is not used")
    return Problem(Place(file), "stray-file", message, say("move it out of the content, or delete it"), "warning")


PICTURES: dict[str, re.Pattern[bytes]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    ".bmp": re.compile(rb"BM"),
    ".ico": re.compile(rb"\x00\x00\x01\x00"),
    ".svg": re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL),
}
_ELSEWHERE = rb"[\"']?\s*(?:(?:[a-z]+:)?//|&#|data:(?!image/(?:png|jpeg|gif|webp|avif)\b))"
_ACTIVE = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject)|<!DOCTYPE|<!ENTITY|\son[a-z]+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*" + _ELSEWHERE + rb"|url\(\s*" + _ELSEWHERE,
    re.IGNORECASE,
)


def picture_problem(data: bytes, file: str) -> Problem | None:
    """Return what is wrong with a picture; None if nothing is, or if the file's ending is not a picture's."""
    ending = "." + file.rpartition(".")[2].lower()
    form = PICTURES.get(ending)
    if form and not form.match(data):
        hint = say("save it again in the format that its name says")
        message = say("the file is not a {kind} picture", kind=ending[1:].upper())
        return Problem(Place(file), "image-type", message, hint)
    active = _ACTIVE.search(data) if ending == ".svg" else None
    if active:
        found = active[0].decode("ascii", "replace").strip()
        line = data.count(b"\n", 0, active.start()) + 1
        column = len(data[: active.start()].rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = say("an SVG picture may only draw; this one has {found}", found=found)
        return Problem(Place(file, line=line, column=column), "image-type", message, say("take it out of the picture"))
    return None
