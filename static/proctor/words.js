/* Board values as words: states, durations, instants. Pure; the texts are given. */

import { durationParts, timerText } from "../shared/instants.js";

/** @typedef {import("../shared/texts.js").Texts} Texts */

/** A wire name as it stands in a text key. @param {string} name */
export const keyOf = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/[_.\s]+/g, "-").toLowerCase();

/** A duration in the words of a sentence: 8 dtk, 4 mnt, 1 j 12 mnt. @param {Texts} t @param {number} seconds */
export function durationText(t, seconds) {
  const parts = durationParts(Math.abs(seconds));
  if (parts.hours > 0) return t("board-duration-hours", parts);
  if (parts.minutes > 0 && parts.seconds > 0) return t("board-duration-minutes-seconds", parts);
  return parts.minutes > 0 ? t("board-duration-minutes", parts) : t("board-duration-seconds", parts);
}

/** A waiting time, without the seconds once it is over a minute: it is glanced at, not measured. @param {Texts} t @param {number} seconds */
export function waitText(t, seconds) {
  return durationText(t, seconds >= 60 ? Math.floor(seconds / 60) * 60 : Math.max(0, Math.floor(seconds)));
}

/** Seconds with a sign, as in a ledger: +5:00, −0:40. @param {number} seconds */
export const signedTime = (seconds) => `${seconds < 0 ? "−" : "+"}${timerText(Math.abs(seconds))}`;

/** The word for a call's reason. @param {Texts} t @param {string} reason */
export const helpWord = (t, reason) => wordOr(t, `help-${keyOf(reason)}`, reason);

/** The word for the category of an action. @param {Texts} t @param {string} category */
export const categoryWord = (t, category) => wordOr(t, `cause-${keyOf(category)}`, category);

/**
 * One line of a sitting's history. A key that this page does not know yet is shown plainly rather than dropped.
 * @param {Texts} t
 * @param {import("./wire.js").TimelineEntry} entry
 */
export function timelineText(t, entry) {
  const given = entry.arguments ?? {};
  const name = keyOf(entry.key).replace(/^timeline-/, "");
  const seconds = Number(given.seconds ?? Number(given.lost_ms ?? 0) / 1000);
  const reason = String(given.reason ?? "");
  const said = {
    seat: String(given.seat ?? "–"),
    section: Number(given.section ?? 0) + 1,
    duration: durationText(t, seconds),
    reason: name === "help-requested" ? helpWord(t, reason) : wordOr(t, `ended-${keyOf(reason)}`, reason),
  };
  const key = `timeline-${name}`;
  const text = t(key, said);
  return text === key ? name.replace(/-/g, " ") : text;
}

/** A text, or what came from the server where this page has no text for it. @param {Texts} t @param {string} key @param {string} otherwise */
function wordOr(t, key, otherwise) {
  const word = t(key);
  return word === key ? otherwise : word;
}
