/* The line under the band: how many are in which state (and filtering by it), search, and which view. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { CHIPS, isFiltering } from "./arrangement.js";
import { glyph } from "./glyphs.js";
import { keyOf } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */

/** The glyph of each chip. @type {Record<import("./arrangement.js").Chip, string>} */
const CHIP_GLYPHS = {
  absent: "absent", checking_in: "checking_in", ready: "ready", working: "working",
  lost: "lost", paused: "paused", help: "help", ended: "finished",
};

/** @param {Scene} scene */
export function filterBar(scene) {
  const { t, app, counts } = scene;
  const { filter, view } = app.shown;
  return html`<div class="filter-bar">
    <div class="chips" role="group" aria-label=${t("chips-label")}>
      ${CHIPS.map(
        (chip) => html`<button
          class="state-chip" type="button" data-chip=${chip} data-none=${counts[chip] === 0} aria-pressed=${filter.chip === chip}
          @click=${() => app.toggleChip(chip)}
        >${glyph(CHIP_GLYPHS[chip])}<span>${t(`chip-${keyOf(chip)}`)}</span> <b class="numeric">${counts[chip]}</b></button>`,
      )}
    </div>
    <div class="filter-tools">
      <button class="state-chip is-toggle" type="button" aria-pressed=${filter.hides_healthy} @click=${app.toggleHealthy}>
        ${glyph("alert")}${t("hide-healthy")}
      </button>
      <label class="search">
        <span class="visually-hidden">${t("search-label")}</span>${glyph("search")}
        <input
          type="search" placeholder=${t("search-placeholder")} autocomplete="off" spellcheck="false" .value=${live(filter.query)}
          @input=${(/** @type {InputEvent} */ event) => app.search(/** @type {HTMLInputElement} */ (event.target).value)}
        />
      </label>
      <div class="views" role="group" aria-label=${t("view-label")}>
        ${(/** @type {const} */ (["map", "table"])).map(
          (name) => html`<button class="view-button" type="button" aria-pressed=${view === name} @click=${() => app.showView(name)}>
            ${glyph(name)}${t(`view-${name}`)}
          </button>`,
        )}
      </div>
    </div>
  </div>`;
}

/** What the filter leaves, said in words, with the way back. @param {Scene} scene */
export function filterNote({ t, app, facts }) {
  if (!isFiltering(app.shown.filter)) return nothing;
  const asked = facts.filter((fact) => fact.is_shown && !fact.is_new).length;
  const fresh = facts.filter((fact) => fact.is_new).length;
  return html`<p class="filter-note">
    <span>${t("filter-result", { shown: asked, total: facts.length })}</span>
    ${fresh > 0 ? html`<strong>${t("filter-new", { count: fresh })}</strong>` : nothing}
    <button class="text-button" type="button" @click=${app.clearFilter}>${t("filter-clear")}</button>
  </p>`;
}
