/* The band at the top: which hall, the server's clock, how fresh the board is, the PIN, what can be done to the hall. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { clockTime, later } from "../shared/instants.js";
import { HALL_ACTIONS, whyNot } from "./actions.js";
import { isStale, secondsBehind } from "./board.js";
import { glyph } from "./glyphs.js";
import { durationText, keyOf } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */

/** @param {Scene} scene */
export function topBar(scene) {
  const { t, app } = scene;
  const { hall } = app.board;
  return html`<header class="masthead top-bar">
    <div class="top-hall">
      <h1>${hall?.name ?? t("board-title")}</h1>
      <p class="soft">${hall ? [hall.programme, hall.agency].filter(Boolean).join(" · ") : nothing}</p>
    </div>
    ${hall ? hallState(scene, hall) : nothing}
    ${hall && hall.state !== "closed" ? pin(scene, hall) : nothing}
    ${clock(scene)}
    ${hall ? hallTools(scene, hall) : nothing}
  </header>`;
}

/** @param {Scene} scene @param {import("./wire.js").Hall} hall */
function hallState({ t }, hall) {
  const text =
    hall.state === "open" && hall.opened_at
      ? t("hall-is-open-since", { time: clockTime(hall.opened_at, { seconds: false }) })
      : t(`hall-is-${hall.state}`);
  return html`<p class="hall-state" data-state=${hall.state}><span class="hall-lamp" aria-hidden="true"></span>${text}</p>`;
}

/** @param {Scene} scene @param {import("./wire.js").Hall} hall */
function pin({ t, app }, hall) {
  const held = app.shown.pin;
  const value = hall.pin ?? held.value;
  return html`<div class="pin">
    <span class="pin-label" id="pin-label">${t("pin-label")}</span>
    <output class="pin-value code" aria-labelledby="pin-label" data-shown=${held.is_shown}>
      ${held.is_shown
        ? value ?? t("pin-none")
        : html`<span aria-hidden="true">••••</span><span class="visually-hidden">${t("pin-hidden")}</span>`}
    </output>
    <button class="bar-button" type="button" aria-pressed=${held.is_shown} aria-busy=${held.is_busy} @click=${app.togglePin}>
      ${glyph("eye")}${held.is_shown ? t("pin-hide") : t("pin-reveal")}
    </button>
    ${held.is_shown
      ? html`<button class="bar-button pin-rotate" type="button" @click=${() => app.ask("rotate_pin")}>${t("pin-rotate")}</button>`
      : nothing}
    ${held.error ? html`<p class="pin-error" role="alert">${held.error}</p>` : nothing}
  </div>`;
}

/** @param {Scene} scene */
function clock({ t, app, now }) {
  const { board } = app;
  const behind = secondsBehind(board, now);
  const is_stale = isStale(board, now);
  const time = board.server_time && behind !== null ? clockTime(later(board.server_time, behind * 1000)) : "––:––:––";
  return html`<div class="top-clock">
    <p class="clock numeric"><span class="visually-hidden">${t("board-clock")}</span>${time}</p>
    <p class="freshness numeric" data-stale=${is_stale}>
      ${behind === null
        ? app.shown.connection.state === "refused" ? nothing : t("connection-connecting")
        : is_stale
          ? html`${glyph("alert")}${t("board-behind", { duration: durationText(t, Math.floor(behind)) })}`
          : t("board-updated", { seconds: Math.floor(behind) })}
    </p>
  </div>`;
}

/** @param {Scene} scene @param {import("./wire.js").Hall} hall */
function hallTools(scene, hall) {
  const { t, app, rows, staff_name } = scene;
  const first = hall.state === "preparing" ? "open_hall" : "pause_hall";
  const quick = HALL_ACTIONS.find((action) => action.name === first);
  const is_quick_allowed = quick !== undefined && whyNot(quick, hall, rows) === null;
  const is_open = app.shown.is_menu_open;
  return html`<div class="hall-tools" @keydown=${(/** @type {KeyboardEvent} */ event) => onMenuKey(event, app)} @focusout=${(/** @type {FocusEvent} */ event) => onMenuLeft(event, app)}>
    ${quick && is_quick_allowed
      ? html`<button class="bar-button is-first" type="button" @click=${() => app.ask(quick.name)}>
          ${glyph(quick.glyph)}${t(`action-${keyOf(quick.name)}`)}
        </button>`
      : nothing}
    <button
      class="bar-button" type="button" id="hall-menu-button" aria-expanded=${is_open} aria-controls="hall-menu"
      @click=${() => app.toggleMenu()}
    >${t("hall-actions")}${glyph("down")}</button>
    <div class="hall-menu" id="hall-menu" ?hidden=${!is_open}>
      ${staff_name ? html`<p class="menu-staff">${t("signed-in-as", { name: staff_name })}</p>` : nothing}
      ${HALL_ACTIONS.map((action) => menuAction(scene, hall, action))}
    </div>
  </div>`;
}

/** @param {Scene} scene @param {import("./wire.js").Hall} hall @param {import("./actions.js").Action} action */
function menuAction({ t, app, rows }, hall, action) {
  const why = whyNot(action, hall, rows);
  const name = keyOf(action.name);
  const sentence = why === null ? null : "sentence" in why ? why.sentence : t(why.key);
  return html`<button
    class="menu-item" type="button" data-tone=${action.tone ?? "plain"} aria-disabled=${why !== null}
    aria-describedby=${sentence ? `why-${name}` : nothing}
    @click=${() => (why === null ? app.ask(action.name) : undefined)}
  >${glyph(action.glyph)}<span>${t(`action-${name}`)}</span></button>
  ${sentence ? html`<p class="menu-why" id="why-${name}">${sentence}</p>` : nothing}`;
}

/** Esc closes the menu and gives the focus back. @param {KeyboardEvent} event @param {import("./app.js").App} app */
function onMenuKey(event, app) {
  if (event.key !== "Escape" || !app.shown.is_menu_open) return;
  event.stopPropagation();
  app.toggleMenu(false);
  document.getElementById("hall-menu-button")?.focus();
}

/** Leaving the menu closes it. @param {FocusEvent} event @param {import("./app.js").App} app */
function onMenuLeft(event, app) {
  const inside = event.currentTarget instanceof Element && event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
  if (!inside && event.relatedTarget !== null && app.shown.is_menu_open) app.toggleMenu(false);
}
