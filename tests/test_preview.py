"""The preview shows every change at once, and keeps the last good site when the content is wrong."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from pingbi.preview.server import HOSTS, Shown, Socket
from pingbi.preview.watch import look, watch
from pingbi.project import Project
from tests.commands import HOME

START = RequestStartLine("GET", "/livereload", "HTTP/1.1")


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    """The small second site, built once."""
    shutil.copytree(HOME / "tests/sites/mobile-plans/content", tmp_path / "content")
    preview = Shown(Project(tmp_path, tmp_path / "site"), "http://127.0.0.1:8000/")
    preview.rebuild()
    assert preview.error == ""
    return preview


def any_plans(root: Path) -> Path:
    return next(iter(sorted((root / "content/plans").glob("*.yaml"))))


def test_a_fault_keeps_the_last_good_site_and_is_told(shown: Shown) -> None:
    plans = any_plans(shown.project.root)
    good, before = shown.files, plans.read_text("utf-8")
    plans.write_text(before.replace("monthly:", "montly:", 1), "utf-8")
    shown.rebuild()
    assert shown.files is good
    assert "montly" in shown.error and "hint:" in shown.error
    plans.write_text(before, "utf-8")
    shown.rebuild()
    assert shown.error == ""


def test_nothing_is_written_to_the_site(shown: Shown) -> None:
    assert not shown.project.out.exists()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, threading.Semaphore]]:
    """A folder under watch, and a semaphore that counts the changes seen."""
    seen, stopped = threading.Semaphore(0), threading.Event()
    (tmp_path / "a.yaml").write_text("a: 1\n")
    thread = threading.Thread(target=watch, args=((tmp_path,), seen.release, stopped.is_set))
    thread.start()
    time.sleep(0.1)
    yield tmp_path, seen
    stopped.set()
    thread.join()


def test_a_save_is_seen(watched: tuple[Path, threading.Semaphore]) -> None:
    folder, seen = watched
    (folder / "a.yaml").write_text("a: 2\n")
    assert seen.acquire(timeout=10)


def test_a_save_by_renaming_is_seen_even_if_the_time_stays(watched: tuple[Path, threading.Semaphore]) -> None:
    folder, seen = watched
    (folder / ".new").write_text("a: 3\n")
    shutil.copystat(folder / "a.yaml", folder / ".new")
    (folder / ".new").replace(folder / "a.yaml")
    assert seen.acquire(timeout=10)


def test_what_editors_leave_behind_is_not_looked_at(tmp_path: Path) -> None:
    for name in ("a.yaml~", ".a.yaml.swp", "4913", "#a.yaml#"):
        (tmp_path / name).write_text("x")
    assert look([tmp_path]) == {}


@pytest.mark.parametrize(
    ("host", "origin", "taken"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000", True),
        ("localhost:8000", "http://localhost:8000", True),
        ("127.0.0.1:8000", "http://evil.example", False),
        ("127.0.0.1:8000", "http://127.0.0.1:9000", False),
        ("127.0.0.1:8000", "null", False),
        ("evil.example:8000", "http://evil.example:8000", False),
    ],
)
def test_only_pages_of_this_preview_may_listen(host: str, origin: str, taken: bool) -> None:
    socket = Socket.__new__(Socket)
    socket.request = HTTPServerRequest(headers=HTTPHeaders({"Host": host}), start_line=START)
    assert socket.check_origin(origin) is taken


def test_the_preview_is_for_this_machine_alone() -> None:
    assert {"127.0.0.1", "localhost", "::1"} == HOSTS
