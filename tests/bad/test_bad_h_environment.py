"""H: the folders, the clock and the machine."""

import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from pingbi import pipeline
from pingbi.cli.main import main
from pingbi.publish import disk
from tests.bad.conftest import ENVIRONMENT, Workspace
from tests.support.bad_site import PLANS_A, TEXTS
from tests.support.commands import HOME, build_py, tree


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """A site of its own, for what happens to a whole folder."""
    made = Workspace(tmp_path)
    made.put({file: text.encode() for file, text in TEXTS.items()})
    return made


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "a hidden file"])
def test_h01_without_content_nothing_is_published(workspace: Workspace, left: str) -> None:
    before = workspace.written()
    (workspace.root / "content").rename(workspace.root / "aside")
    try:
        if left != "nothing":
            (workspace.root / "content").mkdir()
        if left == "a hidden file":
            (workspace.root / "content/.keep").touch()
        ended = workspace.run("build")
    finally:
        shutil.rmtree(workspace.root / "content", ignore_errors=True)
        (workspace.root / "aside").rename(workspace.root / "content")
    assert ended.code == 2 and ended.err.startswith("error[configuration]: ") and "content/" in ended.err
    assert "\nhint: " in ended.err and workspace.written() == before


def test_h01_a_site_file_that_is_missing(workspace: Workspace) -> None:
    with workspace.having({"content/site.yaml": None}):
        ended = workspace.run("build")
    assert ended.code == 1 and "content/site.yaml:1:1: error[file-missing]: there is no content/site.yaml" in ended.err


def test_h01_a_root_that_is_not_there(tmp_path: Path) -> None:
    ended = build_py("build", "--root", tmp_path / "nowhere", "--out", tmp_path / "site")
    assert ended.code == 2 and "there is no folder" in ended.err and "Traceback" not in ended.err


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_h02_a_folder_that_may_not_be_written(empty: Workspace) -> None:
    empty.root.chmod(0o500)
    ended = empty.run("build")
    empty.root.chmod(0o700)
    assert ended.code == 3 and "Permission denied" in ended.err


def test_h03_nothing_is_left_of_a_comparison_that_could_not_be_begun(tmp_path: Path) -> None:
    written: list[Path] = []

    def full(self: disk.Disk, made: str, path: Path) -> None:
        written.append(path)
        if len(written) > 9:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with patch.object(disk.Disk, "before", full):
        code = main(["new", str(tmp_path / "new"), "--title", "Tea", "--products", "First, Second"])
    assert code == 3 and not list(tmp_path.iterdir())


def test_h03_a_refusal_by_the_system_is_a_sentence(workspace: Workspace) -> None:
    """Also one that was not foreseen."""
    refused = PermissionError(errno.EACCES, "Permission denied", "templates/strings")
    with patch.object(pipeline, "read_project", side_effect=refused):
        ended = workspace.run("build")
    assert (ended.code, ended.err.splitlines()[0]) == (
        3,
        "error[machine]: the system refuses templates/strings: Permission denied",
    )


def test_h03_a_listener_who_has_gone_is_no_failure(workspace: Workspace) -> None:
    """As `head` goes after its lines."""
    with subprocess.Popen(
        [sys.executable, HOME / "build.py", "check", "--json", "--root", workspace.root],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 141)


@pytest.mark.parametrize("call", ["write", "sync", "exchange"])
def test_h03_a_full_disk_leaves_the_old_site_whole(workspace: Workspace, call: str) -> None:
    """At whichever call it becomes full; what was begun is no obstacle to the next build."""
    before = tree(workspace.root / "site")

    def full(self: disk.Disk, made: str, path: Path) -> None:
        if made == call:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with workspace.having({PLANS_A: TEXTS[PLANS_A].replace("6.99", "7.99").encode()}):
        with patch.object(disk.Disk, "before", full):
            ended = workspace.run("build")
        assert tree(workspace.root / "site") == before
        assert ended.code == 3 and "No space left on device" in ended.err
        assert "hint: Free some disk space" in ended.err and "Traceback" not in ended.err
    assert workspace.run("build").code == 0
    assert tree(workspace.root / "site") == before


MEMORY = Path("/dev/shm")


@pytest.mark.skipif(not MEMORY.is_dir(), reason="this machine has no second file system at hand")
def test_h04_two_file_systems_are_refused_before_anything_is_built(workspace: Workspace) -> None:
    before = sorted(MEMORY.iterdir())
    ended = workspace.run("build", into=MEMORY / "pingbi-site")
    assert ended.code == 2 and "different file systems" in ended.err
    assert sorted(MEMORY.iterdir()) == before


