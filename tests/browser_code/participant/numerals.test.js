import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readNumber, shownNumber } from "../../../static/participant/numerals.js";

/** Written, language, read, shown again; the server's own reading is held against the same table. */
const cases = JSON.parse(readFileSync(new URL("numerals.json", import.meta.url), "utf8"));

for (const [written, language, read, shown] of cases) {
  test(`"${written}" in ${language} is ${read ?? "no number"}`, () => {
    assert.equal(readNumber(written, language), read);
    if (read !== null) assert.equal(shownNumber(read, language), shown);
  });
}
