// What a user of VS Code meets.
// usage: node check.mjs TOOLS BROWSER VSIX WORKSPACE JAPANESE REFERENCE SCRATCH PICTURES
// WORKSPACE is a copy of the example that may be changed, JAPANESE one of tests/editors/japanese, whose settings say
// that the locale is ja; REFERENCE is the file docs/reference/ja/sidecars.md. Prints TAP; exit status 1 when a check
// failed. Nothing here depends on the wording of messages: findings are known by rule id and by the line they stand on,
// documentation is compared with REFERENCE.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { startCodeServer } from "./code-server.mjs";
import {
  endOfLine, hideSideBar, hover, line, openBrowser, openFile, openWorkbench, problems, problemsUntil, showProblems, suggestions,
} from "./workbench.mjs";

const [tools, browserProgram, extension, workspace, japanese, reference, scratch, pictures] = process.argv.slice(2);
const playwright = createRequire(join(tools, "playwright/"))("playwright-core");
const FOLDER = "copilot/catalog";
const MANIFEST = readFileSync(join(workspace, FOLDER, "manifest.yml"), "utf8").split("\n");
const VOLUME_RULE = "sidecar.mount-volume-unknown";
const UNKNOWN_KEY_RULE = "manifest.unknown-key";
const KANA = /[ぁ-んァ-ヴ]/;
let failures = 0;

/** Runs one check and says whether it passed; a failed one leaves a picture. */
async function check(page, name, body) {
  try {
    await body();
    console.log(`ok - VS Code: ${name}`);
    return true;
  } catch (error) {
    failures += 1;
    const picture = join(pictures, `vscode-failed-${failures}.png`);
    await page.screenshot({ path: picture }).catch(() => undefined); // a closed page has no picture
    console.log(`not ok - VS Code: ${name}`);
    console.log(`${error.stack}\npicture: ${picture}`.replace(/^/gm, "# "));
    return false;
  }
}

/** Number, from 1, of the line of the example that holds `text`. */
function lineNumber(text) {
  const row = MANIFEST.findIndex((candidate) => candidate.includes(text));
  assert.notEqual(row, -1, `the example no longer holds ${text}`);
  return row + 1;
}

/** Whether a row of the Problems panel is our finding of `rule`, on line `number` where that is given. */
function isFinding(row, rule, number) {
  return row.includes(` copilot-manifest-ls ${rule} [Ln ${number === undefined ? "" : `${number},`}`);
}

async function checkAll(page, url) {
  const opened = await check(page, "a manifest opens with its mistakes underlined", async () => {
    await openWorkbench(page, url);
    await openFile(page, FOLDER, "manifest.yml");
    await page.waitForSelector(".squiggly-error");
  });
  if (!opened) {
    return; // the rest would only wait for what cannot come
  }
  await check(page, "the Problems panel lists the finding with its rule and line", async () => {
    await showProblems(page);
    const number = lineNumber("source_volume: cover");
    await problemsUntil(page, "the finding is missing", (rows) => rows.some((row) => isFinding(row, VOLUME_RULE, number)));
  });
  await check(page, "nothing but the server's findings stands there, each once", async () => {
    // Rows of related places begin with the file and the line.
    const rows = (await problems(page)).filter((row) => row.endsWith("]") && row.includes("[Ln "));
    assert.ok(rows.length > 0);
    assert.deepEqual(rows.filter((row) => !row.includes(" copilot-manifest-ls ")), []);
    assert.equal(new Set(rows).size, rows.length, rows.join("\n"));
  });
  await check(page, "hover documents a key", async () => {
    const text = await hover(page, "mount_points");
    assert.ok(text.length > 20, text);
    await page.screenshot({ path: join(pictures, "vscode.png") });
  });
  // From here on the text changes, from its end to its beginning: the numbers of the lines above stay true.
  await check(page, "a half-typed key is completed", async () => {
    await endOfLine(page, lineNumber("cpu: 512"));
    await page.keyboard.press("Enter");
    await page.keyboard.type("platf", { delay: 30 });
    const labels = await suggestions(page);
    assert.ok(labels.some((label) => label.startsWith("platform")), labels.join(", "));
    await page.keyboard.press("Enter");
    await line(page, "^platform").waitFor();
  });
  await check(page, "a repaired mistake leaves the Problems panel", async () => {
    await endOfLine(page, lineNumber("source_volume: cover"));
    await page.keyboard.type("s");
    await problemsUntil(page, "the finding is still there", (rows) => !rows.some((row) => isFinding(row, VOLUME_RULE)));
  });
  await check(page, "a new mistake enters it", async () => {
    await endOfLine(page, 1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("colour: red");
    await problemsUntil(page, "the finding is missing", (rows) => rows.some((row) => isFinding(row, UNKNOWN_KEY_RULE, 2)));
  });
  await check(page, "a code lens opens the effective manifest of an environment, which follows the edits", async () => {
    await page.locator(".codelens-decoration a").first().click();
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "prod" }).first().click();
    await page.waitForSelector('.tab[data-resource-name="catalog.prod.yml"]');
    await page.keyboard.press("Control+1"); // back to the manifest
    await endOfLine(page, lineNumber("name: catalog"));
    await page.keyboard.type("2");
    await page.locator(".view-line").filter({ hasText: /^name:[ \u00a0]catalog2$/ }).nth(1).waitFor();
  });
}

/** The first sentence of the documentation of `key` of a mount point, in Japanese. */
function documented(key) {
  const heading = `## \`sidecars.<name>.mount_points[].${key}\`\n\n`;
  const [, section] = readFileSync(reference, "utf8").split(heading);
  assert.ok(section, `${reference} no longer holds ${heading}`);
  const [sentence] = section.split("。");
  assert.match(sentence, KANA);
  return sentence;
}

/** The same editor, in Japanese. */
async function checkJapanese(page, url) {
  await check(page, "with the locale ja the finding is Japanese", async () => {
    await page.setViewportSize({ width: 1320, height: 800 });
    await openWorkbench(page, url);
    await openFile(page, "copilot/web", "manifest.yml");
    await hideSideBar(page);
    await showProblems(page);
    await problemsUntil(page, "there is no finding in Japanese", (rows) => rows.some((row) => isFinding(row, VOLUME_RULE) && KANA.test(row)));
  });
  await check(page, "with the locale ja hover shows the Japanese reference", async () => {
    const text = await hover(page, "read_only");
    const sentence = documented("read_only");
    assert.ok(text.includes(sentence), `${sentence} does not stand in:\n${text}`);
    await page.screenshot({ path: join(pictures, "hover-ja-vscode.png") });
  });
}

async function main() {
  const server = await startCodeServer({ tools, extension, scratch });
  // `timeout` ends a run that hangs with this signal: its processes must not stay behind.
  process.once("SIGTERM", () => server.stop().finally(() => process.exit(1)));
  try {
    const browser = await openBrowser(playwright, browserProgram, join(scratch, "profile"));
    try {
      await checkAll(browser.pages()[0], server.url(workspace));
      await checkJapanese(await browser.newPage(), server.url(japanese));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

await main();
process.exitCode = failures === 0 ? 0 : 1;
