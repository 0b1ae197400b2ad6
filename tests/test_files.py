"""Files are listed alike on every machine, and nothing that is in a folder surprises the reader."""

import os
from pathlib import Path

import pytest

from pingbi.content import files
from pingbi.content.files import UnreadableFile, is_junk, list_files, read_file
from pingbi.diagnostics.problem import ContentError, MachineError

Found = list[tuple[str, str]]


def write(root: Path, *names: str, data: bytes = b"a: 1\n") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def listed(root: Path) -> list[str]:
    return [entry.file for entry in list_files(root, "content")[0]]


def found(root: Path) -> Found:
    return [(problem.place.file, problem.code) for problem in list_files(root, "content")[1]]


def test_files_are_listed_in_one_order(tmp_path: Path) -> None:
    write(tmp_path, "content/z.yaml", "content/a/x.en.md", "content/a.yaml", "content/a/b.yaml")
    assert listed(tmp_path) == ["content/a.yaml", "content/a/b.yaml", "content/a/x.en.md", "content/z.yaml"]
    assert found(tmp_path) == []


def test_a_missing_folder_is_empty(tmp_path: Path) -> None:
    assert list_files(tmp_path, "content") == ((), ())


@pytest.mark.parametrize(
    "name",
    [
        "x.yaml~",
        ".#x.yaml",
        "#x.yaml#",
        "4913",
        ".x.swp",
        "x.swp",
        ".DS_Store",
        "x.yaml.tmp",
        "x.yaml.bak",
        ".git",
    ],
)
def test_editor_junk_is_ignored(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"content/{name}")
    assert is_junk(name)
    assert list_files(tmp_path, "content") == ((), ())


def test_a_lock_left_by_emacs_is_junk_and_no_symlink(tmp_path: Path) -> None:
    write(tmp_path, "content/x.yaml")
    (tmp_path / "content/.#x.yaml").symlink_to("me@host.1234")
    assert found(tmp_path) == []


def test_symbolic_links_are_refused_and_never_followed(tmp_path: Path) -> None:
    write(tmp_path, "content/x.yaml", "elsewhere/secret.yaml")
    (tmp_path / "content/loop").symlink_to(".")
    (tmp_path / "content/out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/file.yaml").symlink_to(tmp_path / "elsewhere/secret.yaml")
    assert listed(tmp_path) == ["content/x.yaml"]
    assert found(tmp_path) == [(f"content/{name}", "symlink") for name in ("file.yaml", "loop", "out")]


def test_the_folder_itself_may_not_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/x.yaml")
    (tmp_path / "content").symlink_to("elsewhere")
    assert listed(tmp_path) == []
    assert found(tmp_path) == [("content", "symlink")]


def test_a_yml_file_is_an_error_beside_its_twin_and_alone(tmp_path: Path) -> None:
    write(
        tmp_path,
        "content/x.yaml",
        "content/x.yml",
        "content/y.yml",
        "content/z.YAML",
        "content/r.en.markdown",
    )
    problems = list_files(tmp_path, "content")[1]
    assert [(p.place.file, p.code, p.severity) for p in problems] == [
        (f"content/{name}", "file-extension", "error") for name in ("r.en.markdown", "x.yml", "y.yml", "z.YAML")
    ]
    assert problems[1].also[0].file == "content/x.yaml"


def test_stray_files_are_warned_of(tmp_path: Path) -> None:
    write(tmp_path, "content/notes.txt", "content/x.yaml")
    (problem,) = list_files(tmp_path, "content")[1]
    assert (problem.place.file, problem.code, problem.severity) == (
        "content/notes.txt",
        "stray-file",
        "warning",
    )


def test_a_file_without_bytes_on_disk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/x.yaml")
    assert found(tmp_path) == [("content/x.yaml", "file-kind")]


def test_names_that_cannot_be_shown_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "content/a\x1b.yaml")
    (tmp_path / os.fsdecode(b"content/\xff.yaml")).write_bytes(b"a: 1\n")
    assert [code for _, code in found(tmp_path)] == ["file-name", "file-name"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.png", b"<html>", "image-type"),
        ("x.jpg", b"\x89PNG\r\n\x1a\n", "image-type"),
        ("x.svg", b"<html>", "image-type"),
        ("x.svg", b"<svg><script>alert(1)</script></svg>", "image-type"),
        ("x.svg", b'<?xml version="1.0"?>\n<svg onload="x()"/>', "image-type"),
        ("x.svg", b"<svg><path/></svg>", "stray-file"),
        ("x.png", b"\x89PNG\r\n\x1a\n", "stray-file"),
        ("x.png", b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_000, "file-too-big"),
    ],
)
def test_pictures_are_what_their_names_say(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    write(tmp_path, f"content/{name}", data=data)
    assert found(tmp_path) == [(f"content/{name}", code)]


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    write(tmp_path, "content/x.yaml", data=b"x" * 11)
    assert read_file(tmp_path, "content/x.yaml", limit=11) == b"x" * 11
    with pytest.raises(ContentError) as caught:
        read_file(tmp_path, "content/x.yaml", limit=10)
    assert caught.value.problems[0].code == "file-too-big"


def test_a_file_that_is_being_replaced_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pingbi.content.files.time.sleep", lambda seconds: write(tmp_path, "content/x.yaml"))
    assert read_file(tmp_path, "content/x.yaml") == b"a: 1\n"


def test_a_file_that_has_vanished_names_itself(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"content/x\.yaml cannot be read") as caught:
        read_file(tmp_path, "content/x.yaml")
    assert caught.value.exit_code == 3


def test_a_file_without_permission_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, limit: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "_read", refuse)
    with pytest.raises(UnreadableFile, match="Permission denied") as caught:
        read_file(tmp_path, "content/x.yaml")
    assert (caught.value.file, caught.value.code) == ("content/x.yaml", "file-read")
