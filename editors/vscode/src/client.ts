/** The connection to the language server: started, stopped and started again, one at a time. */
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { feature as showsEffectiveManifests } from "./effective";

/** Section of the settings, and the client's id: `<id>.trace.server` is read by vscode-languageclient itself. */
export const SECTION = "copilotManifest";

const NAME = "AWS Copilot Manifests";

/** Starts the program and waits until it has answered `initialize`; rejects when it cannot be started. */
export async function connect(program: string, output: vscode.OutputChannel): Promise<LanguageClient> {
  const client = new LanguageClient(SECTION, NAME, { command: program, args: ["serve", "--stdio"] }, options(output));
  client.registerFeature(showsEffectiveManifests);
  try {
    await client.start();
  } catch (error) {
    await client.dispose().catch(() => undefined); // half started: the reason is in `error`
    throw error;
  }
  return client;
}

/** Settings go out once with `initialize`, for the language of the first message, and then with every change. */
function options(output: vscode.OutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      { language: "yaml", scheme: "file" },
      { language: "yaml", scheme: "untitled" },
    ],
    synchronize: { configurationSection: SECTION },
    initializationOptions: () => ({ [SECTION]: vscode.workspace.getConfiguration(SECTION) }),
    outputChannel: output,
    traceOutputChannel: output,
  };
}
