"""The language server that editors use for YAML, driven as an editor does: open a file, ask, read what it says."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.needs import language_server

Message = dict[str, Any]
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},  # nothing is fetched: the schemas are files
        "kubernetesCRDStore": {"enable": False},
    }
}
CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}


@dataclass
class Server:
    """A running server. Messages go over its standard input and output, one at a time."""

    process: "subprocess.Popen[bytes]"
    asked: int = 0
    opened: int = 0
    said: dict[str, list[Message]] = field(default_factory=dict)
    """By address: what was last said of a file."""

    def send(self, method: str, params: Any, **more: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def ask(self, method: str, params: Any) -> Any:
        """A request's answer; on the way, whatever else the server says is heard."""
        self.asked += 1
        self.send(method, params, id=self.asked)
        return next(
            heard["result"] for heard in self._hear() if heard.get("id") == self.asked and "method" not in heard
        )

    def diagnostics(self, *texts: str, path: Path) -> list[list[str]]:
        """For each text, opened as a new file beside `path`: what is wrong, as `line: message`."""
        addresses = [self.open(path, text) for text in texts]
        hear = self._hear()
        while not self.said.keys() >= set(addresses):
            next(hear)
        return [[_line(found) for found in self.said[address]] for address in addresses]

    def open(self, path: Path, text: str) -> str:
        """Open a text as a new file beside `path`; its address."""
        self.opened += 1
        address = path.with_stem(f"{path.stem}-{self.opened}").as_uri()
        item = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})
        return address

    def completions(self, path: Path, text: str) -> dict[str, Message]:
        """What is proposed at the mark `|` of a text, by label."""
        found = self.ask("textDocument/completion", self._at_mark(path, text))
        return {item["label"]: item for item in found["items"]}

    def hover(self, path: Path, text: str) -> str:
        """What is said of the word at the mark `|` of a text."""
        found = self.ask("textDocument/hover", self._at_mark(path, text))
        return str(found["contents"]["value"]) if found else ""

    def _at_mark(self, path: Path, text: str) -> Message:
        before, _, after = text.partition("|")
        address = self.open(path, before + after)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return {"textDocument": {"uri": address}, "position": position}

    def _write(self, message: Message) -> None:
        assert self.process.stdin
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _hear(self) -> Iterator[Message]:
        """Everything the server says from now on; what it asks of an editor is answered."""
        assert self.process.stdout
        while line := self.process.stdout.readline():
            if not line.startswith(b"Content-Length:"):
                continue
            while self.process.stdout.readline().strip():
                pass
            message = json.loads(self.process.stdout.read(int(line.split(b":")[1])))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.said[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:
                self._answer(message)
            yield message
        raise AssertionError("the language server has ended")

    def _answer(self, message: Message) -> None:
        wanted = message["params"]["items"] if message["method"] == "workspace/configuration" else None
        result = None if wanted is None else [SETTINGS.get(item.get("section", ""), {}) for item in wanted]
        self._write({"jsonrpc": "2.0", "id": message["id"], "result": result})


def _line(found: Message) -> str:
    return f"{found['range']['start']['line'] + 1}: {found['message']}"


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server for the files below `folder`."""
    command = [*language_server(), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        server = Server(process)
        root = {"uri": folder.as_uri(), "name": folder.name}
        server.ask(
            "initialize",
            {"processId": None, "rootUri": root["uri"], "workspaceFolders": [root], "capabilities": CAPABILITIES},
        )
        server.send("initialized", {})
        server.send("workspace/didChangeConfiguration", {"settings": SETTINGS})
        try:
            yield server
        finally:
            process.kill()
