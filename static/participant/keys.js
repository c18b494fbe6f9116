/* What a key means on the participant's page. Pure: the caller says where the key fell. */

/**
 * @typedef {{kind: "choose", index: number} | {kind: "move", by: 1 | -1} | {kind: "next"} | {kind: "back"} | {kind: "flag"} |
 *   {kind: "grid"} | {kind: "speak"} | {kind: "larger"} | {kind: "smaller"} | {kind: "close"} | {kind: "keys"}} KeyAction
 */

/**
 * What the key fell on: a field that takes text or a list that opens, a control with its own Enter (button, link), an
 * option, or the page.
 * @typedef {"text" | "control" | "option" | "page"} Ground
 */

/** @typedef {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean, isComposing?: boolean}} Key */

/** What keys can do with the item on screen. n_options: how many letters choose; is_single: arrows move the one choice.
 * @typedef {{n_options: number, is_single: boolean}} Reach */

/**
 * @param {Key} key
 * @param {{ground: Ground, reach: Reach | null, has_grid: boolean, letters_on: boolean, is_dialog_open: boolean}} where
 *   reach is null when no item is shown; letters_on is the person's own switch for one-letter keys
 * @returns {KeyAction | null}
 */
export function keyAction(key, { ground, reach, has_grid, letters_on, is_dialog_open }) {
  if (key.ctrlKey || key.altKey || key.metaKey || key.isComposing) return null;
  if (key.key === "Escape") return { kind: "close" };
  if (is_dialog_open || ground === "text") return null;

  if (reach && key.key === "Enter" && ground !== "control") return { kind: "next" };
  if (reach?.is_single && ground === "page") {
    if (key.key === "ArrowDown" || key.key === "ArrowRight") return { kind: "move", by: 1 };
    if (key.key === "ArrowUp" || key.key === "ArrowLeft") return { kind: "move", by: -1 };
  }
  if (!letters_on || key.key.length !== 1) return null;

  if (key.key === "?") return { kind: "keys" };
  if (key.key === "+" || key.key === "=") return { kind: "larger" };
  if (key.key === "-" || key.key === "_") return { kind: "smaller" };

  const letter = key.key.toUpperCase();
  if (letter === "T") return { kind: "speak" };
  if (!reach) return null;
  if (letter === "J") return { kind: "next" };
  if (letter === "K") return { kind: "back" };
  if (letter === "R") return { kind: "flag" };
  // G is also the seventh option's letter; where there is a grid, the grid has it and the option keeps its number.
  if (letter === "G" && has_grid) return { kind: "grid" };
  const index = optionIndex(letter);
  return index !== null && index < reach.n_options ? { kind: "choose", index } : null;
}

/**
 * What keys can do with an item.
 * @param {{interaction: import("../shared/wire.js").Interaction, options: readonly unknown[]} | null} item
 * @returns {Reach | null}
 */
export function reachOf(item) {
  if (!item) return null;
  const { type } = item.interaction;
  const is_single = type === "choose";
  return { n_options: is_single || type === "choose_several" ? item.options.length : 0, is_single };
}

/** The letter of an option's place; after Z its number. @param {number} index */
export const optionLetter = (index) => (index < 26 ? String.fromCharCode(65 + index) : String(index + 1));

/** @param {string} letter @returns {number | null} */
function optionIndex(letter) {
  if (letter >= "1" && letter <= "9") return Number(letter) - 1;
  if (letter >= "A" && letter <= "H") return letter.charCodeAt(0) - 65;
  return null;
}
