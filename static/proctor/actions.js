/* The table of what a proctor may ask: which fields each action has, how a filled form becomes a command, what is missing
   in it. Pure; the server judges again. */

/** @typedef {import("./wire.js").Category} Category */
/** @typedef {import("./wire.js").SittingAction} SittingAction */
/** @typedef {import("./wire.js").HallAction} HallAction */
/** @typedef {import("./wire.js").Hall} Hall */
/** @typedef {import("./wire.js").Row} Row */

/** @type {readonly Category[]} */
export const CATEGORIES = ["power", "network", "device", "illness", "late", "behaviour", "identity", "proctor", "item"];

/** Minutes offered by one press; any other number can be typed. */
export const MINUTES_OFFERED = [1, 2, 5, 10];
export const MOST_MINUTES = 180;
export const LONGEST_TEXT = 500;

/** @typedef {"category" | "reason" | "minutes" | "seat" | "text" | "typed_name"} Field */

/**
 * One action. `category` is chosen beforehand where one is obvious; `tone` marks what cannot be taken back.
 * @typedef {{
 *   name: SittingAction | HallAction,
 *   scope: "sitting" | "hall",
 *   fields: readonly Field[],
 *   category?: Category,
 *   tone?: "danger",
 *   glyph: string,
 * }} Action
 */

const EXPLAINED = /** @type {const} */ (["category", "reason"]);

/** @type {readonly Action[]} */
export const SITTING_ACTIONS = [
  { name: "pause_sitting", scope: "sitting", fields: EXPLAINED, glyph: "paused" },
  { name: "resume_sitting", scope: "sitting", fields: EXPLAINED, category: "proctor", glyph: "play" },
  { name: "give_time", scope: "sitting", fields: ["minutes", ...EXPLAINED], glyph: "time" },
  { name: "send_message", scope: "sitting", fields: ["text", ...EXPLAINED], category: "proctor", glyph: "message" },
  { name: "resolve_help", scope: "sitting", fields: EXPLAINED, glyph: "check" },
  { name: "note_incident", scope: "sitting", fields: EXPLAINED, glyph: "note" },
  { name: "move_seat", scope: "sitting", fields: ["seat", ...EXPLAINED], category: "device", glyph: "move" },
  { name: "release_place", scope: "sitting", fields: EXPLAINED, category: "device", glyph: "computer" },
  { name: "stop_sitting", scope: "sitting", fields: EXPLAINED, tone: "danger", glyph: "stop" },
];

/** @type {readonly Action[]} */
export const HALL_ACTIONS = [
  { name: "open_hall", scope: "hall", fields: [], glyph: "open" },
  { name: "pause_hall", scope: "hall", fields: EXPLAINED, category: "power", glyph: "paused" },
  { name: "resume_hall", scope: "hall", fields: EXPLAINED, category: "proctor", glyph: "play" },
  { name: "give_time_hall", scope: "hall", fields: ["minutes", ...EXPLAINED], category: "power", glyph: "time" },
  { name: "message_hall", scope: "hall", fields: ["text", ...EXPLAINED], category: "proctor", glyph: "message" },
  { name: "rotate_pin", scope: "hall", fields: [], glyph: "pin" },
  { name: "close_hall", scope: "hall", fields: ["typed_name"], tone: "danger", glyph: "close" },
];

/** @param {string} name @returns {Action} */
export function actionNamed(name) {
  const action = [...SITTING_ACTIONS, ...HALL_ACTIONS].find((known) => known.name === name);
  if (!action) throw new Error(`No action is named ${name}; see actions.js.`);
  return action;
}

/** What a call for help suggests as its category. @type {Record<string, Category>} */
const CATEGORY_OF_CALL = { computer: "device", network: "network", question: "item", health: "illness" };

/**
 * The category chosen when the dialog opens, or null when the proctor must choose.
 * @param {Action} action
 * @param {Row | null} row
 * @returns {Category | null}
 */
