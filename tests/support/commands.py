"""The real command line on copies of a site, and what it leaves on the disk."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pingbi.stages import Settings

HOME = Path(__file__).resolve().parents[2]
MOBILE_PLANS = HOME / "tests/sites/mobile-plans"
Tree = dict[str, bytes]
TODAY = dt.date(2026, 11, 23)
SETTINGS = Settings(TODAY)
SAME_EVERYWHERE = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795392000"}
"""English, on 2026-11-23: whatever the terminal's language and the clock are."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def build_py(*arguments: str | Path, home: Path = HOME, environment: Mapping[str, str] | None = None) -> Ended:
    """Run `python build.py …` as an editor does, anywhere but in the project's own folder."""
    command = [sys.executable, str(home / "build.py"), *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=home.parent,
        env=dict(os.environ) | SAME_EVERYWHERE | dict(environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Copy:
    """A copy of a site's content in a folder of its own; what is built is beside it."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def build(self, *arguments: str | Path) -> Ended:
        return build_py("build", "--root", self.root, "--out", self.site, *arguments)

    def built(self) -> Tree:
        """Build, which must succeed, and read what came of it."""
        ended = self.build()
        assert (ended.code, ended.err) == (0, "")
        return tree(self.site)

    def read(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @contextmanager
    def edited(self, file: str, old: str, new: str) -> Iterator[str]:
        """The file with the first `old` made `new`, as long as this lasts; gives the text as edited."""
        before = self.read(file)
        assert old in before
        after = before.replace(old, new, 1)
        self.write(file, after)
        try:
            yield after
        finally:
            self.write(file, before)


def copy_of(base: Path, into: Path) -> Copy:
    """The site at `base`, content and overrides only, copied to `into`."""
    for name in ("content", "templates", "static"):
        if (base / name).is_dir() and (name == "content" or base != HOME):
            shutil.copytree(base / name, into / name)
    return Copy(into)


def tree(folder: Path) -> Tree:
    """Every file below a folder: its path and bytes."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def times(folder: Path) -> dict[str, int]:
    """Every file and folder below a folder, and when it was last changed."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*")}


def below(pages: Tree, language: str) -> dict[str, bytes]:
    """The files of one language, by their path below it."""
    start = f"{language}/"
    return {name.removeprefix(start): data for name, data in pages.items() if name.startswith(start)}
