/* The board as this page holds it: whole rows with versions, of which the newer is kept. Pure: each function returns the
   next board and leaves the given one alone; rows that did not change keep their identity. */

import { newer } from "../shared/versions.js";
import { contactAge, contactBand, isIncident } from "./rows.js";

/** @typedef {import("./wire.js").Hall} Hall */
/** @typedef {import("./wire.js").Row} Row */
/** @typedef {import("./rows.js").HeldRow} HeldRow */

/**
 * `heard_at`: when the last message came; `server_time`: what the server's clock said in it.
 * @typedef {{
 *   hall: Hall | null,
 *   rows: ReadonlyMap<string, HeldRow>,
 *   server_time: string | null,
 *   heard_at: number | null,
 * }} Board
 */

/** A page hears the server at least once a second; beyond this it is behind. */
export const STALE_AFTER_SECONDS = 3;

/** For this long after a message the board counts on by itself; then ages and times stand still until the next. */
const COUNTS_ON_MS = 1500;

/** @returns {Board} */
export const emptyBoard = () => ({ hall: null, rows: new Map(), server_time: null, heard_at: null });

/**
 * The board after a whole board came: rows that it lacks are gone, rows held in a newer version stay as they are.
 * @param {Board} board
 * @param {import("./wire.js").BoardPush} push
 * @param {number} now
 * @returns {Board}
 */
export function receiveBoard(board, push, now) {
  const rows = new Map(push.rows.map((row) => [row.sitting_id, keep(board.rows.get(row.sitting_id), row, now)]));
  return { hall: newer(board.hall, push.hall), rows, server_time: push.server_time, heard_at: now };
}

/**
 * The board after some rows changed.
 * @param {Board} board
 * @param {import("./wire.js").RowsPush} push
 * @param {number} now
 * @returns {Board}
 */
export function receiveRows(board, push, now) {
  const rows = new Map(board.rows);
  for (const row of push.rows) rows.set(row.sitting_id, keep(rows.get(row.sitting_id), row, now));
  return { hall: newer(board.hall, push.hall), rows, server_time: push.server_time, heard_at: now };
}

/**
 * The board after one row came in an answer, which says nothing of how fresh the others are.
 * @param {Board} board
 * @param {Row} row
 * @param {number} now
 * @returns {Board}
 */
export function receiveRow(board, row, now) {
  return { ...board, rows: new Map(board.rows).set(row.sitting_id, keep(board.rows.get(row.sitting_id), row, now)) };
}

/**
 * The board with the moments at which troubles began, and which began just now. Called after each message and each second:
 * a silence becomes an incident without any message.
 * @param {Board} board
 * @param {number} now
 * @returns {{board: Board, started: HeldRow[]}}
 */
export function noticeIncidents(board, now) {
  /** @type {HeldRow[]} */
  const started = [];
  /** @type {Map<string, HeldRow> | null} */
  let changed = null;
  for (const [id, held] of board.rows) {
    const is_incident = isIncident(held.row, contactBand(held.row, contactAge(held, now, knownUntil(board))));
    if (is_incident === (held.incident_since !== null)) continue;
    const next = { ...held, incident_since: is_incident ? now : null };
    changed ??= new Map(board.rows);
    changed.set(id, next);
    if (is_incident) started.push(next);
  }
  return { board: changed ? { ...board, rows: changed } : board, started };
}

/** The last moment of which the board may speak: a server that hesitates must not make a whole hall look lost. @param {Board} board */
export const knownUntil = (board) => (board.heard_at ?? 0) + COUNTS_ON_MS;

/** Seconds since the last message, or null before the first. @param {Board} board @param {number} now */
export const secondsBehind = (board, now) => (board.heard_at === null ? null : Math.max(0, now - board.heard_at) / 1000);

/** @param {Board} board @param {number} now */
export const isStale = (board, now) => (secondsBehind(board, now) ?? 0) >= STALE_AFTER_SECONDS;

/**
 * At least `least` computers that are lost and spoke last within `within_seconds` of one another: a power cut or a switch,
 * not a person. Reports come every 5 s, so one cut spreads the last words over that long.
 * @param {Board} board
 * @param {number} now
 * @param {{least?: number, within_seconds?: number}} [options]
 * @returns {HeldRow[]} empty when there is no such group
 */
export function goneTogether(board, now, { least = 3, within_seconds = 8 } = {}) {
  const lost = [...board.rows.values()]
    .filter((held) => contactBand(held.row, contactAge(held, now, knownUntil(board))) === "lost")
    .sort((a, b) => lastWord(a) - lastWord(b));
  /** @type {HeldRow[]} */
  let largest = [];
  for (let first = 0; first < lost.length; first += 1) {
    const start = lost[first];
    if (!start) break;
    const group = lost.slice(first).filter((held) => lastWord(held) - lastWord(start) <= within_seconds * 1000);
    if (group.length > largest.length) largest = group;
  }
  return largest.length >= least ? largest : [];
}

/** When the server last heard this computer, on this page's clock. @param {HeldRow} held */
const lastWord = (held) => held.heard_at - (held.row.contact_age_seconds ?? 0) * 1000;

/**
 * The row to hold. Contact ages change without a new version, so of equal versions the later message is kept: one socket
 * keeps its order. Server times are not compared: a clock that is set back must not freeze the board.
 * @param {HeldRow | undefined} held
 * @param {Row} row
 * @param {number} now
 * @returns {HeldRow}
 */
function keep(held, row, now) {
  if (!held) return { row, heard_at: now, incident_since: null };
  if (row.version < held.row.version) return held;
  return { row, heard_at: now, incident_since: held.incident_since };
}
