/* Board values as words: states, durations, instants. Pure; the texts are given. */

import { durationParts, timerText } from "../shared/instants.js";

/** @typedef {import("../shared/texts.js").Texts} Texts */

/** A wire name as it stands in a text key. @param {string} name */
export const keyOf = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/[_.\s]+/g, "-").toLowerCase();

/** A duration in the words of a sentence: 8 dtk, 4 mnt, 1 j 12 mnt. @param {Texts} t @param {number} seconds */
export function durationText(t, seconds) {
  const parts = durationParts(Math.abs(seconds));
  if (parts.hours > 0) return t("duration-hours", parts);
  if (parts.minutes > 0 && parts.seconds > 0) return t("duration-minutes-seconds", parts);
  return parts.minutes > 0 ? t("duration-minutes", parts) : t("duration-seconds", parts);
}

/** A waiting time, without the seconds once it is over a minute: it is glanced at, not measured. @param {Texts} t @param {number} seconds */
export function waitText(t, seconds) {
  return durationText(t, seconds >= 60 ? Math.floor(seconds / 60) * 60 : Math.max(0, Math.floor(seconds)));
}

/** Seconds with a sign, as in a ledger: +5:00, −0:40. @param {number} seconds */
export const signedTime = (seconds) => `${seconds < 0 ? "−" : "+"}${timerText(Math.abs(seconds))}`;

/** The word for a call's reason; an unknown reason is shown as it came. @param {Texts} t @param {string} reason */
export function helpWord(t, reason) {
  const key = `help-${keyOf(reason)}`;
  const word = t(key);
  return word === key ? reason : word;
}

/** The word for a category; an unknown one is shown as it came. @param {Texts} t @param {string} category */
export function categoryWord(t, category) {
  const key = `category-${keyOf(category)}`;
  const word = t(key);
  return word === key ? category : word;
}

/**
 * One line of a sitting's history. A key that this page does not know yet is shown plainly rather than dropped.
 * @param {Texts} t
 * @param {import("./wire.js").TimelineEntry} entry
 */
export function timelineText(t, entry) {
  const given = entry.arguments ?? {};
  const seconds = Number(given.seconds ?? (given.lost_ms === undefined ? 0 : Number(given.lost_ms) / 1000));
  const name = keyOf(entry.key).replace(/^timeline-/, "");
  const text = t(`timeline-${name}`, { seat: "–", ...given, duration: durationText(t, seconds) });
  return text === `timeline-${name}` ? name.replace(/-/g, " ") : text;
}
