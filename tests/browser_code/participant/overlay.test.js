import assert from "node:assert/strict";
import { test } from "node:test";

import { answersOf, numberOf, overviewOf, pendingResponse, shownPositions } from "../../../static/participant/overlay.js";

const answer = (position, response, section = 2) => ({ event: "submit_response", payload: { section, position, response } });
const flag = (position, is_flagged, section = 2) => ({ event: "flag_item", payload: { section, position, is_flagged } });
const screen = { responses: { 1: { choice: 0 }, 3: { choice: 4 } }, flags: [3, 9] };
const one = { interaction: { type: "choose" }, options: [1, 2, 3, 4, 5] };
const rating = { interaction: { type: "rate", labels: ["a", "b"] }, options: [1, 2] };
const page = { interaction: { type: "read" }, options: [] };
const overview = (answers, items, total = items.length) => overviewOf(answers, items, total, "id");

test("unsent answers lie over the server's, the last one on top", () => {
  const { responses, unsent } = answersOf(screen, [answer(3, { choice: 1 }), answer(5, { order: [2] }), answer(5, { order: [1, 0] })], 2);
  assert.deepEqual([...responses], [[1, { choice: 0 }], [3, { choice: 1 }], [5, { order: [1, 0] }]]);
  assert.deepEqual([...unsent], [3, 5]);
});

test("an empty response takes an answer back, sent or not", () => {
  const { responses } = answersOf({ responses: { 1: { text: "a" }, 2: { text: " " } } }, [answer(1, { text: "" }), answer(4, { parts: [null, null] })], 2);
  assert.equal(responses.size, 0);
});

test("unsent flags are set and taken away", () => {
  const { flags } = answersOf(screen, [flag(3, false), flag(7, true)], 2);
  assert.deepEqual([...flags].sort(), [7, 9]);
});

test("what waits for another section changes nothing here", () => {
  const { responses, flags, unsent } = answersOf(screen, [answer(3, { choice: 1 }, 1), flag(3, false, 1)], 2);
  assert.deepEqual(responses.get(3), { choice: 4 });
  assert.equal(flags.has(3), true);
  assert.equal(unsent.size, 0);
});

test("a screen without responses is an empty form", () => {
  const { answered, empty, unfinished, doubtful } = overview(answersOf({}, [], 2), [one, one, one]);
  assert.deepEqual({ answered, empty, unfinished, doubtful }, { answered: 0, empty: [1, 2, 3], unfinished: [], doubtful: [] });
});

test("unfinished answers are counted apart, pages nowhere", () => {
  const answers = answersOf({ responses: { 2: { ratings: [1, null] }, 3: { ratings: [1, 0] } }, flags: [1, 4] }, [], 2);
  const found = overview(answers, [page, rating, rating, one]);
  assert.deepEqual([1, 2, 3, 4].map(found.state), ["page", "unfinished", "complete", "empty"]);
  assert.deepEqual([found.total, found.answered, found.unfinished, found.empty, found.doubtful], [3, 1, [2], [4], [4]]);
});

test("before the items have come, any answer counts as one", () => {
  const found = overview(answersOf(screen, [answer(2, { choice: 0 }), flag(2, true)], 2), [], 10);
  assert.equal(found.answered, 3);
  assert.deepEqual(found.empty, [4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(found.doubtful, [2, 3, 9]);
});

test("filters show all, what wants work, or the doubtful", () => {
  const answers = answersOf({ responses: { 2: { ratings: [1, null] }, 3: { ratings: [1, 0] } }, flags: [4] }, [], 2);
  const found = overview(answers, [page, rating, rating, one]);
  assert.deepEqual(shownPositions("all", found), [1, 2, 3, 4]);
  assert.deepEqual(shownPositions("empty", found), [2, 4]);
  assert.deepEqual(shownPositions("doubtful", found), [4]);
});

test("people count items and not pages", () => {
  const items = [page, one, one, page, one];
  assert.deepEqual([2, 3, 5].map((position) => numberOf(items, position)), [1, 2, 3]);
  assert.equal(numberOf(items, 4), 3); // the page stands before item 3
});

test("the confirmed response of an item is known until its receipt", () => {
  const waiting = [answer(4, { choice: 1 }, 0), flag(4, true, 0), answer(4, { text: "x" }, 1)];
  assert.deepEqual(pendingResponse(waiting, 0, 4), { choice: 1 });
  assert.deepEqual(pendingResponse(waiting, 1, 4), { text: "x" });
  assert.equal(pendingResponse(waiting, 0, 5), null);
});
