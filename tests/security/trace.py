"""A session with the server under strace: no network, no other program, nothing read or written where it should not be.

usage: trace.py SERVER
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CALLS = "%network,%process,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,symlink"
SECRET = "t0p-secret"
# What a program reads to run, and what says which files git ignores.
SYSTEM = ("/lib", "/usr/lib", "/etc/ld.so", "/proc/self/", "/sys/fs/cgroup", "/sys/devices/system/cpu", "/dev/null", "/dev/urandom")
IGNORE_RULES = (".gitignore", ".ignore", ".git", "gitconfig", ".gitconfig", "config", "commondir", "exclude", "ignore")
MANIFEST = """name: api
type: Backend Service
image:
  location: nginx
env_file: %s
sidecars:
  one: {image: nginx, env_file: ../outside/secret.env}
  two: {image: nginx, env_file: linked.env}
  three: {image: nginx, env_file: '\\\\\\\\server\\share\\secret.env'}
environments:
  test: {count: 2}
"""


def workspace(root):
    for folder in ("work/copilot/api/addons", "work/copilot/web", "outside", "home", "temporary"):
        (root / folder).mkdir(parents=True)
    (root / "work/copilot/.workspace").write_text("application: shop\n")
    (root / "outside/secret.env").write_text(f'{SECRET}="x"\n')
    (root / "outside/manifest.yml").write_text(f"name: {SECRET}\ntype: Backend Service\n")
    (root / "work/linked.env").symlink_to(root / "outside/secret.env")
    (root / "work/copilot/web/manifest.yml").symlink_to(root / "outside/manifest.yml")
    (root / "work/copilot/linked").symlink_to(root / "outside")
    text = MANIFEST % (root / "outside/secret.env")
    (root / "work/copilot/api/manifest.yml").write_text(text)
    return text


def frame(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


class Session:
    def __init__(self, server, root, log):
        environment = {"HOME": str(root / "home"), "TMPDIR": str(root / "temporary"), "LC_ALL": "C"}
        command = ["strace", "-f", "-qq", "-s", "400", "-o", str(log), "-e", f"trace={CALLS}", server]
        pipe = subprocess.PIPE
        self.server = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=root / "work", env={**environment, "PATH": os.environ["PATH"]})
        self.id = 0
        self.said = []

    def notify(self, method, params):
        self.server.stdin.write(frame({"method": method, "params": params}))
        self.server.stdin.flush()

    def call(self, method, params):
        self.id += 1
        self.server.stdin.write(frame({"id": self.id, "method": method, "params": params}))
        self.server.stdin.flush()
        while True:
            length = 0
            while (line := self.server.stdout.readline().strip()) or not length:
                if not line and self.server.poll() is not None:
                    sys.exit("the server has ended")
                length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else length
            message = json.loads(self.server.stdout.read(length))
            self.said.append(json.dumps(message))
            if message.get("id") == self.id and "method" not in message:
                return message.get("result")

    def work(self, root, text):
        folder = (root / "work").as_uri()
        uri = f"{folder}/copilot/api/manifest.yml"
        self.call("initialize", {"processId": os.getpid(), "capabilities": {}, "workspaceFolders": [{"uri": folder, "name": "w"}]})
        self.notify("initialized", {})
        for name in (uri, "file://server/share/copilot/api/manifest.yml", "untitled:a"):
            document = {"uri": name, "languageId": "yaml", "version": 1, "text": text}
            self.notify("textDocument/didOpen", {"textDocument": document})
            place = {"textDocument": {"uri": name}}
            for feature in ("documentSymbol", "foldingRange", "documentLink", "codeLens", "semanticTokens/full"):
                self.call(f"textDocument/{feature}", place)
            for line in range(text.count("\n")):
                at = {**place, "position": {"line": line, "character": 12}}
                for feature in ("hover", "completion", "definition", "prepareRename"):
                    self.call(f"textDocument/{feature}", at)
        answer = self.call("workspace/symbol", {"query": "api"})
        self.call("workspace/executeCommand", {"command": "copilotManifest.showEffective", "arguments": [uri, "test"]})
        self.call("shutdown", None)
        self.notify("exit", None)
        self.server.stdin.close()
        return answer


def breaches(log, server, root):
    started = 0
    for line in log.read_text().splitlines():
        call = re.match(r"\d+ +(\w+)\((.*)", line)
        if not call:
            continue
        name, rest = call.groups()
        if name == "execve":
            started += 1
            if started > 1:
                yield line
        elif name in ("fork", "vfork") or (name in ("clone", "clone3") and "CLONE_THREAD" not in rest):
            yield line
        elif name in ("exit", "exit_group", "wait4", "waitid", "kill", "tgkill", "arch_prctl", "set_tid_address", "clone", "clone3"):
            pass
        elif name.startswith("open") and not re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", rest):
            path = re.search(r'"([^"]*)"', rest)
            if path and not may_read(path[1], root):
                yield line
        else:
            yield line


def may_read(path, root):
    if path.startswith(SYSTEM) or os.path.basename(path) in IGNORE_RULES:
        return True
    return pathlib.Path(os.path.realpath(root / "work" / path)).is_relative_to(root / "work")


def main():
    server = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        text = workspace(root)
        log = root / "log"
        session = Session(server, root, log)
        symbols = session.work(root, text)
        status = session.server.wait(timeout=60)
        found = list(breaches(log, server, root))
        if status != 0 or not symbols:
            sys.exit(f"the session was none: status {status}, symbols {symbols}")
        if not any("manifest.yml" in line for line in log.read_text().splitlines()):
            sys.exit("the trace shows nothing")
        found += [said for said in session.said if SECRET in said]
        if found:
            sys.exit("\n".join(found[:20]))


main()
