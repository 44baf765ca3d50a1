/** What package.json says, held against what there is. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isDefinition } from "../src/definition";

interface Step {
  id: string;
  media: { image?: Record<string, string>; markdown?: string };
  completionEvents: string[];
}

interface Package {
  icon: string;
  contributes: {
    commands: { command: string }[];
    walkthroughs: { steps: Step[] }[];
    semanticTokenScopes: { language: string; scopes: Record<string, string[]> }[];
    configuration: { properties: Record<string, { scope?: string }> };
    menus: Record<string, { command: string }[]>;
  };
  capabilities: { untrustedWorkspaces: { supported: unknown; restrictedConfigurations: string[] } };
}

/** Tests run in the extension's folder. */
const read = (file: string): string => readFileSync(file, "utf8");
const manifest = JSON.parse(read("package.json")) as Package;
const { contributes } = manifest;
const sources = readdirSync("src").map((file) => read(`src/${file}`)).join("\n");

test("each command is carried out, and no other is in a menu or in the walkthrough", () => {
  const commands = contributes.commands.map(({ command }) => command).sort();
  const carriedOut = [...sources.matchAll(/registerCommand\((?:`\$\{SECTION\}\.(\w+)`|COMMAND|MENU)/g)].map((match) => match[1]);
  const named = carriedOut.flatMap((name) => (name === undefined ? [] : [`copilotManifest.${name}`]));
  // COMMAND is copilotManifest.showEffective; MENU is the status item's own and no command of the palette.
  assert.deepEqual([...named, "copilotManifest.showEffective"].sort(), commands);
  const used = Object.values(contributes.menus).flat().map(({ command }) => command);
  const completing = steps().flatMap((step) => step.completionEvents.flatMap((event) => event.match(/^onCommand:(copilotManifest\..*)/)?.[1] ?? []));
  const linked = [...read("package.nls.json").matchAll(/\(command:(copilotManifest\.\w+)/g)].map((match) => match[1] ?? "");
  for (const command of [...used, ...completing, ...linked]) {
    assert.ok(commands.includes(command), command);
  }
});

test("the walkthrough's pictures are those that docs/images has, and its settings exist", () => {
  assert.ok(steps().length >= 5);
  for (const { id, media, completionEvents } of steps()) {
    assert.ok(completionEvents.length > 0, id);
    for (const picture of Object.values(media.image ?? {})) {
      assert.ok(existsSync(picture.replace(/^images\//, "../../docs/images/")), picture); // packaging copies them
    }
    for (const setting of completionEvents.flatMap((event) => event.match(/^onSettingChanged:(.*)/)?.[1] ?? [])) {
      assert.ok(setting in contributes.configuration.properties, setting);
    }
  }
});

test("the icon is a picture of at least 128 pixels", () => {
  const picture = readFileSync(manifest.icon);
  assert.equal(picture.subarray(1, 4).toString(), "PNG");
  assert.ok(picture.readUInt32BE(16) >= 128 && picture.readUInt32BE(16) === picture.readUInt32BE(20));
});

test("the kinds of words that the server colours have scopes, in both languages of manifests", () => {
  const legend = read("../../server/lsp/tokens.rs").match(/const TYPES[^=]*= \[([^\]]+)\]/)?.[1] ?? "";
  const camel = (name: string): string => name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const types = [...legend.matchAll(/SemanticTokenType::(\w+)/g)].map((match) => camel(match[1] ?? "")).sort();
  assert.ok(types.length > 5);
  assert.deepEqual(contributes.semanticTokenScopes.map(({ language }) => language), ["yaml", "copilot-manifest"]);
  for (const { scopes } of contributes.semanticTokenScopes) {
    assert.deepEqual(Object.keys(scopes).filter((kind) => !kind.includes(".")).sort(), types);
  }
});

test("a workspace can't choose the program that is started", () => {
  assert.equal(contributes.configuration.properties["copilotManifest.server.path"]?.scope, "machine");
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes("copilotManifest.server.path"));
});

test("a copied text is a definition where it is a JSON object or list", () => {
  for (const text of ['{"containerDefinitions": []}', ' [{"name": "web"}]\n']) {
    assert.ok(isDefinition(text), text);
  }
  for (const text of ["", "name: web", '"text"', "1", "null", '{"name": ']) {
    assert.ok(!isDefinition(text), text);
  }
});

function steps(): Step[] {
  return contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
}
