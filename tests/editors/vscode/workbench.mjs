// VS Code's window, as a person uses it: by keyboard, mouse and sight.

import { join } from "node:path";

const WAIT_MS = 30_000;
const AGAIN_MS = 3000;

/** A browser that reaches this machine only. */
export function openBrowser(playwright, executablePath, profile, look = { viewport: { width: 1280, height: 900 } }) {
  const args = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  args.push("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
  return playwright.chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to run its sandbox as root
    args,
    ...look,
  });
}

export async function openWorkbench(page, url) {
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".explorer-folders-view .monaco-list-row", { timeout: 2 * WAIT_MS });
}

/** Acts again and again until `part` is in sight, or gone: a key or a click that comes while the window is redrawn is lost. */
export async function actUntil(part, act, state = "visible") {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; ) {
    await act();
    if (await part.waitFor({ state, timeout: AGAIN_MS }).then(() => true, () => false)) {
      return;
    }
  }
  throw new Error(`not ${state}: ${part}`);
}

/** Opens the input at the top by a key and types into it. */
async function ask(page, key, text) {
  // What is typed before the input has the focus goes into the text.
  await actUntil(page.locator(".quick-input-widget input:focus"), () => page.keyboard.press(key));
  await page.keyboard.type(text, { delay: 20 });
}

/** Opens `name` of `folder` (relative to the workspace) by Quick Open. */
export async function openFile(page, folder, name) {
  await ask(page, "Control+P", join(folder, name));
  const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: name }).filter({ hasText: folder });
  await row.first().click();
  await page.waitForSelector(".monaco-editor .view-line");
}

/** The line of the editor that holds `text`. The editor draws blanks as no-break spaces. */
export function line(page, text) {
  return page.locator(".view-line").filter({ hasText: new RegExp(text.replaceAll(" ", "[ \\u00a0]")) }).first();
}

/** Puts the cursor at the end of line `number` (from 1). The editor draws only the lines in sight, so this is not a click. */
export async function endOfLine(page, number) {
  await ask(page, "Control+G", `${number}`);
  await actUntil(page.locator(".quick-input-widget"), () => page.keyboard.press("Enter"), "hidden");
  await page.keyboard.press("End");
}

/** Leaves the whole width to the text and the messages. */
export async function hideSideBar(page) {
  await page.keyboard.press("Control+B");
  await page.waitForSelector(".explorer-folders-view", { state: "hidden" });
}

export async function showProblems(page) {
  await page.keyboard.press("Control+Shift+M");
  await page.waitForSelector(".markers-panel .monaco-list-row");
}

/** The rows of the Problems panel, each as one line of text. Only the rows in sight are drawn: this scrolls through all. */
export async function problems(page) {
  const rows = await page.evaluate(() => {
    const list = document.querySelector(".markers-panel .monaco-list-rows");
    const drawn = () => [...(list?.querySelectorAll(".monaco-list-row") ?? [])];
    const scroll = (deltaY) => list?.dispatchEvent(new WheelEvent("wheel", { deltaY, bubbles: true }));
    const found = new Map();
    scroll(-1e6);
    for (let before = -1; found.size > before; scroll(100)) {
      before = found.size;
      drawn().forEach((row) => found.set(Number(row.dataset.index), row.innerText));
    }
    return [...found].sort(([one], [other]) => one - other).map(([, text]) => text);
  });
  return rows.map((row) => row.replace(/\s+/g, " ").trim());
}

/** How many there are, also out of sight. */
export async function problemCount(page) {
  const badge = page.locator('.panel .action-item[aria-label*="Problems"] .badge-content, .panel a[aria-label*="Problems"] ~ .badge .badge-content');
  return Number(await badge.first().innerText());
}

/** Waits until the Problems panel satisfies `ready`; gives back its rows. */
export async function problemsUntil(page, what, ready) {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await page.waitForTimeout(100)) {
    const rows = await problems(page);
    if (ready(rows)) {
      return rows;
    }
  }
  throw new Error(`${what}; the Problems panel shows:\n${(await problems(page)).join("\n")}`);
}

