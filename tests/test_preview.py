"""The preview shows every change at once, keeps the last good site when the content is wrong, and loses no edit."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.content.project_files import read_project
from pingbi.diagnostics.problem import InternalError
from pingbi.pages import method
from pingbi.pipeline import finish, prepare
from pingbi.preview import session as session_module
from pingbi.preview import watch as watching
from pingbi.preview.session import BROKEN, PreviewSession, Schemas, errors_message, page_message
from pingbi.preview.watch import differing, scan, watch_folders
from pingbi.project import Project
from pingbi.stages import Settings
from tests.support.commands import HOME, TODAY

SITE = Settings(TODAY, "http://127.0.0.1:8000/")
PAGE = "en/pricing/index.html"
NEW_FEATURE = """\
  roaming:
    group: data
    name: {zh-TW: 國外漫遊, en: Roaming}
    asks: {zh-TW: 在國外也能用嗎？, en: Does it work abroad?}
    kind: yes-no
    direction: higher
"""


@pytest.fixture
def session(tmp_path: Path) -> PreviewSession:
    """A preview session of the small second site."""
    shutil.copytree(HOME / "tests/sites/mobile-plans/content", tmp_path / "content")
    found = PreviewSession(Project(tmp_path, tmp_path / "site"), lambda: SITE)
    found.rebuild()
    assert not found.errors
    return found


def edit(session: PreviewSession, file: str, old: str, new: str) -> None:
    path = session.project.root / "content" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    session.rebuild([str(path)])


def test_a_page_is_made_when_somebody_looks_at_it(session: PreviewSession) -> None:
    assert session.snapshot and session.snapshot.rendered == {}
    assert b"NT$649" in (session.page(PAGE) or b"")
    assert list(session.snapshot.rendered) == [PAGE]
    assert session.page("en/nothing/index.html") is None
    assert session.page("robots.txt") is not None


def test_a_new_price_is_on_the_page(session: PreviewSession) -> None:
    edit(session, "plans/tariff-a.yaml", "monthly: 649", "monthly: 777")
    assert b"NT$777" in (session.page(PAGE) or b"") and b"NT$649" not in (session.page(PAGE) or b"")


def test_a_fault_keeps_the_last_good_page_and_is_reported_with_its_line(session: PreviewSession) -> None:
    good = session.page(PAGE)
    edit(session, "plans/tariff-a.yaml", "monthly: 649", "montly: 649")
    assert session.page(PAGE) == good
    (reported,) = errors_message(session.project, session.errors)["problems"]
    assert (reported["file"], reported["code"]) == ("content/plans/tariff-a.yaml", "key-unknown")
    assert "montly: 649" in reported["excerpt"] and reported["excerpt"][reported["column"] - 1 :].startswith("montly")
    assert (
        reported["opens"]
        == f"vscode://file{session.project.root}/content/plans/tariff-a.yaml:{reported['line']}:{reported['column']}"
    )
    edit(session, "plans/tariff-a.yaml", "montly: 649", "monthly: 649")
    assert not session.errors


def test_every_problem_of_a_run_is_reported(session: PreviewSession) -> None:
    edit(session, "plans/tariff-a.yaml", "monthly: 649", "montly: 649")
    edit(session, "plans/tariff-b.yaml", "currency: TWD", "currency: NTD")
    found = {problem["code"] for problem in errors_message(session.project, session.errors)["problems"]}
    assert found == {"key-unknown", "currency"}


EDITS = (
    ("plans/tariff-a.yaml", "649", "651"),
    ("products/tariff-b.yaml", 'version: "', 'version: "9'),
    ("scenarios/commuting.yaml", "weights:", "weights: # changed\n"),
    ("site.yaml", "title:", "title:  "),
    ("features.yaml", "name: {zh-TW: 每月上網量", "name: {zh-TW: 每月流量"),
    ("products/tariff-a.en.md", "\n## ", "\nOne more sentence.\n\n## "),
    ("sources.yaml", "published: 2026-01-05", "published: 2026-01-04"),
    ("plans/tariff-a.yaml", "651", "649"),
)


def test_what_is_kept_from_edit_to_edit_never_shows(session: PreviewSession) -> None:
    """After each edit every page is the very one that is made from nothing, without any memory."""
    for file, old, new in EDITS:
        edit(session, file, old, new)
        assert not session.errors, (file, session.errors.problems)
        clean = finish(session.project, prepare(read_project(session.project), SITE)).files
        assert {name: session.page(name) for name in clean} == dict(clean), file


def test_what_a_session_remembers_does_not_grow(session: PreviewSession) -> None:
    def remembered() -> int:
        return len(session._memory)

    edit(session, "plans/tariff-a.yaml", "649", "700")
    before = remembered()
    for price in range(701, 711):
        edit(session, "plans/tariff-a.yaml", str(price - 1), str(price))
    assert remembered() == before


def test_a_template_with_a_fault_is_reported_at_its_line(session: PreviewSession) -> None:
    template = session.project.root / "templates/changes.html"
    template.parent.mkdir()
    template.write_text("<p>\n{{ view.nothing }}</p>\n", "utf-8")
    session.rebuild([str(template)])
    session.page("en/changes/index.html")
    (problem,) = session.errors.problems
    assert (problem.code, problem.place.file, problem.place.line) == ("template", "templates/changes.html", 2)


def test_a_fault_of_the_generator_is_not_reported_as_a_templates(session: PreviewSession) -> None:
    """The tabs say whose fault it is, the cache keeps the traceback, and the next edit is seen."""
    with patch.object(method, "method_view", side_effect=ZeroDivisionError("our own")):
        assert session.page("en/method/index.html") == BROKEN
    message = errors_message(session.project, session.errors)
    assert message["problems"] == [] and "ZeroDivisionError: our own" in message["failure"]["en"]
    (report,) = (session.project.cache).glob("fault-*.txt")
    assert "Traceback" in report.read_text(encoding="utf-8")
    edit(session, "plans/tariff-a.yaml", "monthly: 649", "monthly: 777")
    assert not session.errors and b"NT$777" in (session.page(PAGE) or b"")


@pytest.mark.parametrize("at_fault", ["prepare", "make_environment"])
def test_a_fault_of_the_generator_does_not_end_the_preview(session: PreviewSession, at_fault: str) -> None:
    good = session.page(PAGE)
    with patch.object(session_module, at_fault, side_effect=ZeroDivisionError("our own")):
        session.rebuild([str(session.project.root / "templates/home.html")])
    assert isinstance(session.errors.failure, InternalError) and session.page(PAGE) == good


def test_the_text_editor_knows_a_new_feature_at_once(session: PreviewSession) -> None:
    """Where it has settings for this folder; else nothing is put there."""
    follow, folder = Schemas(session.project).follow, session.project.root / ".vscode"
    session.rebuild()
    assert session.snapshot
    follow(session.snapshot.prepared.content)
    assert not folder.exists()
    folder.mkdir()
    edit(session, "features.yaml", "features:\n", f"features:\n{NEW_FEATURE}")
    follow(session.snapshot.prepared.content)
    schema, end = folder / "schemas/product.json", time.monotonic() + 10
    while not (schema.exists() and "roaming" in schema.read_text("utf-8")) and time.monotonic() < end:
        time.sleep(0.02)
    assert "roaming" in schema.read_text("utf-8")


@given(st.lists(st.text(st.sampled_from("ab長🎬"), max_size=6), min_size=2, max_size=5))
def test_a_page_that_is_sent_in_parts_is_the_page(pages: list[str]) -> None:
    """Put together as browsers do, which count in units of UTF-16."""
    shown = b""
    for before, now in pairwise(["", *pages]):
        message = page_message(before, "", now.encode(), "")
        units = (message["html"] if "html" in message else message["text"]).encode("utf-16-le")
        kept = shown[: message.get("start", 0) * 2], shown[len(shown) - message.get("end", 0) * 2 :]
        shown = kept[0] + units + kept[1]
        assert shown.decode("utf-16-le") == now


def test_nothing_is_written_to_the_site(session: PreviewSession) -> None:
    session.page(PAGE)
    assert sorted(path.name for path in session.project.root.iterdir()) == ["content"]


# --- watching ---------------------------------------------------------------------------------------------------

Watched = tuple[Path, "list[frozenset[str]]", threading.Event]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A folder under watch, what was seen so far, and an event that is set by the newest."""
    seen: list[frozenset[str]] = []
    reported, stopped = threading.Event(), threading.Event()
    for number in range(50):
        (tmp_path / f"{number}.yaml").write_text("a: 1\n")

    def changed(paths: frozenset[str]) -> None:
        seen.append(paths)
        reported.set()

    thread = threading.Thread(target=watch_folders, args=((tmp_path,), changed, stopped.is_set))
    thread.start()
    time.sleep(0.1)
    yield tmp_path, seen, reported
    stopped.set()
    thread.join()


