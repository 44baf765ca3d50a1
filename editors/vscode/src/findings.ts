/** What the server found, as VS Code has it. */
import * as vscode from "vscode";

/** The source that the server writes on its findings. */
const SOURCE = "copilot-manifest-ls";

export function isOurs(diagnostic: vscode.Diagnostic): boolean {
  return diagnostic.source === SOURCE;
}

/** The id of the rule of a finding. */
export function ruleOf({ code }: vscode.Diagnostic): string | undefined {
  const id = typeof code === "object" ? code.value : code;
  return typeof id === "string" ? id : undefined;
}

/** How many findings there are in the workspace. */
export function countFindings(): number {
  return vscode.languages.getDiagnostics().reduce((sum, [, found]) => sum + found.filter(isOurs).length, 0);
}

/** The rules that are broken at a place, else those broken on its line; each once. */
export function rulesAt(uri: vscode.Uri, position: vscode.Position): string[] {
  const ours = vscode.languages.getDiagnostics(uri).filter(isOurs);
  const here = ours.filter(({ range }) => range.contains(position));
  const onLine = ours.filter(({ range }) => range.start.line === position.line);
  return [...new Set((here.length > 0 ? here : onLine).flatMap((found) => ruleOf(found) ?? []))];
}
