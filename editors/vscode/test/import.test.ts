/** The command that imports, with a server and a person that the test plays; tests/editors has the real ones. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { OutputChannel } from "vscode";
import { registerImport } from "../src/import";
import type { Server } from "../src/running";
import { execute, person, seen } from "./fake/vscode";

const COPIED = '[{"name": "web", "image": "nginx"}]';
const MANIFEST = "file:///w/copilot/web/manifest.yml";
const EDIT = { changes: {} };

let asked: { method: string; parameters: unknown }[];
let answer: () => { edit: unknown; remarks: string[] };
let written: string[];
let isShown: boolean;

beforeEach(() => {
  Object.assign(person, { clipboard: COPIED, mayReadClipboard: true, file: undefined, manifest: MANIFEST, presses: undefined });
  Object.assign(seen, { messages: [], edits: [], applies: true });
  asked = [];
  written = [];
  isShown = false;
  answer = () => ({ edit: EDIT, remarks: [] });
});

async function importNow(): Promise<void> {
  const request = (method: string, parameters: unknown): Promise<unknown> => {
    asked.push({ method, parameters });
    return new Promise((resolve) => resolve(answer()));
  };
  const asWorkspaceEdit = (edit: unknown): Promise<unknown> => Promise.resolve({ converted: edit });
  const server = { request, client: { protocol2CodeConverter: { asWorkspaceEdit } } } as unknown as Server;
  const output = { appendLine: (line: string) => written.push(line), show: () => (isShown = true) } as unknown as OutputChannel;
  const command = registerImport(server, output);
  await execute("copilotManifest.importContainer");
  command.dispose();
}

const definitions = (): unknown[] => asked.map(({ parameters }) => (parameters as { definition: unknown }).definition);

test("a definition in the clipboard goes to the server, and its edit into the manifest", async () => {
  await importNow();
  assert.deepEqual(asked, [{ method: "copilotManifest/import", parameters: { textDocument: { uri: MANIFEST }, definition: COPIED } }]);
  assert.deepEqual(seen.edits, [{ converted: EDIT }]);
  assert.deepEqual(seen.messages, []);
});

test("without one, or where the clipboard may not be read, the user picks a file", async () => {
  person.file = '{"containerDefinitions": []}';
  person.clipboard = "name: web";
  await importNow();
  person.mayReadClipboard = false;
  await importNow();
  assert.deepEqual(definitions(), [person.file, person.file]);
});

test("nothing is asked where the user picks no file, or where no manifest is open", async () => {
  person.clipboard = "";
  await importNow();
  assert.deepEqual([asked, seen.messages], [[], []]);
  person.manifest = undefined;
  await importNow();
  assert.equal(asked.length, 0);
  assert.equal(seen.messages.length, 1);
});

test("one remark is shown, several are kept in the output", async () => {
  answer = () => ({ edit: EDIT, remarks: ["`cpu` was left out."] });
  await importNow();
  assert.deepEqual([seen.messages, isShown], [["`cpu` was left out."], false]);
  answer = () => ({ edit: EDIT, remarks: ["one", "two", "three"] });
  person.presses = "Show All";
  await importNow();
  assert.match(seen.messages[1] ?? "", /^one .*3/);
  assert.deepEqual(written.slice(1), ["one", "two", "three"]);
  assert.ok(isShown);
});

test("what the server refuses, or the editor does not apply, is said", async () => {
  answer = () => {
    throw new Error("This is no container definition.");
  };
  await importNow();
  assert.deepEqual([seen.messages, seen.edits], [["This is no container definition."], []]);
  answer = () => ({ edit: EDIT, remarks: ["a remark"] });
  seen.applies = false;
  await importNow();
  assert.equal(seen.messages.length, 2);
  assert.ok(!written.includes("a remark"), "nothing was taken over");
});
