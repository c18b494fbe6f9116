/* One participant: who and where, the numbers, every action (those not allowed say why), the ledger of time, the history. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { clockTime, timerText } from "../shared/instants.js";
import { SITTING_ACTIONS } from "./actions.js";
import { glyph } from "./glyphs.js";
import { categoryWord, helpWord, keyOf, signedTime, timelineText, waitText } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./wire.js").Row} Row */
/** @typedef {import("./wire.js").Detail} Detail */
/** @typedef {import("./tiles.js").TileFacts} TileFacts */

/** The facts of a person that have a label of their own, in order. */
const PERSON_FACTS = ["nip_masked", "post", "office", "computer"];

/** @param {Scene} scene */
export function drawerView(scene) {
  const { t, app, fact_of } = scene;
  const { opened } = app.shown;
  const row = opened ? app.board.rows.get(opened.sitting_id)?.row : null;
  const facts = opened ? fact_of.get(opened.sitting_id) : null;
  if (!opened || !row || !facts) return nothing;
  return html`<dialog
    class="drawer" id="drawer" aria-label=${t("drawer-label", { name: row.name })}
    @cancel=${(/** @type {Event} */ event) => { event.preventDefault(); app.closeOpened(); }}
    @keydown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.preventDefault(); app.closeOpened(); } }}
  >
    <header class="drawer-head">
      <span class="drawer-seat">${row.seat ?? "–"}</span>
      <div class="drawer-who">
        <h2 id="drawer-name" tabindex="-1">${row.name}</h2>
        <p class="soft numeric">${row.number}</p>
      </div>
      <button class="icon-button" type="button" aria-label=${t("drawer-close")} @click=${app.closeOpened}>${glyph("close")}</button>
    </header>
    <div class="drawer-body">
      <p class="line-state is-large" data-condition=${facts.condition}>${glyph(facts.condition)}${t(`state-${keyOf(facts.condition)}`)}</p>
      ${row.help
        ? html`<p class="drawer-help">${glyph("help")}${t("drawer-help", { time: clockTime(row.help.since), reason: helpWord(t, row.help.reason) })}</p>`
        : nothing}
      ${numbers(scene, facts)}
      ${person(scene, opened.detail)}
      <section>
        <h3 class="small-heading">${t("drawer-actions")}</h3>
        <div class="drawer-actions">${SITTING_ACTIONS.map((action) => actionButton(scene, row, action))}</div>
      </section>
      ${history(scene, facts)}
    </div>
  </dialog>`;
}

/** @param {Scene} scene @param {TileFacts} facts */
function numbers({ t }, facts) {
  return html`<dl class="drawer-numbers numeric">
    <div>
      <dt>${t("fact-progress")}</dt>
      <dd>${facts.total > 0 ? t("progress-of", { answered: facts.answered, total: facts.total }) : "–"}</dd>
      <dd class="under">${facts.section_count > 0 ? t("section-of", { index: facts.section_index, count: facts.section_count }) : nothing}</dd>
    </div>
    <div data-last=${facts.is_last_minutes}>
      <dt>${t("fact-time-left")}</dt>
      <dd>${facts.time_left ?? "–"}</dd>
      <dd class="under">${facts.section_title || nothing}</dd>
    </div>
    <div data-band=${facts.band}>
      <dt>${t("fact-contact")}</dt>
      <dd>${facts.contact_seconds === null ? "–" : waitText(t, facts.contact_seconds)}</dd>
      <dd class="under">${facts.unsent > 0 ? t("unsent-count", { count: facts.unsent }) : nothing}</dd>
    </div>
  </dl>`;
}

/** @param {Scene} scene @param {Detail | null} detail */
function person({ t }, detail) {
  const known = PERSON_FACTS.filter((name) => detail?.person[name]);
  if (known.length === 0) return nothing;
  return html`<dl class="drawer-facts">
    ${known.map((name) => html`<div><dt>${t(`fact-${name === "nip_masked" ? "nip" : keyOf(name)}`)}</dt><dd class="numeric">${detail?.person[name]}</dd></div>`)}
  </dl>`;
}

