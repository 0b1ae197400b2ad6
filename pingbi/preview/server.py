"""Serves the site while it is edited: every save shows at once, or what is wrong with it."""

import errno
import gc
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.ioloop import IOLoop

from pingbi.content.project_files import excerpts
from pingbi.diagnostics import report as reporting
from pingbi.diagnostics.message import ENGLISH, Message, say
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.diagnostics.translations import in_language
from pingbi.preview.handlers import LOOPBACK, NotFoundHandler, OwnFilesHandler, PageHandler, TabSocket
from pingbi.preview.session import PreviewSession, Schemas, errors_message
from pingbi.preview.watch import scan, watch_folders
from pingbi.project import PACKAGE, Project, theme
from pingbi.stages import Settings

DOUBT = 0.05
"""Seconds that a problem must last before it is shown: a save in several steps is over by then."""
QUIET = 0.1
"""Seconds after an edit during which no background work starts."""
TRIED = 20


class Preview(Server):  # type: ignore[misc]
    """livereload's server with our own watcher, pages and checks."""

    def __init__(self, session: PreviewSession, hosts: frozenset[str]) -> None:
        super().__init__(watcher=OwnWatcher())
        self.session, self.hosts = session, hosts

    def application(self, port: int, host: str, **_: Any) -> None:
        given = {"session": self.session, "hosts": self.hosts}
        handlers: list[Any] = [
            (r"/livereload", TabSocket, given),
            (r"/__preview/(client\.js|client\.css)", OwnFilesHandler, given),
            (r"/(.*)", PageHandler, given),
        ]
        LiveReloadHandler.watcher, LiveReloadHandler.live_css = self.watcher, False
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
        site = web.Application(handlers, default_handler_class=NotFoundHandler, default_handler_args=given)
        site.listen(port, address=host, idle_connection_timeout=120, max_header_size=32_768, max_body_size=65_536)
        print(f"http://{_printed(host)}:{port}/", flush=True)

    def _setup_logging(self) -> None:
        """Silence the library's logs: the terminal is for our own messages."""


class OwnWatcher(Watcher):  # type: ignore[misc]
    """Switches livereload's own polling off."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: dict[str, Any] = {"": {"func": None, "mtimes": {}}}

    def start(self, callback: Any) -> bool:
        return True


class WatchLoop:
    """Connects files and tabs: rebuilds in the watching thread, notifies tabs in the server's thread."""

    def __init__(self, session: PreviewSession, loop: IOLoop, language: str = ENGLISH) -> None:
        self.session, self.loop, self.language = session, loop, language
        self.schemas = Schemas(session.project, language)
        self._rest()

    def changed(self, paths: frozenset[str]) -> None:
        """Rebuild after a file has changed."""
        if any(path.endswith(".py") for path in paths):
            restart(paths, self.language)
            return
        self.session.rebuild(paths)
        errors = self.session.errors
        if errors:
            self.loop.add_callback(self.loop.call_later, DOUBT, self._report_errors, errors)
            return
        news = [(tab, tab.news()) for tab in list(LiveReloadHandler.waiters)]
        self.loop.add_callback(self._hand_out, news, self.session.errors)

    def _hand_out(self, news: list[tuple[TabSocket, Any]], errors: Any) -> None:
        for tab, message in news:
            tab.catch_up(message)
        self._report_errors(errors)
        self.loop.call_later(QUIET, self._rest)

    def _rest(self) -> None:
        """Do background work once no edit is waiting."""
        gc.collect()
        if self.session.snapshot:
            self.schemas.follow(self.session.snapshot.prepared.content)

    def _report_errors(self, errors: Any) -> None:
        """Report a problem, unless the next save has replaced it."""
        if self.session.errors is errors:
            message = errors_message(self.session.project, errors)
            for tab in list(LiveReloadHandler.waiters):
                tab.send_message(message)
            print(_errors_text(self.session, self.language), end="", file=sys.stderr, flush=True)


