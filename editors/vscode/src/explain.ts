/** The documentation of rules: Markdown that the server writes, shown in VS Code's own preview, without a network. */
import * as vscode from "vscode";
import { reason } from "./channels";
import { rulesAt } from "./findings";
import { SECTION } from "./names";
import type { Server } from "./running";

const SCHEME = "copilot-manifest-rule";

interface Rule {
  id: string;
  severity: "error" | "warning" | "info" | "hint";
  summary: string;
}

const ICONS = { error: "error", warning: "warning", info: "info", hint: "lightbulb" };

export class Explanations implements vscode.TextDocumentContentProvider {
  constructor(private readonly server: Server) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand(`${SECTION}.explainRule`, (id?: unknown) => this.explain(id)),
    );
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    try {
      const { markdown } = await this.server.request<{ markdown: string }>("copilotManifest/explain", { id: page.query });
      return markdown;
    } catch (error) {
      return reason(error);
    }
  }

  private async explain(wanted: unknown): Promise<void> {
    try {
      const id = typeof wanted === "string" ? wanted : await this.choose();
      if (id !== undefined) {
        const page = vscode.Uri.from({ scheme: SCHEME, path: `/${id}.md`, query: id });
        await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
      }
    } catch (error) {
      void vscode.window.showErrorMessage(reason(error));
    }
  }

  /** The rule of the finding at the cursor; where there is none, or more than one, the user picks. */
  private async choose(): Promise<string | undefined> {
    const editor = vscode.window.activeTextEditor;
    const here = editor === undefined ? [] : rulesAt(editor.document.uri, editor.selection.active);
    if (here.length === 1) {
      return here[0];
    }
    const rules = await this.server.request<Rule[]>("copilotManifest/rules");
    const offered = here.length === 0 ? rules : rules.filter(({ id }) => here.includes(id));
    const items = offered.map(({ id, severity, summary }) => ({ id, label: `$(${ICONS[severity]}) ${id}`, detail: summary }));
    const placeHolder = vscode.l10n.t("Which rule?");
    return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.id;
  }
}