def test_h05_two_builds_at_once(workspace: Workspace) -> None:
    with disk.REAL.locked(workspace.root / ".cache/lock"):
        ended = workspace.run("build")
    assert ended.code == 4 and ended.err.startswith("error[busy]: another build of this comparison is running")


def test_h06_a_port_that_is_taken(workspace: Workspace) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = build_py("serve", "--root", workspace.root, "--port", str(port))
    assert ended.code == 2 and f"port {port} is taken" in ended.err and "hint: use --port" in ended.err
    assert len(ended.err.splitlines()) == 2


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_h06_an_address_of_another_machine(workspace: Workspace, host: str) -> None:
    """The port is not what is wrong."""
    ended = build_py("serve", "--root", workspace.root, "--host", host)
    assert ended.code == 2
    assert ended.err.splitlines()[0] == f"error[configuration]: this machine has no address '{host}'"


def test_h07_the_day_changes_no_byte_where_no_period_begins_or_ends(empty: Workspace) -> None:
    """Two days of 2026, and 2100."""
    sites = []
    for day in (ENVIRONMENT["SOURCE_DATE_EPOCH"], "1795392000", "4102444800"):
        ended = build_py("build", "--root", empty.root, environment={"SOURCE_DATE_EPOCH": day})
        assert ended.code == 0, ended.err
        sites.append(tree(empty.root / "site"))
    assert sites[0] == sites[1] == sites[2]


@pytest.mark.parametrize("value", ["tomorrow", "-1", "1e9", "9" * 30])
def test_h07_a_day_that_is_none(workspace: Workspace, value: str) -> None:
    ended = build_py("check", "--root", workspace.root, environment={"SOURCE_DATE_EPOCH": value})
    assert ended.code == 2 and "error[configuration]: SOURCE_DATE_EPOCH is" in ended.err and "\nhint: " in ended.err


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["bild"], "there is no command 'bild'", "did you mean 'build'?"),
        (["build", "more"], "'more' is not known here", "see pingbi build --help"),
        (["--rot", "x"], "'--rot' is not known here", "did you mean '--root'?"),
        (["check", "--langg=en"], "'--langg' is not known here", "did you mean '--lang'?"),
        (["check", "--lang", "fr"], "'fr' cannot be chosen here", "one of: zh-TW, en"),
        (["check", "--format", "gihub"], "'gihub' cannot be chosen here", "did you mean 'github'?"),
        (["--as-of", "yesterday"], "'yesterday' is no day", "write it as YYYY-MM-DD"),
        (["--as-of", "2026-02-30"], "'2026-02-30' is no day", "write it as YYYY-MM-DD"),
        (["--base-url", "example.org"], "'example.org' is no address", "write the whole address"),
        (["--base-url", "https://"], "'https://' is no address", "write the whole address"),
        (["--base-url", "https://[/"], "'https://[/' is no address", "write the whole address"),
        (["--base-url", "https://x:99999/"], "'https://x:99999/' is no address", "write the whole address"),
        (["--base-url", "https://x/<b>"], "'https://x/<b>' is no address", "write the whole address"),
        (["--out", ""], "a folder's name is empty", "this one is written ."),
        (["serve", "--port", "99999"], "'99999' is no port", "from 1 to 65535"),
        (["serve", "--port", "８０"], "'８０' is no port", "from 1 to 65535"),
        (["serve", "--port"], "argument --port: expected one argument", "see pingbi serve --help"),
        (["why"], "the following arguments are required: URL", "see pingbi why --help"),
        (["diff", ""], "git knows no revision ''", "git log"),
        (["new", ""], "a folder's name is empty", "this one is written ."),
    ],
    ids=str,
)
def test_h08_wrong_usage_is_reported_with_the_way_out(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str, hint: str
) -> None:
    with patch.dict(os.environ, ENVIRONMENT):
        code = main(arguments)
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines)) == (2, 2)
    assert lines[0].startswith(f"error[configuration]: {message}")
    assert lines[1].startswith("hint: ") and hint in lines[1]


@pytest.mark.parametrize("asked", [["--lang", "zh-TW"], ["--lang=zh-TW"]])
def test_h08_wrong_usage_is_reported_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    assert main(["check", *asked, "--rot", "x"]) == 2
    reported = capsys.readouterr().err
    assert reported == "錯誤[configuration]：這裡不認得「--rot」\n怎麼改：是不是要寫「--root」？\n"


def test_h08_a_day_before_anything_was_known(workspace: Workspace) -> None:
    before = workspace.written()
    ended = workspace.run("build", "--as-of", "2020-01-01")
    assert ended.code == 2 and "nothing was known on 2020-01-01" in ended.err and "2026-01-05" in ended.err
    assert workspace.written() == before
