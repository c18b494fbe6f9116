/* Practice: one item of each kind, unscored and kept nowhere, with a guided tour that can be skipped and repeated. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { reachOf } from "../keys.js";
import { TOUR } from "../work.js";
import { bannerPlace, examHeader, hasBanner, lackingNote, notices, sheet } from "./parts.js";
import { workItem } from "./work_item.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function practiceScreen(page, screen) {
  const { work } = page;
  const items = screen.practice ?? [];
  const { index, tour, is_done } = work.practice;
  const item = items[index];
  if (is_done || !item) return doneScreen(page);
  return html`<div class="exam is-practice ${hasBanner(page) ? "has-banner" : ""}" data-tour=${tour === null ? "" : (TOUR[tour] ?? "")}>
    ${examHeader(page, { is_practice: true })}
    <progress class="exam-progress" max=${items.length} .value=${index} aria-label=${page.t("item-progress")}></progress>
    ${bannerPlace(page)}
    ${tour === null ? practiceBand(page) : tourCard(page, tour)}
    <div class="work is-practice" id="main">
      ${notices(page)}
      ${workItem(page, item, { key: `practice:${index}`, place: page.t("practice-place", { position: index + 1, total: items.length }) })}
    </div>
    <footer class="exam-footer">
      <div class="footer-quiet">
        <button class="button is-quiet" type="button" ?disabled=${page.isPending("finish_practice")} @click=${() => work.finishPractice()}>${page.t("practice-skip")}</button>
      </div>
      <div class="footer-main">
        ${lackingNote(page)}
        <button class="button is-large" type="button" ?disabled=${index === 0} @click=${() => work.back()}>${page.t("item-back")}</button>
        <button class="button is-primary is-large is-next" type="button" @click=${() => work.next()}>${page.t("item-next")}</button>
      </div>
    </footer>
  </div>`;
}

/** @param {Page} page */
function practiceBand(page) {
  const note = page.screen?.practice_note_html;
  return html`<div class="practice-band">
    <div class="prose"><strong>${page.t("practice-title")}.</strong> ${note ? unsafeHTML(note) : page.t("practice-unscored")}</div>
    <button class="button is-compact" type="button" @click=${() => page.work.tour(0)}>${page.t("tour-again")}</button>
  </div>`;
}

/** @param {Page} page @param {number} step */
function tourCard(page, step) {
  const is_last = step === TOUR.length - 1;
  const is_other = TOUR[step] === "options" && !reachOf(page.work.item)?.n_options;
  return html`<section class="tour" aria-label=${page.t("tour-title")}>
    <div class="tour-text" tabindex="-1" data-tour-focus>
      <p class="overline">${page.t("tour-step", { step: step + 1, count: TOUR.length })}</p>
      <p>${page.t(is_other ? "tour-answer" : `tour-${TOUR[step]}`)}</p>
    </div>
    <div class="button-row">
      ${step > 0 ? html`<button class="button" type="button" @click=${() => page.work.tour(step - 1)}>${page.t("back")}</button>` : nothing}
      <button class="button is-primary" type="button" @click=${() => page.work.tour(is_last ? null : step + 1)}>${page.t(is_last ? "tour-end" : "tour-continue")}</button>
      ${is_last ? nothing : html`<button class="button is-quiet" type="button" @click=${() => page.work.tour(null)}>${page.t("tour-skip")}</button>`}
    </div>
  </section>`;
}

/** @param {Page} page */
function doneScreen(page) {
  const is_busy = page.isPending("finish_practice");
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium">
      <div class="stack" tabindex="-1" data-scene-focus>
        <h1>${page.t("practice-done-title")}</h1>
        <p>${page.t("practice-done-note")}</p>
      </div>
      <div class="button-row">
        <button class="button is-primary is-large" type="button" ?disabled=${is_busy} @click=${() => page.work.finishPractice()}>${page.t(is_busy ? "sending" : "practice-finish")}</button>
        <button class="button is-large" type="button" @click=${() => page.work.repeatPractice()}>${page.t("practice-repeat")}</button>
      </div>
    </section>`,
  );
}
