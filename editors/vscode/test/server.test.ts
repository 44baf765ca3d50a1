import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { findServer, PROGRAM } from "../src/server";

let folder: string;
let extension: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-server-"));
  extension = join(folder, "extension");
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(...parts: string[]): string {
  const file = join(folder, ...parts);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  return file;
}

test("the setting wins over the bundled server and PATH", () => {
  program("extension", "server", PROGRAM);
  const chosen = program("chosen", "server");
  const onPath = dirname(program("bin", PROGRAM));
  assert.deepEqual(findServer({ setting: ` ${chosen} `, extension, path: onPath }), { found: chosen });
});

test("a setting without a program is said, not replaced by another server", () => {
  program("extension", "server", PROGRAM);
  const tried = join(folder, "gone");
  assert.deepEqual(findServer({ setting: tried, extension, path: "" }), { found: undefined, why: "setting-invalid", tried });
  assert.equal(findServer({ setting: folder, extension, path: "" }).found, undefined, "a folder is no program");
  const inside = relative(process.cwd(), program("chosen", "server"));
  assert.equal(findServer({ setting: inside, extension, path: "" }).found, undefined, "a relative path is refused");
});

test("the bundled server wins over PATH", () => {
  const bundled = program("extension", "server", PROGRAM);
  const onPath = dirname(program("bin", PROGRAM));
  assert.deepEqual(findServer({ setting: "", extension, path: onPath }), { found: bundled });
});

test("PATH is searched in order, without its relative entries", () => {
  const first = program("first", PROGRAM);
  const second = program("second", PROGRAM);
  const unsafe = program("unsafe", PROGRAM);
  const entries = [".", relative(process.cwd(), dirname(unsafe)), "", join(folder, "none"), dirname(first), dirname(second)];
  assert.deepEqual(findServer({ setting: "", extension, path: entries.join(delimiter) }), { found: first });
});

test("nothing anywhere", () => {
  assert.deepEqual(findServer({ setting: "", extension, path: folder }), { found: undefined, why: "nowhere" });
});

test("a file that may not be executed is no server", { skip: process.platform === "win32" }, () => {
  chmodSync(program("extension", "server", PROGRAM), 0o644);
  assert.equal(findServer({ setting: "", extension, path: "" }).found, undefined);
});
