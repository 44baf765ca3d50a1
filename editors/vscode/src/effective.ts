/** Effective manifests: read-only documents that the server writes and that follow the edits of their manifest. */
import * as vscode from "vscode";
import type { Range, StaticFeature } from "vscode-languageclient/node";
import { reason } from "./channels";
import type { Server } from "./running";

/** The command of code lenses; its arguments are the URI of a manifest and an environment, or nothing. */
const COMMAND = "copilotManifest.showEffective";
const METHOD = "copilotManifest/effective";
const SCHEME = "copilot-manifest";
/** After the last edit, until effective manifests follow it. */
const PAUSE_MS = 100;

interface Asked {
  uri: string;
  /** Null: what an environment gets that the manifest does not name. */
  environment: string | null;
}

interface Effective {
  text: string;
  /** A name for the document. */
  title: string;
  environments: { name: string; isNamed: boolean }[];
  /** Of each line of `text` where it comes from. */
  lines: ({ range: Range } | null)[];
}

/** Tells the server that the command is executed here. */
export const feature: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { commands: { commands: [COMMAND] } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

export class EffectiveManifests implements vscode.TextDocumentContentProvider, vscode.DefinitionProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private pause: NodeJS.Timeout | undefined;
  /** What each document shows, by its URI. */
  private readonly shown = new Map<string, Effective>();

  constructor(private readonly server: Server) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed,
      new vscode.Disposable(() => clearTimeout(this.pause)),
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerDefinitionProvider({ scheme: SCHEME }, this),
      vscode.commands.registerCommand(COMMAND, (uri?: unknown, environment?: unknown) => this.show(uri, environment)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refreshSoon(document.uri.toString())),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri.toString())),
    );
  }

  async provideTextDocumentContent(document: vscode.Uri): Promise<string> {
    try {
      const effective = await this.ask(asked(document));
      this.shown.set(document.toString(), effective);
      return effective.text;
    } catch (error) {
      this.shown.delete(document.toString());
      return reason(error).replace(/^/gm, "# ");
    }
  }

  /** From a line to the line of the manifest that wrote it. */
  provideDefinition(document: vscode.TextDocument, position: vscode.Position): vscode.Location | undefined {
    const range = this.shown.get(document.uri.toString())?.lines[position.line]?.range;
    const converter = this.server.client?.protocol2CodeConverter;
    if (range === undefined || converter === undefined) {
      return undefined;
    }
    return new vscode.Location(vscode.Uri.parse(asked(document.uri).uri), converter.asRange(range));
  }

  /** Not at once: the edit must have gone to the server before, and the next one may follow soon. */
  private refreshSoon(manifest: string): void {
    if (documents().some((uri) => asked(uri).uri === manifest)) {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => documents().forEach((uri) => this.changed.fire(uri)), PAUSE_MS);
    }
  }

  private async show(uri: unknown, environment: unknown): Promise<void> {
    const manifest = typeof uri === "string" ? uri : activeManifest();
    if (manifest === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a manifest first."));
      return;
    }
    try {
      const wanted = typeof environment === "string" ? environment : await this.pick(manifest);
      if (wanted !== undefined) {
        await this.open({ uri: manifest, environment: wanted });
      }
    } catch (error) {
      void vscode.window.showErrorMessage(reason(error));
    }
  }

  /** Undefined where the user chose nothing. */
  private async pick(manifest: string): Promise<string | null | undefined> {
    const { environments } = await this.ask({ uri: manifest, environment: null });
    if (environments.length === 0) {
      return null;
    }
    const items: (vscode.QuickPickItem & { environment: string | null })[] = environments.map(({ name, isNamed }) => ({
      label: name,
      description: isNamed ? "" : vscode.l10n.t("no override"),
      environment: name,
    }));
    items.push({ label: vscode.l10n.t("No environment"), environment: null });
    const placeHolder = vscode.l10n.t("The effective manifest of which environment?");
    return (await vscode.window.showQuickPick(items, { placeHolder }))?.environment;
  }

  private async open(wanted: Asked): Promise<void> {
    const { title } = await this.ask(wanted);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}`, query: JSON.stringify(wanted) });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  private ask(wanted: Asked): Promise<Effective> {
    return this.server.request<Effective>(METHOD, wanted);
  }
}

/** The effective manifests that are open. */
function documents(): vscode.Uri[] {
  return vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);
}

function asked(document: vscode.Uri): Asked {
  return JSON.parse(document.query) as Asked;
}

/** The manifest of the active editor, also where that shows an effective manifest. */
function activeManifest(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === SCHEME ? asked(uri).uri : uri?.toString();
}
