"""A language server under measurement: its process, and requests to it over standard input and output."""

import json
import subprocess
import time


class Server:
    """One running server. Times are in milliseconds, taken when the last byte of an answer has been read."""

    def __init__(self, command, root):
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.root = root
        self.last = 0
        self.settings = {}

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def read(self):
        """The next message; answers what a server asks of every client on the way."""
        while True:
            length = None
            while line := self.process.stdout.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                raise RuntimeError("the server has ended")
            message = json.loads(self.process.stdout.read(length))
            if "id" in message and "method" in message:
                self.answer(message)
                continue
            return message

    def answer(self, message):
        result = None
        if message["method"] == "workspace/configuration":
            items = message["params"]["items"]
            result = [self.settings.get(item.get("section", "")) for item in items]
        self.send({"id": message["id"], "result": result})

    def request(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method} | ({} if params is None else {"params": params}))
        while (message := self.read()).get("id") != self.last:
            pass
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return message["result"]

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def diagnostics(self, uri):
        """Waits for the next findings of `uri`."""
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]["diagnostics"]

    def start(self, settings=None):
        """Milliseconds from the start of the process to the answer of `initialize`."""
        self.settings = settings or {}
        self.request("initialize", {
            "processId": None,
            "rootUri": self.root.as_uri(),
            "workspaceFolders": [{"uri": self.root.as_uri(), "name": "bench"}],
            "capabilities": {
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True}},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {},
                },
            },
        })
        took = (time.perf_counter() - self.began) * 1000
        self.notify("initialized", {})
        if settings:
            self.notify("workspace/didChangeConfiguration", {"settings": settings})
        return took

    def cpu(self):
        """Milliseconds of processor time that the process has used, with all its threads (Linux)."""
        return time.clock_gettime(((~self.process.pid) << 3) | 2) * 1000

    def peak(self):
        """MiB of memory, the most it has held (Linux)."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            kib = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        return kib / 1024

    def stop(self):
        """Milliseconds from `shutdown` to the end of the process."""
        began = time.perf_counter()
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.wait(timeout=10)
        return (time.perf_counter() - began) * 1000


def manifest(lines):
    """A right manifest of about `lines` lines: sidecars with variables make up its length."""
    text = ["name: web", "type: Load Balanced Web Service", "image:", "  build: ./Dockerfile", "  port: 8080"]
    text += ["http:", "  path: /", "cpu: 512", "memory: 1024", "count: 2", "sidecars:"]
    sidecar = 0
    while len(text) < lines - 10:
        text += [f"  s{sidecar}:", "    image: nginx:1.27", "    essential: false", "    variables:"]
        text += [f'      NAME_{variable}: "value {variable}"' for variable in range(6)]
        sidecar += 1
    text += ["environments:"]
    for name in ("test", "prod"):
        text += [f"  {name}:", "    count: 3", "    variables:", "      LEVEL: debug"]
    return "\n".join(text) + "\n"
