"""yaml-language-server over the files of a folder: as a server, and its language service alone."""

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas/load-balanced-web-service.json"


def service(package: str, paths: list[Path]) -> tuple[float, int]:
    """Seconds that its language service takes for the files without the server's waiting, and how many it flags."""
    script = ROOT / "benches/yaml-language-server.cjs"
    command = ["node", str(script), package, str(SCHEMA), *map(str, paths)]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return result["seconds"], result["flagged"]


class Server:
    """The server on standard input and output, with a JSON Schema of this repository."""

    def __init__(self, package: str, folder: Path):
        command = ["node", f"{package}/bin/yaml-language-server", "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        schemas = {SCHEMA.as_uri(): "**/manifest.yml"}
        self.settings = {"yaml": {"validate": True, "schemaStore": {"enable": False}, "schemas": schemas}, "http": {}}
        self.request("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": {}})
        self.send("initialized", {})
        self.send("workspace/didChangeConfiguration", {"settings": self.settings})

    def send(self, method: str, params: dict, **more):
        self.write({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def write(self, message: dict):
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self) -> dict:
        length = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length == 0:
            raise SystemExit("yaml-language-server ended")
        return json.loads(self.process.stdout.read(length))

    def message(self) -> dict:
        """The next message that is no request of the server; those are answered."""
        while True:
            message = self.read()
            if "id" not in message or "method" not in message:
                return message
            asks = message["method"] == "workspace/configuration"
            items = message["params"]["items"] if asks else []
            result = [self.settings.get(item.get("section")) for item in items] if asks else None
            self.write({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def request(self, method: str, params: dict):
        self.number += 1
        self.send(method, params, id=self.number)
        while self.message().get("id") != self.number:
            pass

    def validate(self, path: Path) -> int:
        """Opens a file and waits for what is published about it."""
        uri = path.as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text()}
        self.send("textDocument/didOpen", {"textDocument": item})
        while True:
            message = self.message()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                self.send("textDocument/didClose", {"textDocument": {"uri": uri}})
                return len(message["params"]["diagnostics"])

    def end(self):
        self.request("shutdown", {})
        self.send("exit", {})
        self.process.wait(timeout=20)
