"""Whoever edits the generator itself need not start the preview again."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import HOME, MOBILE_PLANS
from tests.support.previewing import free_port


@pytest.fixture
def preview(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A preview that runs from a copy of the generator."""
    for name in ("pingbi", "templates", "static"):
        shutil.copytree(HOME / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOME / "build.py", tmp_path)
    command = [sys.executable, "build.py", "serve", "--root", str(MOBILE_PLANS), "--port", str(free_port())]
    with subprocess.Popen(command, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        yield process
        process.terminate()


def test_an_edit_of_the_generator_starts_the_preview_anew(preview: "subprocess.Popen[str]", tmp_path: Path) -> None:
    assert preview.stdout and preview.stderr
    address = preview.stdout.readline()
    time.sleep(0.3)
    module = tmp_path / "pingbi/locale/formats.py"
    sound = module.read_text("utf-8")
    module.write_text(f"{sound}\nthis is no Python\n", "utf-8")
    reported = [preview.stderr.readline() for _ in range(2)]
    assert any("not restarted" in line for line in reported)
    assert preview.poll() is None
    module.write_text(f"{sound}\n# edited\n", "utf-8")
    assert preview.stdout.readline() == address
