/* The dialogs: finishing, calling the proctor, display, and the list of keys. One <dialog> holds whichever is open. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { clockTime, timerText } from "../../shared/instants.js";
import { optionLetter, reachOf } from "../keys.js";
import { numberOf } from "../overlay.js";
import { LARGEST, SMALLEST } from "../preferences.js";
import { languages } from "./parts.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").HelpReason} HelpReason */

/** @type {HelpReason[]} */
const HELP_REASONS = ["computer", "network", "question", "health", "other"];

/** What is pressed inside an interaction, by its type: keys and text. @type {Record<string, [string[], string][]>} */
const KEYS_WITHIN = {
  choose: [[["↑", "↓"], "keys-move"]],
  choose_several: [[["Spasi"], "keys-tick"]],
  order: [
    [["Spasi"], "keys-pick"],
    [["↑", "↓"], "keys-carry"],
  ],
  best_worst: [[["↑", "↓"], "keys-move"]],
  rate: [[["←", "→"], "keys-move"]],
  pair: [[["↑", "↓"], "keys-list-choose"]],
  fill_gaps: [[["↑", "↓"], "keys-list-choose"]],
};

/** @param {Page} page */
export function dialogContent(page) {
  if (page.dialog === "finish") return finishDialog(page);
  if (page.dialog === "help") return helpDialog(page);
  if (page.dialog === "display") return displayDialog(page);
  if (page.dialog === "keys") return keysDialog(page);
  return nothing;
}

/** @param {Page} page */
function finishDialog(page) {
  const { work, screen } = page;
  const is_form = screen?.step === "form";
  const overview = work.overview;
  const answered = is_form ? overview.answered : Math.max(0, (screen?.position ?? 1) - 1);
  const total = is_form ? overview.total : (screen?.section?.max_items ?? 0);
  const left = page.seconds_left;
  return html`<div class="stack is-wide">
    <h2 id="dialog-title">${page.t("finish-title", { section: screen?.section?.title ?? "" })}</h2>
    <ul class="finish-counts">
      <li><span class="glyph is-good" aria-hidden="true">✓</span><span>${page.t(is_form ? "finish-answered" : "finish-answered-adaptive", { n: answered, total })}</span></li>
      ${is_form
        ? html`${overview.unfinished.length > 0
              ? html`<li><span class="glyph is-info" aria-hidden="true">…</span><div>${page.t("finish-unfinished", { n: overview.unfinished.length })}${links(page, overview.unfinished)}</div></li>`
              : nothing}
            <li><span class="glyph is-warn" aria-hidden="true">?</span><div>${page.t("finish-doubtful", { n: overview.doubtful.length })}${links(page, overview.doubtful)}</div></li>
            <li><span class="glyph is-danger" aria-hidden="true">–</span><div>${page.t("finish-empty", { n: overview.empty.length })}${links(page, overview.empty)}</div></li>`
        : nothing}
      ${left === null ? nothing : html`<li><span class="glyph" aria-hidden="true">◷</span><span class="numeric">${page.t("finish-time-left", { time: timerText(left) })}</span></li>`}
    </ul>
    <p>${page.t(is_form ? "finish-note" : "finish-note-adaptive")}</p>
    <div class="button-row">
      <button class="button is-primary is-large" type="button" data-dialog-focus @click=${() => page.show(null)}>${page.t("finish-back")}</button>
      <button class="button is-large is-danger" type="button" @click=${() => work.finish()}>${page.t("finish-confirm")}</button>
    </div>
  </div>`;
}

/** @param {Page} page @param {number[]} positions */
function links(page, positions) {
  if (positions.length === 0) return nothing;
  return html`<span class="number-links">${positions.map(
    (position) => html`<button
      type="button"
      class="number-link numeric"
      aria-label=${page.t("finish-go-to", { position: numberOf(page.work.formItems, position) })}
      @click=${() => {
        page.work.goTo(position);
        page.show(null);
      }}
    >${numberOf(page.work.formItems, position)}</button>`,
  )}</span>`;
}

/** @param {Page} page */
function helpDialog(page) {
  const help = page.screen?.help;
  if (help) {
    return html`<div class="stack is-wide">
      <h2 id="dialog-title">${page.t("help-waiting")}</h2>
      <p>${page.t("help-called-since", { time: clockTime(help.since, { seconds: false }), reason: page.t(`help-reason-${help.reason}`) })}</p>
      <div class="button-row">
        <button class="button is-primary is-large" type="button" data-dialog-focus @click=${() => page.show(null)}>${page.t("close")}</button>
        <button
          class="button is-large"
          type="button"
          @click=${() => {
            page.cancelCall();
            page.show(null);
          }}
        >${page.t("help-cancel")}</button>
      </div>
    </div>`;
  }
  return html`<div class="stack is-wide">
    <h2 id="dialog-title">${page.t("help-title")}</h2>
    <p>${page.t(page.screen?.time?.is_running ? "help-note-timed" : "help-note")}</p>
    <ul class="help-reasons">
      ${HELP_REASONS.map(
        (reason, index) => html`<li><button class="button is-large" type="button" ?data-dialog-focus=${index === 0} @click=${() => page.callProctor(reason)}>${page.t(`help-reason-${reason}`)}</button></li>`,
      )}
    </ul>
    <div class="button-row"><button class="button is-quiet" type="button" @click=${() => page.show(null)}>${page.t("cancel")}</button></div>
  </div>`;
}

