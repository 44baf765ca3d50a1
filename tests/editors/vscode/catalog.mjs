// Reading and typing in one manifest: copilot/catalog of the example.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isFinding } from "./checks.mjs";
import {
  actUntil, choices, choose, endOfLine, focusEditor, hover, line, openFile, openWorkbench, problems, problemsUntil, showProblems, suggestions,
} from "./workbench.mjs";

const FOLDER = "copilot/catalog";
const VOLUME_RULE = "sidecar.mount-volume-unknown";
const UNKNOWN_KEY_RULE = "manifest.unknown-key";

/** Gives the number, from 1, of the line of a text that holds a word. */
function numbersIn(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return (word) => {
    const row = lines.findIndex((candidate) => candidate.includes(word));
    assert.notEqual(row, -1, `the example no longer holds ${word}`);
    return row + 1;
  };
}

/** Says whether it is worth to go on. */
export async function checkCatalog(checks, page, url, workspace) {
  const lineNumber = numbersIn(join(workspace, FOLDER, "manifest.yml"));
  const check = (name, body) => checks.run(page, name, body);
  const opened = await check("a manifest opens with its mistakes underlined", async () => {
    await openWorkbench(page, url);
    await openFile(page, FOLDER, "manifest.yml");
    await page.waitForSelector(".squiggly-error");
  });
  if (!opened) {
    return false; // the rest would only wait for what cannot come
  }
  await check("the Problems panel lists the finding with its rule and line", async () => {
    await showProblems(page);
    const number = lineNumber("source_volume: cover");
    await problemsUntil(page, "the finding is missing", (rows) => rows.some((row) => isFinding(row, VOLUME_RULE, number)));
  });
  await check("nothing but the server's findings stands there, each once", async () => {
    // Rows of related places begin with the file and the line.
    const rows = (await problems(page)).filter((row) => row.endsWith("]") && row.includes("[Ln "));
    assert.ok(rows.length > 0);
    assert.deepEqual(rows.filter((row) => !row.includes(" copilot-manifest-ls ")), []);
    assert.equal(new Set(rows).size, rows.length, rows.join("\n"));
  });
  await check("hover documents a key", async () => {
    const text = await hover(page, "mount_points");
    assert.ok(text.length > 20, text);
  });
  // From here on the text changes, from its end to its beginning: the numbers of the lines above stay true.
  await check("a half-typed key is completed", async () => {
    await endOfLine(page, lineNumber("cpu: 512"));
    await page.keyboard.press("Enter");
    await page.keyboard.type("platf", { delay: 30 });
    const labels = await suggestions(page);
    assert.ok(labels.some((label) => label.startsWith("platform")), labels.join(", "));
    await page.keyboard.press("Enter");
    await line(page, "^platform").waitFor();
  });
  await check("a repaired mistake leaves the Problems panel", async () => {
    await endOfLine(page, lineNumber("source_volume: cover"));
    await page.keyboard.type("s");
    await problemsUntil(page, "the finding is still there", (rows) => !rows.some((row) => isFinding(row, VOLUME_RULE)));
  });
  await check("a new mistake enters it", async () => {
    await endOfLine(page, 1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("colour: red");
    await problemsUntil(page, "the finding is missing", (rows) => rows.some((row) => isFinding(row, UNKNOWN_KEY_RULE, 2)));
  });
  await check("a code lens opens the effective manifest of an environment, which follows the edits", async () => {
    const lens = page.locator(".codelens-decoration a").first();
    await actUntil(choices(page).filter({ hasText: "prod" }).first(), () => lens.click());
    await choose(page, "prod");
    await page.waitForSelector('.tab[data-resource-name="catalog.prod.yml"]');
    await focusEditor(page); // back to the manifest
    await endOfLine(page, lineNumber("name: catalog"));
    await page.keyboard.type("2");
    await page.locator(".view-line").filter({ hasText: /^name:[ \u00a0]catalog2$/ }).nth(1).waitFor();
  });
  return true;
}
