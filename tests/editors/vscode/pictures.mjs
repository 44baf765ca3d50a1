// Takes the pictures of VS Code for the README and the walkthrough, each in a light and in a dark theme.
// usage: node pictures.mjs TOOLS BROWSER VSIX EXAMPLE JAPANESE SCRATCH PICTURES
// EXAMPLE and JAPANESE are workspaces: examples/bookshop-with-mistakes and tests/editors/japanese. They are not changed.
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { startCodeServer } from "./code-server.mjs";
import {
  choose, cursorOn, focusEditor, hideSideBar, hover, openBrowser, openFile, openWorkbench, problemsUntil, quickFixes, showProblems,
} from "./workbench.mjs";

const [tools, browserProgram, extension, example, japanese, scratch, pictures] = process.argv.slice(2);
const playwright = createRequire(join(tools, "playwright/"))("playwright-core");
const THEMES = { light: "Default Light Modern", dark: "Default Dark Modern" };
const LOOK = { viewport: { width: 1120, height: 700 }, deviceScaleFactor: 1.5 };

/** Less of what does not matter in a picture. */
const SETTINGS = {
  "copilotManifest.workspaceDiagnostics": false,
  "breadcrumbs.enabled": false,
  "editor.fontSize": 13,
  "editor.lightbulb.enabled": "off",
  "editor.overviewRulerBorder": false,
  "editor.scrollbar.vertical": "hidden",
  "editor.stickyScroll.enabled": false,
  "editor.wordWrap": "on",
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.editor.editorActionsLocation": "hidden",
  "workbench.layoutControl.enabled": false,
};

/** What each picture shows; the page is an empty tab, `open` gives the address of a workspace. */
const SCENES = {
  "vscode-fix": async (page, open) => {
    await begin(page, open(example), "copilot/storefront");
    await showProblems(page);
    await problemsUntil(page, "there are no findings", (rows) => rows.length > 5);
    await page.keyboard.press("ArrowUp"); // the chosen row shows a bulb in place of its mark
    await cursorOn(page, "helthcheck");
    await quickFixes(page);
  },
  "vscode-effective": async (page, open) => {
    await begin(page, open(example), "copilot/storefront");
    await page.locator(".codelens-decoration a").filter({ hasText: "prod" }).first().click();
    await choose(page, "prod").catch(() => undefined); // a lens of one environment asks nothing
    await page.waitForSelector('.tab[data-resource-name="storefront.prod.yml"]');
    await page.mouse.move(300, 690); // off the border between the editors, which lights up
  },
  "hover-ja-vscode": async (page, open) => {
    await begin(page, open(japanese), "copilot/web");
    await showProblems(page);
    await problemsUntil(page, "there are no findings", (rows) => rows.length > 1);
    await lowerPanel(page, 130);
    await page.keyboard.press("ArrowUp");
    await focusEditor(page);
    await hover(page, "read_only");
  },
};

async function begin(page, url, folder) {
  await openWorkbench(page, url);
  await openFile(page, folder, "manifest.yml");
  await page.waitForSelector(".squiggly-error");
  await hideSideBar(page);
}

/** Gives the text some pixels of the panel's. */
async function lowerPanel(page, pixels) {
  const { x, y, width } = await page.locator(".part.panel").boundingBox();
  const border = y - 3; // between the two, where the mouse takes hold
  await page.mouse.move(x + width / 3, border);
  await page.mouse.down();
  await page.mouse.move(x + width / 3, border + pixels, { steps: 5 });
  await page.mouse.up();
}

async function takeAll(theme) {
  const here = join(scratch, theme);
  const settings = { ...SETTINGS, "workbench.colorTheme": THEMES[theme] };
  const editor = await startCodeServer({ tools, extensions: [extension], scratch: here, settings });
  process.once("SIGTERM", () => editor.stop().finally(() => process.exit(1)));
  try {
    const browser = await openBrowser(playwright, browserProgram, join(here, "profile"), LOOK);
    try {
      for (const [name, scene] of Object.entries(SCENES)) {
        const page = await browser.newPage();
        // A copy for each: the editor remembers of a folder how its window was left.
        const folder = join(here, name, "bookshop");
        const open = (workspace) => (cpSync(workspace, folder, { recursive: true }), editor.url(folder));
        await scene(page, open);
        await page.waitForTimeout(1500); // colours and hints come after the text
        await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
        await page.close();
      }
    } finally {
      await browser.close();
    }
  } finally {
    await editor.stop();
  }
}

for (const theme of Object.keys(THEMES)) {
  await takeAll(theme);
}
