"""What many tests share: the real site, built once; a web server for it; one browser."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pingbi.pipeline import build
from pingbi.project import Project
from tests.support.commands import HOME, SETTINGS
from tests.support.needs import browser_path

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site made from the real content; its cache is outside of the repository too."""
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(HOME / "content", root / "content")
    build(Project(root, root / "site"), SETTINGS)
    return root / "site"


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder to this machine alone; says the address of its root, without a slash at the end."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(_server(folder))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path(), args=QUIET)
        yield running
        running.close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
