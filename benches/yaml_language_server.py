"""yaml-language-server, told of a JSON Schema of this repository: as a server, and its language service alone."""

import json
import subprocess
from pathlib import Path

from lsp import Server

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas" / "load-balanced-web-service.json"

SETTINGS = {
    "yaml": {
        "schemas": {SCHEMA.as_uri(): "*.yml"},
        "schemaStore": {"enable": False},
        "validate": True,
        "hover": True,
        "completion": True,
    }
}


def command(package: str) -> list[str]:
    return ["node", f"{package}/bin/yaml-language-server", "--stdio"]


def flagged(package: str, folder: Path, paths: list[Path]):
    """Opens the files one after the other, and yields for each whether anything is published about it."""
    server = Server(command(package), folder)
    server.start(SETTINGS)
    for path in paths:
        uri = path.as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text()}
        server.notify("textDocument/didOpen", {"textDocument": item})
        found = server.diagnostics(uri)
        server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        yield bool(found)
    server.stop()


def service(package: str, paths: list[Path]) -> tuple[float, int]:
    """Seconds that its language service takes for the files without the server's waiting, and how many it flags."""
    script = ROOT / "benches" / "yaml-language-server.mjs"
    arguments = ["node", str(script), package, str(SCHEMA), *map(str, paths)]
    result = json.loads(subprocess.run(arguments, check=True, capture_output=True).stdout)
    return result["seconds"], result["flagged"]
