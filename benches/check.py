"""Measures `check` beside yaml-language-server. Run by benches/check.sh; prints TAP lines, exits with 1 at a miss."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from yaml_language_server import flagged, service

MANIFESTS = 300
MOST = 10_000
RATIO = 20
SECONDS = 0.5
MEBIBYTES = 64
# Of the time per manifest between 1,000 and 10,000: what is not linear would be ten times as much.
GROWTH = 2.0

ENVIRONMENTS = ["dev", "test", "staging", "prod"]


def manifest(index: int) -> str:
    """A service of about 100 lines that names other files; one in ten has mistakes."""
    lines = [
        f"# Service {index}",
        f"name: s{index}",
        "type: Load Balanced Web Service",
        "http:",
        f"  path: s{index}",
        "  healthcheck:",
        "    path: /healthz",
        "    interval: 15s",
        "    timeout: 5s",
        "image:",
        "  location: public.ecr.aws/nginx/nginx:1.27",
        "  port: 8080",
        "  depends_on:",
        "    proxy: start",
        "cpu: 512",
        "memory: 1024" if index % 10 else "memory: 1GB",
        "count:",
        "  range: 2-6",
        "  cpu_percentage: 65",
        "exec: true",
        "network:",
        "  connect: true",
        "storage:",
        "  volumes:",
        "    cache:",
        "      path: /var/cache",
        "      efs: true",
        "variables:",
    ]
    lines += [f"  VARIABLE_{number}: value {number} of {index}" for number in range(20)]
    lines += ["secrets:"]
    lines += [f"  SECRET_{number}: /app/${{COPILOT_ENVIRONMENT_NAME}}/s{index}/{number}" for number in range(5)]
    lines += ["sidecars:"]
    for name, port in [("proxy", 80), ("metrics", 9090)]:
        lines += [
            f"  {name}:",
            "    image: public.ecr.aws/nginx/nginx:1.27",
            f"    port: {port}",
            "    essential: false",
            "    variables:",
            "      LEVEL: info",
            "    mount_points:",
            f"      - source_volume: {'cache' if index % 10 else 'cahce'}",
            "        path: /cache",
        ]
    lines += ["publish:", "  topics:", f"    - name: events{index}", "environments:"]
    for environment in ENVIRONMENTS:
        lines += [
            f"  {environment}:",
            "    cpu: 1024",
            "    memory: 2048",
            "    variables:",
            f"      LEVEL: {environment}",
        ]
    return "\n".join(lines) + "\n"


def worker(index: int) -> str:
    """A service that is subscribed to a topic of another one; its subject is another file."""
    other = index - 1
    return (
        f"name: s{index}\ntype: Worker Service\nimage:\n  location: public.ecr.aws/nginx/nginx:1.27\n"
        f"cpu: 256\nmemory: 512\nsubscribe:\n  topics:\n    - name: events{other}\n      service: s{other}\n"
    )


def workspace(folder: Path, count: int) -> list[Path]:
    copilot = folder / "copilot"
    copilot.mkdir(parents=True)
    (copilot / ".workspace").write_text("application: shop\n")
    for name in ENVIRONMENTS:
        place = copilot / "environments" / name
        place.mkdir(parents=True)
        (place / "manifest.yml").write_text(f"name: {name}\ntype: Environment\n")
    paths = []
    for index in range(count):
        place = copilot / f"s{index}"
        place.mkdir()
        path = place / "manifest.yml"
        path.write_text(worker(index) if index % 5 == 4 else manifest(index))
        paths.append(path)
    return paths


def check(binary: str, folder: Path) -> tuple[float, float, dict]:
    """Seconds from start to end, MiB at most, and the report."""
    output = folder / "report.json"
    started = time.perf_counter()
    process = subprocess.Popen(
        [binary, "check", "--format", "json"], cwd=folder, stdout=output.open("wb"), stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.stderr.close()
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{binary} ended with {status}")
    # macOS counts bytes, others kibibytes.
    mebibytes = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return seconds, mebibytes, json.loads(output.read_text())


def beside(package: str, folder: Path, paths: list[Path]) -> tuple[float, int]:
    """Seconds that the other server takes for the files one after the other, start not counted, and how many it flags."""
    validated = flagged(package, folder, paths)
    # The first file pays for the schema, so that its time is not counted.
    found = next(validated)
    started = time.perf_counter()
    found += sum(validated)
    return time.perf_counter() - started, found


def main(binary: str, other: str) -> int:
    binary, missed = str(Path(binary).resolve()), 0

    def expect(name: str, holds: bool, measured: str):
        nonlocal missed
        missed += not holds
        print(f"{'ok' if holds else 'not ok'} - {name}: {measured}", flush=True)

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve() / "side-by-side"
        paths = workspace(folder, MANIFESTS)
        check(binary, folder)
        runs = [check(binary, folder) for _ in range(5)]
        seconds, mebibytes = min(run[0] for run in runs), max(run[1] for run in runs)
        report = runs[0][2]
        found = {finding["rule"] for file in report["files"] for finding in file["diagnostics"]}
        expect("the mistakes are found", {"task.units-string", "sidecar.mount-volume-unknown"} <= found, str(found))
        others, count = beside(other, folder, paths)
        expect("yaml-language-server validates", count > 0, f"{count} of {len(paths)} files with diagnostics")
        expect(
            f"throughput at least {RATIO} times that of yaml-language-server",
            others / seconds >= RATIO,
            f"{MANIFESTS} manifests in {seconds:.3f} s and {others:.3f} s: {others / seconds:.0f} times",
        )
        # The server waits 200 ms for more keystrokes before it looks at a text. What is left without that:
        alone, _ = service(other, paths)
        print(f"# its language service alone: {alone:.3f} s, {alone / seconds:.0f} times", flush=True)
        expect(f"{MANIFESTS} manifests in {SECONDS} s", seconds <= SECONDS, f"{seconds:.3f} s")
        expect(f"memory below {MEBIBYTES} MiB", mebibytes < MEBIBYTES, f"{mebibytes:.1f} MiB")
        each = {}
        for count in [1_000, 3_000, MOST]:
            folder = Path(temporary).resolve() / str(count)
            workspace(folder, count)
            took, memory, _ = check(binary, folder)
            each[count] = took / count
            print(f"# {count} manifests: {took:.2f} s, {each[count] * 1000:.3f} ms each, {memory:.0f} MiB", flush=True)
        growth = each[MOST] / each[1_000]
        expect(f"linear up to {MOST} manifests", growth <= GROWTH, f"{growth:.2f} times the time for each of 1,000")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