/** The text that appears with the mouse over `word`. */
export async function hover(page, word) {
  await page.locator(".view-line span span").filter({ hasText: word }).first().hover();
  const card = page.locator(".monaco-hover:not(.hidden) .monaco-hover-content").first();
  await card.waitFor();
  await page.waitForTimeout(500); // slower answers are added to the card
  return card.innerText();
}

/** The labels of the suggestions for the text before the cursor. */
export async function suggestions(page) {
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  await actUntil(rows.first(), () => page.keyboard.press("Control+Space"));
  const labels = await rows.locator(".label-name").allInnerTexts();
  return labels.map((label) => label.trim());
}

/** Goes to the leftmost editor from wherever the keys go now. A preview that is just being drawn takes the first one. */
export async function focusEditor(page) {
  const focused = page.locator(".editor-group-container").first().locator(".monaco-editor.focused");
  await actUntil(focused, () => page.keyboard.press("Control+1"));
}

/** Puts the cursor on the first `word` of the text, by the editor's own search. */
export async function cursorOn(page, word) {
  await focusEditor(page);
  await page.keyboard.press("Control+Home");
  const find = page.locator(".find-widget.visible textarea:focus, .find-widget.visible input:focus");
  await actUntil(find, () => page.keyboard.press("Control+F"));
  await page.keyboard.type(word);
  await page.waitForFunction(() => document.querySelector(".find-widget .matchesCount")?.textContent?.startsWith("1 of "));
  // The word stays selected.
  await actUntil(page.locator(".find-widget.visible"), () => page.keyboard.press("Escape"), "detached");
  await focusEditor(page);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
}

/** Executes a command of the palette by its whole title. */
export async function runCommand(page, title) {
  await ask(page, "F1", title);
  await choose(page, title);
}

/** The rows of the list that is asked from. */
export function choices(page) {
  return page.locator(".quick-input-list .monaco-list-row");
}

/** Takes the row with this text of the list that is asked from. */
export async function choose(page, text) {
  await choices(page).filter({ hasText: text }).first().click();
}

/** Opens the menu of fixes at the cursor; gives the titles. */
export async function quickFixes(page) {
  const actions = page.locator(".action-widget .monaco-list-row.action");
  // The menu closes by itself when findings arrive while it opens.
  await actUntil(actions.first(), () => page.keyboard.press("Control+."));
  return (await actions.allInnerTexts()).map((title) => title.trim());
}

/** Takes the action with this title of the open menu. */
export async function takeFix(page, title) {
  await page.locator(".action-widget .monaco-list-row.action").filter({ hasText: title }).first().click();
}

/** Writes every changed text to its file. */
export async function saveAll(page) {
  await runCommand(page, "File: Save All");
  await page.waitForSelector(".tab.dirty", { state: "detached" });
}

/** What the extension's item of the status bar shows and says. */
export async function status(page) {
  const item = page.locator('.statusbar-item[id$="copilotManifest.status"]');
  await item.waitFor();
  return { text: (await item.innerText()).trim(), label: await item.getAttribute("aria-label") };
}

/** Renames what stands at the cursor. */
export async function rename(page, name) {
  const input = page.locator(".rename-box input");
  await actUntil(input, () => page.keyboard.press("F2"));
  await input.fill(name);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** Agrees to all that the preview of a refactoring shows; gives the names of the changed files with their folders. */
export async function applyPreview(page) {
  const rows = page.locator(".bulk-edit-panel .monaco-list-row");
  await rows.first().waitFor();
  const files = rows.filter({ has: page.locator(".monaco-icon-label.file-icon") });
  const names = (await files.allInnerTexts()).map((name) => name.replace(/\s+/g, " ").trim());
  for (const box of await files.locator(".edit-checkbox").all()) {
    await box.check();
  }
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await page.locator(".bulk-edit-panel").waitFor({ state: "hidden" });
  return names;
}

/** The inside of the preview of a Markdown text. */
export function preview(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("body");
}

/** The message with this text and its buttons. */
export function notification(page, text) {
  return page.locator(".notification-toast").filter({ hasText: text });
}

/** The language of the text in the active editor, as the status bar has it. */
export async function language(page) {
  return (await page.locator('.statusbar-item[id="status.editor.mode"]').innerText()).trim();
}

/** Puts a text into the clipboard, which the page may read from now on. */
export async function copy(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
}
