"""E: addresses, paths, files."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from pingbi.content import files as reading_files
from tests.bad.conftest import Workspace
from tests.support.bad_cases import Bad, edit, raw
from tests.support.bad_site import FEATURES, PLANS_A, SITE, TEXTS
from tests.support.commands import tree

PNG = b"\x89PNG\r\n\x1a\n"
PLAN = TEXTS[PLANS_A]


def plan_id(number: str, what: str, id_: str, code: str, hint: str) -> Bad:
    """A plan with this id, as YAML has it."""
    return edit(number, what, PLANS_A, "  base:", f"  »{id_}:", code, hint)


def file_name(number: str, what: str, name: str, code: str, hint: str, *others: str) -> Bad:
    """A plans file with this name."""
    return Bad(number, what, {f"content/plans/{name}": PLAN.encode()}, f"content/plans/{name}:1:1", code, hint, others)


def picture(number: str, what: str, name: str, data: bytes, code: str, hint: str, at: str = "1:1") -> Bad:
    return raw(number, what, f"static/{name}", data, at, code, hint)


CASES = [
    # ids, which become folders and addresses
    plan_id("E01", "an id that climbs out", '"../../etc/cron.d/x"', "id-form", "for instance 'etc-cron-d-x'"),
    edit("E01", "a language's path that climbs out", SITE, "path: en,", "path: »../../en,", "id-form",
         "for instance 'en'"),
    plan_id("E02", "an id from the root", '"/abs"', "id-form", "for instance 'abs'"),
    plan_id("E02", "an id with a drive", "'C:\\x'", "id-form", "for instance 'c-x'"),
    plan_id("E02", "an id on another machine", "'\\\\host\\x'", "id-form", "for instance 'host-x'"),
    plan_id("E03", "an id that is a dot", '"."', "id-form", "a-z, 0-9"),
    plan_id("E03", "an id with a dot at its end", '"base."', "id-form", "for instance 'base'"),
    plan_id("E03", "an id with two hyphens", "my--plan", "id-form", "for instance 'my-plan'"),
    plan_id("E04", "an id with ?", '"a?b"', "id-form", "for instance 'a-b'"),
    plan_id("E04", "an id with #", '"a#b"', "id-form", "for instance 'a-b'"),
    plan_id("E04", "an id with a quote", "'a\"b'", "id-form", "for instance 'a-b'"),
    plan_id("E04", "an id with a line break", '"a\\nb"', "id-form", "for instance 'a-b'"),
    plan_id("E04", "an id with a zero byte", '"a\\0b"', "char-control", "delete it"),
    plan_id("E04", "an id with markup", '"<b>x"', "id-form", "for instance 'b-x'"),
    plan_id("E05", "an id in Chinese", "標準", "id-form", "use a-z, 0-9 and single hyphens"),
    plan_id("E05", "an empty id", '""', "value-empty", "write a text"),
    plan_id("E06", "an id in capitals", "Base", "id-form", "for instance 'base'"),
    plan_id("E07", "a device of Windows", "con", "slug-reserved", "choose another id"),
    plan_id("E07", "another one", "aux", "slug-reserved", "choose another id"),
    plan_id("E07", "the name of every folder's page", "index", "slug-reserved", "choose another id"),
    plan_id("E08", "an id of 90 Chinese characters", "影" * 90, "slug-long", "shorten it"),
    edit("E08", "a feature's id of 90 characters", FEATURES, "  fee:", f"  »{'x' * 90}:", "slug-long", "shorten it"),
    file_name("E05", "a file named in Chinese", "標準.yaml", "id-form", "use a-z, 0-9"),
    file_name("E06", "a file named in capitals", "A.yaml", "id-form", "for instance 'a'"),
    file_name("E07", "a file named like a device", "nul.yaml", "slug-reserved", "choose another id"),
    Bad("E09", "a folder in a folder", {"content/plans/more/a.yaml": PLAN.encode()}, "content/plans/more/a.yaml:1:1",
        "file-unread", "it belongs to one of"),
    Bad("E09", "a folder with a slip", {"content/plan/a.yaml": PLAN.encode()}, "content/plan/a.yaml:1:1", "file-unread",
        "did you mean 'plans'?"),
    Bad("E09", "a file beside the folders", {"content/plan.yaml": PLAN.encode()}, "content/plan.yaml:1:1",
        "file-unread", "one of"),
    Bad("E09", "plans of no product", {"content/plans/c.yaml": PLAN.encode()}, "content/plans/c.yaml:1:1",
        "reference-dangling", "known: a, b"),
    # what else may lie there
    picture("E16", "HTML as a PNG", "x.png", b"<html>", "image-type", "save it again"),
    picture("E16", "a PNG as a JPEG", "x.jpg", PNG, "image-type", "save it again"),
    picture("E16", "an SVG with a script", "x.svg", b"<svg>\n <script>alert(1)</script></svg>", "image-type",
            "take it out", "2:2"),
    picture("E16", "an SVG that acts", "x.svg", b'<svg onload="x()"/>', "image-type", "take it out", "1:5"),
    picture("E16", "an SVG that embeds a page", "x.svg", b'<svg><use href="data:text/html,x"/></svg>', "image-type",
            "take it out", "1:11"),
    picture("E16", "an SVG that fetches a style", "x.svg", b"<svg><style>@import 'x'</style></svg>", "image-type",
            "take it out", "1:13"),
    picture("E16", "a script by another name", "x.svg", b"<svg><x:script/></svg>", "image-type", "take it out", "1:6"),
    picture("E16", "HTML as an icon", "x.ico", b"<html>", "image-type", "save it again"),
    raw("E17", "a template of 6 MB", "templates/more.html", b"x" * 6_000_000, "1:1", "file-too-big", "make it smaller"),
    picture("E17", "a picture of 50 MB", "x.png", PNG + b"x" * 50_000_000, "file-too-big", "make it smaller"),
    picture("E18", "an empty picture", "x.png", b"", "image-type", "save it again"),
    Bad("E17", "a picture of 50 MB in content/", {"content/x.png": PNG + b"x" * 50_000_000}, "content/x.png:1:1",
        "file-too-big", "make it smaller"),
    Bad("E18", "a picture in content/", {"content/x.png": PNG}, "content/x.png:1:1", "stray-file", "move it out",
        severity="warning"),
    file_name("E20", "a .yml beside a .yaml", "a.yml", "file-extension", "merge the two, delete this one"),
    file_name("E20", "a .yml alone", "c.yml", "file-extension", "rename it to c.yaml"),
    file_name("E21", "a .YAML", "c.YAML", "file-extension", "rename it to c.yaml"),
    Bad("E21", "a .markdown", {"content/guides/how.en.markdown": b"x"}, "content/guides/how.en.markdown:1:1",
        "file-extension", "rename it to how.en.md"),
    Bad("E21", "prose without a language", {"content/guides/how.md": b"x\n"}, "content/guides/how.md:1:1",
        "file-unread",
        "name it how.LANGUAGE.md"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad)


@contextmanager
def link(path: Path, to: str | Path) -> Iterator[None]:
    path.symlink_to(to)
    try:
        yield
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("number", "at", "to"),
    [
        ("E10 a folder that leads out", "content/more", "/etc"),
        ("E11 a folder that leads to itself", "content/loop", "."),
        ("E12 a file that is a link", "content/plans/c.yaml", "a.yaml"),
        ("E12 a link that leads nowhere", "content/plans/c.yaml", "nowhere"),
        ("E12 a style that is a link", "static/x.css", "/etc/hostname"),
        ("E12 a template that is a link", "templates/x.html", "/etc/hostname"),
        ("E12 a folder of words that is a link", "templates/strings", "/etc"),
    ],
)
def test_links_are_refused_and_not_followed(workspace: Workspace, number: str, at: str, to: str) -> None:
    for folder in ("static", "templates"):
        (workspace.root / folder).mkdir(exist_ok=True)
    before = workspace.written()
    with link(workspace.root / at, to):
        ended = workspace.run("build")
    assert ended.err.startswith(f"{at}:1:1: error[symlink]: a symbolic link") and "1 error\n" in ended.err
    assert ended.code == 1 and workspace.written() == before


@pytest.mark.parametrize("at", ["content/plans", "content/products", PLANS_A, "content/products/a.en.md", SITE])
def test_e10_what_names_a_link_is_not_to_blame(workspace: Workspace, at: str) -> None:
    (workspace.root / at).rename(workspace.root / "elsewhere")
    try:
        with link(workspace.root / at, workspace.root / "elsewhere"):
            ended = workspace.run("build")
    finally:
        (workspace.root / "elsewhere").rename(workspace.root / at)
    assert re.findall(r"error\[(.*?)\]", ended.err) == ["symlink"], ended.err
    assert "elsewhere" not in ended.err and "|" not in ended.err


def test_e15_a_pipe_among_the_styles(workspace: Workspace) -> None:
    (workspace.root / "static").mkdir(exist_ok=True)
    os.mkfifo(workspace.root / "static/x.css")
    ended = workspace.run("build")
    (workspace.root / "static/x.css").unlink()
    assert ended.code == 1 and "static/x.css:1:1: error[file-kind]" in ended.err


def test_e10_content_itself_may_not_be_a_link(workspace: Workspace) -> None:
    (workspace.root / "content").rename(workspace.root / "elsewhere")
    try:
        with link(workspace.root / "content", "elsewhere"):
            ended = workspace.run("build")
    finally:
        (workspace.root / "elsewhere").rename(workspace.root / "content")
    assert ended.code == 1 and "content:1:1: error[symlink]" in ended.err


def test_e13_a_file_that_may_not_be_read(workspace: Workspace) -> None:
    """As for an editor who is not its owner; the owner of every file, root, may read it all the same."""
    real = reading_files._read

    def refuse(path: Path, limit: int) -> bytes:
        if path.name == "a.yaml" and path.parent.name == "plans":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, limit)

    with patch.object(reading_files, "_read", refuse):
        ended = workspace.run("build")
    assert ended.code == 3
    assert ended.err.startswith(
        "error[file-read]: content/plans/a.yaml cannot be read: Permission denied\nhint: look at"
    )


@pytest.mark.skipif(os.getuid() == 0, reason="root may read every file")
def test_e13_a_file_of_mode_000(workspace: Workspace) -> None:
    path = workspace.root / PLANS_A
    path.chmod(0)
    ended = workspace.run("build")
    path.chmod(0o644)
    assert ended.code == 3 and "error[file-read]: content/plans/a.yaml" in ended.err


@pytest.mark.parametrize("again", [True, False])
def test_e14_a_file_that_vanishes_is_tried_once_more(workspace: Workspace, again: bool) -> None:
    """An editor that saves by renaming takes it away for a moment."""
    real, path = reading_files._read, workspace.root / PLANS_A
    tries: list[Path] = []

    def vanish(file: Path, limit: int) -> bytes:
        if file == path:
            tries.append(file)
            if len(tries) == 1 or not again:
                raise FileNotFoundError(2, "No such file or directory", str(file))
        return real(file, limit)

    with patch.object(reading_files, "_read", vanish):
        ended = workspace.run("check")
    assert len(tries) == 2
    assert (ended.code, "file-read" in ended.err) == ((0, False) if again else (3, True))


def test_e15_a_folder_named_like_a_file(workspace: Workspace) -> None:
    (workspace.root / "content/plans/c.yaml").mkdir()
    ended = workspace.run("build")
    (workspace.root / "content/plans/c.yaml").rmdir()
    assert ended.code == 1 and "content/plans/c.yaml:1:1: error[file-kind]" in ended.err


def test_e15_a_pipe_does_not_hang(workspace: Workspace) -> None:
    os.mkfifo(workspace.root / "content/plans/c.yaml")
    ended = workspace.run("build")
    (workspace.root / "content/plans/c.yaml").unlink()
    assert ended.code == 1 and "content/plans/c.yaml:1:1: error[file-kind]" in ended.err


JUNK = ("a.yaml~", ".#a.yaml", "#a.yaml#", "4913", ".a.yaml.swp", ".DS_Store", "a.yaml.bak", "Thumbs.db")


def test_e19_what_editors_leave_behind_is_ignored(workspace: Workspace) -> None:
    workspace.run("build")
    before = tree(workspace.root / "site")
    with workspace.having({f"content/plans/{name}": b"not: [yaml" for name in JUNK}):
        ended = workspace.run("build")
    assert (ended.code, ended.err) == (0, "") and "0 files written" in ended.out
    assert tree(workspace.root / "site") == before


def test_e22_an_output_that_is_a_link(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    code, err = build_into(workspace, tmp_path / "site")
    assert code == 2 and "is a symbolic link" in err


def test_e22_an_output_that_is_a_file(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("")
    code, err = build_into(workspace, tmp_path / "site")
    assert code == 2 and "is a file, not a folder" in err


@pytest.mark.parametrize("inside", ["content/site", "static/site", ".", "content"])
def test_e22_an_output_and_an_input_in_one_another(workspace: Workspace, inside: str) -> None:
    code, err = build_into(workspace, workspace.root / inside)
    assert code == 2 and "hint: Choose" in err


def build_into(workspace: Workspace, out: Path) -> tuple[int, str]:
    """A build that must change nothing that is there."""
    before = tree(workspace.root)
    ended = workspace.run("build", into=out)
    assert tree(workspace.root) == before
    return ended.code, ended.err
