// Validates files one after the other with the language service of yaml-language-server: what its server does for each
// text, without the 200 ms that it waits for more keystrokes. Prints the seconds from the first file to the last, start
// and schema not counted, and how many files have diagnostics.
//
// node yaml-language-server.mjs PACKAGE SCHEMA FILE...
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [home, schemaFile, ...files] = process.argv.slice(2);
const part = (path) => import(pathToFileURL(`${home}/${path}`).href);
const { getLanguageService } = await part('out/src/index.js');
const { SettingsState } = await part('out/src/yamlSettings.js');
const { TextDocument } = createRequire(`${home}/package.json`)('vscode-languageserver-textdocument');

const service = getLanguageService({
  schemaRequestService: (uri) => Promise.reject(new Error(`no request for ${uri}`)),
  workspaceContext: { resolveRelativePath: (relative) => relative },
  yamlSettings: new SettingsState(),
});
service.configure({
  validate: true,
  schemas: [{ uri: pathToFileURL(schemaFile).href, fileMatch: ['**/manifest.yml'], schema: JSON.parse(fs.readFileSync(schemaFile)) }],
});

async function flagged(file) {
  const text = fs.readFileSync(file, 'utf8');
  const found = await service.doValidation(TextDocument.create(pathToFileURL(file).href, 'yaml', 1, text), false);
  return found.length > 0;
}

await flagged(files[0]);
const started = process.hrtime.bigint();
let count = 0;
for (const file of files) {
  count += (await flagged(file)) ? 1 : 0;
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
console.log(JSON.stringify({ seconds, flagged: count }));
