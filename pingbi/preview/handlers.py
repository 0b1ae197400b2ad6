"""Request handlers of the preview: pages from memory, its own script, a socket for each tab; for this machine only."""

import ipaddress
import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import escape, web

from pingbi.preview.session import BROKEN, Message, PreviewSession, errors_message, mark_of, page_message

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
OWN = {name: Path(__file__).with_name(name) for name in ("client.js", "client.css")}


def is_allowed(name: str, hosts: frozenset[str]) -> bool:
    """Whether a request may use this host name.

    Where the preview is open to others, any bare IP address may: another site can lead a browser here under a name of
    its own, but not under a number.
    """
    return name.strip("[]") in hosts or (hosts > LOOPBACK and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class CheckedHandler(web.RequestHandler):
    """Refuses strange host names, and lets browsers cache only what never changes."""

    def initialize(self, session: PreviewSession, hosts: frozenset[str]) -> None:
        self.session, self.hosts = session, hosts

    def prepare(self) -> None:
        if not is_allowed(self.request.host_name, self.hosts):
            raise web.HTTPError(403)
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code: int, **_: Any) -> None:
        """Send no traceback and no path of this machine."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")


class NotFoundHandler(CheckedHandler):
    """Answers requests that make no sense."""

    def prepare(self) -> None:
        super().prepare()
        raise web.HTTPError(404)


class PageHandler(CheckedHandler):
    """Serves a file of the site; HTML gets the preview's script."""

    def get(self, path: str) -> None:
        name = unquote(path)
        name += "index.html" if name.endswith("/") or not name else ""
        found = self.session.page(name)
        if found is None and self.session.page(f"{name}/index.html") is not None:
            self.redirect(f"/{path}/")
            return
        if found is None:
            self.set_status(404 if self.session.snapshot else 200)
            found, name = self.session.page("404.html") or BROKEN, "404.html"
        self.set_header("Content-Type", _type(name))
        if name.startswith("assets/"):
            self.set_header("Cache-Control", "max-age=31536000, immutable")
        self.finish(with_script(found) if name.endswith(".html") else found)


class OwnFilesHandler(CheckedHandler):
    """Serves the preview's own script and style."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", _type(name))
        self.finish(OWN[name].read_bytes())


class TabSocket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's protocol for the preview's own tabs; a tab says which page it shows, and which version."""

    def initialize(self, session: PreviewSession, hosts: frozenset[str]) -> None:
        self.session, self.hosts = session, hosts
        self.page, self.mark = "", ""
        self.first, self.sent = "", ""
        """The version that the tab was loaded with, and the page as last sent."""

    def prepare(self) -> None:
        """Accept only connections with an Origin: browsers always send one."""
        if not is_allowed(self.request.host_name, self.hosts) or "Origin" not in self.request.headers:
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc == self.request.host and is_allowed(self.request.host_name, self.hosts)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish()

    def on_message(self, message: str | bytes) -> None:
        try:
            received = escape.json_decode(message)
            command = received["command"]
        except (ValueError, TypeError, KeyError):
            self.close()
            return
        if command == "info":
            name = unquote(str(received.get("url", "")).lstrip("/"))
            self.page = name + "index.html" if name.endswith("/") or not name else name
            self.mark = self.first = str(received.get("mark", ""))
            self.sent = ""
            LiveReloadHandler.waiters.add(self)
            self.send_message(errors_message(self.session.project, self.session.errors))
            self.catch_up(self.news())
        else:
            super().on_message(message)

    def news(self) -> Message | None:
        """Return what this tab does not show yet; None if it is up to date."""
        html = self.session.page(self.page)
        if html is None:
            return {"command": "gone"} if self.session.snapshot and self.mark else None
        mark = mark_of(html)
        return None if mark == self.mark else page_message(self.sent, self.mark, with_script(html, self.first), mark)

    def catch_up(self, news: Message | None) -> None:
        if news:
            self.mark, self.sent = news.get("mark", ""), news.pop("whole", "")
            self.send_message(news)


def with_script(html: bytes, mark: str = "") -> bytes:
    """Return a page with the preview's script before all others, so that it sees the page as sent."""
    tags = f'<script src="/__preview/client.js" data-mark="{mark or mark_of(html)}" defer></script>'
    tags += '<link rel="stylesheet" href="/__preview/client.css">'
    return html.replace(b"<head>", b"<head>" + tags.encode(), 1)


def _type(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    return f"{kind}; charset=utf-8" if text else kind
