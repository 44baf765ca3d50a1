/** Messages about a server that is not there or can't be started, each with ways out. */
import * as vscode from "vscode";
import { SECTION } from "./names";
import type { Search } from "./server";

export function explainMissing(search: Search & { found: undefined }, extension: string): void {
  const message =
    search.why === "setting-invalid"
      ? vscode.l10n.t(
          "The setting copilotManifest.server.path says {0}, but there is no program at that absolute path. Correct the setting, or empty it to use the bundled server.",
          search.tried,
        )
      : vscode.l10n.t(
          "The language server copilot-manifest-ls was not found: it is neither in this extension nor on the PATH. Install it, or name it in the setting copilotManifest.server.path.",
        );
  show(message, [openSetting(), howToInstall(extension)]);
}

export function explainFailure(program: string, why: string, output: vscode.OutputChannel, extension: string): void {
  const message = vscode.l10n.t("The language server {0} could not be started: {1}", program, why);
  const showOutput = { title: vscode.l10n.t("Show Output"), run: () => output.show() };
  show(message, [showOutput, openSetting(), howToInstall(extension)]);
}

interface WayOut {
  title: string;
  run: () => unknown;
}

/** A setting of this machine: where the extension runs remotely, those of the remote. */
function openSetting(): WayOut {
  const command = vscode.env.remoteName === undefined ? "workbench.action.openSettings" : "workbench.action.openRemoteSettings";
  const run = () => vscode.commands.executeCommand(command, { query: `${SECTION}.server.path` });
  return { title: vscode.l10n.t("Open Setting"), run };
}

/** The page of the extension, whose README says how. */
function howToInstall(extension: string): WayOut {
  return { title: vscode.l10n.t("How to Install"), run: () => vscode.commands.executeCommand("extension.open", extension) };
}

/** Without waiting: activation must not hang until the user has closed the message. */
function show(message: string, waysOut: WayOut[]): void {
  void vscode.window.showErrorMessage(message, ...waysOut).then((choice) => choice?.run());
}
