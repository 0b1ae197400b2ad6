"""The preview answers this machine's own pages alone; whatever else is tried is refused or harmless."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.error import HTTPError

import pytest

from pingbi.preview.handlers import LOOPBACK, is_allowed
from tests.support.commands import HOME, MOBILE_PLANS, build_py
from tests.support.previewing import Running, preview_of

UPGRADE = (
    "GET /livereload HTTP/1.1\r\nHost: {host}\r\n{origin}Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("attacked")
    with preview_of(MOBILE_PLANS, folder) as found:
        (folder / "content/secret.txt").symlink_to("/etc/hostname")
        (folder / "static").mkdir()
        (folder / "static/.env").write_text("secret")
        yield found


@pytest.fixture(autouse=True)
def unharmed(running: Running) -> Iterator[None]:
    """After every attack the preview still answers, and nothing it has said names a path of this machine."""
    yield
    assert running.alive
    with urllib.request.urlopen(f"{running.address}en/") as answer:
        assert answer.status == 200


def raw(running: Running, request: str | bytes) -> str:
    """What comes back for bytes as they are; '' where the connection is closed without a word."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(request.encode() if isinstance(request, str) else request)
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
                if (b"\r\n\r\n" in received and b"Content-Length: 0" in received) or b"101 Switching" in received:
                    break
                if b"\r\n\r\n" in received and len(received.split(b"\r\n\r\n", 1)[1]) >= _length(received):
                    break
        except OSError:
            pass
    text = received.decode("utf-8", "replace")
    assert str(running.root) not in text and str(HOME) not in text and "Traceback" not in text
    return text


def _length(received: bytes) -> int:
    for line in received.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def status(answer: str) -> str:
    return answer.split(" ", 2)[1] if answer.startswith("HTTP/") else "closed"


def get(running: Running, path: str, host: str = "") -> str:
    return raw(
        running, f"GET {path} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{running.port}'}\r\nConnection: close\r\n\r\n"
    )


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "0.0.0.0"]
)
def test_under_a_strange_name_nothing_is_answered(running: Running, host: str) -> None:
    assert status(get(running, "/en/", f"{host}:{running.port}")) == "403"
    assert status(get(running, "/__preview/client.js", host)) == "403"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_under_this_machine_s_own_names_it_is(running: Running, host: str) -> None:
    assert status(get(running, "/en/", f"{host}:{running.port}")) == "200"


@pytest.mark.parametrize(
    ("host", "origin", "taken"),
    [
        ("127.0.0.1:{port}", "Origin: http://127.0.0.1:{port}\r\n", True),
        ("localhost:{port}", "Origin: http://localhost:{port}\r\n", True),
        ("127.0.0.1:{port}", "Origin: http://evil.example\r\n", False),
        ("127.0.0.1:{port}", "Origin: http://127.0.0.1:1\r\n", False),
        ("127.0.0.1:{port}", "Origin: http://127.0.0.1\r\n", False),
        ("127.0.0.1:{port}", "Origin: null\r\n", False),
        ("127.0.0.1:{port}", "", False),
        ("evil.example:{port}", "Origin: http://evil.example:{port}\r\n", False),
        ("10.0.0.1:{port}", "Origin: http://10.0.0.1:{port}\r\n", False),
    ],
)
def test_only_pages_of_this_preview_may_listen(running: Running, host: str, origin: str, taken: bool) -> None:
    answer = raw(running, UPGRADE.format(host=host, origin=origin).format(port=running.port))
    assert (status(answer) == "101") is taken


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/en/../../content/site.yaml",
        "/content/site.yaml",
        "/content/secret.txt",
        "/.git/config",
        "/assets/.env",
        "/.env",
        "//etc/passwd",
        "/%00",
        "/en/%ff",
        "/build.py",
        "/__preview/server.py",
        "/__preview/../../cli.py",
    ],
)
def test_no_file_leaves_but_the_site_s_own(running: Running, path: str) -> None:
    answer = get(running, path)
    assert status(answer) in ("404", "400", "301", "302")
    assert "root:" not in answer and "base_url" not in answer and "secret" not in answer.split("\r\n\r\n", 1)[1]


def test_a_whole_address_as_the_path_is_no_way_round(running: Running) -> None:
    assert status(get(running, "http://evil.example/en/")) in ("403", "404", "400")


def test_a_header_of_seventy_kilobytes_is_refused(running: Running) -> None:
    request = f"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nX: {'x' * 70_000}\r\n\r\n"
    assert status(raw(running, request)) in ("closed", "400", "431")


@pytest.mark.parametrize(
    "request_", [b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"POST /en/ HTTP/1.1\r\nContent-Length: -5\r\n\r\n"]
)
def test_what_is_no_request_is_refused(running: Running, request_: bytes) -> None:
    assert status(raw(running, request_ + b"\r\n\r\n")) in ("closed", "400", "403")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(running: Running, method: str) -> None:
    answer = raw(
        running,
        f"{method} /en/ HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    )
    assert status(answer) in ("403", "405", "404")


def test_two_hundred_slow_clients_stand_in_nobody_s_way(running: Running) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", running.port), timeout=10))
            connection.sendall(b"GET /en/ HTTP/1.1\r\nHost: 127.")
        assert status(get(running, "/en/")) == "200"


def test_a_lost_page_is_the_site_s_own(running: Running) -> None:
    with pytest.raises(HTTPError) as found:
        urllib.request.urlopen(f"{running.address}en/nothing/")
    assert found.value.code == 404 and b"</html>" in found.value.read()


def test_a_busy_port_is_one_line_with_a_free_one(running: Running) -> None:
    ended = build_py("serve", "--root", running.root, "--port", str(running.port))
    assert ended.code == 2 and "Traceback" not in ended.err
    assert f"port {running.port} is taken" in ended.err and "--port " in ended.err


@pytest.mark.parametrize("port", ["0", "70000", "abc"])
def test_a_port_that_is_none_is_wrong_usage(running: Running, port: str) -> None:
    assert build_py("serve", "--root", running.root, "--port", port).code == 2


def test_open_to_others_it_answers_to_numbers_and_its_own_name_alone() -> None:
    hosts = LOOPBACK | {"0.0.0.0"}
    assert is_allowed("192.168.1.5", hosts) and is_allowed("localhost", hosts)
    assert not is_allowed("evil.example", hosts)
    assert not is_allowed("192.168.1.5", LOOPBACK)


def test_what_a_socket_says_wrongly_closes_it_and_no_more(running: Running) -> None:
    import asyncio  # late: this test alone speaks with a socket

    from tornado.httpclient import HTTPRequest
    from tornado.websocket import websocket_connect

    async def speak() -> list[str | bytes | None]:
        request = HTTPRequest(
            f"ws://127.0.0.1:{running.port}/livereload", headers={"Origin": f"http://127.0.0.1:{running.port}"}
        )
        found = []
        for words in ("no json", "[]", json.dumps({"command": "info", "url": "/../../etc/passwd", "mark": "x"})):
            connection = await websocket_connect(request)
            await connection.write_message(words)
            found.append(await connection.read_message())
            connection.close()
        return found

    with ThreadPoolExecutor(1) as elsewhere:  # another test's browser may run a loop in this thread
        first, second, third = elsewhere.submit(lambda: asyncio.run(speak())).result()
    assert first is None and second is None
    assert json.loads(third or "{}")["command"] == "errors"
