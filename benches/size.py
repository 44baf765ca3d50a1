"""The machine code that each dependency brings into the binary, by the table of ARCHITECTURE.md.

    CARGO_PROFILE_RELEASE_STRIP=none cargo build --release --locked --target-dir target/size
    python3 benches/size.py target/size/release/copilot-manifest-ls

A crate counts for each line that brings it. What the compiler has inlined, or made of a generic function for a type of
ours, counts for the crate where it stands in the binary. Needs nm.
"""

import argparse
import collections
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
SYMBOL = re.compile(r"^\S+ (\S+) [tTwW] (.*)$")
# `<&mut dyn a::B as c::D>::e` belongs to `a`.
BEFORE_CRATE = re.compile(r"^[<&*\[(]*(?:(?:mut|dyn|const) )*[<&*\[(]*")


def lines_of_table():
    """The crates that each line of the table names, but for those of tests."""
    for line in (ROOT / "ARCHITECTURE.md").read_text().splitlines():
        cell = line.split("|")[1].strip() if line.startswith("| `") else ""
        names = re.findall(r"`([a-z_0-9-]+)`", cell)
        if names and re.fullmatch(r"(`[a-z_0-9-]+`(, )?)+", cell):
            yield names


def brought_by(name):
    """The crates that a dependency brings on this machine, itself included, by the names that code has."""
    tree = subprocess.run(
        ["cargo", "tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--package", name],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {line.split()[0] for line in tree.splitlines() if line}


def code_by_crate(binary):
    """Bytes of machine code by crate."""
    symbols = subprocess.run(["nm", "--print-size", "--demangle", binary], check=True, capture_output=True, text=True)
    bytes_of = collections.Counter()
    for symbol in filter(None, map(SYMBOL.match, symbols.stdout.splitlines())):
        name = BEFORE_CRATE.sub("", symbol[2])
        bytes_of[re.split(r"::|\.| |<", name)[0]] += int(symbol[1], 16)
    return bytes_of


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path, help="with its symbols")
    options = parser.parse_args()
    code = code_by_crate(options.binary)
    if not code:
        parser.error(f"{options.binary} has no symbols: build it as the help says")
    print("| crate | crates | KiB |")
    print("| --- | ---: | ---: |")
    for names in lines_of_table():
        brought = set().union(*map(brought_by, names))
        size = sum(code[crate.replace("-", "_")] for crate in brought)
        print(f"| {', '.join(f'`{name}`' for name in names)} | {len(brought)} | {size / 1024:.0f} |")
    for crate in ["copilot_manifest_ls", "std", "core", "alloc"]:
        print(f"| {crate} | | {code[crate] / 1024:.0f} |")
    print(f"| all | | {sum(code.values()) / 1024:.0f} |")


if __name__ == "__main__":
    main()
