// The same editor in a workspace whose settings say that the locale is ja.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isFinding } from "./checks.mjs";
import { cursorOn, hideSideBar, hover, openFile, openWorkbench, preview, problemsUntil, runCommand, showProblems } from "./workbench.mjs";

const KANA = /[ぁ-んァ-ヴ]/;
const VOLUME_RULE = "sidecar.mount-volume-unknown";

/** The first sentence of the documentation of `key` of a mount point, from the page of the reference. */
function documented(reference, key) {
  const heading = `## \`sidecars.<name>.mount_points[].${key}\`\n\n`;
  const [, section] = readFileSync(reference, "utf8").split(heading);
  assert.ok(section, `${reference} no longer holds ${heading}`);
  const [sentence] = section.split("。");
  assert.match(sentence, KANA);
  return sentence;
}

export async function checkJapanese(checks, page, url, reference) {
  const check = (name, body) => checks.run(page, name, body);
  await check("with the locale ja the finding is Japanese", async () => {
    await openWorkbench(page, url);
    await openFile(page, "copilot/web", "manifest.yml");
    await hideSideBar(page);
    await showProblems(page);
    await problemsUntil(page, "there is no finding in Japanese", (rows) => rows.some((row) => isFinding(row, VOLUME_RULE) && KANA.test(row)));
  });
  await check("with the locale ja hover shows the Japanese reference", async () => {
    const text = await hover(page, "read_only");
    const sentence = documented(reference, "read_only");
    assert.ok(text.includes(sentence), `${sentence} does not stand in:\n${text}`);
  });
  await check("with the locale ja a rule is explained in Japanese", async () => {
    await cursorOn(page, "source_volume");
    await runCommand(page, "Copilot Manifests: Explain Rule");
    await preview(page).locator("h1").filter({ hasText: VOLUME_RULE }).waitFor();
    assert.match(await preview(page).innerText(), KANA);
  });
}
