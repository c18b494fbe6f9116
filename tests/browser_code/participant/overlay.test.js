import assert from "node:assert/strict";
import { test } from "node:test";

import { answersOf, countsOf, pendingChoice, shownPositions } from "../../../static/participant/overlay.js";

const answer = (position, choice, section = 2) => ({ event: "submit_response", payload: { section, position, response: { choice } } });
const flag = (position, is_flagged, section = 2) => ({ event: "flag_item", payload: { section, position, is_flagged } });
const screen = { responses: { 1: 0, 3: 4 }, flags: [3, 9] };

test("unsent answers lie over the server's, the last one on top", () => {
  const { choices, unsent } = answersOf(screen, [answer(3, 1), answer(5, 2), answer(5, 0)], 2);
  assert.deepEqual([...choices], [[1, 0], [3, 1], [5, 0]]);
  assert.deepEqual([...unsent], [3, 5]);
});

test("unsent flags are set and taken away", () => {
  const { flags } = answersOf(screen, [flag(3, false), flag(7, true)], 2);
  assert.deepEqual([...flags].sort(), [7, 9]);
});

test("what waits for another section changes nothing here", () => {
  const { choices, flags, unsent } = answersOf(screen, [answer(3, 1, 1), flag(3, false, 1)], 2);
  assert.equal(choices.get(3), 4);
  assert.equal(flags.has(3), true);
  assert.equal(unsent.size, 0);
});

test("a screen without responses is an empty form", () => {
  assert.deepEqual(countsOf(answersOf({}, [], 2), 3), { answered: 0, empty: [1, 2, 3], doubtful: [] });
});

test("counts see unsent answers", () => {
  const counts = countsOf(answersOf(screen, [answer(2, 0), flag(2, true)], 2), 10);
  assert.equal(counts.answered, 3);
  assert.deepEqual(counts.empty, [4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(counts.doubtful, [2, 3, 9]);
});

test("filters show all, the empty or the doubtful", () => {
  const answers = answersOf(screen, [], 2);
  assert.deepEqual(shownPositions("all", answers, 3), [1, 2, 3]);
  assert.deepEqual(shownPositions("empty", answers, 4), [2, 4]);
  assert.deepEqual(shownPositions("doubtful", answers, 10), [3, 9]);
});

test("the confirmed choice of an item is known until its receipt", () => {
  const waiting = [answer(4, 1, 0), flag(4, true, 0), answer(4, 3, 1)];
  assert.equal(pendingChoice(waiting, 0, 4), 1);
  assert.equal(pendingChoice(waiting, 1, 4), 3);
  assert.equal(pendingChoice(waiting, 0, 5), null);
});
