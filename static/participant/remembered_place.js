/* Where somebody was in a fixed section, so that a reload opens the same item. */

/** @typedef {import("../shared/wire.js").Screen} Screen */

const KEY = "cat-place";

/** @param {Screen | null} screen @param {number} section @param {number} position */
export function rememberPlace(screen, section, position) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ number: screen?.person.number, section, position }));
  } catch {
    // Only a convenience after a reload.
  }
}

/** By this computer's memory, else by the server's. @param {Screen} screen @param {number} section */
export function rememberedPlace(screen, section) {
  try {
    const held = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    const position = Number(held?.position);
    const is_same = held?.number === screen.person.number && held?.section === section;
    if (is_same && position >= 1 && position <= (screen.total ?? 0)) return position;
  } catch {
    // As above.
  }
  const draft = screen.draft?.section === section ? screen.draft.position : 1;
  return Math.max(1, Math.min(screen.total ?? 1, draft));
}
