import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Tests run in the extension's folder. */
const read = (file: string): string => readFileSync(file, "utf8");
const keys = (file: string): string[] => Object.keys(JSON.parse(read(file)) as object).sort();
const matches = (file: string, pattern: RegExp): string[] => [...new Set([...read(file).matchAll(pattern)].map((match) => match[1] ?? ""))].sort();

test("package.nls.json and package.nls.ja.json have the keys that package.json uses", () => {
  const used = matches("package.json", /"%([^%"]+)%"/g);
  assert.ok(used.length > 10);
  assert.deepEqual(keys("package.nls.json"), used);
  assert.deepEqual(keys("package.nls.ja.json"), used);
});

test("every message of the extension is translated, and no other", () => {
  const sources = readdirSync("src").map((file) => `src/${file}`);
  const used = sources.flatMap((file) => matches(file, /l10n\.t\(\s*"([^"]+)"/g)).sort();
  assert.ok(used.length > 3);
  assert.deepEqual(keys("l10n/bundle.l10n.ja.json"), used);
});
