"""Neovim in a terminal (tmux), used as a person uses it: keys go in, the screen and the saved files come out.

usage: person.py NVIM WORKSPACE JAPANESE CONFIGURATION SCRATCH
NVIM is the program, WORKSPACE the example with mistakes, of which each check gets a copy in the folder SCRATCH, JAPANESE
the workspace of tests/editors/japanese, CONFIGURATION the folder that holds lsp/copilot_manifest_ls.lua. Prints TAP, and
the screen of a failed check; exit status 1 when one failed. Nothing here depends on the wording of messages.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

NVIM, EXAMPLE, JAPANESE, CONFIGURATION, SCRATCH = sys.argv[1:]
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TIMEOUT_S = 15
KANA = re.compile("[ぁ-んァ-ヴ]")


class Terminal:
    """A Neovim in a tmux server of its own, with the folder `workspace` as the current one."""

    def __init__(self, init, workspace, file):
        self.workspace = Path(workspace)
        self.socket = str(Path(SCRATCH) / "tmux.socket")
        options, home = (["--clean", "-u", str(HERE / init)], {}) if init else ([], home_as_the_readme_says())
        command = shlex.join([NVIM, *options, file])
        environment = os.environ | home
        environment |= {"CONFIGURATION": CONFIGURATION, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        size = ["-x", "130", "-y", "44"]
        arguments = ["-f", "/dev/null", "new-session", "-d", "-s", "nvim", *size, "-c", str(workspace), command]
        subprocess.run(["tmux", "-S", self.socket, *arguments], check=True, env=environment, timeout=TIMEOUT_S)

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True, text=True, timeout=TIMEOUT_S)
        return done.stdout

    def screen(self):
        return self.tmux("capture-pane", "-p", "-t", "nvim")

    def keys(self, *keys):
        """Presses keys by tmux's names; what is no name is typed."""
        self.tmux("send-keys", "-t", "nvim", *keys)

    def type(self, text):
        """Types no faster than people do, so that Neovim can ask the server in between."""
        for character in text:
            self.tmux("send-keys", "-t", "nvim", "-l", character)
            time.sleep(0.05)

    def command(self, text):
        self.keys("Escape")
        time.sleep(0.1)  # together with the next key it would be another one, with Alt
        self.keys(f":{text}", "Enter")

    def go_to(self, text):
        self.command(f"call search('\\V{text}', 'w')")

    def wait_for(self, what, ready):
        until = time.monotonic() + TIMEOUT_S
        while time.monotonic() < until:
            found = ready()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"timed out waiting for {what}")

    def wait_for_screen(self, *parts):
        self.wait_for(f"{parts} on the screen", lambda: all(part in self.screen() for part in parts))

    def wait_for_finding(self, text):
        """Waits until the line that holds `text` carries the mark of a message."""
        marked = lambda: any(text in line and "■" in line for line in self.screen().splitlines())
        self.wait_for(f"a finding at {text}", marked)

    def saved(self, file, *parts):
        """Saves all files until `file` holds all parts."""

        def holds():
            self.command("silent! wall")
            time.sleep(0.2)
            text = (self.workspace / file).read_text()
            return all(part in text for part in parts)

        self.wait_for(f"{parts} in {file}", holds)

    def processes(self):
        """The ids of Neovim's processes and of what they started."""
        pane = self.tmux("list-panes", "-t", "nvim", "-F", "#{pane_pid}").split()
        table = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in table.splitlines()]
        found = pane
        while True:
            more = [pid for pid, parent, _ in rows if parent in found and pid not in found]
            if not more:
                return found
            found = found + more

    def close(self):
        self.tmux("kill-server")


def home_as_the_readme_says():
    """A new home, in which the steps of the README for Neovim were carried out; as variables of the environment."""
    steps = (ROOT / "README.md").read_text().split("**Neovim**")[1].split("**Helix**")[0]
    commands = "\n".join(re.findall("^    (.*)$", steps, re.MULTILINE))
    lua = re.search("```lua\n(.*?)```", steps, re.DOTALL)[1]
    assert "cp -R" in commands and "vim.lsp.enable" in lua, steps
    home = Path(SCRATCH) / "home"
    home.mkdir(exist_ok=True)
    folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
    variables = {"HOME": str(home)} | {f"XDG_{name}_HOME": str(home / folder) for name, folder in folders.items()}
    subprocess.run(["sh", "-ec", commands], cwd=ROOT, env=os.environ | variables, check=True, timeout=TIMEOUT_S)
    (home / ".config/nvim/init.lua").write_text(lua)
    return variables


def is_running(pid):
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True).stdout.strip()
    return state != "" and not state.startswith("Z")


def findings_stand_beside_the_lines(terminal):
    terminal.wait_for_finding("source_volume: cover")
    terminal.wait_for_finding("memory: 2GB")


def the_steps_of_the_readme_lead_to_findings_and_to_the_help_page(terminal):
    terminal.wait_for_finding("source_volume: cover")
    terminal.command("helptags ALL")
    terminal.command("help copilot-manifest-ls")
    terminal.wait_for_screen("copilot-manifest-ls.txt", "copilot-manifest-ls is a language server")


def hover_explains_what_is_under_the_cursor(terminal):
    terminal.wait_for_finding("source_volume: cover")
    terminal.go_to("mount_points")
    terminal.keys("K")
    terminal.wait_for_screen("sidecars.thumbnailer.mount_points")


def a_value_with_blanks_is_completed_whole(terminal):
    terminal.wait_for_finding("memory: 2GB")
    terminal.go_to("type: Backend")
    terminal.keys("c", "c")
    terminal.type("type: Wor")
    terminal.wait_for_screen("Worker Service")
    terminal.keys("C-n")
    terminal.keys("C-y")
    terminal.saved("copilot/catalog/manifest.yml", "\ntype: Worker Service\n\n")


