"""A publish is wholly done or not done at all, whatever fails, and touches nothing that did not change."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingbi.diagnostics.problem import BusyError, ConfigurationError, ForeignFiles, MachineError
from pingbi.publish.disk import Disk
from pingbi.publish.manifest import PublishPaths, check_paths
from pingbi.publish.swap import Published, build_lock, publish, recover

Files = dict[str, bytes]
ONE: Files = {
    "index.html": b"one",
    "en/index.html": b"home",
    "en/a": b"a file",
    "en/gone/deep/index.html": b"old",
    "assets/a.1.css": b"css 1",
}
TWO: Files = {
    "index.html": b"two",
    "en/index.html": b"home",
    "en/a/index.html": b"a folder now",
    "assets/a.2.css": b"css 2",
}
TWO_AND_KEPT: Files = {**TWO, "assets/a.1.css": b"css 1"}


@dataclass
class Project:
    """A folder with a site and a cache in it."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    def publish(self, files: Files, disk: Disk | None = None) -> Published:
        return publish(files, self.site, self.cache, disk or Disk())

    def files(self) -> Files:
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes() for path in self.site.rglob("*") if path.is_file()
        }

    def folders(self) -> set[str]:
        return {path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_dir()}

    def times(self) -> dict[str, tuple[int, int]]:
        facts = {path: (self.site / path).stat() for path in self.files()}
        return {path: (fact.st_ino, fact.st_mtime_ns) for path, fact in facts.items()}


@dataclass
class FailingDisk(Disk):
    """Fails at call `at`, once or, like a machine that dies, from then on."""

    at: int
    number: int = errno.ENOSPC
    dead: bool = False
    calls: list[str] = field(default_factory=list)

    def before(self, call: str, path: Path) -> None:
        self.calls.append(call)
        now = len(self.calls) - 1
        if now == self.at or (self.dead and now > self.at):
            if call == "write":
                path.write_bytes(b"half of")
            raise OSError(self.number, os.strerror(self.number), str(path))


class OldDisk(Disk):
    """A system that cannot exchange two folders."""

    def exchange(self, one: Path, other: Path) -> bool:
        self.before("exchange", one)
        return False


class OldFailingDisk(FailingDisk, OldDisk):
    """The same, failing."""


class LinklessDisk(Disk):
    """A file system without hard links."""

    def link(self, source: Path, path: Path) -> None:
        self._copy(source, path)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@contextmanager
def new_project() -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder:
        yield Project(Path(folder))


def test_the_first_publish_makes_the_folder(project: Project) -> None:
    done = project.publish(ONE)
    assert project.files() == ONE
    assert done == Published(written=tuple(sorted(ONE)))


def test_the_first_publish_makes_folders_above_the_site(tmp_path: Path) -> None:
    publish(ONE, tmp_path / "deep" / "down" / "site", tmp_path / ".cache")
    assert (tmp_path / "deep/down/site/index.html").read_bytes() == b"one"


def test_an_empty_folder_is_published_to(project: Project) -> None:
    project.site.mkdir()
    project.publish(ONE)
    assert project.files() == ONE


def test_the_second_publish_says_what_it_did(project: Project) -> None:
    project.publish(ONE)
    done = project.publish(TWO)
    assert done.written == ("assets/a.2.css", "en/a/index.html", "index.html")
    assert done.removed == ("en/a", "en/gone/deep/index.html")
    assert (done.unchanged, done.atomic) == (1, True)


def test_orphans_and_their_folders_are_gone(project: Project) -> None:
    project.publish(ONE)
    project.publish(TWO)
    assert project.files() == TWO_AND_KEPT
    assert project.folders() == {"en", "en/a", "assets"}


def test_a_folder_becomes_a_file(project: Project) -> None:
    project.publish(TWO)
    project.publish(ONE)
    assert project.files() == {**ONE, "assets/a.2.css": b"css 2"}


def test_unchanged_files_keep_inode_and_time_over_many_generations(project: Project) -> None:
    project.publish(ONE)
    first = project.times()["en/index.html"]
    for number in range(4):
        project.publish({**TWO, "index.html": b"%d" % number})
        assert project.times()["en/index.html"] == first


def test_a_file_that_changes_back_is_newer_than_what_it_replaces(project: Project) -> None:
    times = []
    for text in (b"A", b"B", b"A"):
        project.publish({"index.html": text})
        times.append(project.times()["index.html"][1])
        time.sleep(0.02)
    assert times == sorted(set(times))


def test_times_stay_where_hard_links_are_impossible(project: Project) -> None:
    project.publish(ONE, LinklessDisk())
    first = project.times()["en/index.html"][1]
    project.publish(TWO, LinklessDisk())
    assert project.times()["en/index.html"][1] == first
    assert project.files() == TWO_AND_KEPT


