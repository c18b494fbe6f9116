/* The shapes that cross the proctor's socket, as types only. No item, no score and no ability has a field here. */

/** @typedef {"absent" | "checking_in" | "ready" | "working" | "paused" | "on_hold" | "finished" | "stopped"} SittingState */
/** @typedef {"power" | "network" | "device" | "illness" | "late" | "behaviour" | "identity" | "proctor" | "item"} Category */
/** @typedef {"pause_sitting" | "resume_sitting" | "give_time" | "move_seat" | "release_place" | "stop_sitting" |
 *   "send_message" | "note_incident" | "resolve_help"} SittingAction */
/** @typedef {"open_hall" | "close_hall" | "pause_hall" | "resume_hall" | "give_time_hall" | "message_hall" | "rotate_pin"} HallAction */

/** @typedef {{label: string, row: number, column: number}} Seat */

/**
 * @typedef {{
 *   id: string,
 *   version: number,
 *   name: string,
 *   agency: string,
 *   programme: string,
 *   state: "preparing" | "open" | "closed",
 *   pin?: string | null,
 *   opened_at: string | null,
 *   seats: Seat[],
 *   can_close: {allowed: boolean, why?: string | null},
 * }} Hall
 */

/** @typedef {{reason: string, since: string}} HelpCall */

/**
 * One participant on the board. In `allowed`, null lets the proctor act; a sentence says why not.
 * @typedef {{
 *   sitting_id: string,
 *   version: number,
 *   seat: string | null,
 *   name: string,
 *   number: string,
 *   state: SittingState,
 *   is_connected: boolean,
 *   contact_age_seconds: number | null,
 *   unsent: number,
 *   help: HelpCall | null,
 *   section: {index: number, count: number, title: string} | null,
 *   answered: number,
 *   total: number,
 *   remaining_seconds: number | null,
 *   time_is_running: boolean,
 *   allowed: Partial<Record<SittingAction, string | null>>,
 * }} Row
 */

/** The whole board. @typedef {{hall: Hall, rows: Row[], server_time: string}} BoardPush */
/** What changed on it. @typedef {{rows: Row[], hall?: Hall | null, server_time: string}} RowsPush */

/** @typedef {{at: string, server_version?: number, key: string, arguments?: Record<string, string | number>, by?: string | null}} TimelineEntry */
/** @typedef {{kind: "granted" | "paused" | "outage" | "given", seconds: number, at: string, by?: string | null,
 *   category?: string | null, reason?: string | null, section?: number, section_title?: string}} LedgerEntry */
/** @typedef {{timeline: TimelineEntry[], ledger: LedgerEntry[], person: Record<string, string | null>}} Detail */

/** @typedef {{kind: "refused" | "malformed" | "failed", code: string, message: string}} WireError */
/** @typedef {{ok: true, board?: BoardPush, detail?: Detail, pin?: string, hall?: Hall, row?: Row}} Accepted */
/** @typedef {{ok: false, error: WireError}} NotAccepted */
/** @typedef {Accepted | NotAccepted} Ack */

export {};
