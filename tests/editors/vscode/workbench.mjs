// VS Code's window, as a person uses it: by keyboard, mouse and sight.

const WAIT_MS = 30_000;

/** A browser that reaches this machine only. */
export function openBrowser(playwright, executablePath, profile) {
  const args = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  args.push("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
  return playwright.chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to run its sandbox as root
    viewport: { width: 1280, height: 900 },
    args,
  });
}

export async function openWorkbench(page, url) {
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".explorer-folders-view .monaco-list-row", { timeout: 2 * WAIT_MS });
}

/** Opens `name` of `folder` (relative to the workspace) by Quick Open. */
export async function openFile(page, folder, name) {
  await page.keyboard.press("Control+P");
  await page.waitForSelector(".quick-input-widget input");
  await page.keyboard.type(`${folder}/${name}`, { delay: 20 });
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
  await page.keyboard.press("Control+G");
  await page.waitForSelector(".quick-input-widget input");
  await page.keyboard.type(`${number}`, { delay: 20 });
  await page.keyboard.press("Enter");
  await page.waitForSelector(".quick-input-widget", { state: "hidden" });
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

/** The rows of the Problems panel, each as one line of text. */
export async function problems(page) {
  const rows = await page.locator(".markers-panel .monaco-list-row").allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, " ").trim());
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
  await page.keyboard.press("Control+Space");
  await page.waitForSelector(".suggest-widget.visible .monaco-list-row");
  const labels = await page.locator(".suggest-widget.visible .monaco-list-row .label-name").allInnerTexts();
  return labels.map((label) => label.trim());
}
