/* The proctor's line to the server: watches the hall on every connection, hands what comes to the page, sends commands. */

import { newCommandId } from "../shared/link.js";
import { createCommander } from "./commander.js";

/**
 * How the line stands. "refused" is final: the login is over or the hall is not this person's; `why` is the server's sentence.
 * @typedef {{state: "connecting" | "connected" | "lost" | "refused", retry_at_ms: number | null, why: string}} Connection
 */

/** The messages that the server pushes to a board. */
export const PUSHED = ["board", "rows"];

/**
 * @param {string} hall_id
 * @param {import("../shared/link.js").Transport} transport
 * @param {{
 *   onBoard: (push: import("./wire.js").BoardPush) => void,
 *   onRows: (push: import("./wire.js").RowsPush) => void,
 *   onConnection: (connection: Connection) => void,
 * }} page
 */
export function openLink(hall_id, transport, { onBoard, onRows, onConnection }) {
  const commander = createCommander({
    emit: (name, payload) => transport.request(name, payload),
    newId: newCommandId,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  let connections = 0;

  async function watch() {
    const connection = (connections += 1);
    const outcome = await commander.send("watch_hall", { hall_id });
    if (connection !== connections) return;
    if (outcome.kind === "done" && outcome.ack.board) onBoard(outcome.ack.board);
    else if (outcome.kind === "refused") {
      transport.close();
      onConnection({ state: "refused", retry_at_ms: null, why: outcome.error.message });
    } else transport.restart();
  }

  transport.listen({
    opened() {
      onConnection({ state: "connected", retry_at_ms: null, why: "" });
      commander.connected();
      void watch();
    },
    closed: (retry_at_ms) => onConnection({ state: "lost", retry_at_ms, why: "" }),
    refused: () => onConnection({ state: "refused", retry_at_ms: null, why: "" }),
    message(name, data) {
      if (name === "board") onBoard(data);
      else if (name === "rows") onRows(data);
    },
  });
  transport.open();
  return { send: commander.send, newId: commander.newId, restart: transport.restart };
}
