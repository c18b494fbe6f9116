/* The computer's seat: choosing it once on the map of the lab, the idle screen, and check-in. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { clockTime } from "../../shared/instants.js";
import { looksLikeNip } from "../nip.js";
import { sheet } from "./parts.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").HallPlan} HallPlan */

/** Before anything is known. @param {Page} page */
export function loadingScreen(page) {
  return sheet(
    page,
    html`<div class="card stack is-narrow is-centred" tabindex="-1" data-scene-focus>
      <h1>${page.t(page.arrival.is_reachable ? "loading" : "server-not-reached")}</h1>
      <p class="soft">${page.t(page.arrival.is_reachable ? "loading-note" : "server-not-reached-note")}</p>
    </div>`,
  );
}

/** @param {Page} page */
export function setupScreen(page) {
  const { arrival } = page;
  const halls = arrival.place?.halls ?? [];
  const hall = halls.find(({ id }) => id === arrival.chosen.hall_id) ?? (halls.length === 1 ? halls[0] : undefined);
  if (hall && arrival.chosen.hall_id !== hall.id) arrival.chosen = { hall_id: hall.id, seat: null };
  return sheet(
    page,
    html`<section class="card setup">
      <div class="stack is-wide setup-intro">
        <div tabindex="-1" data-scene-focus class="stack">
          <h1>${page.t("setup-title")}</h1>
          <p>${page.t("setup-note")}</p>
        </div>
        ${halls.length === 0 ? html`<p class="notice is-warn"><span class="glyph" aria-hidden="true">!</span>${page.t("setup-no-halls")}</p>` : nothing}
        ${halls.length > 1 ? hallChoices(page, halls, hall) : nothing}
      </div>
      ${hall ? seatMap(page, hall) : nothing}
      <div class="stack setup-actions">
        ${arrival.error ? html`<p class="notice is-danger" role="alert"><span class="glyph" aria-hidden="true">!</span>${arrival.error}</p>` : nothing}
        <div class="button-row">
          <button class="button is-primary is-large" type="button" ?disabled=${!arrival.chosen.seat || arrival.is_busy} @click=${() => arrival.keepSeat()}>
            ${arrival.chosen.seat ? page.t("setup-keep", { seat: arrival.chosen.seat }) : page.t("setup-choose-first")}
          </button>
          ${arrival.is_changing_seat
            ? html`<button class="button is-large" type="button" @click=${() => arrival.backToSeat()}>${page.t("cancel")}</button>`
            : nothing}
        </div>
      </div>
    </section>`,
    "is-wide",
  );
}