def test_nothing_changed_is_nothing_done(project: Project) -> None:
    project.publish(ONE)
    disk = FailingDisk(at=-1)
    before = project.site.stat(), project.times()
    assert project.publish(ONE, disk) == Published(unchanged=len(ONE))
    assert (project.site.stat(), project.times()) == before
    assert not {"write", "link", "rename", "exchange", "sync"} & set(disk.calls)


def test_an_asset_is_kept_for_one_generation(project: Project) -> None:
    project.publish(ONE)
    project.publish(TWO)
    assert project.files()["assets/a.1.css"] == b"css 1"
    assert project.publish(TWO) == Published(unchanged=len(TWO))
    third = {**TWO, "index.html": b"three"}
    assert project.publish(third).removed == ("assets/a.1.css",)
    assert project.files() == third


def test_a_kept_asset_that_is_wanted_again_stays_the_same_file(project: Project) -> None:
    project.publish(ONE)
    first = project.times()["assets/a.1.css"]
    project.publish(TWO)
    project.publish(ONE)
    assert project.times()["assets/a.1.css"] == first


def test_an_asset_gives_way_to_a_folder_of_its_name(project: Project) -> None:
    project.publish({"assets/x": b"1", "assets/y/z": b"2"})
    project.publish({"assets/x/y": b"3", "assets/y": b"4"})
    assert project.files() == {"assets/x/y": b"3", "assets/y": b"4"}


def test_bytes_of_unchanged_files_are_not_asked_for(project: Project) -> None:
    class Lazy(dict[str, bytes]):
        asked: list[str] = []  # noqa: RUF012

        def __getitem__(self, path: str) -> bytes:
            self.asked.append(path)
            return super().__getitem__(path)

    from pingbi.publish.manifest import digest_of

    digests = {path: digest_of(data) for path, data in TWO.items()}
    project.publish(ONE)
    publish(Lazy(TWO), project.site, project.cache, digests=digests)
    assert sorted(Lazy.asked) == ["assets/a.2.css", "en/a/index.html", "index.html"]
    assert project.files() == TWO_AND_KEPT


def test_a_published_file_that_somebody_changed_is_mended(project: Project) -> None:
    project.publish(ONE)
    (project.site / "index.html").write_bytes(b"hacked!")
    (project.site / "en/index.html").unlink()
    assert project.publish(ONE).written == ("en/index.html", "index.html")
    assert project.files() == ONE


def test_an_empty_folder_that_nobody_needs_goes(project: Project) -> None:
    project.publish(ONE)
    (project.site / "left/over").mkdir(parents=True)
    project.publish(ONE)
    assert project.files() == ONE
    assert "left" not in project.folders()


def test_what_file_managers_leave_is_no_obstacle(project: Project) -> None:
    project.publish(ONE)
    (project.site / "en/.DS_Store").write_bytes(b"finder")
    project.publish(TWO)
    assert project.files() == TWO_AND_KEPT


# Foreign files


@pytest.mark.parametrize("known", [True, False], ids=["in our site", "in a folder never published to"])
def test_foreign_files_are_listed_and_left_alone(project: Project, known: bool) -> None:
    if known:
        project.publish(ONE)
    (project.site / "my").mkdir(parents=True)
    (project.site / "my/notes.txt").write_bytes(b"precious")
    (project.site / "my/link").symlink_to("notes.txt")
    before = project.files()
    with pytest.raises(ForeignFiles) as refusal:
        project.publish(TWO)
    assert refusal.value.paths == ("my/link", "my/notes.txt")
    assert str(project.site / "my/notes.txt") in refusal.value.message
    assert refusal.value.hint
    assert refusal.value.exit_code == 2
    assert project.files() == before


def test_a_foreign_file_in_the_place_of_a_new_page_is_not_overwritten(project: Project) -> None:
    project.publish(ONE)
    (project.site / "assets/a.2.css").write_bytes(b"mine")
    with pytest.raises(ForeignFiles):
        project.publish(TWO)
    assert (project.site / "assets/a.2.css").read_bytes() == b"mine"


def test_many_foreign_files_are_counted(project: Project) -> None:
    project.site.mkdir()
    for number in range(30):
        (project.site / f"{number:02}.txt").touch()
    with pytest.raises(ForeignFiles, match="and 20 more"):
        project.publish(ONE)


def test_an_equal_site_whose_cache_was_deleted_is_ours_again(project: Project) -> None:
    project.publish(ONE)
    shutil.rmtree(project.cache)
    assert project.publish(ONE) == Published(unchanged=len(ONE))
    project.publish(TWO)
    assert project.files() == TWO_AND_KEPT


