/* Whether a response is empty, unfinished or complete, and what is missing in words. Pure. What changes it: `changes`. */

import { readNumber } from "./numerals.js";

/** @typedef {import("../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../shared/wire.js").PartView} PartView */
/** @typedef {import("../shared/wire.js").Interaction} Interaction */
/** @typedef {import("../shared/wire.js").ResponseView} ResponseView */
/** @typedef {{interaction: Interaction, options: readonly unknown[]}} Asked what completeness needs of an item or a part */
/** @typedef {{key: string, args?: Record<string, string | number>}} Sentence */
/** @typedef {"page" | "empty" | "unfinished" | "complete"} State */

/** Whether an item is only read. @param {Asked | undefined} asked */
export const isPage = (asked) => asked?.interaction.type === "read";

/** Whether a response holds no answer: sent in a fixed section, it takes the answer back. @param {ResponseView | null | undefined} response @returns {boolean} */
export function isEmpty(response) {
  return !response || Object.values(response).every(isNothing);
}

/** @param {unknown} value @returns {boolean} */
function isNothing(value) {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every((each) => (each !== null && typeof each === "object" && !Array.isArray(each) ? isEmpty(each) : isNothing(each)));
  return false;
}

/**
 * The state of one item; of one that has not come yet, as if any answer were all of it.
 * @param {Asked | undefined} asked
 * @param {ResponseView | null | undefined} response
 * @param {string} language
 * @returns {State}
 */
export function stateOf(asked, response, language) {
  if (isPage(asked)) return "page";
  if (isEmpty(response)) return "empty";
  return asked && missing(asked, response, language) ? "unfinished" : "complete";
}

/** Whether nothing more is asked for. @param {Asked} asked @param {ResponseView | null | undefined} response @param {string} language */
export const isComplete = (asked, response, language) => missing(asked, response, language) === null;

/**
 * What a response lacks, as the key of a sentence; null where it is complete.
 * @param {Asked} asked
 * @param {ResponseView | null | undefined} response
 * @param {string} language in which a number is read
 * @returns {Sentence | null}
 */
export function missing({ interaction, options }, response, language) {
  switch (interaction.type) {
    case "read":
      return null;
    case "choose":
      return response?.choice === undefined ? { key: "missing-choice" } : null;
    case "choose_several": {
      const least = Math.max(1, interaction.least);
      const n = least - (response?.choices?.length ?? 0);
      return n > 0 ? { key: "missing-choices", args: { n, least } } : null;
    }
    case "order":
      return (response?.order?.length ?? 0) < options.length ? { key: "missing-order" } : null;
    case "best_worst":
      if (isNothing(response?.best) && isNothing(response?.worst)) return { key: "missing-best-worst" };
      if (isNothing(response?.best)) return { key: `missing-best-${word(interaction.asked)}` };
      return isNothing(response?.worst) ? { key: `missing-worst-${word(interaction.asked)}` } : null;
    case "rate": {
      const n = options.length - (response?.ratings?.filter((each) => each !== null).length ?? 0);
      return n > 0 ? { key: "missing-ratings", args: { n } } : null;
    }
    case "pair": {
      const n = unpaired(interaction, options.length, response?.pairs ?? []);
      return n > 0 ? { key: "missing-pairs", args: { n } } : null;
    }
    case "fill_gaps": {
      const n = unfilled(interaction, response?.gaps ?? []);
      return n > 0 ? { key: "missing-gaps", args: { n } } : null;
    }
    case "write":
      if (isNothing(response?.text)) return { key: interaction.answer === "number" ? "missing-number" : "missing-text" };
      return interaction.answer === "number" && readNumber(response?.text ?? "", language) === null ? { key: "missing-number-unread" } : null;
    case "several": {
      const n = interaction.parts.filter((part, index) => missing(part, response?.parts?.[index], language) !== null).length;
      return n > 0 ? { key: "missing-parts", args: { n } } : null;
    }
  }
}

/** The end of a key for what is asked of best and worst. @param {"effective" | "like_me"} asked */
export const word = (asked) => asked.replace("_", "-");

/**
 * How many options still want a target, as far as there are targets left.
 * @param {import("../shared/wire.js").Pair} interaction
 * @param {number} n_options
 * @param {readonly number[][]} pairs
 */
function unpaired({ targets, uses }, n_options, pairs) {
  const joined = new Set(pairs.map(([source]) => source));
  const n_open = n_options - targets.length - joined.size;
  const n_free = uses === 0 ? Infinity : targets.length * uses - pairs.length;
  return Math.min(n_open, Math.max(0, n_free));
}

/**
 * How many gaps are empty that could still be filled.
 * @param {import("../shared/wire.js").FillGaps} interaction
 * @param {readonly (number | null)[]} filled
 */
function unfilled({ gaps, uses }, filled) {
  const isUsedUp = (/** @type {number} */ option) => uses > 0 && filled.filter((each) => each === option).length >= uses;
  return gaps.filter((own, index) => (filled[index] ?? null) === null && !own.every(isUsedUp)).length;
}
