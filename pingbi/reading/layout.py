"""Which files a content folder holds: what lies elsewhere or is named otherwise would never be read."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from pingbi.findings import as_problem
from pingbi.model.base import check_id
from pingbi.problems import Place, Problem, did_you_mean, suggestion
from pingbi.site_structure import PROSE_FOLDERS, RECORD_FOLDERS, SINGLE_FILES
from pingbi.wording import say


class Filed(NamedTuple):
    """Where a file lies: its folder below content/ ('' for none), its name without the ending, and the ending."""

    folder: str
    stem: str
    suffix: str

    @property
    def id(self) -> str:
        """The id of what it holds; a prose file's name says its language, too."""
        return self.stem.partition(".")[0]


@lru_cache(1 << 14)
def filed(file: str) -> Filed:
    """Take a file's name apart: a preview asks for each of them at every save."""
    path = PurePosixPath(file)
    return Filed("/".join(path.parts[1:-1]), path.stem, path.suffix)


def misplaced(files: Collection[str], locales: Collection[str]) -> Iterator[Problem]:
    """A problem for every file that nothing reads, and for every name that cannot be an address."""
    for file in sorted(files):
        folder, stem, suffix = filed(file)
        if suffix == ".yaml":
            yield from _data(file, folder, stem)
        elif suffix == ".md":
            yield from _prose(file, files, locales)


def untranslated(files: Collection[str], locales: Collection[str]) -> Iterator[Problem]:
    """A problem for every prose file that another language has and this one lacks."""
    for wanted, file in _lacking(files, locales):
        hint = say("write {file}; no page falls back to another language", file=wanted)
        other = filed(wanted).stem.rpartition(".")[2]
        message = say("this prose has no {locale} counterpart", locale=other)
        yield Problem(Place(file), "translation-file-missing", message, hint, about=(wanted,))


def _lacking(files: Collection[str], locales: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every prose file that is missing, and the one of another language that asks for it."""
    for file in sorted(files):
        stem, _, locale = file.removesuffix(".md").rpartition(".")
        if file.endswith(".md") and locale in locales and file == _first(stem, files, locales):
            yield from ((f"{stem}.{other}.md", file) for other in locales if f"{stem}.{other}.md" not in files)


def _first(stem: str, files: Collection[str], locales: Collection[str]) -> str:
    """The file that speaks for all languages of one text."""
    return next(name for name in (f"{stem}.{locale}.md" for locale in locales) if name in files)


def _data(file: str, folder: str, stem: str) -> Iterator[Problem]:
    if folder in RECORD_FOLDERS:
        yield from _name(file, stem)
    elif folder:
        yield _nowhere(file, folder, RECORD_FOLDERS)
    elif stem not in SINGLE_FILES:
        yield _nowhere(file, stem, SINGLE_FILES)


def _meant(file: str, files: Collection[str], locales: Collection[str]) -> str | None:
    """The name of the one prose file in the folder that is missing beside another language, and nearly named so."""
    folder, id_ = filed(file).folder, filed(file).id
    missing = [PurePosixPath(lost).name for lost, _ in _lacking(files, locales) if filed(lost).folder == folder]
    own = [name for name in missing if name.partition(".")[0] == id_]
    return own[0] if len(own) == 1 else did_you_mean(PurePosixPath(file).name, missing)


def _prose(file: str, files: Collection[str], locales: Collection[str]) -> Iterator[Problem]:
    folder, stem, _ = filed(file)
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
    """A file's name is the id of what it holds."""
    try:
        check_id(stem)
    except PydanticCustomError as wrong:
        yield as_problem(wrong, Place(file), say("the file's name"))


def _nowhere(file: str, name: str, known: Collection[str]) -> Problem:
    hint = suggestion(name, known) or say("it belongs to one of: {known}", known=tuple(known))
    return Problem(Place(file), "file-unread", say("nothing reads this file"), hint)
