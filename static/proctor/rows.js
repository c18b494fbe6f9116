/* What one row means at a moment: its condition, its contact, its time left, how urgent it is. Pure; times in milliseconds
   of the page's own monotonic clock, so that no clock step on either side moves a number. */

/** @typedef {import("./wire.js").Row} Row */

/**
 * A row and when this page heard it. `incident_since` is the moment its present trouble began, or null.
 * @typedef {{row: Row, heard_at: number, incident_since: number | null}} HeldRow
 */

/** @typedef {"absent" | "checking_in" | "ready" | "working" | "lost" | "paused" | "on_hold" | "finished" | "stopped"} Condition */
/** @typedef {"none" | "fresh" | "late" | "weak" | "lost"} ContactBand */

/** Seconds of silence at which a contact is late, weak, lost. Computers report every 5 s. */
export const CONTACT_SECONDS = { late: 5, weak: 10, lost: 15 };

/** A report is due at 5 s; up to here it is merely on its way, and 120 borders must not flicker with it. */
const ON_ITS_WAY_SECONDS = 1.5;

const PRESENT = new Set(["checking_in", "ready", "working", "paused", "on_hold"]);

/** Order of urgency: the smaller, the higher on the board. */
const URGENCY = {
  on_hold: 0,
  lost: 1,
  help: 2,
  weak: 3,
  paused: 4,
  unsent: 5,
  working: 6,
  checking_in: 7,
  ready: 8,
  absent: 9,
  finished: 10,
  stopped: 11,
};

/** Whether the person is at a computer, so that silence means something. @param {Row} row */
export const isPresent = (row) => PRESENT.has(row.state);

/** Whether the sitting is over. @param {Row} row */
export const isOver = (row) => row.state === "finished" || row.state === "stopped";

/**
 * Seconds since the server last heard this computer, or null where none is expected. `known_until` is the last moment the
 * board itself was fresh: a board cut off from the server must not make everybody look lost.
 * @param {HeldRow} held
 * @param {number} now
 * @param {number} [known_until]
 */
export function contactAge(held, now, known_until = now) {
  const { contact_age_seconds } = held.row;
  if (contact_age_seconds === null || !isPresent(held.row)) return null;
  return contact_age_seconds + Math.max(0, Math.min(now, known_until) - held.heard_at) / 1000;
}

/**
 * @param {Row} row
 * @param {number | null} age
 * @returns {ContactBand}
 */
export function contactBand(row, age) {
  if (!isPresent(row)) return "none";
  if (!row.is_connected) return "lost";
  if (age === null) return "none";
  if (age >= CONTACT_SECONDS.lost) return "lost";
  if (age >= CONTACT_SECONDS.weak) return "weak";
  return age >= CONTACT_SECONDS.late + ON_ITS_WAY_SECONDS ? "late" : "fresh";
}

/**
 * The one word for a row. A pause or a hold is said before a lost contact: it explains why nothing moves; the border still
 * shows the contact.
 * @param {Row} row
 * @param {ContactBand} band
 * @returns {Condition}
 */
export function conditionOf(row, band) {
  if (row.state === "paused" || row.state === "on_hold" || !isPresent(row)) return row.state;
  return band === "lost" ? "lost" : row.state;
}

/**
 * Seconds left at `now`, or null where no section runs. Ticks only while the server says that the time runs.
 * @param {HeldRow} held
 * @param {number} now
 */
export function secondsLeft(held, now) {
  const { remaining_seconds, time_is_running } = held.row;
  if (remaining_seconds === null) return null;
  const elapsed_seconds = time_is_running ? Math.max(0, now - held.heard_at) / 1000 : 0;
  return Math.max(0, remaining_seconds - elapsed_seconds);
}

/**
 * The place of a row in the order of urgency.
 * @param {Row} row
 * @param {ContactBand} band
 */
export function urgency(row, band) {
  if (row.state === "on_hold") return URGENCY.on_hold;
  if (band === "lost") return URGENCY.lost;
  if (row.help && !isOver(row)) return URGENCY.help;
  if (band === "weak") return URGENCY.weak;
  if (row.state === "working" && row.unsent > 0) return URGENCY.unsent;
  return URGENCY[row.state];
}

/** Something that a proctor should look at now: a hold, a lost computer, a call. @param {Row} row @param {ContactBand} band */
export const isIncident = (row, band) => urgency(row, band) <= URGENCY.help;

/** Nothing to look at: also no weak contact, no pause. @param {Row} row @param {ContactBand} band */
export const isHealthy = (row, band) => urgency(row, band) > URGENCY.paused;

const TITLES_BEFORE = /^(?:(?:prof|dr|drs|dra|ir|h|hj|apt|ns|drg)\.?\s+)+/iu;

/**
 * A name that fits a tile: without academic titles; a long one keeps its first word and initials.
 * @param {string} name
 * @param {number} [longest] in letters
 */
export function shortName(name, longest = 18) {
  const bare = (name.split(",")[0] ?? "").trim().replace(TITLES_BEFORE, "");
  if (bare.length <= longest) return bare || name;
  const [first = "", ...others] = bare.split(/\s+/);
  const second = others[0] ?? "";
  const initials = (/** @type {string[]} */ words) => words.map((word) => `${word.charAt(0)}.`).join(" ");
  const wide = [first, second, initials(others.slice(1))].filter(Boolean).join(" ");
  return wide.length <= longest ? wide : [first, initials(others)].filter(Boolean).join(" ");
}
