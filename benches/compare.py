"""Measures this server and yaml-language-server side by side: the same client, files and moments.

benches/compare.sh installs and builds what it needs and calls this. Every size is measured in turns (ours, theirs,
ours, ...), so that what else the machine does hits both; the table has medians, and processor time beside the time
on the clock, which depends less on the machine's load.
"""

import argparse
import json
import math
import pathlib
import platform
import random
import statistics
import tempfile
import time

import yaml_language_server
from lsp import Server, manifest
from yaml_language_server import SETTINGS

def commands(options):
    """The command and the settings of each server."""
    return {"ours": ([options.server], {}), "theirs": (yaml_language_server.command(options.peer), SETTINGS)}


def workspace(folder, text):
    """A workspace of Copilot with one service; the path of its manifest."""
    service = folder / "copilot" / "web"
    service.mkdir(parents=True)
    (folder / "copilot" / ".workspace").write_text("application: bench\n")
    (folder / "Dockerfile").write_text("FROM nginx:1.27\nEXPOSE 8080\n")
    for name in ("test", "prod"):
        environment = folder / "copilot" / "environments" / name
        environment.mkdir(parents=True)
        (environment / "manifest.yml").write_text(f"name: {name}\ntype: Environment\n")
    path = service / "manifest.yml"
    path.write_text(text)
    return path


def keystrokes(server, uri, text, rounds, seed):
    """Types one character at the end of a random line and takes it back, waiting for the findings each time."""
    lines = text.split("\n")
    chosen = random.Random(seed)
    took, version = [], 1
    cpu = server.cpu()
    for _ in range(rounds):
        line = chosen.randrange(len(lines) - 1)
        end = len(lines[line])
        for start, stop, typed in ((end, end, "x"), (end, end + 1, "")):
            version += 1
            began = time.perf_counter()
            span = {"start": {"line": line, "character": start}, "end": {"line": line, "character": stop}}
            server.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"range": span, "text": typed}],
            })
            server.diagnostics(uri)
            took.append((time.perf_counter() - began) * 1000)
    return took, (server.cpu() - cpu) / len(took)


def percentile(values, percent):
    """The smallest value that so many percent of all do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def asked(server, method, uri, position, rounds):
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = server.request(method, {"textDocument": {"uri": uri}, "position": position})
        took.append((time.perf_counter() - began) * 1000)
        if not answer:
            raise RuntimeError(f"no answer to {method}")
    return statistics.median(took)


def session(command, settings, lines, rounds, seed):
    """One life of a server with a manifest of `lines` lines: each measure by name."""
    text = manifest(lines)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        path = workspace(root, text)
        server = Server(command, root)
        try:
            measures = {"start": server.start(settings)}
            uri = path.as_uri()
            server.notify("textDocument/didOpen", {
                "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
            server.diagnostics(uri)
            # Some servers publish once more when their settings have arrived.
            time.sleep(1)
            took, measures["keystroke cpu"] = keystrokes(server, uri, text, rounds, seed)
            measures["keystroke"], measures["keystroke p99"] = statistics.median(took), percentile(took, 99)
            sidecar = text.split("\n").index("  s0:")
            measures["hover"] = asked(server, "textDocument/hover", uri, {"line": sidecar + 2, "character": 6}, 20)
            inside = {"line": sidecar + 2, "character": 4}
            measures["completion"] = asked(server, "textDocument/completion", uri, inside, 20)
            measures["peak memory"] = server.peak()
            server.stop()
        finally:
            server.process.kill()
            server.process.wait()
        return measures


def floor(command, rounds):
    """Milliseconds of a hover of the empty server, and of its start."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        path = workspace(root, "name: web\n")
        server = Server(command, root)
        try:
            start = server.start()
            hover = asked(server, "textDocument/hover", path.as_uri(), {"line": 0, "character": 0}, rounds)
        finally:
            server.process.kill()
            server.process.wait()
    return start, hover


def compared(options, lines):
    """Medians of each measure over the turns, ours and theirs."""
    turns = {"ours": [], "theirs": []}
    for turn in range(options.turns):
        for name, (command, settings) in commands(options).items():
            turns[name].append(session(command, settings, lines, options.rounds, turn))
    return {
        name: {measure: statistics.median(turn[measure] for turn in each) for measure in each[0]}
        for name, each in turns.items()
    }


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def table(results, options):
    print("| lines | measure | ours | yaml-language-server | ratio |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for lines, result in results.items():
        for measure, ours in result["ours"].items():
            theirs = result["theirs"][measure]
            unit = "MiB" if measure == "peak memory" else "ms"
            print(f"| {lines} | {measure} ({unit}) | {ours:.2f} | {theirs:.2f} | {theirs / ours:.1f} |")
    ours, theirs = pathlib.Path(options.server).stat().st_size / 2**20, size(pathlib.Path(options.peer).parent)
    print(f"| | installed (MiB) | {ours:.1f} | {theirs:.1f} (and Node) | {theirs / ours:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--server", "--empty", "--peer"):
        parser.add_argument(name, required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--lines", type=int, nargs="+", default=[300, 3000, 30000])
    parser.add_argument("--rounds", type=int, default=20, help="characters typed and taken back in each turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    floors = [floor([options.empty], 200) for _ in range(options.turns)]
    results = {lines: compared(options, lines) for lines in options.lines}
    if options.json:
        print(json.dumps({"results": results, "floors": floors}))
        return
    print(f"{platform.machine()}, {platform.system()} {platform.release()}, {time.strftime('%Y-%m-%d')}\n")
    table(results, options)
    start, hover = (statistics.median(values) for values in zip(*floors))
    first = results[options.lines[0]]["ours"]
    print(f"\nAn empty server: start {start:.2f} ms, hover {hover:.3f} ms. "
          f"Ours at {options.lines[0]} lines: {first['start'] / start:.1f} times, {first['hover'] / hover:.1f} times.")
    if len(options.lines) > 1:
        last = results[options.lines[-1]]["ours"]
        print(f"From {options.lines[0]} to {options.lines[-1]} lines a keystroke costs "
              f"{last['keystroke cpu'] / first['keystroke cpu']:.0f} times as much.")


if __name__ == "__main__":
    main()
