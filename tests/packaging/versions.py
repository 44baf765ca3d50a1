"""Every file that names the version of this project names the same one. usage: versions.py ROOT [TAG]

TAG is that of a release: it must be `v` and the version. Exit status 1 and a line for each file that differs.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

root = Path(sys.argv[1])
version = tomllib.loads((root / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]

# File, and what stands before and behind the version in it. Each file must hold at least one.
NAMED = [
    ("action.yml", r"(?<=description: The version of copilot-manifest-ls\.\n    default: )(\S+)"),
    ("packaging/mason/package.yaml", r"(?<=copilot-manifest-ls@v)(\S+)"),
    ("packaging/Dockerfile", r'(?<=image\.version=")([^"]+)'),
    ("packaging/schemastore.json", r"(?<=copilot-manifest-ls/v)([^/]+)"),
    ("packaging/README.md", r"(?:(?<=rev: v)|(?<=copilot-manifest-ls@v))([0-9][^\s`]*)"),
]


def wrong():
    for file, pattern in NAMED:
        found = re.findall(pattern, (root / file).read_text(encoding="utf-8"))
        if not found or set(found) != {version}:
            yield f"{file}: {found or 'no version'}"
    extension = json.loads((root / "editors/vscode/package.json").read_text(encoding="utf-8"))["version"]
    if extension != version:
        yield f"editors/vscode/package.json: {extension}"
    if len(sys.argv) > 2 and sys.argv[2] != f"v{version}":
        yield f"the tag: {sys.argv[2]}"


found = list(wrong())
for line in found:
    print(f"Cargo.toml says {version}, but {line}", file=sys.stderr)
sys.exit(1 if found else 0)
