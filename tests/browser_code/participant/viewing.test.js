import assert from "node:assert/strict";
import { test } from "node:test";

import { Viewing } from "../../../static/participant/viewing.js";

test("time in view adds up over visits", () => {
  const viewing = new Viewing();
  viewing.show("2:1", 1_000);
  viewing.show("2:2", 4_000);
  viewing.show("2:1", 5_000);
  assert.equal(viewing.shownMs("2:1", 7_000), 5_000);
  assert.equal(viewing.shownMs("2:2", 7_000), 1_000);
});

test("a hidden page stops the count", () => {
  const viewing = new Viewing();
  viewing.show("2:1", 0);
  viewing.show(null, 2_000);
  viewing.show("2:1", 60_000);
  assert.equal(viewing.shownMs("2:1", 61_000), 3_000);
});

test("showing the same item again changes nothing, and an item never shown has no time", () => {
  const viewing = new Viewing();
  viewing.show("2:1", 0);
  viewing.show("2:1", 900);
  assert.equal(viewing.shownMs("2:1", 1_000), 1_000);
  assert.equal(viewing.shownMs("2:9", 1_000), 0);
});
