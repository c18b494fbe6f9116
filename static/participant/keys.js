/* What a key means on the participant's page. Pure: the caller says where the key fell. */

/**
 * @typedef {{kind: "choose", index: number} | {kind: "move", by: 1 | -1} | {kind: "next"} | {kind: "back"} | {kind: "flag"} |
 *   {kind: "grid"} | {kind: "speak"} | {kind: "larger"} | {kind: "smaller"} | {kind: "close"} | {kind: "keys"}} KeyAction
 */

/**
 * What the key fell on: a field that takes text, a control with its own Enter (button, link), an option, or the page.
 * @typedef {"text" | "control" | "option" | "page"} Ground
 */

/** @typedef {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean, isComposing?: boolean}} Key */

/**
 * @param {Key} key
 * @param {{ground: Ground, n_options: number, has_grid: boolean, letters_on: boolean, is_dialog_open: boolean}} where
 *   n_options is 0 when no item is shown; letters_on is the person's own switch for one-letter keys
 * @returns {KeyAction | null}
 */
export function keyAction(key, { ground, n_options, has_grid, letters_on, is_dialog_open }) {
  if (key.ctrlKey || key.altKey || key.metaKey || key.isComposing) return null;
  if (key.key === "Escape") return { kind: "close" };
  if (is_dialog_open || ground === "text") return null;
  const has_item = n_options > 0;

  if (has_item && key.key === "Enter" && ground !== "control") return { kind: "next" };
  if (has_item && ground === "page") {
    if (key.key === "ArrowDown" || key.key === "ArrowRight") return { kind: "move", by: 1 };
    if (key.key === "ArrowUp" || key.key === "ArrowLeft") return { kind: "move", by: -1 };
  }
  if (!letters_on || key.key.length !== 1) return null;

  if (key.key === "?") return { kind: "keys" };
  if (key.key === "+" || key.key === "=") return { kind: "larger" };
  if (key.key === "-" || key.key === "_") return { kind: "smaller" };

  const letter = key.key.toUpperCase();
  if (letter === "T") return { kind: "speak" };
  if (!has_item) return null;
  if (letter === "J") return { kind: "next" };
  if (letter === "K") return { kind: "back" };
  if (letter === "R") return { kind: "flag" };
  // G is also the seventh option's letter; where there is a grid, the grid has it and the option keeps its number.
  if (letter === "G" && has_grid) return { kind: "grid" };
  const index = optionIndex(letter);
  return index !== null && index < n_options ? { kind: "choose", index } : null;
}

/** The letter of an option's place. @param {number} index */
export const optionLetter = (index) => String.fromCharCode(65 + index);

/** @param {string} letter @returns {number | null} */
function optionIndex(letter) {
  if (letter >= "1" && letter <= "9") return Number(letter) - 1;
  if (letter >= "A" && letter <= "H") return letter.charCodeAt(0) - 65;
  return null;
}
