/* How much room there is: whether the queue stands beside the board, and how much a tile can say. Pure. */

/* CSS pixels at the usual text size; they follow the sheets. */
const SIDE_FROM = 1200;
const MODAL_BELOW = 900;
const SIDE_WIDTH = 352;
const PADDING = 40;
const AISLE = 28;
const GAP = 8;
const ABOVE_THE_MAP = 200;
const ROOMY_TILE = { width: 140, height: 108 };
const DENSE_TILE = { width: 104 };
const LONG_WORD_TILE = 132;

/**
 * How the board is laid out. density: a tile of four lines or of three; words: of the state, whole or shortened;
 * side: the queue beside the board or across its top.
 * @typedef {{side: "rail" | "strip", density: "roomy" | "dense", words: "long" | "short", is_drawer_modal: boolean}} Layout
 */

/**
 * A whole hall on one screen comes before a talkative tile.
 * @param {{width: number, height: number}} window_size
 * @param {import("./arrangement.js").SeatMap} map
 * @param {{is_opened: boolean, view: "map" | "table", scale?: number}} given scale: the person's own text size over the usual
 * @returns {Layout}
 */
export function layoutOf({ width, height }, map, { is_opened, view, scale = 1 }) {
  const room = width / scale;
  const seats = map.columns.filter((kind) => kind === "seat").length || 1;
  const lines = map.lines.filter((kind) => kind === "seat").length;
  const aisles = map.columns.length - seats;
  const tileIn = (/** @type {number} */ free) => (free - PADDING - aisles * AISLE) / seats - GAP;
  const fits_below = lines * ROOMY_TILE.height + ABOVE_THE_MAP <= height / scale || lines <= 4;
  const wanted = fits_below ? ROOMY_TILE.width : DENSE_TILE.width;
  const has_rail = room >= SIDE_FROM && (view === "table" || tileIn(room - SIDE_WIDTH) >= wanted);
  const taken = has_rail || (is_opened && room >= MODAL_BELOW) ? SIDE_WIDTH : 0;
  const tile = tileIn(room - taken);
  const density = fits_below && tile >= ROOMY_TILE.width ? "roomy" : "dense";
  return {
    side: has_rail ? "rail" : "strip",
    density,
    words: density === "roomy" || tile >= LONG_WORD_TILE ? "long" : "short",
    is_drawer_modal: room < MODAL_BELOW,
  };
}
