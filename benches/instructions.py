"""Counts the instructions of a keystroke in the server itself, with callgrind: the same on a busy machine.

    make build && python3 benches/instructions.py target/release/copilot-manifest-ls

Two runs that differ only in the number of keystrokes; the difference is what they cost, from the bytes of `didChange`
to the bytes of `publishDiagnostics`. Needs valgrind.
"""

import argparse
import pathlib
import re
import tempfile

from compare import keystrokes, workspace
from lsp import Server, manifest

FEW, MANY = 2, 12


def total(binary, lines, rounds, out):
    """Instructions of a whole life of the server with `rounds` characters typed and taken back."""
    text = manifest(lines)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        path = workspace(root, text)
        uri = path.as_uri()
        server = Server(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", str(binary)], root)
        server.start()
        server.notify("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        server.diagnostics(uri)
        keystrokes(server, uri, text, rounds, seed=1)
        server.stop()
    return int(re.search(r"^(?:summary|totals): (\d+)", pathlib.Path(out).read_text(), re.M).group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--lines", type=int, nargs="+", default=[30, 300, 3000])
    parser.add_argument("--profile", help="keep callgrind's last file here, for callgrind_annotate")
    options = parser.parse_args()
    print("| lines | instructions of a keystroke |")
    print("| ---: | ---: |")
    for lines in options.lines:
        with tempfile.TemporaryDirectory() as folder:
            few, many = (total(options.binary.resolve(), lines, rounds, options.profile or f"{folder}/callgrind")
                         for rounds in (FEW, MANY))
        print(f"| {lines} | {(many - few) / (2 * (MANY - FEW)):,.0f} |")


if __name__ == "__main__":
    main()
