import assert from "node:assert/strict";
import { test } from "node:test";

import { Unsaved } from "../../../static/participant/unsaved.js";

const place = { owner: "P001#x", section: 1, position: 4 };

function storage() {
  const held = new Map();
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value), removeItem: (key) => void held.delete(key) };
}

test("what was typed outlives the page, for the same person and item only", () => {
  const kept = storage();
  new Unsaved(kept).hold(place, { text: "Band" });
  const later = new Unsaved(kept);
  assert.deepEqual(later.of(place), { text: "Band" });
  assert.equal(later.of({ ...place, position: 5 }), null);
  assert.equal(later.of({ ...place, owner: "P002#x" }), null);
  later.drop();
  assert.equal(new Unsaved(kept).of(place), null);
});

test("without storage it lasts as long as the page", () => {
  const unsaved = new Unsaved(undefined);
  unsaved.hold(place, { choice: 1 });
  assert.deepEqual(unsaved.of(place), { choice: 1 });
});

test("what cannot be read is as if it were not there", () => {
  for (const text of ["nonsense", "null", "{}", '{"owner":1,"response":{}}']) {
    assert.equal(new Unsaved({ ...storage(), getItem: () => text }).held, null);
  }
});