/** @param {Page} page @param {HallPlan[]} halls @param {HallPlan | undefined} chosen */
function hallChoices(page, halls, chosen) {
  return html`<fieldset>
    <legend class="legend-title">${page.t("setup-hall")}</legend>
    <div class="hall-choices">
      ${halls.map(
        (hall) => html`<label class="choice">
          <input type="radio" name="hall" .checked=${live(hall.id === chosen?.id)} @change=${() => page.arrival.chooseHall(hall.id)} />
          <span>${hall.name}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** @param {Page} page @param {HallPlan} hall */
function seatMap(page, hall) {
  const rows = Math.max(0, ...hall.seats.map(({ row }) => row));
  const columns = Math.max(0, ...hall.seats.map(({ column }) => column));
  const first_row = Math.min(...hall.seats.map(({ row }) => row));
  const first_column = Math.min(...hall.seats.map(({ column }) => column));
  const at = new Map(hall.seats.map((seat) => [`${seat.row}:${seat.column}`, seat]));
  const steps = (/** @type {number} */ from, /** @type {number} */ to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  return html`<fieldset class="seat-map-field">
    <legend class="legend-title">${page.t("setup-seat", { hall: hall.name })}</legend>
    <div class="seat-map-scroll">
      <div class="seat-map">
        <p class="seat-map-front">${page.t("setup-front")}</p>
        ${steps(first_row, rows).map(
          (row) => html`<div class="seat-row">
            ${steps(first_column, columns).map((column) => {
              const seat = at.get(`${row}:${column}`);
              return seat
                ? html`<label class="seat">
                    <input type="radio" name="seat" .checked=${live(seat.label === page.arrival.chosen.seat)} @change=${() => page.arrival.chooseSeat(seat.label)} />
                    <span class="seat-face numeric">${seat.label}</span>
                  </label>`
                : html`<span class="seat is-aisle" aria-hidden="true"></span>`;
            })}
          </div>`,
        )}
      </div>
    </div>
  </fieldset>`;
}

/** @param {Page} page */
export function seatScreen(page) {
  const { arrival } = page;
  const place = arrival.place;
  const now = page.server_now;
  const ended = page.link.ended;
  return sheet(
    page,
    html`<section class="seat-idle">
      ${ended !== null ? html`<p class="notice is-warn" role="status"><span class="glyph" aria-hidden="true">!</span>${endedText(page, ended)}</p>` : nothing}
      <p class="seat-hall">${place?.hall?.name ?? ""}</p>
      <h1 class="seat-label" tabindex="-1">
        <span class="seat-word">${page.t("seat-word")}</span>
        <span class="seat-number numeric">${place?.seat?.label ?? "–"}</span>
      </h1>
      <button class="button is-primary is-large seat-start" type="button" data-scene-focus ?disabled=${!arrival.is_reachable} @click=${() => arrival.startCheckIn()}>
        ${page.t("seat-start")}
      </button>
      <ul class="seat-facts">
        <li class=${arrival.is_reachable ? "is-good" : "is-bad"}>
          <span class="glyph" aria-hidden="true">${arrival.is_reachable ? "✓" : "!"}</span>${page.t(arrival.is_reachable ? "seat-link-good" : "seat-link-bad")}
        </li>
        ${now ? html`<li><span class="glyph" aria-hidden="true">◷</span><span>${page.t("server-clock")} <strong class="numeric">${clockTime(now)}</strong></span></li>` : nothing}
      </ul>
      ${(place?.halls ?? []).length > 0
        ? html`<button class="button is-quiet is-compact" type="button" @click=${() => arrival.changeSeat()}>${page.t("seat-change")}</button>`
        : nothing}
    </section>`,
    "is-seat",
  );
}

/** @param {Page} page @param {{reason: string, seat: string}} ended */
function endedText(page, { reason, seat }) {
  const key = `ended-${reason.replaceAll("_", "-")}`;
  const text = page.t(key, { seat });
  return text === key ? page.t("ended-other") : text;
}

/** @param {Page} page */
export function checkInScreen(page) {
  const { arrival } = page;
  const error_id = arrival.error ? "check-in-error" : "";
  return sheet(
    page,
    html`<section class="card stack is-wide is-narrow">
      <h1>${page.t("check-in-title")}</h1>
      <form
        class="stack is-wide"
        autocomplete="off"
        novalidate
        @submit=${(/** @type {Event} */ event) => {
          event.preventDefault();
          void arrival.submit();
        }}
      >
        ${arrival.error ? html`<p class="notice is-danger" id="check-in-error" role="alert"><span class="glyph" aria-hidden="true">!</span>${arrival.error}</p>` : nothing}
        <div class="field">
          <label for="number">${page.t("check-in-number")}</label>
          <input
            class="input is-large"
            id="number"
            name="number"
            data-scene-focus
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby="number-hint ${error_id}"
            .value=${live(arrival.number)}
            @input=${(/** @type {InputEvent} */ event) => typed(event, (value) => arrival.typeNumber(value))}
          />
          <p class="hint" id="number-hint">
            ${looksLikeNip(arrival.number) ? page.t("check-in-nip-hint", { n: arrival.number.replace(/\D/g, "").length }) : page.t("check-in-number-hint")}
          </p>
        </div>
        <div class="field">
          <label for="pin">${page.t("check-in-pin")}</label>
          <div class="input-with-button">
            <input
              class="input is-large"
              id="pin"
              name="pin"
              type=${arrival.is_pin_shown ? "text" : "password"}
              inputmode="numeric"
              autocomplete="off"
              aria-describedby="pin-hint ${error_id}"
              .value=${live(arrival.pin)}
              @input=${(/** @type {InputEvent} */ event) => typed(event, (value) => arrival.typePin(value))}
            />
            <button class="button" type="button" aria-pressed=${arrival.is_pin_shown ? "true" : "false"} @click=${() => arrival.togglePin()}>
              ${page.t(arrival.is_pin_shown ? "check-in-pin-hide" : "check-in-pin-show")}
            </button>
          </div>
          <p class="hint" id="pin-hint">${page.t("check-in-pin-hint")}</p>
        </div>
        <div class="button-row">
          <button class="button is-primary is-large" type="submit" ?disabled=${arrival.is_busy}>${page.t(arrival.is_busy ? "check-in-busy" : "check-in-submit")}</button>
          <button class="button is-large" type="button" @click=${() => arrival.backToSeat()}>${page.t("back")}</button>
        </div>
      </form>
    </section>`,
  );
}

/**
 * Hands over what was typed. Grouping moves the caret to the end when the text is written back, so a caret in the middle
 * is put where it stood, counted in characters that are not gaps.
 * @param {InputEvent} event
 * @param {(value: string) => void} take
 */
function typed(event, take) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const caret = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, caret).replace(/ /g, "").length;
  const is_at_end = caret === field.value.length;
  take(field.value);
  queueMicrotask(() => {
    if (is_at_end || document.activeElement !== field) return;
    let position = 0;
    for (let seen = 0; position < field.value.length && seen < before; position += 1) {
      if (field.value[position] !== " ") seen += 1;
    }
    field.setSelectionRange(position, position);
  });
}
