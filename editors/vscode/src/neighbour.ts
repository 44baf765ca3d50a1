/**
 * Beside the YAML extension of Red Hat, which reads every YAML file.
 *
 * What it says of manifests is said twice (syntax errors, repeated keys, the outline) or wrong (schemas that a catalogue
 * finds by the name `manifest.yml`). It has no switch for certain files: `yaml.schemas`, its contributed schemas and
 * `yaml.disableSchemaDetection` (since 1.24) take away schemas only, `yaml.validate` holds for all files. But it serves a
 * fixed list of languages. So the way that works with every version, and for every feature, is a language of their own
 * for manifests: `files.associations` gives it to them, in the user's settings, where it can be seen and taken back.
 * Not done unasked: it takes Red Hat's formatter away too, which some may want to keep.
 */
import * as vscode from "vscode";
import { LANGUAGE } from "./names";

const YAML_EXTENSION = "redhat.vscode-yaml";
const TOLD = "neighbour.told";
const MANIFESTS = ["**/copilot/*/manifest.yml", "**/copilot/environments/*/manifest.yml", "**/copilot/pipelines/*/manifest.yml"];

export class Neighbour {
  /** Asked at most once in a window, also where the user closed the message without an answer. */
  private asked = false;

  constructor(private readonly memory: vscode.Memento) {}

  register(): vscode.Disposable {
    const look = () => void this.look();
    look();
    return vscode.Disposable.from(vscode.extensions.onDidChange(look), vscode.window.onDidChangeActiveTextEditor(look));
  }

  private async look(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const isShared = document?.languageId === "yaml" && vscode.languages.match(MANIFESTS.map((pattern) => ({ pattern })), document) > 0;
    const isThere = vscode.extensions.getExtension(YAML_EXTENSION) !== undefined;
    if (this.asked || !isShared || !isThere || this.memory.get(TOLD, false)) {
      return;
    }
    this.asked = true;
    const switchOff = vscode.l10n.t("Switch Off for Manifests");
    const never = vscode.l10n.t("Don't Show Again");
    const message = vscode.l10n.t(
      "The YAML extension of Red Hat reads Copilot manifests too, so syntax errors and the outline show twice and foreign schemas may be applied. It can be switched off for manifests only: they get a language of their own by the setting files.associations.",
    );
    const choice = await vscode.window.showInformationMessage(message, switchOff, never);
    if (choice === switchOff) {
      await giveOwnLanguage();
    }
    if (choice !== undefined) {
      await this.memory.update(TOLD, true);
    }
  }
}

async function giveOwnLanguage(): Promise<void> {
  const files = vscode.workspace.getConfiguration("files");
  const associations = files.inspect<Record<string, string>>("associations")?.globalValue ?? {};
  const ours = Object.fromEntries(MANIFESTS.map((pattern) => [pattern, LANGUAGE]));
  await files.update("associations", { ...associations, ...ours }, vscode.ConfigurationTarget.Global);
}
