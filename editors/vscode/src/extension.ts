/**
 * Entry point: starts the language server with the workspace, and contributes the commands.
 *
 * The extension wakes up in workspaces with a `.workspace` of Copilot or a manifest below a copilot folder, and by its
 * commands. Not by `onLanguage:yaml`: nobody who opens another YAML file shall pay for it with a process.
 */
import * as vscode from "vscode";
import { createChannels } from "./channels";
import { EffectiveManifests } from "./effective";
import { Explanations } from "./explain";
import { registerImport } from "./import";
import { SECTION } from "./names";
import { Neighbour } from "./neighbour";
import { Server } from "./running";
import { Status } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const channels = createChannels(context);
  const started = new Server(context, channels);
  server = started;
  context.subscriptions.push(
    new EffectiveManifests(started).register(),
    new Explanations(started).register(),
    registerImport(started, channels.output),
    new Status(started).register(),
    new Neighbour(context.globalState).register(),
    vscode.commands.registerCommand(`${SECTION}.restartServer`, () => started.restart()),
    vscode.commands.registerCommand(`${SECTION}.showOutput`, () => channels.output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.server.path`)) {
        void started.restart();
      }
    }),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
