// Stands in for redhat.vscode-yaml, which no package registry has: the server is the real one, the languages are those that
// version 1.25 serves. YAML_SERVER is replaced by the path of yaml-language-server when this is bundled.
import { workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

const LANGUAGES = [
  "yaml", "yaml-textmate", "yaml-tmlanguage", "ansible", "azure-pipelines", "dockercompose", "github-actions-workflow",
  "home-assistant", "manifest-yaml", "spring-boot-properties-yaml",
];
let client;

export async function activate() {
  client = new LanguageClient("yaml", "YAML Support", { module: YAML_SERVER, transport: TransportKind.stdio }, {
    documentSelector: LANGUAGES.map((language) => ({ language })),
    synchronize: { fileEvents: [workspace.createFileSystemWatcher("**/*.{yml,yaml}")] },
  });
  await client.start();
}

export function deactivate() {
  return client?.stop();
}
