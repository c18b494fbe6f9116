import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_FILTER } from "../../../static/proctor/arrangement.js";
import { tileFacts } from "../../../static/proctor/tiles.js";
import { held } from "./a_hall.js";

const facts = (changes, { now = 0, known_until = now, filter = NO_FILTER } = {}) => tileFacts(held(changes), filter, now, known_until);

test("a tile's facts are flat, so that an unchanged tile is recognised", () => {
  for (const value of Object.values(facts({}))) assert.ok(value === null || typeof value !== "object");
  assert.deepEqual(facts({}, { now: 200 }), facts({}, { now: 400 }));
});

test("seconds since contact are whole and time left is rounded up, so that 0:00 means over", () => {
  const { contact_seconds, time_left } = facts({ contact_age_seconds: 3.2, remaining_seconds: 61.4 }, { now: 700 });
  assert.deepEqual([contact_seconds, time_left], [3, "1:01"]);
  assert.equal(facts({ remaining_seconds: 0.4 }).time_left, "0:01");
});

test("the last five minutes are marked only while the clock runs", () => {
  assert.equal(facts({ remaining_seconds: 299 }).is_last_minutes, true);
  assert.equal(facts({ remaining_seconds: 299, time_is_running: false }).is_last_minutes, false);
  assert.equal(facts({ remaining_seconds: 900 }).is_last_minutes, false);
});

test("when the board is cut off its numbers stand still", () => {
  const cut = facts({ contact_age_seconds: 2, remaining_seconds: 600 }, { now: 60_000, known_until: 1500 });
  assert.deepEqual([cut.contact_seconds, cut.time_left, cut.band], [3, "9:59", "fresh"]);
});

test("sections are counted from one, and who is in none has none", () => {
  assert.deepEqual([facts({}).section_index, facts({}).section_count], [1, 2]);
  assert.equal(facts({ section: null }).section_count, 0);
});

test("a new incident that the filter did not ask for is marked as new", () => {
  const { is_shown, is_new } = facts({ is_connected: false }, { filter: { ...NO_FILTER, chip: "ended" } });
  assert.deepEqual([is_shown, is_new], [true, true]);
  assert.equal(facts({}, { filter: { ...NO_FILTER, chip: "ended" } }).is_shown, false);
});
