/* What a person has answered, as they must see it: the server's responses with their own unsent ones laid over them. */

import { isEmpty, isPage, stateOf } from "./completeness.js";

/** @typedef {import("../shared/outbox.js").Entry} Entry */
/** @typedef {import("../shared/wire.js").Screen} Screen */
/** @typedef {import("../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../shared/wire.js").ResponseView} ResponseView */
/** @typedef {import("./completeness.js").State} State */
/** @typedef {"all" | "empty" | "doubtful"} Filter */
/** @typedef {{responses: ReadonlyMap<number, ResponseView>, flags: ReadonlySet<number>, unsent: ReadonlySet<number>}} Answers by position */

/**
 * The answers of a fixed section as given on this computer, sent or not. None is empty.
 * @param {Pick<Screen, "responses" | "flags">} screen
 * @param {readonly Entry[]} waiting of this person, oldest first
 * @param {number} section
 * @returns {Answers}
 */
export function answersOf(screen, waiting, section) {
  const responses = new Map(Object.entries(screen.responses ?? {}).map(([position, response]) => [Number(position), response]));
  const flags = new Set(screen.flags ?? []);
  /** @type {Set<number>} */
  const unsent = new Set();
  for (const { event, payload } of waiting) {
    if (payload["section"] !== section) continue;
    const position = Number(payload["position"]);
    if (event === "submit_response") {
      responses.set(position, responseIn(payload));
      unsent.add(position);
    } else if (event === "flag_item") {
      if (payload["is_flagged"]) flags.add(position);
      else flags.delete(position);
      unsent.add(position);
    }
  }
  for (const [position, response] of responses) if (isEmpty(response)) responses.delete(position);
  return { responses, flags, unsent };
}

/**
 * The response that is confirmed but not acknowledged for one item, or null.
 * @param {readonly Entry[]} waiting
 * @param {number} section
 * @param {number} position
 */
export function pendingResponse(waiting, section, position) {
  const entry = waiting
    .filter(({ event, payload }) => event === "submit_response" && payload["section"] === section && payload["position"] === position)
    .at(-1);
  return entry ? responseIn(entry.payload) : null;
}

/**
 * A fixed section as its grid, review and end show it: the state of every position, pages counted nowhere.
 * @param {Answers} answers
 * @param {readonly ItemView[]} items those that have come
 * @param {number} total how many there are, pages among them
 * @param {string} language
 */
export function overviewOf(answers, items, total, language) {
  const positions = Array.from({ length: total }, (_, index) => index + 1);
  const states = positions.map((position) => stateOf(items[position - 1], answers.responses.get(position), language));
  const those = (/** @type {State} */ state) => positions.filter((position) => states[position - 1] === state);
  const questions = positions.filter((position) => states[position - 1] !== "page");
  return {
    /** @param {number} position @returns {State} */
    state: (position) => states[position - 1] ?? "empty",
    total: questions.length,
    answered: those("complete").length,
    unfinished: those("unfinished"),
    empty: those("empty"),
    doubtful: questions.filter((position) => answers.flags.has(position)),
    positions,
  };
}

/** @typedef {ReturnType<typeof overviewOf>} Overview */

/**
 * The positions that a filter of the grid shows; "empty" is all that still wants work.
 * @param {Filter} filter
 * @param {Overview} overview
 */
export function shownPositions(filter, overview) {
  if (filter === "empty") return overview.positions.filter((position) => ["empty", "unfinished"].includes(overview.state(position)));
  return filter === "doubtful" ? overview.doubtful : overview.positions;
}

/**
 * The number that an item has for people: pages have none and are not counted. Of a page, that of the next item.
 * @param {readonly ItemView[]} items
 * @param {number} position
 */
export function numberOf(items, position) {
  return position - items.slice(0, position - 1).filter(isPage).length;
}

/** @param {Record<string, unknown>} payload @returns {ResponseView} */
function responseIn(payload) {
  return /** @type {ResponseView | undefined} */ (payload["response"]) ?? {};
}
