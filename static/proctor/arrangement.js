/* Which rows are shown, in which order, and where on the map. Pure. */

import { contactAge, contactBand, isHealthy, isIncident, isOver, isPresent, secondsLeft, urgency } from "./rows.js";

/** @typedef {import("./rows.js").HeldRow} HeldRow */
/** @typedef {import("./rows.js").ContactBand} ContactBand */
/** @typedef {import("./wire.js").Row} Row */
/** @typedef {import("./wire.js").Seat} Seat */

/** @typedef {"absent" | "checking_in" | "ready" | "working" | "lost" | "paused" | "help" | "ended"} Chip */

/** The chips in the order of a morning. @type {readonly Chip[]} */
export const CHIPS = ["absent", "checking_in", "ready", "working", "lost", "paused", "help", "ended"];

/**
 * What is asked of the board. `set_at` is the moment of the last change: an incident that began after it is shown in any case.
 * @typedef {{chip: Chip | null, hides_healthy: boolean, query: string, set_at: number}} Filter
 */

/** @typedef {"urgency" | "seat" | "name" | "progress" | "time"} SortKey */

/** @type {Filter} */
export const NO_FILTER = { chip: null, hides_healthy: false, query: "", set_at: 0 };

/** @param {Filter} filter */
export const isFiltering = (filter) => filter.chip !== null || filter.hides_healthy || filter.query.trim() !== "";

/**
 * Whether a row belongs to a chip. A row may belong to two: a paused computer that is lost is both.
 * @param {Chip} chip
 * @param {Row} row
 * @param {ContactBand} band
 */
export function belongsTo(chip, row, band) {
  switch (chip) {
    case "lost":
      return band === "lost";
    case "help":
      // Two computers for one person wait for a decision as much as a raised hand does.
      return (row.help !== null && !isOver(row)) || row.state === "on_hold";
    case "ended":
      return isOver(row);
    case "paused":
      return row.state === "paused";
    default:
      return row.state === chip && band !== "lost";
  }
}

/**
 * How many rows each chip holds.
 * @param {Iterable<HeldRow>} rows
 * @param {number} now
 * @param {number} [known_until]
 * @returns {Record<Chip, number>}
 */
export function countChips(rows, now, known_until = now) {
  const counts = /** @type {Record<Chip, number>} */ (Object.fromEntries(CHIPS.map((chip) => [chip, 0])));
  for (const held of rows) {
    const band = contactBand(held.row, contactAge(held, now, known_until));
    for (const chip of CHIPS) if (belongsTo(chip, held.row, band)) counts[chip] += 1;
  }
  return counts;
}

/**
 * Why a row is shown: it was asked for, or it is a new incident that no filter may hide; or null.
 * @param {HeldRow} held
 * @param {Filter} filter
 * @param {number} now
 * @param {number} [known_until]
 * @returns {"asked" | "new_incident" | null}
 */
export function shownBecause(held, filter, now, known_until = now) {
  const { row } = held;
  const band = contactBand(row, contactAge(held, now, known_until));
  const is_asked =
    (filter.chip === null || belongsTo(filter.chip, row, band)) &&
    (!filter.hides_healthy || !isHealthy(row, band)) &&
    matches(row, filter.query);
  if (is_asked) return "asked";
  const began = held.incident_since;
  return isIncident(row, band) && (began === null || began > filter.set_at) ? "new_incident" : null;
}

/**
 * The rows in order: incidents first whatever the column asked for, then by the column, then by seat.
 * @param {Iterable<HeldRow>} rows
 * @param {number} now
 * @param {{key?: SortKey, is_descending?: boolean, known_until?: number}} [options]
 * @returns {HeldRow[]}
 */
export function inOrder(rows, now, { key = "urgency", is_descending = false, known_until = now } = {}) {
  const measured = [...rows].map((held) => {
    const band = contactBand(held.row, contactAge(held, now, known_until));
    return { held, urgency: urgency(held.row, band), is_incident: isIncident(held.row, band), value: sortValue(key, held, now) };
  });
  const direction = is_descending ? -1 : 1;
  measured.sort((a, b) => {
    if (key === "urgency" || (a.is_incident && b.is_incident)) {
      if (a.urgency !== b.urgency) return a.urgency - b.urgency;
    } else if (a.is_incident !== b.is_incident) {
      return a.is_incident ? -1 : 1;
    } else {
      const by_value = compare(a.value, b.value) * direction;
      if (by_value !== 0) return by_value;
    }
    return compareSeats(a.held.row, b.held.row);
  });
  return measured.map(({ held }) => held);
}

/**
 * Calls for help and places on hold, the longest waiting first.
 * @param {Iterable<HeldRow>} rows
 * @returns {HeldRow[]}
 */
export function helpQueue(rows) {
  const waiting = [...rows].filter(({ row }) => belongsTo("help", row, "fresh"));
  return waiting.sort((a, b) => since(a) - since(b) || compareSeats(a.row, b.row));
}

