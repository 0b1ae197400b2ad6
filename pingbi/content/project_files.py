"""A project's files: where each must lie, which are drafts, and their bytes by path."""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from pingbi.content.files import is_junk, list_files, neither, picture_problem, read_beginning, read_file, symlink
from pingbi.content.yaml.documents import Document, FaultyDocument, read_yaml
from pingbi.content.yaml.scalars import MAX_BYTES, lenient_text, too_big
from pingbi.diagnostics.message import did_you_mean, say, suggestion
from pingbi.diagnostics.problem import ConfigurationError, ContentError, Failure, Place, Problem, as_problem
from pingbi.model.base import check_id
from pingbi.project import Project
from pingbi.remember import remembered
from pingbi.site_structure import PROSE_FOLDERS, RECORD_FOLDERS, SINGLE_FILES


class FileParts(NamedTuple):
    """The parts of a path below content/: folder ('' for none), name without ending, ending."""

    folder: str
    stem: str
    suffix: str

    @property
    def id(self) -> str:
        """The id of the record; a prose file's name also contains its language."""
        return self.stem.partition(".")[0]


@lru_cache(1 << 14)
def file_parts(file: str) -> FileParts:
    """Split a file's name. Cached, since the preview asks for each file at every save."""
    path = PurePosixPath(file)
    return FileParts("/".join(path.parts[1:-1]), path.stem, path.suffix)


