/** Where the extension and the server write what users may want to read: one channel for what happened, one for the trace. */
import * as vscode from "vscode";
import { NAME } from "./names";

export interface Channels {
  output: vscode.OutputChannel;
  /** The messages between editor and server, when the setting `copilotManifest.trace.server` asks for them. */
  trace: vscode.OutputChannel;
}

export function createChannels(context: vscode.ExtensionContext): Channels {
  const output = vscode.window.createOutputChannel(NAME);
  const trace = vscode.window.createOutputChannel(`${NAME} (Trace)`);
  context.subscriptions.push(output, trace);
  return { output, trace };
}

/** What went wrong, for a message. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
