"""What a megabyte of everything costs: milliseconds until the findings are there, the longest other answer, memory.

    make build && python3 benches/hostile.py target/release/copilot-manifest-ls
"""

import argparse
import pathlib
import tempfile
import time

from lsp import Server

MEGABYTE = 1 << 20
HEAD = ("name: web\ntype: Load Balanced Web Service\nimage:\n  location: nginx\n  port: 80\n"
        "cpu: 256\nhttp:\n  path: /\n")


def repeated(line, before=""):
    """The line again and again, with a number for each `#`."""
    lines, size = [before], 0
    while size < MEGABYTE:
        lines.append(line.replace("#", str(len(lines))))
        size += len(lines[-1])
    return "".join(lines)


TEXTS = {
    "variables": repeated("  KEY_#: #\n", "variables:\n"),
    "sidecars": repeated("  s#:\n    image: nginx\n", "sidecars:\n"),
    "environments": repeated("  e#:\n    count: 1\n", "environments:\n"),
    "wrong environments": repeated("  e#:\n    cpu: bad\n", "environments:\n"),
    "unknown keys": repeated("bogus#: 1\n"),
    "unknown keys of emoji": repeated("😀#: 1\n"),
    "one key again": repeated("cpu: 256\n"),
    "one path again": repeated("    - path: /p\n", "  additional_rules:\n"),
    "half-typed keys": repeated("cpu#\n"),
    "missing keys": repeated(": #\n"),
    "missing keys in braces": f"variables: {{{repeated(': #, ')}}}\n",
    "names of anchors": repeated("x#: &a.# 1\n"),
    "escapes": repeated('x#: "\\/"\n'),
    "escapes of a variable": repeated('x#: "\\${A}"\n'),
    "control characters": repeated("x#: \x07\n"),
    "open brackets in lines": repeated("cpu: [#\n"),
    "wrong sidecars": repeated("  s#:\n    bogus: nginx\n    port: x\n", "sidecars:\n"),
    "aliases": repeated("x-#: *a\n", "x: &a {A: 1}\n"),
    "merge keys": repeated("  s#:\n    <<: *a\n", "x: &a {A: 1}\nsidecars:\n"),
    "documents": repeated("---\na: 1\n"),
    "suppressing comments": repeated("# copilot-manifest-ls: ignore[task.cpu-invalid] #\n"),
    "invisible line breaks": repeated("# note\u2028") + "\n",
    "tabs": repeated("\tx: 1\n"),
    "a text": f"variables: {{A: '{repeated('wörd 😀 ')}'}}\n",
    "variables in a text": f"variables: {{A: '{repeated('${X}')}'}}\n",
    "a key": repeated("k") + ": 1\n",
    "a list in a line": f"command: [{repeated('x, ')}]\n",
    "brackets": "command: " + "[" * MEGABYTE,
    "brackets that close": "command: " + "[" * (MEGABYTE // 2) + "]" * (MEGABYTE // 2),
    "braces": "variables: " + repeated("{a: "),
    "dashes": "command:\n" + repeated("- "),
    "question marks": repeated("? "),
    "colons": repeated(": "),
    "quotes": '"' * MEGABYTE,
    "NUL": "\0" * MEGABYTE,
    "carriage returns": "\r" * MEGABYTE,
    "blanks": " " * MEGABYTE,
}


def measured(binary, text):
    """Milliseconds until the findings, the same of the slowest request, and the peak of memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        document = {"uri": (root / "copilot" / "web" / "manifest.yml").as_uri()}
        server = Server([binary], root)
        try:
            server.start()
            began = time.perf_counter()
            opened = document | {"languageId": "yaml", "version": 1, "text": HEAD + text}
            server.notify("textDocument/didOpen", {"textDocument": opened})
            findings = len(server.diagnostics(document["uri"]))
            took = [time.perf_counter() - began]
            start = {"line": 7, "character": 1}
            here = {"textDocument": document, "position": start}
            for method, params in {
                "hover": here,
                "completion": here,
                "documentSymbol": {"textDocument": document},
                "foldingRange": {"textDocument": document},
                "codeAction": {"textDocument": document, "range": {"start": start, "end": start},
                               "context": {"diagnostics": []}},
            }.items():
                began = time.perf_counter()
                server.request(f"textDocument/{method}", params)
                took.append(time.perf_counter() - began)
            return findings, took[0] * 1000, max(took[1:]) * 1000, server.peak()
        finally:
            server.process.kill()
            server.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=lambda path: str(pathlib.Path(path).resolve()))
    options = parser.parse_args()
    print("| a megabyte of | findings | until they are there (ms) | slowest other answer (ms) | peak memory (MiB) |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, text in TEXTS.items():
        findings, first, slowest, peak = measured(options.binary, text)
        print(f"| {name} | {findings} | {first:.0f} | {slowest:.0f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
