// Starts and stops code-server: VS Code, served to a browser on this machine.
import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const START_MS = 60_000;
const STOP_MS = 10_000;

// Nothing that stands in the picture, and no completion but the server's.
const SETTINGS = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "security.workspace.trust.enabled": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "chat.disableAIFeatures": true,
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
  "editor.wordBasedSuggestions": "off",
};

/**
 * Installs the extensions and serves folders: `url` says where. `kill` ends the editor without a word, `stop` ends every
 * process that was started; `servers` gives the process ids of our server.
 */
export async function startCodeServer({ tools, extensions, scratch, settings = {} }) {
  const data = join(scratch, "data");
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User", "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const node = join(tools, "node/node_modules/node/bin/node");
  const entry = join(tools, "code-server/node_modules/code-server/out/node/entry.js");
  const installed = join(scratch, "extensions");
  const folders = ["--user-data-dir", data, "--extensions-dir", installed, "--config", join(scratch, "config.yaml")];
  // An address where nobody listens stands for the extension gallery: the tests stay on this machine.
  const env = { ...process.env, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "http://127.0.0.1:9" }) };
  const install = extensions.flatMap((extension) => ["--install-extension", extension]);
  execFileSync(node, [entry, ...folders, ...install], { env, stdio: "pipe", timeout: START_MS });

  const address = `127.0.0.1:${await freePort()}`;
  const quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
  const logFile = join(scratch, "code-server.log");
  const log = openSync(logFile, "w");
  // A process group of its own, so that its extension host and our server end with it.
  const child = spawn(node, [entry, ...folders, ...quiet, "--bind-addr", address], { env, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = () => stopGroup(child.pid, ended);
  try {
    await healthy(`http://${address}/healthz`, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${readFileSync(logFile, "utf8")}`);
  }
  return {
    url: (folder) => `http://${address}/?folder=${encodeURIComponent(folder)}`,
    stop,
    /** Replaces the settings of this machine, which count for what no workspace may choose. */
    configure: (machine) => {
      mkdirSync(join(data, "Machine"), { recursive: true });
      writeFileSync(join(data, "Machine", "settings.json"), JSON.stringify(machine));
    },
    kill: () => child.kill("SIGKILL"),
    servers: () => processesOf(installed),
  };
}

/** The ids of the processes whose program lies in `folder`. */
function processesOf(folder) {
  const all = execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" }).split("\n");
  return all.map((row) => row.trim().match(/^(\d+) (.*)$/)).filter((row) => row?.[2].startsWith(folder)).map(([, id]) => Number(id));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function healthy(url, child) {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(200)) {
    if (child.exitCode !== null) {
      throw new Error(`code-server ended with status ${child.exitCode}`);
    }
    const answer = await fetch(url).catch(() => undefined); // not listening yet
    if (answer?.ok) {
      return;
    }
  }
  throw new Error(`code-server did not answer within ${START_MS} ms`);
}

async function stopGroup(group, ended) {
  signal(group, "SIGTERM");
  await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
  signal(group, "SIGKILL"); // what is left of the group
}

function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch (error) {
    if (error.code !== "ESRCH") {
      throw error; // ESRCH: all have ended
    }
  }
}
