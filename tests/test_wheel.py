"""The wheel carries all that a site needs: installed far from this repository, the command does what build.py does."""

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.commands import HOME, SAME_EVERYWHERE, Ended, tree
from tests.support.previewing import free_port
from tests.support.repositories import own_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, since builders leave things behind where they work. No network: the backend is installed."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for file in own_files():
        (source / file).parent.mkdir(parents=True, exist_ok=True)
        (source / file).write_bytes((HOME / file).read_bytes())
    (source / "pingbi/__pycache__").mkdir()
    (source / "pingbi/__pycache__/cli.cpython-311.pyc").touch()
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source)
    (built,) = folder.glob("*.whl")
    return built


def _pip(*arguments: str | Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run([*pip, *map(str, arguments), "--no-index"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@dataclass(frozen=True)
class Installed:
    """An environment of its own with the wheel in it, and an empty folder to work in."""

    bin: Path
    folder: Path

    def run(self, *command: str, within: str = ".") -> Ended:
        done = subprocess.run(
            self.command(*command),
            cwd=self.folder / within,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def command(self, *command: str) -> list[str]:
        return [str(self.bin / command[0]), *command[1:]]

    @property
    def environment(self) -> dict[str, str]:
        return {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | SAME_EVERYWHERE


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The dependencies come from the environment that runs the tests, by a .pth file."""
    base = tmp_path_factory.mktemp("environment")
    venv.create(base, with_pip=False)
    _pip("--python", base / "bin/python", "install", "--no-deps", wheel)
    scheme = {"base": str(base), "platbase": str(base)}
    packages = Path(sysconfig.get_path("purelib", "venv", scheme))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(base / "bin", tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def site(installed: Installed) -> str:
    """The folder of a site that the installed command has begun."""
    ended = installed.run("pingbi", "new", "tea", "--title", "Tea", "--products", "Green, Black")
    assert ended.code == 0, ended.err
    assert "pingbi serve --root tea" in ended.out
    return "tea"


# What is in it


def test_the_wheel_holds_the_package_its_theme_and_the_pages_on_problems(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    theme = {f"pingbi/theme/{name}/{file}" for name in ("templates", "static") for file in tree(HOME / name)}
    pages = {f"pingbi/docs/problems/{path.name}" for path in (HOME / "docs/problems").iterdir()}
    package = {file for file in own_files() if file.startswith("pingbi/")}
    meta = {f"pingbi-0.1.0.dist-info/{file}" for file in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    assert names == theme | pages | package | meta | {"pingbi-0.1.0.dist-info/licenses/LICENSE"}


def test_no_tests_content_or_caches_are_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.split("/")[0] not in ("pingbi", "pingbi-0.1.0.dist-info")] == []
    assert [name for name in names if re.search(r"(^|/)(tests|site|\.cache|__pycache__)/|\.pyc$", name)] == []
    assert [name for name in names if re.match(r"pingbi/content/.*\.(yaml|md)$", name)] == []


# What it does


def test_the_repository_is_not_importable_there(installed: Installed) -> None:
    script = "import pingbi, sys; print(pingbi.__file__); import tests"
    ended = installed.run("python", "-c", script)
    assert ended.out.startswith(str(installed.bin.parent)) and "No module named 'tests'" in ended.err


@pytest.mark.parametrize("line", ["build", "check", "serve", "new product x", "schema", "diff", "why /"])
def test_a_folder_without_a_site_is_reported_the_way_out(installed: Installed, line: str) -> None:
    before = sorted(installed.folder.iterdir())
    ended = installed.run("pingbi", *line.split())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "error[configuration]: no site lies in the current folder: it holds no content/",
        "hint: name a site's folder with --root DIR, or begin one: pingbi new DIR",
    ]
    assert sorted(installed.folder.iterdir()) == before


def test_a_new_site_is_checked_in_chinese(installed: Installed, site: str) -> None:
    ended = installed.run("pingbi", "check", "--lang", "zh-TW", within=site)
    assert ended.code == 0 and ended.err.endswith("沒有錯誤\n")
    assert set(re.findall(r"(提醒|錯誤)\[([a-z-]+)\]", ended.err)) == {("提醒", "sample-left")}


def test_it_is_built_with_styles_and_scripts(installed: Installed, site: str) -> None:
    assert installed.run("pingbi", "build", within=site).code == 0
    built = tree(installed.folder / site / "site")
    assert {"en/index.html", "zh-tw/index.html"} <= built.keys()
    assert any(re.fullmatch(r"assets/css-[0-9a-f]+/site\.css", file) for file in built)


def test_the_site_is_byte_for_byte_the_one_that_build_py_makes(installed: Installed, site: str) -> None:
    assert installed.run("pingbi", "build", within=site).code == 0
    command: list[str | Path] = [sys.executable, HOME / "build.py", "--out", "by-build-py"]
    subprocess.run(command, cwd=installed.folder / site, check=True, capture_output=True)
    assert tree(installed.folder / site / "by-build-py") == tree(installed.folder / site / "site")


def test_a_record_is_made_in_the_site_of_the_current_folder(installed: Installed, site: str) -> None:
    before = tree(HOME / "content")
    ended = installed.run("pingbi", "new", "product", "oolong", within=site)
    assert ended.code == 0 and "content/products/oolong.yaml" in ended.out
    assert (installed.folder / site / "content/products/oolong.yaml").is_file() and tree(HOME / "content") == before
    ended = installed.run("pingbi", "check", within=site)
    for path in (installed.folder / site / "content/products").glob("oolong.*"):
        path.unlink()
    folder = re.search(r"^what a code means: (.+)/CODE\.md$", ended.err, re.MULTILINE)
    assert ended.code == 1 and folder and (installed.folder / site / folder[1] / "leftover.md").is_file()


def test_the_package_runs_as_a_module(installed: Installed) -> None:
    ended = installed.run("python", "-m", "pingbi", "--help")
    assert ended.code == 0 and ended.out.startswith("usage: python -m pingbi ") and "5 Pingbi itself" in ended.out


@pytest.mark.parametrize("command", [["pingbi"], ["python", "-m", "pingbi"]], ids=" ".join)
def test_it_previews_the_site(installed: Installed, site: str, command: list[str]) -> None:
    port = free_port()
    with subprocess.Popen(
        installed.command(*command, "serve", "--port", str(port)),
        cwd=installed.folder / site,
        env=installed.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout and process.stdout.readline() == f"http://127.0.0.1:{port}/\n"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=20) as answer:
                assert "Green" in answer.read().decode()
        finally:
            process.terminate()