def test_a_copied_project_knows_its_site(project: Project, tmp_path: Path) -> None:
    project.publish(ONE)
    shutil.copytree(project.site, tmp_path / "copy/site")
    shutil.copytree(project.cache, tmp_path / "copy/.cache")
    copy = Project(tmp_path / "copy")
    copy.publish(TWO)
    assert copy.files() == TWO


def test_a_broken_manifest_is_no_obstacle_to_an_equal_site(project: Project) -> None:
    project.publish(ONE)
    for manifest in PublishPaths(project.site, project.cache).manifests.iterdir():
        manifest.write_text('{"format": 1, "files": {"x"', encoding="utf-8")
    assert project.publish(ONE) == Published(unchanged=len(ONE))


def test_two_output_folders_share_a_cache(project: Project) -> None:
    for files in (ONE, TWO):
        project.publish(files)
        publish(files, project.root / "other", project.cache)
    assert project.files() == TWO_AND_KEPT
    assert (project.root / "other/index.html").read_bytes() == b"two"


# Any sequence

NAMES = st.sampled_from(["a", "b", "index.html", "assets"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def without_collisions(files: Files) -> Files:
    return {path: data for path, data in files.items() if not any(p.startswith(path + "/") for p in files)}


SITES = st.dictionaries(PATHS, st.sampled_from([b"", b"1", b"22"]), min_size=1).map(without_collisions)


@settings(max_examples=60, deadline=None)
@given(st.lists(SITES, min_size=1, max_size=5), st.sampled_from([Disk, OldDisk, LinklessDisk]))
def test_the_site_is_what_was_published_last(sites: list[Files], kind: Callable[[], Disk]) -> None:
    with new_project() as project:
        for files in sites:
            before = project.times() if project.site.exists() else {}
            done = publish(files, project.site, project.cache, kind(), keep=lambda path: False)
            assert project.files() == files
            assert done.unchanged + len(done.written) == len(files)
            untouched = before.keys() & files.keys() - set(done.written)
            assert all(project.times()[path][1] == before[path][1] for path in untouched)


@settings(max_examples=60, deadline=None)
@given(SITES, SITES, SITES, st.integers(0, 60), st.booleans())
def test_after_any_failure_the_next_publish_succeeds(old: Files, new: Files, last: Files, at: int, dead: bool) -> None:
    with new_project() as project:
        publish(old, project.site, project.cache, keep=lambda path: False)
        with suppress(MachineError):
            publish(new, project.site, project.cache, FailingDisk(at, dead=dead), keep=lambda path: False)
        assert project.files() in (old, new)
        publish(last, project.site, project.cache, keep=lambda path: False)
        assert project.files() == last


# Every failure


def calls_of(publish_twice: Callable[[Disk], object], kind: type[FailingDisk]) -> int:
    disk = kind(at=-1)
    publish_twice(disk)
    return len(disk.calls)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("kind", [FailingDisk, OldFailingDisk])
def test_every_failing_call_leaves_the_old_site_or_the_new_one(kind: type[FailingDisk], number: int) -> None:
    with new_project() as project:
        project.publish(ONE)
        count = calls_of(lambda disk: project.publish(TWO, disk), kind)
    assert count > 20
    for at in range(count):
        with new_project() as project:
            project.publish(ONE)
            with pytest.raises(MachineError) as failure:
                project.publish(TWO, kind(at, number))
            assert failure.value.hint
            assert failure.value.exit_code == 3
            assert project.files() in (ONE, TWO_AND_KEPT), f"call {at}"
            project.publish(TWO)
            assert project.files() == TWO_AND_KEPT


def test_everything_is_on_the_disk_before_the_folders_change_places(project: Project) -> None:
    project.publish(ONE)
    disk = FailingDisk(at=-1)
    project.publish(TWO, disk)
    after_sync = disk.calls[disk.calls.index("sync") + 1 :]
    assert after_sync == ["inode", "exchange", "sync_folder", "sync_folder"]


def test_every_failing_call_of_a_first_publish_leaves_nothing_or_all() -> None:
    with new_project() as project:
        count = calls_of(lambda disk: project.publish(ONE, disk), FailingDisk)
    for at in range(count):
        with new_project() as project:
            with pytest.raises(MachineError):
                project.publish(ONE, FailingDisk(at))
            assert project.files() in ({}, ONE)
            project.publish(ONE)
            assert project.files() == ONE


@pytest.mark.parametrize("kind", [FailingDisk, OldFailingDisk])
def test_a_machine_that_dies_at_any_call_leaves_a_whole_site(kind: type[FailingDisk]) -> None:
    with new_project() as project:
        project.publish(ONE)
        count = calls_of(lambda disk: project.publish(TWO, disk), kind)
    for at in range(count):
        with new_project() as project:
            project.publish(ONE)
            with pytest.raises(MachineError):
                project.publish(TWO, kind(at, dead=True))
            if kind is OldFailingDisk:
                recover(project.site, project.cache)
            assert project.files() in (ONE, TWO_AND_KEPT), f"call {at}"
            assert project.publish(TWO).written in ((), ("assets/a.2.css", "en/a/index.html", "index.html"))
            assert project.files() == TWO_AND_KEPT


def test_two_renames_do_it_where_nothing_better_exists(project: Project) -> None:
    project.publish(ONE)
    assert not project.publish(TWO, OldDisk()).atomic
    assert project.files() == TWO_AND_KEPT
    assert not PublishPaths(project.site, project.cache).retired.exists()


def test_a_site_made_by_hand_after_a_crash_is_not_mistaken(project: Project) -> None:
    project.publish(ONE)
    project.publish(TWO)
    places = PublishPaths(project.site, project.cache)
    project.site.rename(places.retired)
    project.site.mkdir()
    project.publish(ONE)
    assert project.files() == ONE
    assert not places.retired.exists()


def test_a_read_only_place_is_a_sentence(project: Project) -> None:
    with pytest.raises(MachineError, match="Permission denied") as failure:
        project.publish(ONE, FailingDisk(5, errno.EACCES))
    assert "who owns" in failure.value.hint


# Crash by force

CHILD = """
import sys
from pathlib import Path
from pingbi.publish.swap import publish
root = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(10**6):
    files = {f"p/{page}/index.html": b"%d" % (turn % 2) * 2000 for page in range(150) if page % 7 or turn % 2}
    publish(files, root / "site", root / ".cache")
"""


@pytest.mark.parametrize("delay", [0.05, 0.11, 0.17, 0.23, 0.31])
def test_sigkill_in_the_middle_leaves_a_whole_site(project: Project, delay: float) -> None:
    command = [sys.executable, "-c", CHILD, str(project.root)]
    top = Path(__file__).parent.parent
    with subprocess.Popen(command, cwd=top, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        while not (project.site / "p").exists():
            time.sleep(0.005)
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
    files = project.files()
    assert len(set(files.values())) == 1
    assert len(files) == (150 if files["p/1/index.html"][:1] == b"1" else 150 - 22)
    project.publish({"index.html": b"after"})
    assert project.files() == {"index.html": b"after"}


# The lock


def test_a_second_build_is_reported_to_wait(project: Project) -> None:
    with build_lock(project.cache), pytest.raises(BusyError) as refusal:
        project.publish(ONE)
    assert refusal.value.exit_code == 4
    assert not project.site.exists()


def test_a_build_that_holds_the_lock_publishes(project: Project) -> None:
    with build_lock(project.cache):
        publish(ONE, project.site, project.cache, lock=False)
    assert project.files() == ONE


def test_the_lock_is_free_after_a_failure(project: Project) -> None:
    with pytest.raises(MachineError):
        project.publish(ONE, FailingDisk(4))
    project.publish(ONE)
    assert project.files() == ONE


# Where a site may lie


def test_a_site_that_is_a_link_is_refused(project: Project) -> None:
    (project.root / "real").mkdir()
    project.site.symlink_to("real")
    with pytest.raises(ConfigurationError, match="symbolic link") as refusal:
        project.publish(ONE)
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize("place", ["site", "site/below"])
def test_a_site_that_is_a_file_is_refused(project: Project, place: str) -> None:
    project.site.write_text("a file", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is a file"):
        publish(ONE, project.root / place, project.cache)


@pytest.mark.parametrize("out", [".", "content", "content/site", ".cache/site", "templates/x/y"])
def test_a_site_that_would_swallow_its_sources_is_refused(project: Project, out: str) -> None:
    sources = [project.root / "content", project.root / "templates"]
    with pytest.raises(ConfigurationError, match="inside"):
        check_paths(project.root / out, project.cache, sources)


def test_a_site_beside_its_sources_is_allowed(project: Project) -> None:
    check_paths(project.site, project.cache, [project.root / "content"])
    assert not project.cache.exists()


def test_a_site_on_another_file_system_is_refused(project: Project) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == project.root.stat().st_dev:
        pytest.skip("no second file system here")
    with pytest.raises(ConfigurationError, match="file systems"):
        check_paths(other / "pingbi-site", project.cache)


def test_an_empty_site_is_never_published(project: Project) -> None:
    project.publish(ONE)
    with pytest.raises(ConfigurationError, match="not one page"):
        project.publish({})
    assert project.files() == ONE


@pytest.mark.parametrize("path", ["", "/x", "../x", "a//b", "a/./b", "a/", "x\0y", "a"])
def test_a_path_that_leaves_the_site_or_collides_is_an_error_of_ours(project: Project, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        project.publish({path: b"", "a/b": b""})
    assert not project.site.exists()
