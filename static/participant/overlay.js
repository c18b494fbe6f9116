/* What a person has answered, as they must see it: the server's responses with their own unsent ones laid over them. */

/** @typedef {import("../shared/outbox.js").Entry} Entry */
/** @typedef {import("../shared/wire.js").Screen} Screen */
/** @typedef {"all" | "empty" | "doubtful"} Filter */
/** @typedef {{choices: ReadonlyMap<number, number>, flags: ReadonlySet<number>, unsent: ReadonlySet<number>}} Answers by position */
/** @typedef {{answered: number, empty: number[], doubtful: number[]}} Counts */

/**
 * The answers of a fixed section as given on this computer, sent or not.
 * @param {Pick<Screen, "responses" | "flags">} screen
 * @param {readonly Entry[]} waiting of this person, oldest first
 * @param {number} section
 * @returns {Answers}
 */
export function answersOf(screen, waiting, section) {
  /** @type {Map<number, number>} */
  const choices = new Map(Object.entries(screen.responses ?? {}).map(([position, response]) => [Number(position), Number(response.choice ?? -1)]));
  const flags = new Set(screen.flags ?? []);
  /** @type {Set<number>} */
  const unsent = new Set();
  for (const { event, payload } of waiting) {
    if (payload["section"] !== section) continue;
    const position = Number(payload["position"]);
    if (event === "submit_response") {
      choices.set(position, choiceIn(payload));
      unsent.add(position);
    } else if (event === "flag_item") {
      if (payload["is_flagged"]) flags.add(position);
      else flags.delete(position);
      unsent.add(position);
    }
  }
  return { choices, flags, unsent };
}

/**
 * The choice that is confirmed but not acknowledged for one item, or null.
 * @param {readonly Entry[]} waiting
 * @param {number} section
 * @param {number} position
 */
export function pendingChoice(waiting, section, position) {
  const entry = waiting
    .filter(({ event, payload }) => event === "submit_response" && payload["section"] === section && payload["position"] === position)
    .at(-1);
  return entry ? choiceIn(entry.payload) : null;
}

/** @param {Answers} answers @param {number} total @returns {Counts} */
export function countsOf(answers, total) {
  const positions = Array.from({ length: total }, (_, index) => index + 1);
  return {
    answered: positions.filter((position) => answers.choices.has(position)).length,
    empty: positions.filter((position) => !answers.choices.has(position)),
    doubtful: positions.filter((position) => answers.flags.has(position)),
  };
}

/**
 * The positions that a filter of the grid shows.
 * @param {Filter} filter
 * @param {Answers} answers
 * @param {number} total
 */
export function shownPositions(filter, answers, total) {
  const { empty, doubtful } = countsOf(answers, total);
  if (filter === "empty") return empty;
  if (filter === "doubtful") return doubtful;
  return Array.from({ length: total }, (_, index) => index + 1);
}

/** @param {Record<string, unknown>} payload */
function choiceIn(payload) {
  const response = /** @type {{choice?: number} | undefined} */ (payload["response"]);
  return Number(response?.choice ?? -1);
}
