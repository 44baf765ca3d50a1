/** Turns a container definition of ECS, from the clipboard or a file, into a part of the manifest that is being edited. */
import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import { reason } from "./channels";
import { isDefinition } from "./definition";
import { SECTION } from "./names";
import type { Server } from "./running";

interface Imported {
  edit: WorkspaceEdit;
  /** What could not be taken over, for the user. */
  remarks: string[];
}

export function registerImport(server: Server, output: vscode.OutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(`${SECTION}.importContainer`, () => importContainer(server, output));
}

async function importContainer(server: Server, output: vscode.OutputChannel): Promise<void> {
  const manifest = vscode.window.activeTextEditor?.document;
  if (manifest === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open the manifest first that the containers are for."));
    return;
  }
  try {
    const definition = (await copied()) ?? (await fromFile());
    if (definition !== undefined) {
      await bringIn(server, manifest.uri, definition, output);
    }
  } catch (error) {
    void vscode.window.showErrorMessage(reason(error));
  }
}

async function bringIn(server: Server, manifest: vscode.Uri, definition: string, output: vscode.OutputChannel): Promise<void> {
  const parameters = { textDocument: { uri: manifest.toString() }, definition };
  const { edit, remarks } = await server.request<Imported>("copilotManifest/import", parameters);
  const converted = await server.client?.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (converted === undefined || !(await vscode.workspace.applyEdit(converted))) {
    throw new Error(vscode.l10n.t("The manifest could not be changed."));
  }
  await tell(remarks, output);
}

/** One remark fits into a message; several are a list, which the output keeps. */
async function tell(remarks: string[], output: vscode.OutputChannel): Promise<void> {
  const [first, ...rest] = remarks;
  if (first === undefined) {
    return;
  }
  remarks.forEach((remark) => output.appendLine(remark));
  if (rest.length === 0) {
    void vscode.window.showInformationMessage(first);
    return;
  }
  const showAll = vscode.l10n.t("Show All");
  const message = vscode.l10n.t("{0} (1 of {1} remarks on the import)", first, remarks.length);
  if ((await vscode.window.showInformationMessage(message, showAll)) === showAll) {
    output.show();
  }
}

/** The clipboard, where a definition is in it and it may be read: a browser asks its user. */
async function copied(): Promise<string | undefined> {
  const text = await vscode.env.clipboard.readText().then(undefined, () => "");
  return isDefinition(text) ? text : undefined;
}

/** Undefined where the user chose none. */
async function fromFile(): Promise<string | undefined> {
  const title = vscode.l10n.t("Container definition or task definition of ECS (JSON)");
  const [file] = (await vscode.window.showOpenDialog({ title, filters: { JSON: ["json"] } })) ?? [];
  return file === undefined ? undefined : Buffer.from(await vscode.workspace.fs.readFile(file)).toString("utf8");
}
