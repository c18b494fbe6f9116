import assert from "node:assert/strict";
import { test } from "node:test";

import {
  CHIPS, NO_FILTER, belongsTo, countChips, helpQueue, inOrder, isFiltering, neighbour, progress, seatMap, shownBecause,
} from "../../../static/proctor/arrangement.js";
import { held, labels, row } from "./a_hall.js";

const help = (since) => ({ reason: "computer", since });
const seats = (...places) => places.map(([label, line, column]) => ({ label, row: line, column }));

test("every row belongs to at least one chip, and a lost computer is not also counted as working", () => {
  for (const state of ["absent", "checking_in", "ready", "working", "paused", "on_hold", "finished", "stopped"]) {
    const of = row("01", { state });
    assert.ok(CHIPS.some((chip) => belongsTo(chip, of, "fresh")), state);
  }
  const lost = held({ is_connected: false });
  assert.deepEqual(CHIPS.filter((chip) => belongsTo(chip, lost.row, "lost")), ["lost"]);
});

test("a paused computer that is lost is counted under both", () => {
  const counts = countChips([held({ state: "paused", is_connected: false })], 0);
  assert.deepEqual([counts.paused, counts.lost, counts.working], [1, 1, 0]);
});

test("a person on two computers waits for help like a raised hand", () => {
  const counts = countChips([held({ state: "on_hold" }), held({ help: help("2026-11-21T02:00:00Z") })], 0);
  assert.equal(counts.help, 2);
});

test("stopped sittings are counted with the finished ones", () => {
  assert.equal(countChips([held({ state: "stopped" }), held({ state: "finished" })], 0).ended, 2);
});

test("a chip shows its own rows only, and a second word narrows the search", () => {
  const filter = { ...NO_FILTER, chip: "paused", set_at: 10 };
  assert.equal(shownBecause(held({ state: "paused" }), filter, 0), "asked");
  assert.equal(shownBecause(held(), filter, 0), null);
  const named = held({ seat: "A07", name: "Siti Rahmawati", number: "P-2607" });
  for (const query of ["siti", "RAHMA a07", "2607"]) assert.equal(shownBecause(named, { ...NO_FILTER, query }, 0), "asked");
  assert.equal(shownBecause(named, { ...NO_FILTER, query: "siti b02" }, 0), null);
});

test("hiding the healthy hides neither trouble nor a pause", () => {
  const filter = { ...NO_FILTER, hides_healthy: true };
  assert.equal(shownBecause(held(), filter, 0), null);
  assert.equal(shownBecause(held({ state: "paused" }), filter, 0), "asked");
  assert.equal(shownBecause(held({ contact_age_seconds: 11 }), filter, 0), "asked");
});

test("no filter hides an incident that began after the filter was set", () => {
  const filter = { chip: "ended", hides_healthy: true, query: "nobody", set_at: 5000 };
  const lost = (incident_since) => held({ is_connected: false }, { incident_since });
  assert.equal(shownBecause(lost(6000), filter, 7000), "new_incident");
  assert.equal(shownBecause(lost(null), filter, 7000), "new_incident");
  assert.equal(shownBecause(lost(4000), filter, 7000), null);
});

test("a filter is one only when it asks for something", () => {
  assert.equal(isFiltering(NO_FILTER), false);
  assert.equal(isFiltering({ ...NO_FILTER, query: "  " }), false);
  assert.equal(isFiltering({ ...NO_FILTER, hides_healthy: true }), true);
});

test("trouble comes first and equals stand by seat, as numbers and not as letters", () => {
  const rows = [held({ seat: "10" }), held({ seat: "9" }), held({ seat: "2", state: "paused" }), held({ seat: "30", is_connected: false })];
  assert.deepEqual(labels(inOrder(rows, 0)), ["30", "2", "9", "10"]);
});

test("whatever column is asked for, incidents stay on top", () => {
  const rows = [
    held({ seat: "1", answered: 1 }),
    held({ seat: "2", answered: 9 }),
    held({ seat: "3", answered: 5, help: help("2026-11-21T02:00:00Z") }),
  ];
  assert.deepEqual(labels(inOrder(rows, 0, { key: "progress" })), ["3", "1", "2"]);
  assert.deepEqual(labels(inOrder(rows, 0, { key: "progress", is_descending: true })), ["3", "2", "1"]);
  assert.deepEqual(labels(inOrder(rows, 0, { key: "seat", is_descending: true })), ["3", "2", "1"]);
});

test("by time left, who has no time comes last", () => {
  const rows = [held({ seat: "1", state: "ready", remaining_seconds: null }), held({ seat: "2", remaining_seconds: 900 }), held({ seat: "3", remaining_seconds: 30 })];
  assert.deepEqual(labels(inOrder(rows, 0, { key: "time" })), ["3", "2", "1"]);
});

test("the longest waiting is helped first", () => {
  const rows = [
    held({ seat: "1", help: help("2026-11-21T02:05:00Z") }),
    held({ seat: "2" }),
    held({ seat: "3", help: help("2026-11-21T02:01:00Z") }),
    held({ seat: "4", state: "finished", help: help("2026-11-21T01:00:00Z") }),
  ];
  assert.deepEqual(labels(helpQueue(rows)), ["3", "1"]);
});

test("the map keeps the aisles and starts at the first used track", () => {
  const map = seatMap(seats(["01", 2, 3], ["02", 2, 5], ["03", 4, 3]), []);
  assert.deepEqual(map.columns, ["seat", "aisle", "seat"]);
  assert.deepEqual(map.lines, ["seat", "aisle", "seat"]);
  assert.deepEqual(map.placed.map((each) => [each.seat.label, each.grid_row, each.grid_column]), [["01", 1, 1], ["02", 1, 3], ["03", 3, 1]]);
});

test("nobody is missing from the map: rows without a seat of the hall are listed apart", () => {
  const nowhere = held({ seat: null, sitting_id: "a" });
  const elsewhere = held({ seat: "Z9", sitting_id: "b" });
  const map = seatMap(seats(["01", 1, 1]), [nowhere, elsewhere, held({ seat: "01" })]);
  assert.deepEqual(map.unplaced, [elsewhere, nowhere]);
  assert.equal(map.placed[0].held.row.seat, "01");
});

test("of two people on one seat the one still at work is on the map", () => {
  const done = held({ seat: "01", sitting_id: "a", state: "finished" });
  const working = held({ seat: "01", sitting_id: "b" });
  const map = seatMap(seats(["01", 1, 1]), [done, working]);
  assert.equal(map.placed[0].held, working);
  assert.deepEqual(map.unplaced, [done]);
});

test("arrows go to the nearest seat in their direction, over aisles, and stop at the edge", () => {
  const { placed } = seatMap(seats(["01", 1, 1], ["02", 1, 3], ["03", 3, 1], ["04", 3, 2]), []);
  const reach = (from, direction) => neighbour(placed, from, direction)?.seat.label ?? null;
  assert.equal(reach("01", "right"), "02");
  assert.equal(reach("02", "left"), "01");
  assert.equal(reach("01", "down"), "03");
  assert.equal(reach("02", "down"), "04");
  assert.equal(reach("01", "up"), null);
  assert.equal(reach("01", "left"), null);
  assert.equal(reach("nowhere", "left"), "01");
});

test("progress is a share of the section and never over it", () => {
  assert.equal(progress(row("01", { answered: 5, total: 20 })), 0.25);
  assert.equal(progress(row("01", { answered: 25, total: 20 })), 1);
  assert.equal(progress(row("01", { answered: 0, total: 0 })), 0);
});
