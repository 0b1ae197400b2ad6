"""A preview that runs as an editor runs it: by the command line, on a copy of a site."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.commands import HOME


@dataclass(frozen=True)
class Running:
    """A preview: its address (with a slash at the end), port, process and the folder that it shows."""

    address: str
    port: int
    process: "subprocess.Popen[str]"
    root: Path

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / "content" / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def preview_of(site: Path, into: Path, *arguments: str) -> Iterator[Running]:
    """Preview a copy of `site` in `into` until the test is over."""
    shutil.copytree(site / "content", into / "content")
    port = free_port()
    command = [sys.executable, str(HOME / "build.py"), "serve", "--root", str(into), "--port", str(port), *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, text=True, env=environment, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Running(process.stdout.readline().strip(), port, process, into)
        finally:
            process.terminate()


@contextlib.contextmanager
def faultless_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in which no script may fail."""
    opened, faults = browser.new_page(**options), []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    yield opened
    assert faults == []
    opened.close()