/** @typedef {{seat: Seat, held: HeldRow | null, grid_row: number, grid_column: number}} Placed */
/**
 * `columns` and `lines` say of each track of the grid whether seats stand in it or people walk there.
 * @typedef {{columns: ("seat" | "aisle")[], lines: ("seat" | "aisle")[], placed: Placed[], unplaced: HeldRow[]}} SeatMap
 */

/**
 * The rows on the seats of the hall. Of several rows on one seat the one that is not over is shown; rows without a seat
 * of this hall are listed apart, so that nobody is missing from the map.
 * @param {Seat[]} seats
 * @param {Iterable<HeldRow>} rows
 * @returns {SeatMap}
 */
export function seatMap(seats, rows) {
  /** @type {Map<string, HeldRow>} */
  const sitting_at = new Map();
  const labels = new Set(seats.map((seat) => seat.label));
  /** @type {HeldRow[]} */
  const unplaced = [];
  for (const held of [...rows].sort((a, b) => Number(isOver(a.row)) - Number(isOver(b.row)))) {
    const { seat } = held.row;
    if (seat !== null && labels.has(seat) && !sitting_at.has(seat)) sitting_at.set(seat, held);
    else unplaced.push(held);
  }
  const columns = tracks(seats.map((seat) => seat.column));
  const lines = tracks(seats.map((seat) => seat.row));
  const placed = [...seats]
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .map((seat) => ({
      seat,
      held: sitting_at.get(seat.label) ?? null,
      grid_row: seat.row - lines.first + 1,
      grid_column: seat.column - columns.first + 1,
    }));
  return { columns: columns.kinds, lines: lines.kinds, placed, unplaced: unplaced.sort((a, b) => compareSeats(a.row, b.row)) };
}

/**
 * The seat reached from another by an arrow key: the nearest in that direction, aisles and gaps skipped.
 * @param {Placed[]} placed
 * @param {string} from a seat's label
 * @param {"up" | "down" | "left" | "right"} direction
 * @returns {Placed | null}
 */
export function neighbour(placed, from, direction) {
  const here = placed.find(({ seat }) => seat.label === from);
  if (!here) return placed[0] ?? null;
  const is_vertical = direction === "up" || direction === "down";
  const sign = direction === "down" || direction === "right" ? 1 : -1;
  /** @type {Placed | null} */
  let best = null;
  let shortest = Infinity;
  for (const there of placed) {
    const down = (there.grid_row - here.grid_row) * sign;
    const along = (there.grid_column - here.grid_column) * sign;
    const ahead = is_vertical ? down : along;
    const aside = Math.abs(is_vertical ? along : down);
    if (ahead <= 0 || (!is_vertical && aside > 0)) continue;
    const distance = ahead + aside * 10;
    if (distance < shortest) [best, shortest] = [there, distance];
  }
  return best;
}

const IN_NUMBER_ORDER = new Intl.Collator("id", { numeric: true, sensitivity: "base" });

/** @param {Row} a @param {Row} b */
export function compareSeats(a, b) {
  if (a.seat !== b.seat && (a.seat === null || b.seat === null)) return a.seat === null ? 1 : -1;
  return IN_NUMBER_ORDER.compare(a.seat ?? "", b.seat ?? "") || IN_NUMBER_ORDER.compare(a.name, b.name);
}

/**
 * The share of a section answered, 0 to 1.
 * @param {Row} row
 */
export const progress = (row) => (row.total > 0 ? Math.min(1, row.answered / row.total) : 0);

/** @param {Row} row @param {string} query */
function matches(row, query) {
  const words = query.trim().toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
  const text = `${row.seat ?? ""} ${row.name} ${row.number}`.toLocaleLowerCase("id");
  return words.every((word) => text.includes(word));
}

/** @param {HeldRow} held */
function since({ row }) {
  const at = row.help ? Date.parse(row.help.since) : NaN;
  return Number.isNaN(at) ? -Infinity : at;
}

/**
 * @param {SortKey} key
 * @param {HeldRow} held
 * @param {number} now
 * @returns {string | number}
 */
function sortValue(key, held, now) {
  if (key === "name") return held.row.name;
  if (key === "progress") return (held.row.section?.index ?? -1) + progress(held.row);
  if (key === "time") return secondsLeft(held, now) ?? (isPresent(held.row) ? 1e9 : 2e9);
  return held.row.seat ?? "\uffff";
}

/** @param {string | number} a @param {string | number} b */
const compare = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b : IN_NUMBER_ORDER.compare(String(a), String(b));

/** @param {number[]} used */
function tracks(used) {
  const first = used.length ? Math.min(...used) : 1;
  const last = used.length ? Math.max(...used) : 0;
  const occupied = new Set(used);
  const kinds = Array.from({ length: last - first + 1 }, (_, place) =>
    /** @type {"seat" | "aisle"} */ (occupied.has(first + place) ? "seat" : "aisle"),
  );
  return { first, kinds };
}
