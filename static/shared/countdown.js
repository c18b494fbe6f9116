/* The remaining time of a section between two words from the server. Runs on the browser's monotonic clock, so that a
   wrong or changed computer clock shows nothing wrong; the server alone decides when the time is over. */

/**
 * @typedef {{
 *   remaining_seconds: number,
 *   is_running: boolean,
 *   limit_seconds: number,
 *   received_ms: number,
 * }} Countdown received_ms is on the monotonic clock
 */

/** Seconds left at which a screen reader hears the time by itself. */
export const ANNOUNCED_AT = [1800, 900, 300, 60, 30];

/** Below this the timer cannot be hidden. */
export const ALWAYS_SHOWN_BELOW_SECONDS = 300;

/**
 * @param {{remaining_seconds: number, is_running: boolean, limit_seconds: number}} time as the server said it
 * @param {number} received_ms the monotonic instant at which it was received
 * @returns {Countdown}
 */
export function countdownFrom(time, received_ms) {
  return {
    remaining_seconds: time.remaining_seconds,
    is_running: time.is_running,
    limit_seconds: time.limit_seconds,
    received_ms,
  };
}

/**
 * Seconds left, never below zero.
 * @param {Countdown} countdown
 * @param {number} now_ms
 */
export function secondsLeft(countdown, now_ms) {
  const used = countdown.is_running ? Math.max(0, now_ms - countdown.received_ms) / 1000 : 0;
  return Math.max(0, countdown.remaining_seconds - used);
}

/**
 * How urgent the time is: "warn" from 20 % of the limit, "last" from 5 %.
 * @param {number} seconds_left
 * @param {number} limit_seconds
 * @returns {"usual" | "warn" | "last"}
 */
export function urgency(seconds_left, limit_seconds) {
  if (seconds_left <= limit_seconds * 0.05) return "last";
  if (seconds_left <= limit_seconds * 0.2) return "warn";
  return "usual";
}

/** Whether the person may hide the timer now. @param {number} seconds_left */
export const mayHideTimer = (seconds_left) => seconds_left > ALWAYS_SHOWN_BELOW_SECONDS;

/**
 * The announcement due when the time fell from one value to another: the smallest threshold passed, or null. After a
 * sleep of the computer several are passed at once and only the one that is still true is said.
 * @param {number} seconds_before
 * @param {number} seconds_after
 * @returns {number | null}
 */
export function announcementDue(seconds_before, seconds_after) {
  const passed = ANNOUNCED_AT.filter((at) => seconds_before > at && seconds_after <= at);
  return passed.length > 0 ? Math.min(...passed) : null;
}