/** @param {Page} page */
function displayDialog(page) {
  const { preferences } = page;
  return html`<div class="stack is-wide">
    <h2 id="dialog-title">${page.t("display-title")}</h2>
    <div class="display-row">
      <span id="size-label">${page.t("display-size")}</span>
      <div class="button-row" role="group" aria-labelledby="size-label">
        <button class="button" type="button" ?disabled=${preferences.text_size <= SMALLEST} @click=${() => page.smallerText()}><span aria-hidden="true">A−</span><span class="visually-hidden">${page.t("display-smaller")}</span></button>
        <button class="button" type="button" data-dialog-focus ?disabled=${preferences.text_size >= LARGEST} @click=${() => page.largerText()}><span aria-hidden="true">A+</span><span class="visually-hidden">${page.t("display-larger")}</span></button>
      </div>
    </div>
    ${toggle(page.t("display-contrast"), preferences.is_high_contrast, (is_on) => page.prefer({ is_high_contrast: is_on }))}
    ${toggle(page.t("display-ruler"), preferences.has_ruler, (is_on) => page.prefer({ has_ruler: is_on }))}
    ${toggle(page.t("display-letters"), preferences.letters_on, (is_on) => page.prefer({ letters_on: is_on }))}
    ${page.languages.length < 2 ? nothing : html`<div class="display-row"><span>${page.t("language-choose")}</span>${languages(page)}</div>`}
    <div class="button-row">
      <button class="button is-primary is-large" type="button" @click=${() => page.show(null)}>${page.t("done")}</button>
      <button class="button is-quiet" type="button" @click=${() => page.show("keys")}>${page.t("keys-open")}</button>
    </div>
  </div>`;
}

/** @param {string} label @param {boolean} is_on @param {(is_on: boolean) => void} change */
function toggle(label, is_on, change) {
  return html`<label class="check"><input type="checkbox" .checked=${live(is_on)} @change=${(/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).checked)} /><span>${label}</span></label>`;
}

/** The keys that hold for what is on the screen. @param {Page} page @returns {[string[], string][]} */
function keysNow(page) {
  const { item } = page.work;
  const n = Math.min(8, reachOf(item)?.n_options ?? 0);
  const is_form = page.screen?.step === "form";
  const rows = /** @type {[string[], string][]} */ ([]);
  if (n > 0) rows.push([[`1–${n}`, `A–${optionLetter(n - 1)}`], "keys-choose"]);
  if (item) rows.push([["Tab"], "keys-tab"], ...(KEYS_WITHIN[item.interaction.type] ?? []), [["Enter", "J"], "keys-next"]);
  if (item && (is_form || page.screen?.step === "practice")) rows.push([["K"], "keys-back"]);
  if (is_form) rows.push([["R"], "keys-flag"], [["G"], "keys-grid"]);
  rows.push([["T"], "keys-time"], [["+", "−"], "keys-size"], [["Esc"], "keys-close"], [["?"], "keys-list"]);
  return rows;
}

/** @param {Page} page */
function keysDialog(page) {
  return html`<div class="stack is-wide">
    <h2 id="dialog-title">${page.t("keys-title")}</h2>
    ${page.preferences.letters_on ? nothing : html`<p class="notice is-warn"><span class="glyph" aria-hidden="true">!</span>${page.t("keys-off")}</p>`}
    <table class="table keys-table">
      <thead class="visually-hidden"><tr><th scope="col">${page.t("keys-column-key")}</th><th scope="col">${page.t("keys-column-does")}</th></tr></thead>
      <tbody>
        ${keysNow(page).map(
          ([keys, text]) => html`<tr><td>${keys.map((key, index) => html`${index > 0 ? " / " : ""}<kbd>${key === "Spasi" ? page.t("keys-space") : key}</kbd>`)}</td><td>${page.t(text)}</td></tr>`,
        )}
      </tbody>
    </table>
    <div class="button-row"><button class="button is-primary is-large" type="button" data-dialog-focus @click=${() => page.show(null)}>${page.t("close")}</button></div>
  </div>`;
}
