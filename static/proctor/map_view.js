/* The seats as the lab is laid out. Filtering mutes tiles and never moves them: a proctor finds people by place. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { neighbour, seatMap } from "./arrangement.js";
import { placed } from "./directives.js";
import { emptySeat, tile } from "./tile_view.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./arrangement.js").Placed} Placed */

const ARROWS = /** @type {Record<string, "up" | "down" | "left" | "right">} */ ({
  ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right",
});

/** The CSS width or height of one track. @type {Record<"column" | "line", Record<"seat" | "aisle", string>>} */
const TRACKS = {
  column: { seat: "minmax(var(--tile-least), var(--tile-most))", aisle: "var(--aisle)" },
  line: { seat: "var(--tile-height)", aisle: "var(--aisle)" },
};

/** @param {Scene} scene */
export function mapView(scene) {
  const { t, app, density } = scene;
  const { hall, rows } = app.board;
  if (!hall) return nothing;
  const map = seatMap(hall.seats, rows.values());
  const taken = map.placed.filter(({ held }) => held !== null);
  const reachable = taken.find(({ seat }) => seat.label === app.shown.seat_in_focus)?.seat.label ?? taken[0]?.seat.label ?? null;
  return html`<div class="map" data-density=${density}>
    <p class="visually-hidden" id="map-keys">${t("map-keys")}</p>
    <div class="map-scroll">
      <p class="map-front">${t("map-front")}</p>
      <ul
        class="map-seats" aria-label=${t("map-label", { hall: hall.name })} aria-describedby="map-keys"
        ${placed({
          "grid-template-columns": map.columns.map((kind) => TRACKS.column[kind]).join(" "),
          "grid-template-rows": map.lines.map((kind) => TRACKS.line[kind]).join(" "),
        })}
        @keydown=${(/** @type {KeyboardEvent} */ event) => onArrow(event, taken)}
        @focusin=${(/** @type {FocusEvent} */ event) => onFocus(event, app)}
      >
        ${repeat(
          map.placed,
          ({ seat }) => seat.label,
          (place) => html`<li ${placed({ "grid-row": String(place.grid_row), "grid-column": String(place.grid_column) })}>
            ${seatTile(scene, place, reachable)}
          </li>`,
        )}
      </ul>
    </div>
    ${map.unplaced.length > 0
      ? html`<section class="unplaced">
          <h2 class="small-heading">${t("map-unplaced")}</h2>
          <ul class="unplaced-tiles">
            ${repeat(
              map.unplaced,
              ({ row }) => row.sitting_id,
              ({ row }) => html`<li>${sittingTile(scene, row.sitting_id, row.seat ?? "–", true)}</li>`,
            )}
          </ul>
        </section>`
      : nothing}
  </div>`;
}

/** @param {Scene} scene @param {Placed} place @param {string | null} reachable */
function seatTile(scene, { seat, held }, reachable) {
  if (!held) return emptySeat(seat.label, scene.t, scene.words);
  return sittingTile(scene, held.row.sitting_id, seat.label, seat.label === reachable);
}

/** @param {Scene} scene @param {string} sitting_id @param {string} seat @param {boolean} is_reachable */
function sittingTile({ t, app, fact_of, density, words }, sitting_id, seat, is_reachable) {
  const facts = fact_of.get(sitting_id);
  if (!facts) return nothing;
  return tile(t, facts, { seat, density, words, is_opened: app.shown.opened?.sitting_id === sitting_id, is_reachable, open: app.open });
}

/** @param {KeyboardEvent} event @param {Placed[]} taken */
function onArrow(event, taken) {
  const direction = ARROWS[event.key];
  const from = event.target instanceof Element ? event.target.closest("[data-seat]")?.getAttribute("data-seat") : null;
  const ends = event.key === "Home" ? taken[0] : event.key === "End" ? taken[taken.length - 1] : null;
  const to = direction && from ? neighbour(taken, from, direction) : ends;
  if (!to || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  document.getElementById(`tile-${to.held?.row.sitting_id ?? ""}`)?.focus();
}

/** @param {FocusEvent} event @param {import("./app.js").App} app */
function onFocus(event, app) {
  const seat = event.target instanceof Element ? event.target.getAttribute("data-seat") : null;
  if (seat) app.focusSeat(seat);
}
