import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, judged, moved, paired, parted, rated, shownOrder, toggled, withPart } from "../../../static/participant/changes.js";

test("an option is chosen and let go, up to the most", () => {
  assert.deepEqual(toggled(null, 2, 2), { choices: [2] });
  assert.deepEqual(toggled({ choices: [2] }, 0, 2), { choices: [0, 2] });
  assert.deepEqual(toggled({ choices: [0, 2] }, 2, 2), { choices: [0] });
  assert.equal(toggled({ choices: [0, 2] }, 1, 2), null);
});

test("an order begins as it was shown, and an unfinished one goes on with the rest", () => {
  assert.deepEqual(shownOrder(null, 3), [0, 1, 2]);
  assert.deepEqual(shownOrder({ order: [2] }, 3), [2, 0, 1]);
});

test("a row moves up, down, to both ends, and nowhere", () => {
  assert.deepEqual(moved([0, 1, 2, 3], 2, 1), [0, 2, 1, 3]);
  assert.deepEqual(moved([0, 1, 2, 3], 1, 2), [0, 2, 1, 3]);
  assert.deepEqual(moved([0, 1, 2, 3], 3, 0), [3, 0, 1, 2]);
  assert.deepEqual(moved([0, 1, 2, 3], 0, 3), [1, 2, 3, 0]);
  assert.deepEqual(moved([0, 1], 1, 1), [0, 1]);
  assert.deepEqual(moved([0, 1], 5, 0), [0, 1]);
});

test("best and worst are different rows: the newer takes the row", () => {
  assert.deepEqual(judged(null, "best", 1), { best: 1 });
  assert.deepEqual(judged({ best: 1 }, "worst", 0), { worst: 0, best: 1 });
  assert.deepEqual(judged({ best: 1, worst: 0 }, "worst", 1), { worst: 1 });
});

test("a rating keeps the others", () => {
  assert.deepEqual(rated(null, 3, 1, 0), { ratings: [null, 0, null] });
  assert.deepEqual(rated({ ratings: [null, 0, null] }, 3, 2, 3), { ratings: [null, 0, 3] });
});

test("a pair takes the place of the oldest where there is no more room", () => {
  const once = { uses: 1, most_targets: 1 };
  assert.deepEqual(paired({ pairs: [[0, 3]] }, once, 0, 4), { pairs: [[0, 4]] });
  assert.deepEqual(paired({ pairs: [[0, 3]] }, once, 1, 3), { pairs: [[1, 3]] });
  assert.deepEqual(paired({ pairs: [[0, 3]] }, { uses: 0, most_targets: 2 }, 0, 4), { pairs: [[0, 3], [0, 4]] });
  assert.deepEqual(paired({ pairs: [[0, 3], [0, 4]] }, { uses: 0, most_targets: 2 }, 0, 5), { pairs: [[0, 4], [0, 5]] });
  assert.deepEqual(parted({ pairs: [[0, 3], [0, 4], [1, 3]] }, 0, 4), { pairs: [[0, 3], [1, 3]] });
  assert.deepEqual(parted({ pairs: [[0, 3], [0, 4], [1, 3]] }, 0), { pairs: [[1, 3]] });
});

test("an option that is used up leaves its first gap", () => {
  const once = { gaps: [[], []], uses: 1 };
  assert.deepEqual(filled(null, once, 0, 2), { gaps: [2, null] });
  assert.deepEqual(filled({ gaps: [2, null] }, once, 1, 2), { gaps: [null, 2] });
  assert.deepEqual(filled({ gaps: [2, null] }, { ...once, uses: 0 }, 1, 2), { gaps: [2, 2] });
  assert.deepEqual(filled({ gaps: [2, 1] }, once, 1, null), { gaps: [2, null] });
});

test("a part that is emptied is none", () => {
  assert.deepEqual(withPart(null, 2, 1, { text: "ya" }), { parts: [null, { text: "ya" }] });
  assert.deepEqual(withPart({ parts: [{ choice: 0 }, { text: "ya" }] }, 2, 1, { text: " " }), { parts: [{ choice: 0 }, null] });
});
