// The server's life: it comes back when it dies, and it does not outlive the editor.
import assert from "node:assert/strict";
import { isFinding, until } from "./checks.mjs";
import { endOfLine, focusEditor, notification, problemsUntil, runCommand, status } from "./workbench.mjs";

const SECONDS = 1000;

/** In a manifest that is open, with the Problems panel in sight. */
export async function checkRestart(checks, page, editor) {
  await checks.run(page, "a server that is killed while one types is started again, and the findings return", async () => {
    const [killed, ...others] = editor.servers();
    assert.ok(killed !== undefined && others.length === 0, "one window has one server");
    await focusEditor(page);
    await endOfLine(page, 1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("shape: ro");
    process.kill(killed, "SIGKILL");
    await page.keyboard.type("und", { delay: 50 });
    await until("no new server", () => editor.servers().some((id) => id !== killed));
    await problemsUntil(page, "the new mistake is not found", (rows) => rows.some((row) => isFinding(row, "manifest.unknown-key", 2)));
    assert.equal(editor.servers().length, 1);
  });
  await checks.run(page, "the command restarts the server, and the findings return", async () => {
    const [before] = editor.servers();
    await runCommand(page, "Copilot Manifests: Restart Language Server");
    await until("no new server", () => editor.servers().some((id) => id !== before));
    await until("the old server is still there", () => !editor.servers().includes(before));
    await focusEditor(page);
    await endOfLine(page, 2);
    await page.keyboard.type("ish");
    await problemsUntil(page, "there are no findings", (rows) => rows.some((row) => isFinding(row, "manifest.unknown-key", 2)));
  });
}

export async function checkMissing(checks, page, editor) {
  const setting = "copilotManifest.server.path";
  await checks.run(page, "a setting that names no program is said, with ways out, and no server is started", async () => {
    editor.configure({ [setting]: "/nowhere/copilot-manifest-ls" });
    await notification(page, "/nowhere/copilot-manifest-ls").waitFor();
    await until("there is still a server", () => editor.servers().length === 0);
    await until("the status item is silent about it", async () => /not found/.test((await status(page)).label));
    await notification(page, setting).getByRole("button", { name: "Open Setting" }).click();
    await page.locator(".settings-editor .setting-item").filter({ hasText: "Path" }).first().waitFor();
    await page.keyboard.press("Escape");
    await focusEditor(page);
  });
  await checks.run(page, "a program that is no language server is said too", async () => {
    editor.configure({ [setting]: process.execPath }); // node does not know our arguments
    await notification(page, process.execPath).getByRole("button", { name: "Show Output" }).waitFor();
    await until("the status item is silent about it", async () => /not running/.test((await status(page)).label));
  });
  await checks.run(page, "with the setting mended the server starts, and the findings return", async () => {
    editor.configure({});
    await until("no server", () => editor.servers().length === 1);
    await until("no findings", async () => /\d/.test((await status(page)).text));
  });
}

/** The last check: afterwards there is no editor. */
export async function checkEnd(checks, page, editor) {
  await checks.run(page, "an editor that is killed leaves no server behind", async () => {
    assert.ok(editor.servers().length > 0);
    editor.kill();
    await until(`after 10 s these are left: ${editor.servers().join(", ")}`, () => editor.servers().length === 0, 10 * SECONDS);
  });
}
