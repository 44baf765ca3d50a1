// Changing manifests and learning about them: copilot/storefront of the example, whose topic another manifest names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isFinding, until } from "./checks.mjs";
import {
  applyPreview, choices, choose, copy, cursorOn, focusEditor, line, openFile, preview, problemCount, problemsUntil, quickFixes, rename, runCommand,
  saveAll, status, suggestions, takeFix,
} from "./workbench.mjs";

const MISSPELT = "manifest.unknown-key";
const STATUS = /^AWS Copilot (\d+)$/;

export async function checkStorefront(checks, page, workspace, rule) {
  const check = (name, body) => checks.run(page, name, body);
  const text = (folder) => readFileSync(join(workspace, "copilot", folder, "manifest.yml"), "utf8");
  const saved = async (folder) => {
    await saveAll(page);
    return text(folder);
  };
  await check("a quick fix repairs the text, and the squiggle goes", async () => {
    await focusEditor(page);
    await openFile(page, "copilot/storefront", "manifest.yml");
    await cursorOn(page, "helthcheck");
    const here = (row) => isFinding(row, MISSPELT, 8);
    await problemsUntil(page, "the misspelt key is not found", (rows) => rows.some(here));
    const titles = await quickFixes(page);
    assert.ok(titles[0].includes("`healthcheck`"), titles.join(", "));
    await takeFix(page, "`healthcheck`");
    await problemsUntil(page, "the finding is still there", (rows) => !rows.some(here));
    assert.match(await saved("storefront"), /^ {2}healthcheck:$/m);
    assert.doesNotMatch(text("storefront"), /helthcheck/);
  });
  await check("completion inserts a whole sidecar, with places to fill in by Tab", async () => {
    await cursorOn(page, "sidecars:");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("  xray", { delay: 30 });
    await suggestions(page);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".suggest-widget.visible", { state: "hidden" });
    await page.keyboard.type("tracer");
    await page.keyboard.press("Tab");
    await page.keyboard.type("example/tracer:1");
    const inserted = (await saved("storefront")).split("sidecars:\n")[1].split("\n  nginx:")[0];
    assert.match(inserted, /^ {2}tracer:\n/, inserted);
    assert.match(inserted, /\n {4}image: example\/tracer:1\n/, inserted);
    assert.match(inserted, /\n {4}port: \d+/, inserted);
    assert.doesNotMatch(inserted, /\$\{?\d/, "no mark of a tab stop is left");
  });
  await check("rename changes the topic in both manifests that name it", async () => {
    await cursorOn(page, "order-placed");
    await rename(page, "order-paid");
    assert.equal((await applyPreview(page)).length, 2);
    assert.match(await saved("storefront"), /name: order-paid$/m);
    assert.match(text("invoices"), /name: order-paid$/m);
    assert.doesNotMatch(text("storefront") + text("invoices"), /order-placed/);
  });
  await check("a container definition in the clipboard becomes a sidecar", async () => {
    await copy(page, '[{"name": "audit", "image": "example/audit:1", "essential": false}]');
    await focusEditor(page);
    await runCommand(page, "Copilot Manifests: Import ECS Container Definitions");
    await line(page, "^  audit:").waitFor();
    assert.match(await saved("storefront"), /^ {2}audit:\n {4}image: example\/audit:1\n {4}essential: false\n/m);
  });
  await check("the status item counts the findings of the workspace and opens the commands", async () => {
    await until("the status item and the Problems panel count alike", async () => {
      const [, count] = (await status(page)).text.match(STATUS) ?? [];
      return Number(count) === (await problemCount(page));
    });
    await page.locator('.statusbar-item[id$="copilotManifest.status"]').click();
    for (const command of ["Effective Manifest", "Explain Rule", "Restart", "Output"]) {
      await choices(page).filter({ hasText: command }).waitFor();
    }
    await page.keyboard.press("Escape");
  });
  await check("the rule of the finding at the cursor is explained, without a network", async () => {
    await cursorOn(page, "interval: 30");
    await runCommand(page, "Copilot Manifests: Explain Rule");
    await preview(page).locator("h1").filter({ hasText: "healthcheck.duration-number" }).waitFor();
    assert.equal(await preview(page).locator("pre").count(), 2, "a wrong and a right example");
  });
  await check("any rule can be picked from the list", async () => {
    await cursorOn(page, "name: storefront");
    await runCommand(page, "Copilot Manifests: Explain Rule");
    await choices(page).filter({ hasText: "addons." }).first().waitFor();
    await page.keyboard.type(rule);
    await choose(page, rule);
    await preview(page).locator("h1").filter({ hasText: rule }).waitFor();
  });
}
