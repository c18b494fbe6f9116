/* A small hall for the tests of the proctor's board: rows and pushes with only what a test is about spelled out. */

import { readFileSync } from "node:fs";

import { emptyBoard, receiveBoard } from "../../../static/proctor/board.js";
import { textsOf } from "../../../static/shared/texts.js";

export const SERVER_TIME = "2026-11-21T02:00:00+00:00";

/** @param {string} seat */
export const row = (seat, changes = {}) => ({
  sitting_id: `sitting-${seat}`,
  version: 1,
  seat,
  name: `Peserta ${seat}`,
  number: `P-${seat}`,
  state: "working",
  is_connected: true,
  contact_age_seconds: 1,
  unsent: 0,
  help: null,
  section: { index: 0, count: 2, title: "Penalaran" },
  answered: 3,
  total: 20,
  remaining_seconds: 600,
  time_is_running: true,
  allowed: {},
  ...changes,
});

export const hall = (changes = {}) => ({
  id: "hall-1",
  version: 1,
  name: "Lab Komputer 1",
  agency: "BKPSDM",
  programme: "Pemetaan 2026",
  state: "open",
  opened_at: SERVER_TIME,
  seats: [],
  can_close: { allowed: false, why: "Masih ada yang mengerjakan." },
  ...changes,
});

export const held = (changes = {}, { heard_at = 0, incident_since = null } = {}) => ({
  row: row(changes.seat ?? "01", changes),
  heard_at,
  incident_since,
});

export const push = (rows, changes = {}) => ({ hall: hall(), rows, server_time: SERVER_TIME, ...changes });

export const boardOf = (rows, now = 0) => receiveBoard(emptyBoard(), push(rows), now);

export const labels = (held_rows) => held_rows.map((each) => each.row.seat);

const catalogue = (language) =>
  readFileSync(new URL(`../../../static/catalogues/${language}/proctor.ftl`, import.meta.url), "utf8");

export const texts = (language = "id") => textsOf(language, [catalogue(language)]);
