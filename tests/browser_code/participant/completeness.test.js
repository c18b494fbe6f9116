import assert from "node:assert/strict";
import { test } from "node:test";

import { isComplete, isEmpty, missing, stateOf } from "../../../static/participant/completeness.js";

const options = (n) => Array.from({ length: n }, () => ({ html: "x" }));
const lacks = (interaction, n_options, response) => missing({ interaction, options: options(n_options) }, response, "id");
const whole = (interaction, n_options, response) => isComplete({ interaction, options: options(n_options) }, response, "id");

test("a response is empty when nothing is chosen, written or joined", () => {
  for (const response of [null, undefined, {}, { choices: [] }, { text: "  " }, { gaps: [null, null] }, { ratings: [null] }, { pairs: [] }, { best: null }, { parts: [null, { text: "" }] }]) {
    assert.equal(isEmpty(response), true, JSON.stringify(response));
  }
  for (const response of [{ choice: 0 }, { choices: [0] }, { text: "0" }, { gaps: [null, 0] }, { ratings: [0] }, { pairs: [[0, 1]] }, { worst: 0 }, { parts: [null, { choice: 0 }] }]) {
    assert.equal(isEmpty(response), false, JSON.stringify(response));
  }
});

test("one choice is all of it", () => {
  assert.deepEqual(lacks({ type: "choose" }, 3, null), { key: "missing-choice" });
  assert.equal(whole({ type: "choose" }, 3, { choice: 0 }), true);
});

test("several choices want at least so many, and one where the least is none", () => {
  const two = { type: "choose_several", least: 2, most: 3 };
  assert.deepEqual(lacks(two, 4, null), { key: "missing-choices", args: { n: 2, least: 2 } });
  assert.deepEqual(lacks(two, 4, { choices: [1] }), { key: "missing-choices", args: { n: 1, least: 2 } });
  assert.equal(whole(two, 4, { choices: [1, 3] }), true);
  assert.equal(whole({ ...two, least: 0 }, 4, { choices: [] }), false);
});

test("an order wants every option", () => {
  assert.equal(whole({ type: "order" }, 3, { order: [2, 0] }), false);
  assert.equal(whole({ type: "order" }, 3, { order: [2, 0, 1] }), true);
});

test("best and worst want both, each named in the words of its column", () => {
  assert.deepEqual(lacks({ type: "best_worst", asked: "effective" }, 4, null), { key: "missing-best-worst" });
  assert.deepEqual(lacks({ type: "best_worst", asked: "effective" }, 4, { worst: 1 }), { key: "missing-best-effective" });
  assert.deepEqual(lacks({ type: "best_worst", asked: "like_me" }, 4, { best: 0, worst: null }), { key: "missing-worst-like-me" });
  assert.equal(whole({ type: "best_worst", asked: "like_me" }, 4, { best: 0, worst: 1 }), true);
});

test("ratings want every row, the lowest label counts", () => {
  const scale = { type: "rate", labels: ["a", "b"] };
  assert.deepEqual(lacks(scale, 3, { ratings: [0, null, 1] }), { key: "missing-ratings", args: { n: 1 } });
  assert.equal(whole(scale, 3, { ratings: [0, 0, 1] }), true);
});

test("pairs want every option joined, as far as there are targets", () => {
  const pair = { type: "pair", targets: [3, 4], uses: 0, most_targets: 1 };
  assert.deepEqual(lacks(pair, 5, { pairs: [[0, 3]] }), { key: "missing-pairs", args: { n: 2 } });
  assert.equal(whole(pair, 5, { pairs: [[0, 3], [1, 3], [2, 4]] }), true);
  assert.equal(whole({ ...pair, uses: 1 }, 5, { pairs: [[0, 3], [1, 4]] }), true);
  assert.equal(whole({ ...pair, uses: 1 }, 5, { pairs: [[0, 3]] }), false);
});

test("gaps want filling as long as an option is left for them", () => {
  const gaps = { type: "fill_gaps", gaps: [[0, 1], [0, 1], [0, 1]], uses: 1, has_pool: true };
  assert.deepEqual(lacks(gaps, 2, { gaps: [0, null, null] }), { key: "missing-gaps", args: { n: 2 } });
  assert.equal(whole(gaps, 2, { gaps: [0, 1, null] }), true);
  assert.equal(whole({ ...gaps, uses: 0 }, 2, { gaps: [0, 1, null] }), false);
});

test("a number must be read as one, a text only be there", () => {
  const number = { type: "write", answer: "number", unit_html: "", width: 12, longest: 40 };
  assert.deepEqual(lacks(number, 0, { text: "" }), { key: "missing-number" });
  assert.deepEqual(lacks(number, 0, { text: "dua" }), { key: "missing-number-unread" });
  assert.equal(whole(number, 0, { text: "12,5" }), true);
  assert.equal(whole({ ...number, answer: "text" }, 0, { text: "dua" }), true);
});

test("a page wants nothing", () => {
  assert.equal(whole({ type: "read" }, 0, null), true);
  assert.equal(stateOf({ interaction: { type: "read" }, options: [] }, null, "id"), "page");
});

test("several parts want each of them", () => {
  const text = { type: "write", answer: "text", unit_html: "", width: 12, longest: 40 };
  const several = { type: "several", parts: [{ interaction: { type: "choose" }, options: options(2) }, { interaction: text, options: [] }] };
  assert.deepEqual(lacks(several, 0, { parts: [{ choice: 0 }, null] }), { key: "missing-parts", args: { n: 1 } });
  assert.equal(whole(several, 0, { parts: [{ choice: 0 }, { text: "ya" }] }), true);
  assert.equal(stateOf({ interaction: several, options: [] }, { parts: [null, { text: "ya" }] }, "id"), "unfinished");
});
