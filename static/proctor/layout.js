/* How much room there is: whether the queue stands beside the board, and how much a tile can say. Pure. */

/** Widths in CSS pixels at the usual text size; `scale` is the person's own text size over 16. */
const SIDE_FROM = 1200;
const SIDE_WIDTH = 352;
const PADDING = 40;
const AISLE = 28;
const GAP = 8;
const ROOMY_TILE = 140;

/**
 * @param {number} width of the window
 * @param {import("./arrangement.js").SeatMap} map
 * @param {{is_opened: boolean, view: "map" | "table", scale?: number}} given
 * @returns {{side: "rail" | "strip", density: "roomy" | "dense", is_drawer_modal: boolean}}
 */
export function layoutOf(width, map, { is_opened, view, scale = 1 }) {
  const room = width / scale;
  const seats = map.columns.filter((kind) => kind === "seat").length || 1;
  const aisles = map.columns.length - seats;
  const tileIn = (/** @type {number} */ free) => (free - PADDING - aisles * AISLE) / seats - GAP;
  const has_rail = room >= SIDE_FROM && (view === "table" || tileIn(room - SIDE_WIDTH) >= ROOMY_TILE);
  const taken = has_rail || (is_opened && room >= SIDE_FROM) ? SIDE_WIDTH : 0;
  const density = tileIn(room - taken) >= ROOMY_TILE ? "roomy" : "dense";
  return { side: has_rail ? "rail" : "strip", density, is_drawer_modal: room < 900 };
}
