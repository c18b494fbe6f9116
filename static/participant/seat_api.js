/* What the browser asks over HTTP before anybody has checked in: which seat this is, check-in, and leaving. */

/** @typedef {import("../shared/wire.js").SeatPlace} SeatPlace */
/** @typedef {{ok: true} | {ok: false, message: string | null}} Outcome message is null when the server was not reached */

const ANSWER_WITHIN_MS = 8_000;

/** The seat of this computer and the halls there are. Rejects when the server is not reached. @returns {Promise<SeatPlace>} */
export async function fetchPlace() {
  const response = await ask("/participant/seat", { method: "GET" });
  if (!response.ok) throw new Error(`The seat could not be read: ${response.status}.`);
  return response.json();
}

/** Binds this computer to a seat. @param {string} hall_id @param {string} seat @param {string} language */
export const bindSeat = (hall_id, seat, language) => post("/participant/seat", { hall_id, seat }, language);

/** Checks a person in at this seat. @param {string} number @param {string} pin @param {string} language */
export const checkIn = (number, pin, language) => post("/participant/check-in", { number, pin }, language);

/** Frees the seat for the next person. @param {string} language */
export const leaveSeat = (language) => post("/participant/leave", {}, language);

/** @param {string} path @param {object} body @param {string} language of a refusal @returns {Promise<Outcome>} */
async function post(path, body, language) {
  try {
    const response = await ask(`${path}?language=${language}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok && answer?.ok !== false) return { ok: true };
    return { ok: false, message: answer?.error?.message ?? null };
  } catch {
    return { ok: false, message: null };
  }
}

/** @param {string} path @param {RequestInit} init */
async function ask(path, init) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    return await fetch(path, { ...init, credentials: "same-origin", cache: "no-store", signal: stop.signal });
  } finally {
    clearTimeout(late);
  }
}
