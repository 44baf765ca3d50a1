/** Names that more than one file needs. */

/** Section of the settings, beginning of the commands' names, and the client's id: `<id>.trace.server` is read by vscode-languageclient itself. */
export const SECTION = "copilotManifest";

/** What users know the extension by. */
export const NAME = "AWS Copilot Manifests";

/** The language of manifests that the user has taken away from other YAML extensions; see neighbour.ts. */
export const LANGUAGE = "copilot-manifest";
