// Runs checks and reports them as TAP lines.
import { join } from "node:path";

export class Checks {
  failures = 0;

  constructor(pictures) {
    this.pictures = pictures;
  }

  /** Runs one check and says whether it passed; a failed one leaves a picture. */
  async run(page, name, body) {
    const started = Date.now();
    try {
      await body();
      console.log(`ok - VS Code: ${name} # ${((Date.now() - started) / 1000).toFixed(1)} s`);
      return true;
    } catch (error) {
      this.failures += 1;
      const picture = join(this.pictures, `vscode-failed-${this.failures}.png`);
      await page.screenshot({ path: picture }).catch(() => undefined); // a closed page has no picture
      console.log(`not ok - VS Code: ${name}`);
      console.log(`${error.stack}\npicture: ${picture}`.replace(/^/gm, "# "));
      return false;
    }
  }
}

/** Waits until `ready` gives something true; gives it back. */
export async function until(what, ready, patience = 20_000) {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await ready();
    if (found) {
      return found;
    }
  }
  throw new Error(`timed out: ${what}`);
}

/** Whether a row of the Problems panel is our finding of `rule`, on line `number` where that is given. */
export function isFinding(row, rule, number) {
  return row.includes(` copilot-manifest-ls ${rule} [Ln ${number === undefined ? "" : `${number},`}`);
}
