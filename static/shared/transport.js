/* Socket.IO as a Transport: websocket only, and with its own retries, so that the page can say when the next one is. */

import { io } from "../vendor/socket.io-client/socket.io.esm.min.js";

/** @typedef {import("./link.js").Transport} Transport */
/** @typedef {import("./link.js").TransportListener} TransportListener */

const ANSWER_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 8_000;
const RETRY_SECONDS = [1, 2, 4, 8, 8];

/**
 * Milliseconds until the next attempt. Spread by half at random: a hall that lost its switch must not come back as one.
 * @param {number} attempt 0 for the first
 * @param {number} random in [0, 1)
 */
export function retryDelayMs(attempt, random) {
  const seconds = RETRY_SECONDS[Math.min(attempt, RETRY_SECONDS.length - 1)] ?? 8;
  return Math.round(seconds * 1000 * (0.75 + random * 0.5));
}

/**
 * @param {string} namespace for example "/participant"
 * @param {string[]} messages names of what the server pushes
 * @returns {Transport}
 */
export function socketTransport(namespace, messages) {
  const socket = io(namespace, {
    transports: ["websocket"],
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    timeout: CONNECT_WITHIN_MS,
  });
  /** @type {TransportListener | null} */
  let listener = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let guard;
  let attempt = 0;
  let is_wanted = false;
  let is_restarting = false;

  const connect = () => {
    clearTimeout(retry);
    clearTimeout(guard);
    if (!is_wanted || socket.connected) return;
    socket.connect();
    // A server that takes the connection and then says nothing raises no event of the library's.
    guard = setTimeout(() => {
      if (socket.connected) return;
      socket.disconnect();
      listener?.closed(retryLater());
    }, CONNECT_WITHIN_MS + 2_000);
  };

  const retryLater = () => {
    clearTimeout(retry);
    if (!is_wanted) return null;
    const delay = retryDelayMs(attempt, Math.random());
    attempt += 1;
    retry = setTimeout(connect, delay);
    return performance.now() + delay;
  };

  socket.on("connect", () => {
    clearTimeout(guard);
    attempt = 0;
    listener?.opened();
  });
  socket.on("disconnect", () => {
    if (is_restarting) return;
    listener?.closed(retryLater());
  });
  socket.on("connect_error", (error) => {
    clearTimeout(guard);
    // Low-level errors carry a type; an answer of the server's own to the handshake does not.
    const is_low_level = "type" in error || error.message === "timeout";
    if (is_low_level) {
      listener?.closed(retryLater());
    } else {
      is_wanted = false;
      clearTimeout(retry);
      listener?.refused();
    }
  });
  for (const name of messages) socket.on(name, (/** @type {any} */ data) => listener?.message(name, data));

  // The cable is out, or in again: no need to wait for a silence to notice it.
  globalThis.addEventListener?.("offline", () => {
    if (socket.connected) socket.io.engine.close();
  });
  globalThis.addEventListener?.("online", connect);

  return {
    listen: (given) => void (listener = given),
    request: async (event, payload) => {
      if (!socket.connected) throw new Error("The connection is not open.");
      return socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload);
    },
    open: () => {
      is_wanted = true;
      connect();
    },
    close: () => {
      is_wanted = false;
      clearTimeout(retry);
      clearTimeout(guard);
      socket.disconnect();
    },
    restart: () => {
      is_wanted = true;
      attempt = 0;
      if (socket.connected) {
        is_restarting = true;
        socket.disconnect();
        is_restarting = false;
        listener?.closed(performance.now());
      }
      connect();
    },
  };
}