def misplaced(files: Collection[str], locales: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every file that nothing reads, and for every name that cannot be an address."""
    for file in sorted(files):
        folder, stem, suffix = file_parts(file)
        if suffix == ".yaml":
            yield from _data(file, folder, stem)
        elif suffix == ".md":
            yield from _prose(file, files, locales)


def untranslated(files: Collection[str], locales: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every prose file that exists in another language and not in this one."""
    for wanted, file in _lacking(files, locales):
        hint = say("write {file}; no page falls back to another language", file=wanted)
        other = file_parts(wanted).stem.rpartition(".")[2]
        message = say("this prose has no {locale} counterpart", locale=other)
        yield Problem(Place(file), "translation-file-missing", message, hint, about=(wanted,))


def _lacking(files: Collection[str], locales: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield every missing prose file, and the file of another language that requires it."""
    for file in sorted(files):
        stem, _, locale = file.removesuffix(".md").rpartition(".")
        if file.endswith(".md") and locale in locales and file == _first(stem, files, locales):
            yield from ((f"{stem}.{other}.md", file) for other in locales if f"{stem}.{other}.md" not in files)


def _first(stem: str, files: Collection[str], locales: Collection[str]) -> str:
    """Return the file in whose place the problems of all languages of one text are reported."""
    return next(name for name in (f"{stem}.{locale}.md" for locale in locales) if name in files)


def _data(file: str, folder: str, stem: str) -> Iterator[Problem]:
    if folder in RECORD_FOLDERS:
        yield from _name(file, stem)
    elif folder:
        yield _nowhere(file, folder, RECORD_FOLDERS)
    elif stem not in SINGLE_FILES:
        yield _nowhere(file, stem, SINGLE_FILES)


def _meant(file: str, files: Collection[str], locales: Collection[str]) -> str | None:
    """Return the missing prose file in the folder whose name is closest to this file's."""
    folder, id_ = file_parts(file).folder, file_parts(file).id
    missing = [PurePosixPath(lost).name for lost, _ in _lacking(files, locales) if file_parts(lost).folder == folder]
    own = [name for name in missing if name.partition(".")[0] == id_]
    return own[0] if len(own) == 1 else did_you_mean(PurePosixPath(file).name, missing)


def _prose(file: str, files: Collection[str], locales: Collection[str]) -> Iterator[Problem]:
    folder, stem, _ = file_parts(file)
    id_, _, locale = stem.partition(".")
    if folder not in PROSE_FOLDERS:
        yield _nowhere(file, folder, PROSE_FOLDERS)
    elif locale not in locales:
        hint = say("name it {id}.LANGUAGE.md, with one of: {locales}", id=id_, locales=tuple(locales))
        meant = _meant(file, files, locales)
        if meant:
            hint = say("rename it to {name}", name=meant)
        about = (str(PurePosixPath(file).with_name(meant)),) if meant else ()
        message = say("the name does not end in a language of this site")
        yield Problem(Place(file), "file-unread", message, hint, about=about)
    else:
        yield from _name(file, id_)


def _name(file: str, stem: str) -> Iterator[Problem]:
    """Check that a file's name can be an id."""
    try:
        check_id(stem)
    except PydanticCustomError as wrong:
        yield as_problem(wrong, Place(file), say("the file's name"))


def _nowhere(file: str, name: str, known: Collection[str]) -> Problem:
    hint = suggestion(name, known) or say("it belongs to one of: {known}", known=tuple(known))
    return Problem(Place(file), "file-unread", say("nothing reads this file"), hint)


ASSET_LIMIT = 5_000_000


@dataclass(frozen=True)
class ProjectFiles:
    """Everything that a build is made from, except the templates. `found` includes drafts."""

    found: dict[str, bytes]
    strings: dict[str, bytes]
    static: dict[str, bytes]
    problems: tuple[Problem, ...]
    drafts: bool = False

    @cached_property
    def content(self) -> dict[str, bytes]:
        """The files of the content, with drafts only if `drafts`."""
        return self.found if self.drafts else without_drafts(self.found)


def read_project(project: Project, drafts: bool = False) -> ProjectFiles:
    """Every file of the project, with what is marked as a draft if `drafts`.

    Raises ConfigurationError where there is no content at all.
    """
    if not (project.root / "content").is_dir():
        hint = say("name a folder that holds content/ with --root")
        raise ConfigurationError(say("there is no content/ in {folder}", folder=project.root), hint)
    entries, problems = list_files(project.root, "content")
    content: dict[str, bytes] = {}
    for entry in entries:
        content[entry.file] = _read(project.root, entry.file, MAX_BYTES)
    if not content and not problems:
        message = say("content/ in {folder} is empty", folder=project.root)
        raise ConfigurationError(message, say("an empty site is never published"))
    strings, unread = _overlaid(project.folders("templates"), "strings/", ".yaml")
    static, unshown = _overlaid(project.folders("static"), "", "")
    return ProjectFiles(content, strings, static, (*problems, *unread, *unshown), drafts)


def read_again(project: Project, before: ProjectFiles, files: Collection[str]) -> ProjectFiles | None:
    """Return the project with these content files read again; None if more than their bytes may have changed."""
    known = before.found.keys() >= set(files) and not before.problems
    if not known or not all(_is_regular(project.root, file) for file in files):
        return None
    return replace(before, found=before.found | {file: read_beginning(project.root, file, MAX_BYTES) for file in files})


def _is_regular(root: Path, file: str) -> bool:
    """Whether the file exists and is a regular one."""
    try:
        return stat.S_ISREG(os.lstat(f"{root}/{file}").st_mode)
    except OSError:
        return False


def _read(base: Path, file: str, limit: int) -> bytes:
    """Return a file's bytes, at most `limit` + 1 of them: a file that is too big is reported where it is read."""
    try:
        status = os.lstat(f"{base}/{file}")
    except OSError:
        return read_beginning(base, file, limit)
    stamp = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return _as_stamped(str(base), file, limit, stamp)


@remembered
def _as_stamped(base: str, file: str, limit: int, _: tuple[int, ...]) -> bytes:
    """The bytes of a file with this stamp: while even the inode's own time stays the same, so do they."""
    return read_beginning(Path(base), file, limit)


def _overlaid(folders: tuple[Path, ...], inside: str, suffix: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Overlay the files of several folders; the first folder that has a file wins. Also return the problems."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in reversed(folders):
        if folder.is_symlink():
            problems.append(symlink(folder.name))
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if is_junk(path.name):
                continue
            if path.is_symlink():
                problems.append(symlink(f"{folder.name}/{name}"))
            elif not path.is_file() and not path.is_dir():
                problems.append(neither(f"{folder.name}/{name}"))
            elif path.stat().st_size > ASSET_LIMIT:
                problems.append(too_big(f"{folder.name}/{name}", ASSET_LIMIT))
            elif path.is_file() and name.startswith(inside) and name.endswith(suffix):
                data, wrong = _asset(folder, name)
                problems += wrong
                found[f"templates/{name}" if inside else name] = data
    return dict(sorted(found.items())), problems


def _asset(folder: Path, name: str) -> tuple[bytes, list[Problem]]:
    """Return a file that readers get as it is: not too big, and a picture only if its name says so."""
    file = f"{folder.name}/{name}"
    data = _read(folder.parent, file, ASSET_LIMIT)
    problem = picture_problem(data, file)
    return data, [problem] if problem else []


_DRAFT = re.compile(rb"^draft:[ \t]*true[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def without_drafts(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the content without records marked `draft: true`, their prose, and the plans of such a product."""
    drafts = [file_parts(file) for file, data in content.items() if _is_draft(file, data)]
    owners = {(draft.folder, draft.stem) for draft in drafts}
    owners |= {("plans", draft.stem) for draft in drafts if draft.folder == "products"}
    return {
        file: data for file, data in content.items() if (file_parts(file).folder, file_parts(file).id) not in owners
    }


def _is_draft(file: str, data: bytes) -> bool:
    folder, _, suffix = file_parts(file)
    return folder in RECORD_FOLDERS and suffix == ".yaml" and b"draft:" in data and bool(_DRAFT.search(data))


def excerpts(project: Project, problems: Iterable[Problem]) -> dict[str, Document | str]:
    """Return, by file, its document, or its text if it is none; files that cannot be read are left out."""
    places = {place.file for problem in problems for place in (problem.place, *problem.also)}
    found: dict[str, Document | str] = {}
    for file in sorted(places - {""}):
        data = _bytes(project, file)
        if data is not None:
            found[file] = _document(data, file)
    return found


def _bytes(project: Project, file: str) -> bytes | None:
    path = project.path(file)
    if not path.is_file() or path.is_symlink():
        return None
    try:
        return read_file(path.parent, path.name)
    except (ContentError, Failure):
        return None


def _document(data: bytes, file: str) -> Document | str:
    try:
        return read_yaml(data, file) if file.endswith(".yaml") else lenient_text(data)
    except FaultyDocument as wrong:
        return wrong.document
    except ContentError:
        return lenient_text(data)