def restart(paths: frozenset[str], language: str = ENGLISH) -> None:
    """Restart after an edit of the generator itself, unless it cannot be imported yet."""
    for path in sorted(path for path in paths if path.endswith(".py") and os.path.exists(path)):
        try:
            compile(Path(path).read_bytes(), path, "exec")
        except (SyntaxError, ValueError) as wrong:
            _say(say("not restarted: {reason}", reason=str(wrong)), language)
            return
    _say(say("the generator changed: restarting"), language)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # as it was called, also by `-m`


def serve(
    project: Project,
    settings: Callable[[], Settings],
    host: str,
    port: int,
    opens: bool = False,
    drafts: bool = False,
    language: str = ENGLISH,
) -> int:
    """Serve the preview until interrupted. Raises ConfigurationError if the port cannot be used."""
    _check_port(host, port)
    own = f"http://{_printed(host)}:{port}/"
    session = PreviewSession(project, lambda: _at(settings(), own), drafts)
    seen = scan(watched(project))  # before the files are read: whatever changes from now on is a change
    session.rebuild()
    gc.collect()
    gc.freeze()  # what the first build made stays for long: it is not searched again
    gc.disable()  # a search for garbage would delay edits: it comes after them, see Bench
    print(_errors_text(session, language), end="", file=sys.stderr, flush=True)
    hosts = LOOPBACK if host in LOOPBACK else LOOPBACK | {host}
    if hosts > LOOPBACK:
        _say(say("warning: others in your network can see this preview, for it listens on {host}", host=host), language)
    loop, stopped = WatchLoop(session, IOLoop.current(), language), threading.Event()
    threading.Thread(
        target=watch_folders, args=(watched(project), loop.changed, stopped.is_set, seen), daemon=True
    ).start()
    if opens:
        IOLoop.current().call_later(0.2, webbrowser.open, f"http://{_printed(host)}:{port}/")
    try:
        Preview(session, hosts).serve(port=port, host=host)
    finally:
        stopped.set()
    return 0


def _at(settings: Settings, address: str) -> Settings:
    return settings if settings.base_url else replace(settings, base_url=address)


def watched(project: Project) -> tuple[Path, ...]:
    """Return everything that pages are made from, and the generator itself."""
    own = [project.root / name for name in ("content", "templates", "static")]
    return tuple(dict.fromkeys((*own, theme("templates"), theme("static"), PACKAGE)))


def _errors_text(session: PreviewSession, language: str) -> str:
    errors = session.errors
    if errors.failure:
        return reporting.failure_text(errors.failure, language)
    if errors:
        return reporting.as_text(errors.problems, excerpts(session.project, errors.problems), language)
    return in_language(say("built"), language) + "\n"


def _say(message: Message, language: str) -> None:
    print(in_language(message, language), file=sys.stderr, flush=True)


def _check_port(host: str, port: int) -> None:
    """Check, before anything is built, that the port can be used; if not, say why, and name a free one."""
    wrong = _refusal(host, port)
    if wrong is None:
        return
    if isinstance(wrong, socket.gaierror) or wrong.errno == errno.EADDRNOTAVAIL:
        hint = say("leave --host out, or name one of this machine's: 0.0.0.0 is all of them")
        raise ConfigurationError(say("this machine has no address '{host}'", host=host), hint)
    free = next((other for other in range(port + 1, port + TRIED) if _refusal(host, other) is None), None)
    hint = say("use --port {free}, which is free", free=free) if free else say("choose another with --port")
    taken = wrong.errno == errno.EADDRINUSE
    message = say("port {port} is taken", port=port) if taken else say("port {port} cannot be used here", port=port)
    raise ConfigurationError(message, hint)


def _refusal(host: str, port: int) -> OSError | None:
    """Return why the port cannot be used; None if it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            return wrong
        except OverflowError:  # there are no more than 65,535 ports
            return OSError(errno.EINVAL, "no such port")
    return None


def _printed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
