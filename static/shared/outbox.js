/* The commands that the server has not acknowledged yet, as a value and functions from value to value: no socket, no
   storage, no clock. `link` moves it; `outbox_store` keeps it over a reload. */

/**
 * One command on its way. `page_id` names the page life in which made_ms (monotonic) has a meaning; known_age_ms is the
 * age last written down, the floor of what a later page life may claim.
 * @typedef {{
 *   command_id: string,
 *   owner: string,
 *   event: string,
 *   payload: Record<string, unknown>,
 *   sequence: number,
 *   page_id: string,
 *   made_ms: number,
 *   made_wall_ms: number,
 *   known_age_ms: number,
 *   attempts: number,
 *   failures: number,
 *   is_kept: boolean,
 * }} Entry
 */

/** @typedef {"main" | "side"} Lane */
/** @typedef {{in_flight: string | null, retry_at_ms: number}} LaneState */
/** @typedef {{entries: readonly Entry[], lanes: Readonly<Record<Lane, LaneState>>}} Outbox */
/** @typedef {{kind: "none"} | {kind: "saved", at: string} | {kind: "saving"} | {kind: "unsent", count: number} | {kind: "failed"}} SaveState */

/** @type {readonly Lane[]} */
export const LANES = ["main", "side"];

/** Commands whose order beside the answers does not matter: a call for help must not wait behind an answer. */
const SIDE_EVENTS = new Set(["call_proctor", "cancel_call", "report_focus_lost", "choose_language"]);

/** Commands that carry what a person would lose. */
const ANSWER_EVENTS = new Set(["submit_response", "flag_item"]);

const RETRY_SECONDS = [1, 2, 4, 8];
const SAVING_FOR_MS = 3_000;
const MEMORY_ONLY_FOR_MS = 60_000;
const FAILURES_BEFORE_ALARM = 3;

/** @param {string} event @returns {Lane} */
export const laneOf = (event) => (SIDE_EVENTS.has(event) ? "side" : "main");

/**
 * The outbox that holds the given entries, in their order; nothing is in flight.
 * @param {readonly Entry[]} [entries]
 * @returns {Outbox}
 */
export function outboxOf(entries = []) {
  return {
    entries: [...entries].sort((one, other) => one.sequence - other.sequence),
    lanes: { main: { in_flight: null, retry_at_ms: 0 }, side: { in_flight: null, retry_at_ms: 0 } },
  };
}

/** The sequence number for a new entry: above every one held. @param {Outbox} outbox */
export const nextSequence = (outbox) => Math.max(0, ...outbox.entries.map((entry) => entry.sequence)) + 1;

/**
 * The outbox with a new entry at its end. An answer or flag that was never sent and is about the same item is replaced:
 * only what the person means now is worth sending. One that was sent once stays, because the server may have it.
 * @param {Outbox} outbox
 * @param {Entry} entry
 * @returns {{outbox: Outbox, replaced: string[]}} the ids that are no longer held
 */
export function added(outbox, entry) {
  const replaced = outbox.entries
    .filter((held) => isAboutTheSame(held, entry) && held.attempts === 0 && !isInFlight(outbox, held))
    .map((held) => held.command_id);
  const entries = outbox.entries.filter((held) => !replaced.includes(held.command_id));
  return { outbox: { ...outbox, entries: [...entries, entry] }, replaced };
}

/**
 * The entry to send now on a lane, or null: the oldest of this owner, when nothing of the lane is in flight and no wait
 * is running. Entries of another owner are never given out.
 * @param {Outbox} outbox
 * @param {string | null} owner
 * @param {Lane} lane
 * @param {number} now_ms
 * @returns {Entry | null}
 */
export function nextToSend(outbox, owner, lane, now_ms) {
  const state = outbox.lanes[lane];
  if (state.in_flight !== null || state.retry_at_ms > now_ms) return null;
  return outbox.entries.find((entry) => entry.owner === owner && laneOf(entry.event) === lane) ?? null;
}

/**
 * When a lane may be tried again, or null when nothing waits for that.
 * @param {Outbox} outbox
 * @param {string | null} owner
 * @param {Lane} lane
 * @returns {number | null}
 */
export function retryAt(outbox, owner, lane) {
  const state = outbox.lanes[lane];
  const waits = outbox.entries.some((entry) => entry.owner === owner && laneOf(entry.event) === lane);
  return waits && state.in_flight === null ? state.retry_at_ms : null;
}

/** The outbox after an entry was put on the wire. @param {Outbox} outbox @param {string} command_id */
export function sent(outbox, command_id) {
  const entry = outbox.entries.find((held) => held.command_id === command_id);
  if (!entry) return outbox;
  return {
    entries: changed(outbox, command_id, (held) => ({ ...held, attempts: held.attempts + 1 })),
    lanes: { ...outbox.lanes, [laneOf(entry.event)]: { in_flight: command_id, retry_at_ms: 0 } },
  };
}

/** The outbox after the server took or refused an entry: it is held no longer. @param {Outbox} outbox @param {string} command_id */
export function settled(outbox, command_id) {
  return {
    entries: outbox.entries.filter((entry) => entry.command_id !== command_id),
    lanes: landed(outbox, command_id, 0),
  };
}