def a_sidecar_pattern_is_inserted_with_its_tab_stops(terminal):
    terminal.wait_for_finding("memory: 2GB")
    terminal.go_to("sidecars:")
    terminal.keys("o")
    terminal.type("xr")
    terminal.keys("C-x", "C-o")
    terminal.wait_for_screen("xray-daemon")
    terminal.keys("C-n")
    terminal.keys("C-y")
    terminal.wait_for_screen("xray:", "port: 2000/udp")
    terminal.keys("Tab")  # from the sidecar's name to its image
    terminal.type("daemon:1")
    terminal.saved("copilot/catalog/manifest.yml", "\nsidecars:\n  xray:\n    image: daemon:1\n    port: 2000/udp\n")


def a_quick_fix_is_applied(terminal):
    terminal.wait_for_finding("helthcheck:")
    terminal.go_to("helthcheck")
    terminal.keys("g", "r", "a")
    terminal.wait_for_screen("1: ", "healthcheck")
    terminal.keys("1", "Enter")
    terminal.saved("copilot/storefront/manifest.yml", "\n  healthcheck:\n    path: /healthz\n")


def a_topic_is_renamed_in_all_files(terminal):
    terminal.wait_for_finding("helthcheck:")
    terminal.go_to("order-placed")
    terminal.keys("g", "r", "n")
    terminal.wait_for_screen("New Name")
    terminal.keys("C-u")
    terminal.type("order-made")
    terminal.keys("Enter")
    terminal.saved("copilot/storefront/manifest.yml", "- name: order-made\n")
    terminal.saved("copilot/invoices/manifest.yml", "- name: order-made\n")


def the_effective_manifest_is_shown(terminal):
    terminal.wait_for_finding("helthcheck:")
    terminal.keys("Escape")
    time.sleep(0.1)
    terminal.keys(":LspCopilotShowEffective pr")
    terminal.keys("Tab")  # the name is completed
    terminal.wait_for_screen("LspCopilotShowEffective prod")
    terminal.keys("Enter")
    terminal.wait_for_screen("copilot-manifest://prod/")

    def shows_the_merged_value():
        terminal.go_to("\\^memory:")
        # At the margin: in the manifest it is written below `environments`, and with 512 at the margin.
        return re.search("^ {0,2}memory: 4096", terminal.screen(), re.MULTILINE)

    terminal.wait_for("the memory of prod at the margin", shows_the_merged_value)


def the_rule_under_the_cursor_is_explained(terminal):
    terminal.wait_for_finding("source_volume: cover")
    terminal.go_to("cover")
    terminal.command("LspCopilotExplain")
    terminal.wait_for_screen("copilot-manifest://explain/sidecar.mount-volume-unknown")


def everything_is_japanese_by_the_setting(terminal):
    terminal.wait_for("kana on the screen", lambda: KANA.search(terminal.screen()))
    terminal.go_to("source_volume")
    terminal.keys("w", "w")
    terminal.command("LspCopilotExplain")
    terminal.wait_for_screen("copilot-manifest://explain/sidecar.mount-volume-unknown")
    page = lambda: terminal.screen().split("copilot-manifest://explain/")[0]
    terminal.wait_for("a Japanese page", lambda: KANA.search(page()))


def nothing_is_left_running_after_quitting(terminal):
    terminal.wait_for_finding("memory: 2GB")
    processes = terminal.processes()
    assert len(processes) >= 2, processes
    terminal.command("qa!")
    terminal.wait_for("the end of all processes", lambda: not any(map(is_running, processes)))


CATALOG, STOREFRONT = "copilot/catalog/manifest.yml", "copilot/storefront/manifest.yml"
CHECKS = [
    (the_steps_of_the_readme_lead_to_findings_and_to_the_help_page, None, EXAMPLE, CATALOG),
    (findings_stand_beside_the_lines, "plain.lua", EXAMPLE, CATALOG),
    (hover_explains_what_is_under_the_cursor, "plain.lua", EXAMPLE, CATALOG),
    (a_value_with_blanks_is_completed_whole, "plain.lua", EXAMPLE, CATALOG),
    (a_sidecar_pattern_is_inserted_with_its_tab_stops, "plain.lua", EXAMPLE, CATALOG),
    (a_quick_fix_is_applied, "plain.lua", EXAMPLE, STOREFRONT),
    (a_topic_is_renamed_in_all_files, "plain.lua", EXAMPLE, STOREFRONT),
    (the_effective_manifest_is_shown, "plain.lua", EXAMPLE, STOREFRONT),
    (the_rule_under_the_cursor_is_explained, "plain.lua", EXAMPLE, CATALOG),
    (everything_is_japanese_by_the_setting, "japanese.lua", JAPANESE, "copilot/web/manifest.yml"),
    (nothing_is_left_running_after_quitting, "plain.lua", EXAMPLE, CATALOG),
]


def run(check, init, workspace, file):
    name = f"Neovim in a terminal: {check.__name__.replace('_', ' ')}"
    copy = Path(SCRATCH) / "person" / "本屋"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(workspace, copy)
    terminal = Terminal(init, copy, file)
    try:
        check(terminal)
    except (AssertionError, subprocess.SubprocessError) as reason:
        print(f"not ok - {name}\n# {reason}\n# the screen:", flush=True)
        print("".join(f"# {line}\n" for line in terminal.screen().rstrip().splitlines()), end="", flush=True)
        return False
    finally:
        terminal.close()
    print(f"ok - {name}", flush=True)
    return True


outcomes = [run(*check) for check in CHECKS]
sys.exit(0 if all(outcomes) else 1)
