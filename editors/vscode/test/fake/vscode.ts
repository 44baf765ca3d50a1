/** As much of VS Code as src/import.ts needs: what a person would do is set by the test, what they would see is kept. */

export const person = {
  clipboard: "",
  mayReadClipboard: true,
  /** The content of the file that the person picks; undefined: none. */
  file: undefined as string | undefined,
  manifest: undefined as string | undefined,
  /** The button that the person presses. */
  presses: undefined as string | undefined,
};

export const seen = { messages: [] as string[], edits: [] as unknown[], applies: true };

const registered = new Map<string, () => Promise<void>>();

function message(text: string): Promise<string | undefined> {
  seen.messages.push(text);
  return Promise.resolve(person.presses);
}

export const window = {
  get activeTextEditor() {
    return person.manifest === undefined ? undefined : { document: { uri: person.manifest } };
  },
  showInformationMessage: message,
  showErrorMessage: message,
  showOpenDialog: () => Promise.resolve(person.file === undefined ? undefined : ["file"]),
};

export const workspace = {
  applyEdit: (edit: unknown) => Promise.resolve(seen.applies && seen.edits.push(edit) > 0),
  fs: { readFile: () => Promise.resolve(Buffer.from(person.file ?? "")) },
};

export const env = {
  clipboard: {
    readText: () => (person.mayReadClipboard ? Promise.resolve(person.clipboard) : Promise.reject(new Error("not allowed"))),
  },
};

export const commands = {
  registerCommand: (name: string, run: () => Promise<void>) => {
    registered.set(name, run);
    return { dispose: () => registered.delete(name) };
  },
};

export const l10n = {
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)])),
};

export async function execute(name: string): Promise<void> {
  await registered.get(name)?.();
}
