/* The server's present, seen from this page: its last word plus what this page's monotonic clock has counted since. Pure. */

/** @param {import("./board.js").Board} board @param {number} now @returns {number | null} milliseconds since 1970 on the server's clock */
export function serverNow(board, now) {
  if (board.server_time === null || board.heard_at === null) return null;
  const said = Date.parse(board.server_time);
  return Number.isNaN(said) ? null : said + Math.max(0, now - board.heard_at);
}

/** Seconds since an instant that the server named, or null when either is unknown. @param {import("./board.js").Board} board @param {number} now @param {string} iso */
export function secondsSince(board, now, iso) {
  const present = serverNow(board, now);
  const then = Date.parse(iso);
  return present === null || Number.isNaN(then) ? null : Math.max(0, (present - then) / 1000);
}
