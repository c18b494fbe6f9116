/* Sends commands until the server has answered. One click makes one id; every repetition carries the same id, so that the
   server does it once. Knows nothing of sockets: it is given `emit`. */

/** @typedef {import("./wire.js").Ack} Ack */
/** @typedef {{attempt: number, is_waiting: boolean}} Progress */

/**
 * What came of a command. "unanswered" means that the server may or may not have done it: ask again with the same id.
 * @typedef {{kind: "done", ack: Extract<Ack, {ok: true}>} | {kind: "refused", error: import("./wire.js").WireError} |
 *   {kind: "unanswered"}} Outcome
 */

/** Seconds between one attempt and the next. */
const BACK_OFF_SECONDS = [1, 2, 4, 8];

/** Attempts before the proctor is told that nothing answered. */
const MOST_ATTEMPTS = 6;

/**
 * @param {{
 *   emit: (name: string, payload: Record<string, unknown>) => Promise<Ack>,
 *   newId: () => string,
 *   wait: (ms: number) => Promise<void>,
 * }} means `emit` rejects when no answer came in time or nothing is connected
 */
export function createCommander({ emit, newId, wait }) {
  /** @type {Set<() => void>} */
  const sleepers = new Set();

  /** Waits for the back-off or for a new connection, whichever is first. @param {number} ms */
  async function rest(ms) {
    /** @type {() => void} */
    let wake = () => undefined;
    const woken = new Promise((/** @type {(value: void) => void} */ resolve) => { wake = resolve; });
    sleepers.add(wake);
    await Promise.race([wait(ms), woken]);
    sleepers.delete(wake);
  }

  return {
    newId,

    /** Sends what waits at once: called when the connection is back. */
    connected() {
      for (const wake of sleepers) wake();
    },

    /**
     * Sends a command and repeats it until the server answers it.
     * @param {string} name
     * @param {Record<string, unknown>} fields
     * @param {{command_id?: string, onProgress?: (progress: Progress) => void}} [options]
     * @returns {Promise<Outcome>}
     */
    async send(name, fields, { command_id = newId(), onProgress = () => undefined } = {}) {
      const payload = { ...fields, command_id };
      for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
        onProgress({ attempt, is_waiting: false });
        const ack = await emit(name, payload).catch(() => null);
        if (ack?.ok) return { kind: "done", ack };
        if (ack && ack.error.kind !== "failed") return { kind: "refused", error: ack.error };
        if (attempt === MOST_ATTEMPTS) break;
        onProgress({ attempt, is_waiting: true });
        await rest((BACK_OFF_SECONDS[attempt - 1] ?? 8) * 1000);
      }
      return { kind: "unanswered" };
    },
  };
}
