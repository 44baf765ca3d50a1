import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Tests run in the extension's folder. */
const read = (file: string): string => readFileSync(file, "utf8");
const json = (file: string): object => JSON.parse(read(file)) as object;
const keys = (file: string): string[] => Object.keys(json(file)).sort();
const matches = (file: string, pattern: RegExp): string[] => [...new Set([...read(file).matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
const once = (texts: string[]): string[] => [...new Set(texts)].sort();
const KANA = /[ぁ-んァ-ヴ]/;

test("package.nls.json and package.nls.ja.json have the keys that package.json uses", () => {
  const used = matches("package.json", /"%([^%"]+)%"/g);
  assert.ok(used.length > 10);
  assert.deepEqual(keys("package.nls.json"), used);
  assert.deepEqual(keys("package.nls.ja.json"), used);
});

test("package.nls.ja.json is Japanese, with the commands and links of the English texts", () => {
  const english = json("package.nls.json") as Record<string, string>;
  for (const [key, text] of Object.entries(json("package.nls.ja.json") as Record<string, string>)) {
    assert.match(text, /[ぁ-んァ-ヴ一-龠]/, key);
    const links = (of: string): string[] => [...of.matchAll(/\((command:[^)]+)\)/g)].map((match) => match[1] ?? "");
    assert.deepEqual(links(text), links(english[key] ?? ""), key);
  }
});

test("every message of the extension is translated, and no other", () => {
  const sources = readdirSync("src").map((file) => `src/${file}`);
  const used = once(sources.flatMap((file) => matches(file, /l10n\.t\(\s*"((?:[^"\\]|\\.)+)"/g)));
  assert.ok(used.length > 20);
  assert.equal(sources.flatMap((file) => [...read(file).matchAll(/l10n\.t\((?!\s*")/g)]).length, 0, "a message that is no literal is not seen here");
  assert.deepEqual(keys("l10n/bundle.l10n.ja.json"), used);
});

test("the Japanese messages have the places that the English ones have", () => {
  for (const [english, japanese] of Object.entries(json("l10n/bundle.l10n.ja.json") as Record<string, string>)) {
    const places = (text: string): string[] => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
    assert.deepEqual(places(japanese), places(english), english);
    assert.match(japanese, /[ぁ-んァ-ヴ一-龠]/, english);
  }
});

test("each page of the walkthrough is there in Japanese too, with the same code", () => {
  const pages = readdirSync("walkthrough").filter((file) => !file.includes(".nls."));
  assert.deepEqual(readdirSync("walkthrough").sort(), once(pages.flatMap((page) => [page, page.replace(".md", ".nls.ja.md")])));
  assert.deepEqual(matches("package.json", /"markdown": "walkthrough\/([^"]+)"/g), pages.sort());
  for (const page of pages) {
    const japanese = read(`walkthrough/${page.replace(".md", ".nls.ja.md")}`);
    assert.match(japanese, KANA, page);
    assert.equal(japanese.match(/```/g)?.length, read(`walkthrough/${page}`).match(/```/g)?.length, page);
  }
});
