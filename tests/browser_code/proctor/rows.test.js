import assert from "node:assert/strict";
import { test } from "node:test";

import {
  conditionOf, contactAge, contactBand, isHealthy, isIncident, secondsLeft, shortName, urgency,
} from "../../../static/proctor/rows.js";
import { held, row } from "./a_hall.js";

test("the contact ages between two messages by this page's own clock", () => {
  assert.equal(contactAge(held({ contact_age_seconds: 2 }, { heard_at: 1000 }), 4000), 5);
});

test("a board that is cut off does not let ages run on", () => {
  assert.equal(contactAge(held({ contact_age_seconds: 2 }, { heard_at: 1000 }), 60_000, 2500), 3.5);
});

test("nobody waits for a sign of who is absent or has finished", () => {
  for (const state of ["absent", "finished", "stopped"]) {
    assert.equal(contactAge(held({ state, contact_age_seconds: 99 }), 0), null);
    assert.equal(contactBand(row("01", { state, is_connected: false }), null), "none");
  }
});

test("the bands of contact begin at 5, 10 and 15 seconds, and a report on its way is still fresh", () => {
  const bands = [0, 5, 6.4, 6.5, 9.9, 10, 14.9, 15, 400].map((age) => contactBand(row("01"), age));
  assert.deepEqual(bands, ["fresh", "fresh", "fresh", "late", "late", "weak", "weak", "lost", "lost"]);
});

test("a socket that the server saw closing is lost at once", () => {
  assert.equal(contactBand(row("01", { is_connected: false }), 0), "lost");
});

test("a lost computer is said, but a pause explains itself first", () => {
  assert.equal(conditionOf(row("01"), "lost"), "lost");
  assert.equal(conditionOf(row("01", { state: "ready" }), "lost"), "lost");
  assert.equal(conditionOf(row("01", { state: "paused" }), "lost"), "paused");
  assert.equal(conditionOf(row("01", { state: "on_hold" }), "lost"), "on_hold");
  assert.equal(conditionOf(row("01", { state: "finished" }), "none"), "finished");
});

test("time left ticks while it runs, stands while it is stopped, and never falls below zero", () => {
  assert.equal(secondsLeft(held({ remaining_seconds: 60 }, { heard_at: 1000 }), 11_000), 50);
  assert.equal(secondsLeft(held({ remaining_seconds: 60, time_is_running: false }), 11_000), 60);
  assert.equal(secondsLeft(held({ remaining_seconds: 5 }), 11_000), 0);
  assert.equal(secondsLeft(held({ remaining_seconds: null }), 11_000), null);
});

test("urgency runs from a hold over lost, help and weak contact down to who has finished", () => {
  const help = { reason: "computer", since: "2026-11-21T02:00:00Z" };
  const ordered = [
    [row("01", { state: "on_hold" }), "fresh"],
    [row("02"), "lost"],
    [row("03", { help }), "fresh"],
    [row("04"), "weak"],
    [row("05", { state: "paused" }), "fresh"],
    [row("06", { unsent: 2 }), "fresh"],
    [row("07"), "fresh"],
    [row("08", { state: "absent" }), "none"],
    [row("09", { state: "finished", help }), "none"],
  ].map(([of, band]) => urgency(of, band));
  assert.deepEqual(ordered, [...ordered].sort((a, b) => a - b));
  assert.equal(new Set(ordered).size, ordered.length);
});

test("holds, lost computers and calls are incidents; a pause is neither an incident nor healthy", () => {
  assert.equal(isIncident(row("01"), "lost"), true);
  assert.equal(isIncident(row("01"), "weak"), false);
  assert.equal(isHealthy(row("01"), "weak"), false);
  assert.equal(isIncident(row("01", { state: "paused" }), "fresh"), false);
  assert.equal(isHealthy(row("01", { state: "paused" }), "fresh"), false);
  assert.equal(isHealthy(row("01"), "fresh"), true);
});

test("a name fits the tile: titles go first, then middle names become initials", () => {
  assert.equal(shortName("Siti Rahmawati"), "Siti Rahmawati");
  assert.equal(shortName("Dr. Ir. H. Budi Santoso, M.Si."), "Budi Santoso");
  assert.equal(shortName("Nurul Ratna Susanti Wijaya"), "Nurul Ratna S. W.");
  assert.equal(shortName("Mohammadsyahputra Kusumawardhani"), "Mohammadsyahputra K.");
  assert.equal(shortName("Drs., S.E."), "Drs.");
});
