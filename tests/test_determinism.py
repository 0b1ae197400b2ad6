"""The same content gives the same bytes: wherever it lies, on whatever clock, in whatever order of hashing."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.commands import HOME, Ended, Tree, build_py, tree

PARTS = ("build.py", "pingbi", "templates", "static", "content")
HERE = {"TZ": "Asia/Taipei", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}


def moved(to: Path) -> Path:
    """The whole generator and its content in another folder."""
    to.mkdir(parents=True)
    for name in PARTS:
        source = HOME / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, to / name)
    return to


def in_two_places(tmp_path_factory: pytest.TempPathFactory, *arguments: str) -> list[tuple[Path, Ended]]:
    """The same command in two folders whose surroundings differ in all that must not matter."""
    homes = [moved(tmp_path_factory.mktemp("one") / "here"), moved(tmp_path_factory.mktemp("two") / "另 一個/there")]
    with ThreadPoolExecutor(2) as both:
        running = [
            both.submit(build_py, *arguments, "--root", home, home=home, environment=around)
            for home, around in zip(homes, (HERE, THERE), strict=True)
        ]
    return [(home, run.result()) for home, run in zip(homes, running, strict=True)]


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Tree]:
    (one, first), (two, second) = in_two_places(tmp_path_factory)
    assert (first.code, first.err) == (0, "") and (second.code, second.err) == (0, "")
    return tree(one / "site"), tree(two / "site")


def test_two_places_give_the_same_files(two_sites: tuple[Tree, Tree]) -> None:
    one, two = two_sites
    assert len(one) > 100
    assert list(one) == list(two)


def test_two_places_give_the_same_bytes(two_sites: tuple[Tree, Tree]) -> None:
    one, two = two_sites
    assert [name for name in one if one[name] != two[name]] == []


def test_no_file_tells_where_it_was_made(two_sites: tuple[Tree, Tree]) -> None:
    for site in two_sites:
        assert [name for name, data in site.items() if b"/here" in data or b"/there" in data] == []


def test_problems_are_reported_alike(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Also where the terminal's character set is ASCII and the message is not."""
    homes = []
    for name in ("a", "b"):
        home = moved(tmp_path_factory.mktemp(name) / "site")
        file = home / "content/site.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("\nadvice:", "\n標語: 一\nadvice:"), encoding="utf-8")
        homes.append(home)
    ends = [
        build_py("--json", "--root", home, home=home, environment=around)
        for home, around in zip(homes, (HERE, THERE), strict=True)
    ]
    assert ends[0] == ends[1]
    assert ends[0].code == 1 and "key-unknown" in ends[0].out
