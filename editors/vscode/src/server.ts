/** Finds the language server's program. Free of VS Code, so that plain Node can test it. */
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** File name of the program on this platform. */
export const PROGRAM = process.platform === "win32" ? "copilot-manifest-ls.exe" : "copilot-manifest-ls";

/** Where to look, in this order. */
export interface Places {
  /** The user's setting; empty when not set. */
  setting: string;
  /** Folder of the installed extension. */
  extension: string;
  /** The environment variable PATH. */
  path: string;
}

/** The program to start, or why there is none. */
export type Search =
  | { found: string }
  | { found: undefined; why: "setting-invalid"; tried: string }
  | { found: undefined; why: "nowhere" };

/**
 * A setting that names no program is an error of its own: starting another program than the one the user chose
 * would hide it.
 */
export function findServer(places: Places): Search {
  const setting = places.setting.trim();
  if (setting !== "") {
    const tried = setting.startsWith("~/") ? join(homedir(), setting.slice(2)) : setting;
    return isAbsolute(tried) && isProgram(tried) ? { found: tried } : { found: undefined, why: "setting-invalid", tried };
  }
  const candidates = [join(places.extension, "server", PROGRAM), ...onPath(places.path)];
  const found = candidates.find(isProgram);
  return found === undefined ? { found, why: "nowhere" } : { found };
}

/** Relative entries of PATH are left out: they would start a program of the opened workspace. */
function onPath(path: string): string[] {
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, PROGRAM));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
