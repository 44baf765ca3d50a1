// What a user of VS Code meets.
// usage: node check.mjs TOOLS BROWSER VSIX NEIGHBOUR WORKSPACE JAPANESE SHARED REFERENCE SCRATCH PICTURES
// NEIGHBOUR is the stand-in for the YAML extension of Red Hat. WORKSPACE is a copy of the example that may be changed,
// JAPANESE one of tests/editors/japanese, whose settings say that the locale is ja, SHARED one without these settings;
// REFERENCE is the file docs/reference/ja/sidecars.md. Prints TAP; exit status 1 when a check
// failed. Nothing here depends on the wording of messages: findings are known by rule id and by the line they stand on,
// documentation is compared with REFERENCE.
import { createRequire } from "node:module";
import { join } from "node:path";
import { checkCatalog } from "./catalog.mjs";
import { Checks } from "./checks.mjs";
import { startCodeServer } from "./code-server.mjs";
import { checkJapanese } from "./japanese.mjs";
import { checkEnd, checkMissing, checkRestart } from "./life.mjs";
import { checkNeighbour } from "./neighbour.mjs";
import { checkStorefront } from "./storefront.mjs";
import { openBrowser } from "./workbench.mjs";

const [tools, browserProgram, extension, neighbour, workspace, japanese, shared, reference, scratch, pictures] = process.argv.slice(2);
const playwright = createRequire(join(tools, "playwright/"))("playwright-core");
const checks = new Checks(pictures);

/** Serves an editor with these extensions for as long as `use` takes. */
async function withEditor(name, extensions, settings, use) {
  const folder = join(scratch, name);
  const editor = await startCodeServer({ tools, extensions, settings, scratch: folder });
  // `timeout` ends a run that hangs with this signal: its processes must not stay behind.
  const end = () => editor.stop().finally(() => process.exit(1));
  process.once("SIGTERM", end);
  try {
    const browser = await openBrowser(playwright, browserProgram, join(folder, "profile"));
    try {
      await use(editor, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await editor.stop();
    process.removeListener("SIGTERM", end);
  }
}

async function alone(editor, browser) {
  const page = browser.pages()[0];
  if (await checkCatalog(checks, page, editor.url(workspace), workspace)) {
    await checkStorefront(checks, page, workspace, "sidecar.port-conflict");
    await checkRestart(checks, page, editor);
    await checkMissing(checks, page, editor);
    await checkJapanese(checks, await browser.newPage(), editor.url(japanese), reference);
    await checkEnd(checks, page, editor);
  }
}

await withEditor("alone", [extension], {}, alone);
await withEditor("together", [extension, neighbour], { "yaml.schemaStore.enable": false }, (editor, browser) =>
  checkNeighbour(checks, browser.pages()[0], editor, shared),
);
process.exitCode = checks.failures === 0 ? 0 : 1;
