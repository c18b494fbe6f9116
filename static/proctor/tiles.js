/* What one tile and one line of the table say of a row: flat facts, so that an unchanged one is not drawn again. Pure. */

import { contactAge, contactBand, conditionOf, isIncident, secondsLeft, shortName } from "./rows.js";
import { progress, shownBecause } from "./arrangement.js";
import { timerText } from "../shared/instants.js";

/**
 * @typedef {{
 *   sitting_id: string,
 *   seat: string,
 *   name: string,
 *   short_name: string,
 *   number: string,
 *   condition: import("./rows.js").Condition,
 *   band: import("./rows.js").ContactBand,
 *   is_incident: boolean,
 *   is_connected: boolean,
 *   contact_seconds: number | null,
 *   time_left: string | null,
 *   is_last_minutes: boolean,
 *   time_is_running: boolean,
 *   answered: number,
 *   total: number,
 *   share: number,
 *   section_index: number,
 *   section_count: number,
 *   section_title: string,
 *   unsent: number,
 *   help: string | null,
 *   help_since: string | null,
 *   is_shown: boolean,
 *   is_new: boolean,
 * }} TileFacts
 */

/** Below this the time left is shown as urgent. */
const LAST_SECONDS = 300;

/**
 * @param {import("./rows.js").HeldRow} held
 * @param {import("./arrangement.js").Filter} filter
 * @param {number} now
 * @param {number} known_until
 * @returns {TileFacts}
 */
export function tileFacts(held, filter, now, known_until) {
  const { row } = held;
  const age = contactAge(held, now, known_until);
  const band = contactBand(row, age);
  const left = secondsLeft(held, Math.min(now, known_until));
  const because = shownBecause(held, filter, now, known_until);
  return {
    sitting_id: row.sitting_id,
    seat: row.seat ?? "",
    name: row.name,
    short_name: shortName(row.name),
    number: row.number,
    condition: conditionOf(row, band),
    band,
    is_incident: isIncident(row, band),
    is_connected: row.is_connected,
    contact_seconds: age === null ? null : Math.floor(age),
    time_left: left === null ? null : timerText(left),
    is_last_minutes: left !== null && left <= LAST_SECONDS && row.time_is_running,
    time_is_running: row.time_is_running,
    answered: row.answered,
    total: row.total,
    share: Math.round(progress(row) * 1000) / 1000,
    section_index: row.section ? row.section.index + 1 : 0,
    section_count: row.section?.count ?? 0,
    section_title: row.section?.title ?? "",
    unsent: row.unsent,
    help: row.help?.reason ?? null,
    help_since: row.help?.since ?? null,
    is_shown: because !== null,
    is_new: because === "new_incident",
  };
}
