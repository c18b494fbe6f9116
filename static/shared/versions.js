/* Which of two whole views to keep. Messages may be lost, repeated or late; keeping the newer view is all the repair needed. */

/**
 * The view to keep: the higher version; of equal versions the one with the later server time.
 * @template {{version: number, server_time?: string}} View
 * @param {View | null} held
 * @param {View | null | undefined} incoming
 * @returns {View | null}
 */
export function newer(held, incoming) {
  if (!incoming) return held;
  if (!held) return incoming;
  if (incoming.version !== held.version) return incoming.version > held.version ? incoming : held;
  return instant(incoming) >= instant(held) ? incoming : held;
}

/** @param {{server_time?: string}} view */
function instant(view) {
  const value = view.server_time ? Date.parse(view.server_time) : 0;
  return Number.isNaN(value) ? 0 : value;
}
