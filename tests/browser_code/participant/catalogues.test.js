import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { textsOf } from "../../../static/shared/texts.js";

const root = fileURLToPath(new URL("../../../static/", import.meta.url));
const catalogue = (language) => readFileSync(`${root}catalogues/${language}/participant.ftl`, "utf8");
const keysOf = (source) => [...source.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map(([, key]) => key);

/** Every text key written out in the page's sources, and the beginnings of those that are put together. */
function used() {
  const exact = new Set();
  const beginnings = new Set();
  for (const folder of ["participant/", "participant/views/", "participant/views/interactions/"]) {
    for (const file of readdirSync(`${root}${folder}`).filter((name) => name.endsWith(".js"))) {
      const source = readFileSync(`${root}${folder}${file}`, "utf8");
      for (const [, call] of source.matchAll(/\bt\(((?:[^()]|\([^()]*\))*)\)/g)) {
        for (const [, key] of call.matchAll(/(?<!=== |\[)"([a-z][a-z0-9]*(?:-[a-z0-9]+)+|loading|close|cancel|back|done|sending|understood|reason)"/g)) exact.add(key);
        for (const [, beginning] of call.matchAll(/`([a-z-]+-)\$\{/g)) beginnings.add(beginning);
      }
      for (const [, beginning] of source.matchAll(/key = `([a-z-]+-)\$\{/g)) beginnings.add(beginning);
      for (const [, key] of source.matchAll(/\["((?:identity|keys)-[a-z-]+)",/g)) exact.add(key);
      for (const [, key] of source.matchAll(/\], "(keys-[a-z-]+)"/g)) exact.add(key);
      for (const [, key] of source.matchAll(/"(missing-[a-z-]+)"/g)) exact.add(key);
      for (const [, beginning] of source.matchAll(/key: `([a-z-]+-)\$\{/g)) beginnings.add(beginning);
    }
  }
  return { exact, beginnings };
}

test("both languages hold the same keys, each once", () => {
  const [id, en] = [keysOf(catalogue("id")), keysOf(catalogue("en"))];
  assert.deepEqual(id, en);
  assert.equal(new Set(id).size, id.length);
});

test("every text that the page asks for exists", () => {
  const held = keysOf(catalogue("id"));
  const { exact, beginnings } = used();
  assert.ok(exact.size > 100, `only ${exact.size} keys were found in the sources`);
  assert.deepEqual([...exact].filter((key) => !held.includes(key)), []);
  assert.deepEqual([...beginnings].filter((beginning) => !held.some((key) => key.startsWith(beginning))), []);
});

test("no text is kept that nothing asks for", () => {
  const { exact, beginnings } = used();
  const unused = keysOf(catalogue("id")).filter(
    (key) => !exact.has(key) && ![...beginnings].some((beginning) => key.startsWith(beginning)),
  );
  assert.deepEqual(unused, []);
});

test("the save pill has exactly its four texts", () => {
  const t = textsOf("id", [catalogue("id")]);
  assert.equal(t("save-saved", { time: "09:41:07" }), "Tersimpan di server 09:41:07");
  assert.equal(t("save-saving"), "Menyimpan…");
  assert.equal(t("save-unsent", { n: 3 }), "Disimpan di komputer ini, belum terkirim (3)");
  assert.equal(t("save-failed"), "Gagal simpan, panggil pengawas");
  assert.deepEqual(keysOf(catalogue("id")).filter((key) => key.startsWith("save-")), ["save-saved", "save-saving", "save-unsent", "save-failed"]);
});

test("every text can be formatted, with a visible sign where an argument is missing", () => {
  for (const language of ["id", "en"]) {
    const t = textsOf(language, [catalogue(language)]);
    for (const key of keysOf(catalogue(language))) assert.notEqual(t(key), "", key);
  }
});

test("a number in a sentence agrees with it", () => {
  const t = textsOf("en", [catalogue("en")]);
  assert.equal(t("link-back-sent", { n: 1 }), "Connected again, 1 answer sent.");
  assert.equal(t("link-back-sent", { n: 6 }), "Connected again, 6 answers sent.");
  assert.equal(t("grid-cell", { position: 12, state: "complete", doubtful: "yes" }), "Item 12, answered, doubtful");
  assert.equal(t("grid-cell", { position: 12, state: "empty", doubtful: "no" }), "Item 12, not answered");
  assert.equal(t("grid-cell", { position: 12, state: "unfinished", doubtful: "no" }), "Item 12, not complete");
});

test("a missing text shows its key", () => {
  assert.equal(textsOf("id", [""])("no-such-text"), "no-such-text");
});
