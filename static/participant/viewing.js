/* How long each item has been in view. Monotonic; time with the page hidden does not count. */

export class Viewing {
  /** @type {Map<string, number>} */
  #totals = new Map();
  /** @type {{key: string, since_ms: number} | null} */
  #current = null;

  /**
   * Notes which item is in view now (null: none, or the page is hidden).
   * @param {string | null} key
   * @param {number} now_ms
   */
  show(key, now_ms) {
    if (this.#current?.key === key) return;
    if (this.#current) this.#totals.set(this.#current.key, this.shownMs(this.#current.key, now_ms));
    this.#current = key === null ? null : { key, since_ms: now_ms };
  }

  /**
   * Milliseconds for which an item has been in view so far.
   * @param {string} key
   * @param {number} now_ms
   */
  shownMs(key, now_ms) {
    const before = this.#totals.get(key) ?? 0;
    const running = this.#current?.key === key ? Math.max(0, now_ms - this.#current.since_ms) : 0;
    return Math.round(before + running);
  }
}
