/* What one step of a person makes of a response. Pure: from response to response. */

import { isEmpty } from "./completeness.js";

/** @typedef {import("../shared/wire.js").ResponseView} ResponseView */
/** @typedef {ResponseView | null | undefined} Held */

/**
 * An option chosen among several, or let go; null when no more may be chosen.
 * @param {Held} held
 * @param {number} option
 * @param {number} most
 * @returns {ResponseView | null}
 */
export function toggled(held, option, most) {
  const chosen = held?.choices ?? [];
  if (chosen.includes(option)) return { choices: chosen.filter((each) => each !== option) };
  if (chosen.length >= most) return null;
  return { choices: [...chosen, option].sort((one, other) => one - other) };
}

/** The order on the screen: what was put in order, then the rest as it was shown. @param {Held} held @param {number} n_options */
export function shownOrder(held, n_options) {
  const order = held?.order ?? [];
  const rest = Array.from({ length: n_options }, (_, option) => option).filter((option) => !order.includes(option));
  return [...order, ...rest];
}

/**
 * One of an order taken out and put at another place.
 * @param {readonly number[]} order
 * @param {number} from
 * @param {number} to
 */
export function moved(order, from, to) {
  const others = order.filter((_, place) => place !== from);
  const taken = order[from];
  return taken === undefined ? [...order] : [...others.slice(0, to), taken, ...others.slice(to)];
}

/**
 * One option as the best or the worst; the same cannot be both.
 * @param {Held} held
 * @param {"best" | "worst"} which
 * @param {number} option
 * @returns {ResponseView}
 */
export function judged(held, which, option) {
  const other = which === "best" ? "worst" : "best";
  const kept = held?.[other] ?? null;
  return { [which]: option, ...(kept === null || kept === option ? {} : { [other]: kept }) };
}

/**
 * One option rated.
 * @param {Held} held
 * @param {number} n_options
 * @param {number} option
 * @param {number} label
 * @returns {ResponseView}
 */
export function rated(held, n_options, option, label) {
  return { ratings: replaced(held?.ratings, n_options, option, label) };
}

/**
 * An option joined with a target. Where no more are allowed, the newest takes the place of the oldest.
 * @param {Held} held
 * @param {{uses: number, most_targets: number}} limits
 * @param {number} source
 * @param {number} target
 * @returns {ResponseView}
 */
export function paired(held, { uses, most_targets }, source, target) {
  let pairs = (held?.pairs ?? []).filter(([one, other]) => one !== source || other !== target);
  pairs = withRoom(pairs, most_targets, ([one]) => one === source);
  pairs = withRoom(pairs, uses, ([, other]) => other === target);
  return { pairs: [...pairs, [source, target]] };
}

/**
 * A pair taken apart; without a target, all pairs of the option.
 * @param {Held} held
 * @param {number} source
 * @param {number} [target]
 * @returns {ResponseView}
 */
export function parted(held, source, target) {
  return { pairs: (held?.pairs ?? []).filter(([one, other]) => one !== source || (target !== undefined && other !== target)) };
}

/**
 * A gap filled, or emptied. An option that is used up leaves the gap where it was first.
 * @param {Held} held
 * @param {{gaps: readonly unknown[], uses: number}} interaction
 * @param {number} gap
 * @param {number | null} option
 * @returns {ResponseView}
 */
export function filled(held, { gaps, uses }, gap, option) {
  const now = replaced(held?.gaps, gaps.length, gap, option);
  const used = now.flatMap((each, place) => (each === option && place !== gap ? [place] : []));
  const first = used[0];
  if (option !== null && uses > 0 && used.length >= uses && first !== undefined) now[first] = null;
  return { gaps: now };
}

/**
 * The response to one part among several.
 * @param {Held} held
 * @param {number} n_parts
 * @param {number} part
 * @param {ResponseView} response
 * @returns {ResponseView}
 */
export function withPart(held, n_parts, part, response) {
  return { parts: replaced(held?.parts, n_parts, part, isEmpty(response) ? null : response) };
}

/**
 * @template Value
 * @param {readonly (Value | null)[] | undefined} values
 * @param {number} length
 * @param {number} at
 * @param {Value | null} value
 */
function replaced(values, length, at, value) {
  return Array.from({ length }, (_, place) => (place === at ? value : (values?.[place] ?? null)));
}

/**
 * The pairs without the oldest of those that count against a limit, so that one more fits.
 * @param {number[][]} pairs
 * @param {number} most 0: any number
 * @param {(pair: number[]) => boolean} counts
 */
function withRoom(pairs, most, counts) {
  const counted = pairs.filter(counts);
  const gone = most > 0 ? counted.slice(0, Math.max(0, counted.length - most + 1)) : [];
  return pairs.filter((pair) => !gone.includes(pair));
}
