"""Serves the site from memory and reloads the browser on every change; the last good site stays up on errors."""

import json
import mimetypes
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.ioloop import IOLoop

from pingbi import reporting
from pingbi.failures import ConfigurationError, Failure
from pingbi.pipeline import make
from pingbi.preview.watch import watch
from pingbi.problems import ContentError
from pingbi.project import Project
from pingbi.reading.excerpts import excerpts
from pingbi.reading.project_files import read_project

HOSTS = {"127.0.0.1", "localhost", "::1"}
OVERLAY = Path(__file__).with_name("overlay.js")


class Shown:
    """What is being served: the last good site, and what is wrong with the newest content."""

    def __init__(self, project: Project, base_url: str) -> None:
        self.project, self.base_url = project, base_url
        self.files: Mapping[str, bytes] = {}
        self.error = ""

    def rebuild(self) -> None:
        """Build again from the files as they are now."""
        try:
            self.files = make(self.project, read_project(self.project), self.base_url).files
            self.error = ""
        except ContentError as wrong:
            self.error = reporting.as_text(wrong.problems, excerpts(self.project, wrong.problems))
        except Failure as failed:
            self.error = f"error[{failed.code}]: {failed.message}\nhint: {failed.hint}\n"
        print(self.error or "built", end="" if self.error else "\n", file=sys.stderr, flush=True)


class Socket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's protocol, for pages of this server alone."""

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc == self.request.host and self.request.host_name in HOSTS


class Page(web.RequestHandler):
    """One file of the site, from memory; HTML gets the reloading script and, if need be, the errors."""

    def initialize(self, shown: Shown, port: int) -> None:
        self.shown, self.port = shown, port

    def prepare(self) -> None:
        if self.request.host_name not in HOSTS:
            raise web.HTTPError(403)
        self.set_header("Cache-Control", "no-store")

    def get(self, path: str) -> None:
        name = unquote(path)
        if name.endswith("/") or not name:
            name += "index.html"
        if name not in self.shown.files and f"{name}/index.html" in self.shown.files:
            self.redirect(f"/{path}/")
            return
        if name not in self.shown.files:
            self.set_status(404)
            name = "404.html"
        self.set_header("Content-Type", _type(name))
        self.finish(self._with_scripts(name, self.shown.files.get(name, b"<!doctype html><head></head>")))

    def _with_scripts(self, name: str, data: bytes) -> bytes:
        if not name.endswith(".html"):
            return data
        scripts = f'<script src="/livereload.js?port={self.port}" defer></script>'
        if self.shown.error:
            scripts += '<script src="/__preview/overlay.js" defer></script>'
        return data.replace(b"</head>", scripts.encode() + b"</head>", 1)


class Overlay(Page):
    """A script that shows the errors over the last good page."""

    def get(self, path: str = "") -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(f"const problems = {json.dumps(self.shown.error)};\n{OVERLAY.read_text('utf-8')}")


class Preview(Server):  # type: ignore[misc]
    """livereload's server with our own watching, pages and checks."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(watcher=OwnWatcher())
        self.shown = shown

    def application(self, port: int, host: str, **_: Any) -> None:
        arguments = {"shown": self.shown, "port": port}
        handlers = [
            (r"/livereload", Socket),
            (r"/livereload.js", LiveReloadJSHandler),
            (r"/__preview/overlay.js", Overlay, arguments),
            (r"/(.*)", Page, arguments),
        ]
        Socket.watcher, Socket.live_css = self.watcher, False
        LiveReloadHandler.watcher, LiveReloadHandler.live_css = self.watcher, False
        web.Application(handlers).listen(port, address=host)  # type: ignore[arg-type]
        print(f"http://{host}:{port}/", flush=True)

    def _setup_logging(self) -> None:
        """The terminal belongs to our own messages."""


class OwnWatcher(Watcher):  # type: ignore[misc]
    """Switches livereload's own polling off."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: dict[str, Any] = {"": {"func": None, "mtimes": {}}}

    def start(self, callback: Any) -> bool:
        return True


def _type(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    return f"{kind}; charset=utf-8" if text else kind


def serve(project: Project, port: int, base_url: str | None = None) -> int:
    """Preview until interrupted. Raises ConfigurationError where the port is taken."""
    host = "127.0.0.1"
    shown = Shown(project, base_url or f"http://{host}:{port}/")
    shown.rebuild()
    server, loop, stopped = Preview(shown), IOLoop.current(), threading.Event()

    def changed() -> None:
        shown.rebuild()
        loop.add_callback(LiveReloadHandler.reload_waiters, "*")

    folders = (project.root / "content", *project.folders("templates"), *project.folders("static"))
    threading.Thread(target=watch, args=(folders, changed, stopped.is_set), daemon=True).start()
    try:
        server.serve(port=port, host=host)
    except OSError as error:
        raise ConfigurationError(f"port {port} is taken ({error.strerror})", "choose another with --port") from error
    finally:
        stopped.set()
    return 0
