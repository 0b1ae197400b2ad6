"""What some tests need: found, or the test is skipped with the reason; in CI a missing one is a failure."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import pytest

TOOLS = Path(__file__).parents[1] / "tools/node_modules"
CHECKER = TOOLS / "vnu-jar/build/dist/vnu.jar"
LANGUAGE_SERVER = TOOLS / "yaml-language-server/bin/yaml-language-server"


def browser_path() -> str:
    """Chromium, for playwright's `executable_path`."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or _missing("Chromium is not installed")


def axe_script() -> str:
    """The source of axe, for playwright's `add_script_tag`."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def html_faults(pages: Iterable[Path]) -> list[str]:
    """What the HTML checker says of these files (pages and SVG pictures), all in one run."""
    java = shutil.which("java") or _missing("Java is not installed")
    if not CHECKER.is_file():
        _missing("the HTML checker is not installed (make setup-test)")
    command = [java, "-jar", str(CHECKER), "--format", "json", "--also-check-svg"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{_file(m)}:{m.get('lastLine', 0)}: {m['message']}" for m in messages]


def language_server() -> list[str]:
    """The command that runs the language server for YAML."""
    node = shutil.which("node") or _missing("Node.js is not installed")
    if not LANGUAGE_SERVER.is_file():
        _missing("the language server is not installed (make setup-test)")
    return [node, str(LANGUAGE_SERVER)]


def git_path() -> str:
    return shutil.which("git") or _missing("git is not installed")


def _file(message: dict[str, str]) -> str:
    return message.get("url", "").removeprefix("file:")


def _missing(reason: str) -> NoReturn:
    if os.environ.get("PINGBI_NOTHING_SKIPPED"):
        pytest.fail(reason)
    pytest.skip(reason)
