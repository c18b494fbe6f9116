import assert from "node:assert/strict";
import { test } from "node:test";

import { LARGEST, SMALLEST, USUAL, larger, readPreferences, smaller } from "../../../static/participant/preferences.js";

test("text size has a smallest and a largest step", () => {
  let held = USUAL;
  for (let step = 0; step < 9; step += 1) held = larger(held);
  assert.equal(held.text_size, LARGEST);
  for (let step = 0; step < 9; step += 1) held = smaller(held);
  assert.equal(held.text_size, SMALLEST);
});

test("preferences survive storage", () => {
  const held = { text_size: 2, is_high_contrast: true, has_ruler: true, letters_on: false };
  assert.deepEqual(readPreferences(JSON.stringify(held)), held);
});

test("what cannot be understood is as usual", () => {
  for (const stored of [null, "", "nonsense", "null", "[]", '{"text_size":"huge"}']) {
    assert.deepEqual(readPreferences(stored), USUAL);
  }
  assert.equal(readPreferences('{"text_size":99}').text_size, LARGEST);
});
