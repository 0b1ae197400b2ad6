"""The workspace at which every bad input is tried: a site built once, and the real command line in this process."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

import pytest

from pingbi import pipeline
from pingbi.cli.main import main
from pingbi.render.environment import read_strings
from tests.support.bad_cases import Bad, reported
from tests.support.bad_site import TEXTS
from tests.support.commands import Ended, Tree, times, tree

TODAY = "1768003200"
"""2026-01-10, a few days after the base site's source was read."""
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": TODAY}
WORDS = patch.object(pipeline, "read_strings", lru_cache(read_strings))
"""The interface's words are the same for every case: read once."""


@dataclass(frozen=True)
class Workspace:
    """A copy of the base site that has been published."""

    root: Path

    def run(self, *arguments: str, into: Path | None = None, pages: bool = True) -> Ended:
        """One command, as `build.py` runs it; without `pages` it leaves out what no content fault needs: rendering."""
        out, err = io.StringIO(), io.StringIO()
        where = ["--root", str(self.root), "--out", str(into or self.root / "site")]
        with ExitStack() as stack:
            for context in (redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, ENVIRONMENT), WORDS):
                stack.enter_context(context)
            if not pages:
                stack.enter_context(patch.object(pipeline, "render_pages", lambda *_: {}))
            code = main([*arguments, *where])
        return Ended(code, out.getvalue(), err.getvalue())

    @contextmanager
    def having(self, files: Mapping[str, bytes | None]) -> Iterator[None]:
        """These files as they are given, as long as this lasts."""
        before = {file: (self.root / file).read_bytes() if (self.root / file).exists() else None for file in files}
        self.put(files)
        try:
            yield
        finally:
            self.put(before)

    def put(self, files: Mapping[str, bytes | None]) -> None:
        for file, data in files.items():
            path = self.root / file
            if data is None:
                path.unlink(missing_ok=True)
                _without_empty(path.parent, self.root)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def written(self) -> tuple[Tree, dict[str, int], Tree]:
        """All that a build has written, and when."""
        return tree(self.root / "site"), times(self.root / "site"), tree(self.root / ".cache")

    def judge(self, bad: Bad, command: str = "build") -> None:
        """The case is reported exactly so, nothing is written, and nothing else is said to be wrong.

        A warning is reported by every command; only `check --strict` fails by it.
        """
        before = self.written()
        with self.having(bad.files):
            ended = self.run(command) if bad.severity == "error" else self.run("check", "--strict", pages=False)
        assert (reported(ended.err, bad.severity), ended.code) == (sorted_problems(bad), 1), ended.err
        block = ended.err[ended.err.index(f"{bad.place}: {bad.severity}[{bad.code}]: ") :].splitlines()
        hint = next(line for line in block if line.startswith("  hint: "))
        assert bad.hint in hint, hint
        assert "Traceback" not in ended.err and ended.out == ""
        assert self.written() == before


def _without_empty(folder: Path, root: Path) -> None:
    """Take away a folder that a test has made for its files, and those above it."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def sorted_problems(bad: Bad) -> list[str]:
    """All that must be reported, in order."""

    def order(problem: str) -> tuple[str, int, int, str]:
        place, code = problem.split(" ")
        file, line, column = place.rsplit(":", 2)
        return file, int(line), int(column), code

    return sorted([f"{bad.place} {bad.code}", *bad.others], key=order)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("bad"))
    made.put({file: text.encode() for file, text in TEXTS.items()})
    ended = made.run("build")
    assert (ended.code, ended.err) == (0, "")
    return made