export function likelyCategory(action, row) {
  const of_call = row?.help ? CATEGORY_OF_CALL[row.help.reason] : undefined;
  return of_call ?? action.category ?? (action.name === "resolve_help" ? "proctor" : null);
}

/** @typedef {Partial<Record<Field, string>>} Filled what stands in the form */
/** @typedef {{field: Field, key: string}} Problem a field and the text key of its sentence */

/**
 * What keeps a form from being sent, in the order of its fields.
 * @param {Action} action
 * @param {Filled} filled
 * @param {Hall} hall
 * @returns {Problem[]}
 */
export function problemsIn(action, filled, hall) {
  /** @type {Problem[]} */
  const problems = [];
  for (const field of action.fields) {
    const value = (filled[field] ?? "").trim();
    if (field === "minutes" && readMinutes(value) === null) problems.push({ field, key: "problem-minutes" });
    else if (field === "typed_name" && !isNameOf(hall, value)) problems.push({ field, key: "problem-typed-name" });
    else if (value === "") problems.push({ field, key: `problem-${field}` });
  }
  return problems;
}

/** Whether what was typed is the hall's name; capitals and doubled spaces do not matter. @param {Hall} hall @param {string} typed */
export function isNameOf(hall, typed) {
  const plain = (/** @type {string} */ text) => text.trim().replace(/\s+/g, " ").toLocaleLowerCase("id");
  return plain(typed) === plain(hall.name);
}

/**
 * The fields of the command that a filled form stands for.
 * @param {Action} action
 * @param {Filled} filled
 * @param {{hall_id: string, sitting_id?: string | null}} target
 * @returns {Record<string, string | number>}
 */
export function commandFrom(action, filled, target) {
  /** @type {Record<string, string | number>} */
  const command = { hall_id: target.hall_id };
  if (action.scope === "sitting" && target.sitting_id) command.sitting_id = target.sitting_id;
  for (const field of action.fields) {
    const value = (filled[field] ?? "").trim();
    if (field === "minutes") command.seconds = Math.round((readMinutes(value) ?? 0) * 60);
    else command[field] = value;
  }
  return command;
}

/** Minutes as typed, with a comma or a point; null when they make no sense. @param {string} typed */
export function readMinutes(typed) {
  const minutes = /^\d{1,3}([.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(",", ".")) : NaN;
  return minutes > 0 && minutes <= MOST_MINUTES ? minutes : null;
}

/**
 * Why a hall action cannot be asked now, as a text key; null when it can. Closing carries the server's own sentence.
 * @param {Action} action
 * @param {Hall} hall
 * @param {Iterable<Row>} rows
 * @returns {{key: string} | {sentence: string} | null}
 */
export function whyNot(action, hall, rows) {
  if (hall.state === "closed") return { key: "why-hall-closed" };
  const all = [...rows];
  const has = (/** @type {Row["state"][]} */ ...states) => all.some((row) => states.includes(row.state));
  switch (action.name) {
    case "open_hall":
      return hall.state === "open" ? { key: "why-hall-open" } : null;
    case "pause_hall":
      if (hall.state !== "open") return { key: "why-hall-not-open" };
      return has("working") ? null : { key: "why-nobody-working" };
    case "resume_hall":
      return has("paused") ? null : { key: "why-nobody-paused" };
    case "give_time_hall":
      return has("working", "paused") ? null : { key: "why-nobody-working" };
    case "message_hall":
      return has("checking_in", "ready", "working", "paused", "on_hold") ? null : { key: "why-nobody-present" };
    case "close_hall":
      // The hall's own word is as old as its last change; the rows are from this second.
      if (hall.state !== "open") return { key: "why-hall-not-open" };
      if (!has("working", "paused")) return null;
      return hall.can_close.why ? { sentence: hall.can_close.why } : { key: "why-cannot-close" };
    default:
      return null;
  }
}