def wait_for(seen: list[frozenset[str]], paths: set[Path]) -> bool:
    """Whether all of `paths` were reported within ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if {str(path) for path in paths} <= frozenset().union(*seen):
            return True
        time.sleep(0.01)
    return False


def test_a_save_is_seen(watched: Watched) -> None:
    folder, seen, _ = watched
    (folder / "1.yaml").write_text("a: 2\n")
    assert wait_for(seen, {folder / "1.yaml"})


def test_a_save_by_renaming_is_seen_even_if_the_time_stays(watched: Watched) -> None:
    folder, seen, _ = watched
    (folder / ".new").write_text("a: 3\n")
    shutil.copystat(folder / "1.yaml", folder / ".new")
    (folder / ".new").replace(folder / "1.yaml")
    assert wait_for(seen, {folder / "1.yaml"})


def test_a_save_of_the_same_length_that_sets_the_time_back_is_seen(watched: Watched) -> None:
    folder, seen, _ = watched
    file = folder / "2.yaml"
    status = file.stat()
    file.write_text("a: 9\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert wait_for(seen, {file})


def test_fifty_files_at_once_are_all_seen(watched: Watched) -> None:
    folder, seen, _ = watched
    files = {folder / f"{number}.yaml" for number in range(50)}
    for file in files:
        file.write_text("a: 7\n")
    assert wait_for(seen, files)


def test_of_a_burst_the_last_save_is_never_lost(watched: Watched) -> None:
    """Whenever `changed` is called, what it reads then is what the next call will differ from."""
    folder, seen, reported = watched
    file = folder / "3.yaml"
    for number in range(120):
        reported.clear()
        file.write_text("")
        file.write_text(f"a: {number}\n")
        if number % 3 == 0:
            time.sleep(0.003)
    assert reported.wait(10)
    state = scan([folder])
    time.sleep(0.2)
    assert seen[-1] == {str(file)} and scan([folder]) == state


def test_a_save_within_the_same_step_of_the_clock_is_seen(tmp_path: Path) -> None:
    """The file was read, and changed once more: its size, inode and times are as they were."""
    file, seen = tmp_path / "a.yaml", []
    file.write_text("a: 1\n")
    before, stopped = scan((tmp_path,)), threading.Event()

    def changed(_: frozenset[str]) -> None:
        seen.append(file.read_text())
        if len(seen) == 1:
            times = file.stat()
            file.write_text("a: 3\n")
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        else:
            stopped.set()

    file.write_text("a: 2\n")
    with patch.object(watching, "_stamp", lambda _: (0, 0, 0, 0)):
        watch_folders((tmp_path,), changed, stopped.is_set, before)
    assert seen == ["a: 2\n", "a: 3\n"]


def test_what_changed_before_the_watch_began_is_seen(tmp_path: Path) -> None:
    file, seen, stopped = tmp_path / "a.yaml", [], threading.Event()
    file.write_text("a: 1\n")
    before = scan((tmp_path,))
    file.write_text("a: 22\n")

    def changed(paths: frozenset[str]) -> None:
        seen.append(paths)
        stopped.set()

    watch_folders((tmp_path,), changed, stopped.is_set, before)
    assert seen == [{str(file)}]


def test_what_editors_leave_behind_is_not_looked_at(tmp_path: Path) -> None:
    for name in ("a.yaml~", ".a.yaml.swp", "4913", "#a.yaml#"):
        (tmp_path / name).write_text("x")
    assert scan([tmp_path]) == {}


def test_what_went_away_and_what_came_differ() -> None:
    assert differing({"a": (1, 1, 1, 1), "b": (1, 1, 1, 1)}, {"b": (1, 1, 1, 1), "c": (1, 1, 1, 1)}) == {"a", "c"}
