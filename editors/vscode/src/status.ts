/** The item in the status bar: how the server is and what it found; behind it the commands. */
import * as vscode from "vscode";
import { DOCUMENTS } from "./client";
import { countFindings, isOurs } from "./findings";
import { SECTION } from "./names";
import type { Health, Server } from "./running";

const MENU = `${SECTION}.showCommands`;
/** From a burst of findings to the number that is shown. */
const PAUSE_MS = 100;

interface Look {
  text: string;
  detail: string;
  background?: vscode.ThemeColor;
}

export class Status {
  private readonly item = vscode.window.createStatusBarItem(`${SECTION}.status`, vscode.StatusBarAlignment.Right, 100);
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.item.name = vscode.l10n.t("Copilot Manifests");
    this.item.command = MENU;
  }

  register(): vscode.Disposable {
    this.show();
    return vscode.Disposable.from(
      this.item,
      new vscode.Disposable(() => clearTimeout(this.pause)),
      vscode.commands.registerCommand(MENU, () => this.menu()),
      this.server.onDidChange(() => this.show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      vscode.languages.onDidChangeDiagnostics(() => this.showSoon()),
    );
  }

  private showSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.show(), PAUSE_MS);
  }

  /** In sight beside texts that the server may know, and wherever something is wrong with the server. */
  private show(): void {
    const { health } = this.server;
    void vscode.commands.executeCommand("setContext", `${SECTION}.running`, health === "running");
    const { text, detail, background } = look(health);
    this.item.text = text;
    this.item.backgroundColor = background;
    this.item.tooltip = [detail, this.version()].filter((line) => line !== "").join("\n");
    this.item.accessibilityInformation = { label: `${this.item.name}: ${detail}` };
    const document = vscode.window.activeTextEditor?.document;
    if ((document !== undefined && vscode.languages.match(DOCUMENTS, document) > 0) || background !== undefined) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }

  private version(): string {
    const { version } = this.server;
    return version === undefined ? "" : `copilot-manifest-ls ${version}`;
  }

  private async menu(): Promise<void> {
    const offered = [
      { label: `$(eye) ${vscode.l10n.t("Show Effective Manifest")}`, command: `${SECTION}.showEffective` },
      { label: `$(book) ${vscode.l10n.t("Explain Rule")}`, command: `${SECTION}.explainRule` },
      { label: `$(cloud-download) ${vscode.l10n.t("Import ECS Container Definitions")}`, command: `${SECTION}.importContainer` },
      { label: `$(warning) ${vscode.l10n.t("Show Problems")}`, command: "workbench.actions.view.problems" },
    ];
    const always = [
      { label: `$(debug-restart) ${vscode.l10n.t("Restart Language Server")}`, command: `${SECTION}.restartServer` },
      { label: `$(output) ${vscode.l10n.t("Show Output")}`, command: `${SECTION}.showOutput` },
    ];
    const title = [look(this.server.health).detail, this.version()].filter((part) => part !== "").join(" · ");
    const items = this.server.health === "running" ? [...offered, ...always] : always;
    const choice = await vscode.window.showQuickPick(items, { title });
    if (choice !== undefined) {
      await vscode.commands.executeCommand(choice.command);
    }
  }
}

function look(health: Health): Look {
  switch (health) {
    case "running":
      return found();
    case "starting":
      return { text: "$(loading~spin) AWS Copilot", detail: vscode.l10n.t("The language server is starting.") };
    case "stopped":
      return problem(vscode.l10n.t("The language server is not running."));
    case "missing":
      return problem(vscode.l10n.t("The language server was not found."));
  }
}

function found(): Look {
  const all = countFindings();
  if (all === 0) {
    return { text: "$(pass) AWS Copilot", detail: vscode.l10n.t("The manifests of this workspace have no findings.") };
  }
  const uri = vscode.window.activeTextEditor?.document.uri;
  const here = uri === undefined ? 0 : vscode.languages.getDiagnostics(uri).filter(isOurs).length;
  return { text: `$(warning) AWS Copilot ${all}`, detail: vscode.l10n.t("Findings: {0} in this file, {1} in the workspace", here, all) };
}

function problem(detail: string): Look {
  return { text: "$(error) AWS Copilot", detail, background: new vscode.ThemeColor("statusBarItem.errorBackground") };
}
