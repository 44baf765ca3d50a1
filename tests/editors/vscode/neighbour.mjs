// Beside the YAML extension of Red Hat: everything shows twice until it is switched off for manifests.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./checks.mjs";
import { endOfLine, hover, language, notification, openFile, openWorkbench, problems, problemsUntil, showProblems } from "./workbench.mjs";

const isOurs = (row) => row.includes(" copilot-manifest-ls ");
const isForeign = (row) => row.includes("[Ln ") && row.endsWith("]") && !isOurs(row);

export async function checkNeighbour(checks, page, editor, workspace) {
  const check = (name, body) => checks.run(page, name, body);
  writeFileSync(join(workspace, "other.yml"), "list: [1, 2\nnext: 3\n");
  const told = await check("the YAML extension of Red Hat reports a mistake too, and the user is told", async () => {
    await openWorkbench(page, editor.url(workspace));
    await openFile(page, "copilot/web", "manifest.yml");
    await showProblems(page);
    await endOfLine(page, 1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("name: again"); // a key that stands there already
    await problemsUntil(page, "not both report it", (rows) => rows.some(isForeign) && rows.some(isOurs));
    await notification(page, "Red Hat").waitFor();
  });
  if (!told) {
    return;
  }
  await check("switched off for manifests, it says nothing of them any more", async () => {
    await notification(page, "Red Hat").getByRole("button", { name: "Switch Off for Manifests" }).click();
    await problemsUntil(page, "it is not silent", (rows) => !rows.some(isForeign) && rows.some(isOurs));
    assert.equal(await language(page), "Copilot Manifest");
    const repeated = (await problems(page)).filter((row) => isOurs(row) && row.includes("[Ln 2,"));
    assert.equal(repeated.length, 1, repeated.join("\n"));
    assert.match(await hover(page, "target_container"), /http\.target_container/);
  });
  await check("other YAML files are still its own", async () => {
    await openFile(page, "", "other.yml");
    await problemsUntil(page, "it is silent here too", (rows) => rows.some(isForeign));
    await until("the file is YAML", async () => (await language(page)) === "YAML");
  });
}
