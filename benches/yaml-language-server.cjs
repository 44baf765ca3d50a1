// Validates files one after the other with the language service of yaml-language-server: what its server does for each
// text, without the 200 ms that it waits for more keystrokes. Prints the seconds from the first file to the last, start
// and schema not counted, and how many files have diagnostics.
//
// node yaml-language-server.cjs PACKAGE SCHEMA FILE...
'use strict';
const fs = require('fs');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const [home, schemaFile, ...files] = process.argv.slice(2);
const ofPackage = createRequire(`${home}/package.json`);
const { getLanguageService } = ofPackage('./out/server/src/index.js');
const { SettingsState } = ofPackage('./out/server/src/yamlSettings.js');
const { TextDocument } = ofPackage('vscode-languageserver-textdocument');

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

(async () => {
  await flagged(files[0]);
  const started = process.hrtime.bigint();
  let count = 0;
  for (const file of files) {
    count += (await flagged(file)) ? 1 : 0;
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  console.log(JSON.stringify({ seconds, flagged: count }));
})();
