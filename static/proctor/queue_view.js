/* Who is waiting for the proctor: a probable power cut, raised hands, then lost computers. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { helpQueue, inOrder } from "./arrangement.js";
import { goneTogether } from "./board.js";
import { secondsSince } from "./moments.js";
import { glyph } from "./glyphs.js";
import { helpWord, keyOf, waitText } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./rows.js").HeldRow} HeldRow */

/** More than this is a list to filter, not a queue to glance at. */
const MOST_LISTED = 12;

/** @param {Scene} scene */
export function queueView(scene) {
  const { t, app, fact_of } = scene;
  const waiting = helpQueue(app.board.rows.values());
  const is_waiting = new Set(waiting.map(({ row }) => row.sitting_id));
  const troubled = inOrder(app.board.rows.values(), scene.now, { known_until: scene.known_until }).filter(({ row }) => {
    const facts = fact_of.get(row.sitting_id);
    return facts !== undefined && !is_waiting.has(row.sitting_id) && (facts.is_incident || facts.band === "weak");
  });
  return html`<aside class="queue" aria-label=${t("queue-label")}>
    ${outage(scene)}
    <section class="queue-part">
      <h2 class="small-heading">${glyph("help")}${t("queue-help")}${badge(waiting.length)}</h2>
      ${waiting.length === 0
        ? html`<p class="queue-empty">${glyph("check")}${t("queue-help-empty")}</p>`
        : html`<ol class="queue-list">${repeat(waiting, ({ row }) => row.sitting_id, (held) => call(scene, held))}</ol>`}
    </section>
    <section class="queue-part">
      <h2 class="small-heading">${glyph("lost")}${t("queue-trouble")}${badge(troubled.length)}</h2>
      ${troubled.length === 0
        ? html`<p class="queue-empty">${glyph("check")}${t("queue-trouble-empty")}</p>`
        : html`<ol class="queue-list">
            ${repeat(troubled.slice(0, MOST_LISTED), ({ row }) => row.sitting_id, (held) => trouble(scene, held))}
            ${troubled.length > MOST_LISTED ? html`<li class="queue-more">${t("queue-more", { count: troubled.length - MOST_LISTED })}</li>` : nothing}
          </ol>`}
    </section>
  </aside>`;
}

/** @param {number} count */
const badge = (count) => (count > 0 ? html` <span class="badge numeric">${count}</span>` : nothing);

/** @param {Scene} scene */
function outage({ t, app, now, rows }) {
  const group = goneTogether(app.board, now);
  if (group.length === 0 || app.board.hall?.state !== "open") return nothing;
  const seats = group.map(({ row }) => row.seat ?? "–").sort().join(", ");
  const is_anyone_working = rows.some((row) => row.state === "working");
  return html`<section class="outage" role="group" aria-labelledby="outage-title">
    <h2 id="outage-title">${glyph("alert")}${t("outage-title", { count: group.length })}</h2>
    <p>${t("outage-body", { seats })}</p>
    <div class="outage-actions">
      ${is_anyone_working
        ? html`<button class="small-button is-first" type="button" @click=${() => app.ask("pause_hall")}>${t("outage-pause")}</button>`
        : nothing}
      <button class="small-button" type="button" @click=${() => app.ask("give_time_hall")}>${t("outage-give")}</button>
    </div>
  </section>`;
}

/** @param {Scene} scene @param {HeldRow} held */
function call(scene, { row }) {
  const { t, app } = scene;
  const what = row.help ? helpWord(t, row.help.reason) : t("queue-hold");
  const waited = row.help ? secondsSince(app.board, scene.now, row.help.since) : null;
  const may_resolve = row.help !== null && row.allowed.resolve_help === null;
  return html`<li class="queue-item" data-kind=${row.help ? "help" : "on_hold"}>
    ${who(scene, row, html`${glyph(row.help ? "help" : "on_hold")}${what}${waited === null ? nothing : html` <span class="soft numeric">· ${t("queue-waiting", { duration: waitText(t, waited) })}</span>`}`)}
    ${may_resolve
      ? html`<button class="small-button queue-resolve" type="button" aria-label=${`${t("queue-resolve")}: ${row.name}`} @click=${() => app.ask("resolve_help", row.sitting_id)}>
          ${t("queue-resolve")}
        </button>`
      : nothing}
  </li>`;
}

/** @param {Scene} scene @param {HeldRow} held */
function trouble(scene, { row }) {
  const { t, fact_of } = scene;
  const facts = fact_of.get(row.sitting_id);
  const condition = facts?.condition ?? row.state;
  const silent = facts?.contact_seconds;
  return html`<li class="queue-item" data-kind=${facts?.band ?? "none"}>
    ${who(scene, row, html`${glyph(facts?.band === "weak" ? "contact" : "lost")}${t(facts?.band === "lost" ? "state-lost" : `state-${keyOf(condition)}`)}${silent === null || silent === undefined ? nothing : html` <span class="soft numeric">· ${t("queue-since", { duration: waitText(t, silent) })}</span>`}`)}
  </li>`;
}

/** @param {Scene} scene @param {import("./wire.js").Row} row @param {unknown} what */
function who({ t, app, fact_of }, row, what) {
  return html`<button class="queue-who" type="button" @click=${() => app.open(row.sitting_id)}>
    <span class="queue-seat"><span class="visually-hidden">${t("seat-spoken", { seat: "" })}</span>${row.seat ?? "–"}</span>
    <span class="queue-name">${fact_of.get(row.sitting_id)?.short_name ?? row.name}</span>
    <span class="queue-what">${what}</span>
  </button>`;
}
