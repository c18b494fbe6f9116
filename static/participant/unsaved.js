/* What a person has marked or typed and not handed in: text between two keystrokes, an answer before Berikutnya. It is
   written down at once, because a page may go at any moment. */

/** @typedef {import("../shared/wire.js").ResponseView} ResponseView */
/** @typedef {{owner: string, section: number, position: number}} Place */
/** @typedef {Place & {response: ResponseView}} Held */

const KEY = "cat-unsaved";

export class Unsaved {
  /** @type {Held | null} */
  #held = null;
  #storage;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined} storage this tab's */
  constructor(storage) {
    this.#storage = storage;
    try {
      const kept = JSON.parse(storage?.getItem(KEY) ?? "null");
      if (kept && typeof kept.owner === "string" && typeof kept.response === "object") this.#held = kept;
    } catch {
      // What cannot be read is as if it were not there.
    }
  }

  get held() {
    return this.#held;
  }

  /** @param {Place} place @param {ResponseView} response */
  hold({ owner, section, position }, response) {
    this.#held = { owner, section, position, response };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#held));
    } catch {
      // Without storage it lasts as long as the page.
    }
  }

  /** What is held for an item, or null. @param {Place} place */
  of({ owner, section, position }) {
    const held = this.#held;
    return held && held.owner === owner && held.section === section && held.position === position ? held.response : null;
  }

  drop() {
    this.#held = null;
    try {
      this.#storage?.removeItem(KEY);
    } catch {
      // As above.
    }
  }
}

/** This tab's own storage; a browser may refuse even to be asked. */
export function tabStorage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
