import assert from "node:assert/strict";
import { test } from "node:test";

import {
  emptyBoard, goneTogether, isStale, knownUntil, noticeIncidents, receiveBoard, receiveRow, receiveRows, secondsBehind,
} from "../../../static/proctor/board.js";
import { SERVER_TIME, boardOf, hall, push, row } from "./a_hall.js";

const rowsPush = (rows, changes = {}) => ({ rows, server_time: SERVER_TIME, ...changes });

test("a row with a lower version never replaces a newer one, in whichever order they come", () => {
  const board = receiveRows(boardOf([row("01", { version: 7, answered: 7 })]), rowsPush([row("01", { version: 6, answered: 6 })]), 1000);
  assert.equal(board.rows.get("sitting-01").row.answered, 7);
});

test("of equal versions the later message is kept, because ages change without a version", () => {
  const board = receiveRows(boardOf([row("01", { contact_age_seconds: 9 })]), rowsPush([row("01", { contact_age_seconds: 0 })]), 1000);
  const { row: now_held, heard_at } = board.rows.get("sitting-01");
  assert.deepEqual([now_held.contact_age_seconds, heard_at], [0, 1000]);
});

test("a server clock that is set back does not freeze the board", () => {
  const back = { server_time: "2026-11-21T01:55:00+00:00" };
  const board = receiveRows(boardOf([row("01")]), rowsPush([row("01", { contact_age_seconds: 0 })], back), 1000);
  assert.equal(board.rows.get("sitting-01").heard_at, 1000);
  assert.equal(board.server_time, back.server_time);
});

test("rows that did not change keep their identity", () => {
  const before = boardOf([row("01"), row("02")]);
  const after = receiveRows(before, rowsPush([row("02", { version: 2 })]), 1000);
  assert.equal(after.rows.get("sitting-01"), before.rows.get("sitting-01"));
  assert.notEqual(after.rows.get("sitting-02"), before.rows.get("sitting-02"));
  assert.equal(before.rows.get("sitting-02").row.version, 1);
});

test("a whole board takes away rows it lacks and keeps rows held in a newer version", () => {
  const board = receiveBoard(boardOf([row("01", { version: 9 }), row("02")]), push([row("01", { version: 8 })]), 1000);
  assert.deepEqual([...board.rows.keys()], ["sitting-01"]);
  assert.equal(board.rows.get("sitting-01").row.version, 9);
});

test("a hall that comes late does not replace a newer one", () => {
  const open = receiveRows(boardOf([]), rowsPush([], { hall: hall({ version: 5 }) }), 1000);
  const late = receiveRows(open, rowsPush([], { hall: hall({ version: 4, state: "preparing" }) }), 2000);
  assert.equal(late.hall.version, 5);
  assert.equal(receiveRows(late, rowsPush([]), 3000).hall.version, 5);
});

test("a row from an answer is shown, and says nothing of how fresh the board is", () => {
  const board = receiveRow(boardOf([row("01")], 0), row("01", { version: 2, state: "paused" }), 5000);
  assert.equal(board.rows.get("sitting-01").row.state, "paused");
  assert.equal(board.heard_at, 0);
});

test("the board is behind from three seconds on, and before the first message it is not behind but unknown", () => {
  const board = boardOf([], 1000);
  assert.equal(isStale(board, 3900), false);
  assert.equal(isStale(board, 4000), true);
  assert.equal(secondsBehind(emptyBoard(), 4000), null);
  assert.equal(isStale(emptyBoard(), 99_000), false);
});

test("a silence becomes an incident without any message, once, and ends with the next report", () => {
  const before = boardOf([row("01", { contact_age_seconds: 14 })], 0);
  const first = noticeIncidents(before, 1200);
  assert.deepEqual(first.started.map((each) => each.row.seat), ["01"]);
  assert.equal(first.board.rows.get("sitting-01").incident_since, 1200);
  const second = noticeIncidents(first.board, 1400);
  assert.deepEqual(second.started, []);
  assert.equal(second.board, first.board);
  const back = noticeIncidents(receiveRows(first.board, rowsPush([row("01", { contact_age_seconds: 0 })]), 1500), 1500);
  assert.equal(back.board.rows.get("sitting-01").incident_since, null);
});

test("a server that hesitates makes nobody look lost", () => {
  const board = boardOf([row("01", { contact_age_seconds: 4 })], 0);
  assert.deepEqual(noticeIncidents(board, 60_000).started, []);
  assert.equal(knownUntil(board), 1500);
});

test("computers that spoke last within a few seconds of one another went together", () => {
  const lost = (seat, age) => row(seat, { is_connected: false, contact_age_seconds: age });
  const board = boardOf([lost("01", 20), lost("02", 18), lost("03", 15), lost("04", 300), row("05")], 0);
  assert.deepEqual(goneTogether(board, 0).map((each) => each.row.seat).sort(), ["01", "02", "03"]);
});

test("single losses far apart propose nothing", () => {
  const lost = (seat, age) => row(seat, { is_connected: false, contact_age_seconds: age });
  assert.deepEqual(goneTogether(boardOf([lost("01", 20), lost("02", 60), lost("03", 120)], 0), 0), []);
  assert.deepEqual(goneTogether(boardOf([lost("01", 20), lost("02", 21)], 0), 0), []);
});