/**
 * The outbox after an entry got no answer, or the answer that the server could not: it waits 1, 2, 4, then 8 seconds.
 * @param {Outbox} outbox
 * @param {string} command_id
 * @param {number} now_ms
 * @param {{has_failed: boolean}} outcome has_failed when the server said so
 * @returns {Outbox}
 */
export function postponed(outbox, command_id, now_ms, { has_failed }) {
  const entry = outbox.entries.find((held) => held.command_id === command_id);
  if (!entry) return outbox;
  const wait = RETRY_SECONDS[Math.min(Math.max(entry.attempts, 1), RETRY_SECONDS.length) - 1] ?? 8;
  return {
    entries: changed(outbox, command_id, (held) => ({ ...held, failures: has_failed ? held.failures + 1 : held.failures })),
    lanes: landed(outbox, command_id, now_ms + wait * 1000),
  };
}

/** The outbox on a fresh connection: nothing is in flight and every wait is over. @param {Outbox} outbox @returns {Outbox} */
export const reconnected = (outbox) => ({ ...outboxOf(outbox.entries), entries: outbox.entries });

/** Notes that an entry is (or is not) written to the computer's own storage. @param {Outbox} outbox @param {string} command_id @param {boolean} is_kept @returns {Outbox} */
export const noted = (outbox, command_id, is_kept) => ({
  ...outbox,
  entries: changed(outbox, command_id, (held) => ({ ...held, is_kept })),
});

/** What waits of one owner, oldest first. @param {Outbox} outbox @param {string | null} owner */
export const waitingOf = (outbox, owner) => outbox.entries.filter((entry) => entry.owner === owner);

/**
 * Of how many items an answer or a flag of one owner waits: what "belum terkirim (3)" counts.
 * @param {Outbox} outbox
 * @param {string | null} owner
 */
export const unsentAnswers = (outbox, owner) =>
  new Set(
    waitingOf(outbox, owner)
      .filter((entry) => ANSWER_EVENTS.has(entry.event))
      .map(({ payload }) => `${payload["section"]}:${payload["position"]}`),
  ).size;

/**
 * Milliseconds since a command was given. Monotonic within one page life; after a reload the wall clock is all there is,
 * and it may have been set back, so the age written down before is the floor.
 * @param {Entry} entry
 * @param {{page_id: string, now_ms: number, wall_ms: number}} instant
 */
export function ageOf(entry, { page_id, now_ms, wall_ms }) {
  const age = entry.page_id === page_id ? now_ms - entry.made_ms : wall_ms - entry.made_wall_ms;
  return Math.max(0, Math.round(Math.max(age, entry.known_age_ms)));
}

/**
 * What the save pill may say. "saved" is said only with a receipt in hand and nothing waiting.
 * @param {Outbox} outbox
 * @param {string | null} owner
 * @param {{is_open: boolean, receipt_at: string | null, oldest_age_ms: number}} situation is_open: the link to the server;
 *   oldest_age_ms: age of the oldest command that waits
 * @returns {SaveState}
 */
export function saveState(outbox, owner, { is_open, receipt_at, oldest_age_ms }) {
  const waiting = waitingOf(outbox, owner).filter((entry) => laneOf(entry.event) === "main");
  if (waiting.length === 0) return receipt_at === null ? { kind: "none" } : { kind: "saved", at: receipt_at };
  if (waiting.some((entry) => entry.failures >= FAILURES_BEFORE_ALARM)) return { kind: "failed" };
  const count = unsentAnswers(outbox, owner);
  if (waiting.some((entry) => !entry.is_kept)) {
    // Held in memory only: "kept on this computer" would be untrue.
    return oldest_age_ms > MEMORY_ONLY_FOR_MS ? { kind: "failed" } : { kind: "saving" };
  }
  if (is_open && oldest_age_ms < SAVING_FOR_MS) return { kind: "saving" };
  return count > 0 ? { kind: "unsent", count } : { kind: "saving" };
}

/** @param {Entry} held @param {Entry} entry */
function isAboutTheSame(held, entry) {
  return (
    ANSWER_EVENTS.has(entry.event) &&
    held.event === entry.event &&
    held.owner === entry.owner &&
    held.payload["section"] === entry.payload["section"] &&
    held.payload["position"] === entry.payload["position"]
  );
}

/** @param {Outbox} outbox @param {Entry} entry */
const isInFlight = (outbox, entry) => outbox.lanes[laneOf(entry.event)].in_flight === entry.command_id;

/** @param {Outbox} outbox @param {string} command_id @param {(entry: Entry) => Entry} change */
const changed = (outbox, command_id, change) =>
  outbox.entries.map((entry) => (entry.command_id === command_id ? change(entry) : entry));

/** @param {Outbox} outbox @param {string} command_id @param {number} retry_at_ms @returns {Record<Lane, LaneState>} */
function landed(outbox, command_id, retry_at_ms) {
  const lanes = { ...outbox.lanes };
  for (const lane of LANES) {
    if (lanes[lane].in_flight === command_id) lanes[lane] = { in_flight: null, retry_at_ms };
  }
  return lanes;
}
