/* Instants and durations as people read them. Knows no clock: every function is given what it shows. */

/** @param {number} value */
const two = (value) => String(Math.floor(value)).padStart(2, "0");

/**
 * Hours, minutes and seconds of an ISO instant. An instant written with an offset (09:41:07+07:00) is shown as written,
 * because that is the hall's wall clock whatever zone this computer is set to; one in UTC is shown in the computer's zone.
 * @param {string} iso
 * @param {{seconds?: boolean}} [options]
 */
export function clockTime(iso, { seconds = true } = {}) {
  const written = /T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?([+-]\d{2}:?\d{2})$/.exec(iso);
  if (written && !/^[+-]00:?00$/.test(written[4] ?? "")) {
    return seconds ? `${written[1]}:${written[2]}:${written[3]}` : `${written[1]}:${written[2]}`;
  }
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "–";
  const short = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return seconds ? `${short}:${two(at.getSeconds())}` : short;
}

/**
 * The instant `elapsed_ms` after an ISO instant, in the same writing (offset kept).
 * @param {string} iso
 * @param {number} elapsed_ms
 */
export function later(iso, elapsed_ms) {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(iso);
  if (!offset || iso.endsWith("Z")) return new Date(at + elapsed_ms).toISOString();
  const minutes = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  const shifted = new Date(at + elapsed_ms + minutes * 60_000).toISOString().slice(0, 19);
  return `${shifted}${offset[0]}`;
}

/**
 * A remaining time as on the timer: 1:12:40, or 12:40 under an hour. Seconds are rounded up, so that 0:00 means over.
 * @param {number} seconds
 */
export function timerText(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/**
 * A duration in parts, for a sentence.
 * @param {number} seconds
 * @returns {{hours: number, minutes: number, seconds: number}}
 */
export function durationParts(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 };
}
