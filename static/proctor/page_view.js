/* The whole page from its parts. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { isStale, secondsBehind } from "./board.js";
import { dialogView } from "./dialog_view.js";
import { drawerView } from "./drawer_view.js";
import { filterBar, filterNote } from "./filter_view.js";
import { glyph } from "./glyphs.js";
import { mapView } from "./map_view.js";
import { queueView } from "./queue_view.js";
import { tableView } from "./table_view.js";
import { topBar } from "./top_bar_view.js";
import { durationText } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */

/** @param {Scene} scene */
export function pageView(scene) {
  const { t, app, now } = scene;
  const { board, shown } = app;
  const is_opened = shown.opened !== null && board.rows.has(shown.opened.sitting_id);
  return html`
    <a class="skip-link" href="#board">${t("skip-to-board")}</a>
    ${topBar(scene)}
    ${connectionNote(scene)}
    ${board.hall
      ? html`${filterBar(scene)}
          <div class="work" data-side=${scene.side} data-opened=${is_opened} data-stale=${isStale(board, now)} data-view=${shown.view}>
            <section class="board" id="board" tabindex="-1" aria-label=${t("board-region")}>
              ${filterNote(scene)}
              ${shown.view === "map" ? mapView(scene) : tableView(scene)}
            </section>
            ${queueView(scene)}
            ${drawerView(scene)}
          </div>`
      : shown.connection.state === "refused"
        ? nothing
        : html`<p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>${t("board-loading")}</p>`}
    ${dialogView(scene)}
    <p class="visually-hidden" role="status" aria-live="polite">${shown.announcement}</p>
    <div class="toasts" role="status" aria-live="polite">
      ${repeat(
        shown.toasts,
        ({ id }) => id,
        ({ id, text, kind }) => html`<div class="toast" data-kind=${kind}>
          ${glyph(kind === "danger" ? "alert" : kind === "good" ? "check" : "time")}<p>${text}</p>
          <button class="icon-button" type="button" aria-label=${t("board-close")} @click=${() => app.closeToast(id)}>${glyph("close")}</button>
        </div>`,
      )}
    </div>`;
}

/** What is wrong with the board itself. @param {Scene} scene */
function connectionNote({ t, app, now }) {
  const { board, shown } = app;
  const { state, retry_at_ms, why } = shown.connection;
  if (state === "refused") {
    return html`<div class="page-note is-danger" role="alert">
      ${glyph("alert")}<p>${why || t("connection-refused")}</p>
      <button class="small-button" type="button" @click=${() => location.reload()}>${t("reload-page")}</button>
    </div>`;
  }
  if (state === "lost") {
    const wait = retry_at_ms === null ? 0 : Math.ceil((retry_at_ms - now) / 1000);
    return html`<div class="page-note is-danger" role="alert">
      ${glyph("lost")}<p>${t("connection-lost")}</p>
      <span class="numeric" aria-live="off">${wait > 0 ? t("connection-retry", { seconds: wait }) : t("connection-retrying")}</span>
    </div>`;
  }
  if (board.hall && isStale(board, now)) {
    const duration = durationText(t, Math.floor(secondsBehind(board, now) ?? 0));
    return html`<div class="page-note is-danger">${glyph("alert")}<p>${t("connection-silent", { duration })}</p></div>`;
  }
  if (board.hall?.state === "closed") return html`<div class="page-note">${glyph("on_hold")}<p>${t("hall-closed-note")}</p></div>`;
  return nothing;
}
