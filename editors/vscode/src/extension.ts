/** Entry point: starts the language server with the workspace, and contributes the commands. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { connect, SECTION } from "./client";
import { EffectiveManifests } from "./effective";
import { findServer, type Search } from "./server";

let client: LanguageClient | undefined;
/** The last start or stop; the next one waits for it, so that two quick restarts leave one server. */
let pending: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("AWS Copilot Manifests");
  const restart = () => inTurn(() => stop().then(() => start(context, output)));
  context.subscriptions.push(
    output,
    new EffectiveManifests(() => client).register(),
    vscode.commands.registerCommand(`${SECTION}.restartServer`, restart),
    vscode.commands.registerCommand(`${SECTION}.showOutput`, () => output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.server.path`)) {
        void restart();
      }
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await inTurn(stop);
}

function inTurn(step: () => Promise<void>): Promise<void> {
  pending = pending.then(step, step);
  return pending;
}

async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  await stopped?.dispose().catch(() => undefined); // a server that died or hangs must not stand in the way of a new one
}

async function start(context: vscode.ExtensionContext, output: vscode.OutputChannel): Promise<void> {
  const search = findServer({
    setting: vscode.workspace.getConfiguration(SECTION).get("server.path", ""),
    extension: context.extensionPath,
    path: process.env["PATH"] ?? "",
  });
  if (search.found === undefined) {
    explainMissing(search, context.extension.id);
    return;
  }
  output.appendLine(`Starting ${search.found}`);
  try {
    client = await connect(search.found, output);
  } catch (error) {
    explainFailure(search.found, error, output);
  }
}

/** Shown without waiting: activation must not hang until the user has closed the message. */
function explainMissing(search: Search & { found: undefined }, extension: string): void {
  const message =
    search.why === "setting-invalid"
      ? vscode.l10n.t(
          "The setting copilotManifest.server.path says {0}, but there is no program at that absolute path. Correct the setting, or empty it to use the bundled server.",
          search.tried,
        )
      : vscode.l10n.t(
          "The language server copilot-manifest-ls was not found: it is neither in this extension nor on the PATH. Install it, or name it in the setting copilotManifest.server.path.",
        );
  const openSetting = vscode.l10n.t("Open Setting");
  const howToInstall = vscode.l10n.t("How to Install");
  void vscode.window.showErrorMessage(message, openSetting, howToInstall).then((choice) => {
    if (choice === openSetting) {
      void vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.server.path`);
    } else if (choice === howToInstall) {
      void vscode.commands.executeCommand("extension.open", extension);
    }
  });
}

function explainFailure(program: string, error: unknown, output: vscode.OutputChannel): void {
  const reason = error instanceof Error ? error.message : String(error);
  const showOutput = vscode.l10n.t("Show Output");
  const message = vscode.l10n.t("The language server {0} could not be started: {1}", program, reason);
  void vscode.window.showErrorMessage(message, showOutput).then((choice) => {
    if (choice === showOutput) {
      output.show();
    }
  });
}