/** @param {Scene} scene @param {Row} row @param {import("./actions.js").Action} action */
function actionButton({ t, app }, row, action) {
  const name = /** @type {import("./wire.js").SittingAction} */ (action.name);
  const why = row.allowed[name] === undefined ? t("why-not-offered") : row.allowed[name];
  const key = keyOf(name);
  return html`<div class="drawer-action" data-allowed=${why === null}>
    <button
      class="small-button" type="button" data-tone=${action.tone ?? "plain"} aria-disabled=${why !== null}
      aria-describedby=${why === null ? nothing : `why-${key}`}
      @click=${() => (why === null ? app.ask(name, row.sitting_id) : undefined)}
    >${glyph(action.glyph)}${t(`action-${key}`)}</button>
    ${why === null ? nothing : html`<p class="why" id=${`why-${key}`}>${why}</p>`}
  </div>`;
}

/** @param {Scene} scene @param {TileFacts} facts */
function history({ t, app }, facts) {
  const { opened } = app.shown;
  if (!opened) return nothing;
  if (opened.state === "failed") {
    return html`<div class="drawer-failed" role="alert">
      <p>${opened.message || t("drawer-failed")}</p>
      <button class="small-button" type="button" @click=${() => app.open(opened.sitting_id)}>${t("try-again")}</button>
    </div>`;
  }
  const { detail } = opened;
  if (!detail) return html`<p class="drawer-loading" role="status">${t("drawer-loading")}</p>`;
  return html`
    <section>
      <h3 class="small-heading">${t("drawer-time")}</h3>
      ${detail.ledger.length === 0 ? html`<p class="soft small">${t("drawer-time-empty")}</p>` : ledger(t, detail, facts)}
    </section>
    <section>
      <h3 class="small-heading">${t("drawer-timeline")}</h3>
      ${detail.timeline.length === 0 ? html`<p class="soft small">${t("drawer-timeline-empty")}</p>` : timeline(t, detail)}
    </section>`;
}

/** @param {Scene["t"]} t @param {Detail} detail @param {TileFacts} facts */
function ledger(t, detail, facts) {
  return html`<table class="ledger">
    <thead class="visually-hidden">
      <tr><th scope="col">${t("ledger-when")}</th><th scope="col">${t("ledger-what")}</th><th scope="col">${t("ledger-amount")}</th></tr>
    </thead>
    <tbody>
      ${detail.ledger.map(
        (entry, place) => html`${entry.section_title && entry.section !== detail.ledger[place - 1]?.section
          ? html`<tr class="ledger-section"><th scope="colgroup" colspan="3">${entry.section_title}</th></tr>`
          : nothing}<tr data-kind=${entry.kind}>
          <td class="numeric">${clockTime(entry.at, { seconds: false })}</td>
          <td>${t(`ledger-${entry.kind}`)}${because(t, entry)}</td>
          <td class="numeric">${entry.kind === "paused" ? timerText(Math.abs(entry.seconds)) : signedTime(entry.seconds)}</td>
        </tr>`,
      )}
      ${facts.time_left === null
        ? nothing
        : html`<tr class="ledger-left"><td></td><th scope="row">${t("ledger-left")}</th><td class="numeric">${facts.time_left}</td></tr>`}
    </tbody>
  </table>`;
}

/** @param {Scene["t"]} t @param {Detail} detail */
function timeline(t, detail) {
  // The newest first: what just happened is what a proctor opens the drawer for.
  const entries = [...detail.timeline].reverse();
  return html`<ol class="timeline" reversed>
    ${entries.map(
      (entry) => html`<li>
        <time class="numeric" datetime=${entry.at}>${clockTime(entry.at)}</time>
        <div>${timelineText(t, entry)}${entry.by ? because(t, explanation(entry, entry.by)) : nothing}</div>
      </li>`,
    )}
  </ol>`;
}

/** What a member of staff gave with an action. @param {import("./wire.js").TimelineEntry} entry @param {string} by */
function explanation({ arguments: given }, by) {
  const text = given?.text === undefined ? "" : `“${given.text}” `;
  return { by, category: given?.category === undefined ? null : String(given.category), reason: `${text}${given?.reason ?? ""}`.trim() };
}

/** Category, reason and by whom, as one quiet line. @param {Scene["t"]} t @param {{by?: string | null, category?: string | null, reason?: string | null}} entry */
function because(t, { by, category, reason }) {
  const parts = [category ? categoryWord(t, category) : "", reason ?? "", by ? t("ledger-by", { name: by }) : ""].filter(Boolean);
  return parts.length === 0 ? nothing : html`<span class="because">${parts.join(" · ")}</span>`;
}
