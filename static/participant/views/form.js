/* A fixed section: free movement, a grid of numbers, ragu-ragu, and a review before the end. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { countsOf, shownPositions } from "../overlay.js";
import { grid as gridIcon } from "./icons.js";
import { bannerPlace, examHeader, footerNote, hasBanner, notices } from "./parts.js";
import { question } from "./question.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../overlay.js").Answers} Answers */
/** @typedef {import("../overlay.js").Filter} Filter */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function formScreen(page, screen) {
  const { work } = page;
  const section = screen.section;
  if (!section) return nothing;
  const { position, is_reviewing, is_grid_open } = work.form;
  const answers = work.answers;
  const counts = countsOf(answers, work.total);
  const item = work.formItems[position - 1];
  const is_flagged = answers.flags.has(position);
  return html`<div class="exam ${hasBanner(page) ? "has-banner" : ""}">
    ${examHeader(page)}
    <progress class="exam-progress" max=${work.total} .value=${counts.answered} aria-label=${page.t("form-progress")}></progress>
    ${bannerPlace(page)}
    <div class="work-with-grid ${is_grid_open ? "is-grid-open" : ""}">
      <div class="work is-form" id="main">
        ${notices(page)}
        ${is_reviewing
          ? review(page, answers)
          : item
            ? question(page, {
                item,
                key: `${section.index}:${position}`,
                place: page.t("item-place-fixed", { position, total: work.total }),
                choice: work.choice,
                is_locked: work.is_locked,
                mark: is_flagged ? html` <span class="flag-mark"><span class="glyph" aria-hidden="true">?</span>${page.t("legend-doubtful")}</span>` : nothing,
              })
            : html`<p class="loading" role="status">${page.t("form-loading")}</p>`}
      </div>
      ${gridPanel(page, answers)}
    </div>
    <footer class="exam-footer">
      <div class="footer-quiet">
        ${is_reviewing
          ? nothing
          : html`<button class="button is-quiet" type="button" ?disabled=${work.is_locked} @click=${() => page.show("finish")}>${page.t("finish-open")}</button>`}
        <button class="button is-quiet grid-toggle" type="button" aria-expanded=${is_grid_open ? "true" : "false"} aria-controls="grid" @click=${() => work.toggleGrid()}>
          ${gridIcon}<span>${page.t("grid-open")}</span>
        </button>
      </div>
      <div class="footer-main">
        ${page.is_time_up ? footerNote("!", page.t("time-up")) : nothing}
        ${is_reviewing
          ? html`<button class="button is-large" type="button" @click=${() => work.goTo(position)}>${page.t("review-back")}</button>
              <button class="button is-primary is-large" type="button" ?disabled=${work.is_locked} @click=${() => page.show("finish")}>${page.t("finish-open")}</button>`
          : html`<button class="button is-large" type="button" ?disabled=${position <= 1} @click=${() => work.back()}>${page.t("item-back")}</button>
              <button class="button is-large is-flag" type="button" aria-pressed=${is_flagged ? "true" : "false"} ?disabled=${work.is_locked} @click=${() => work.toggleFlag()}>
                <span class="glyph" aria-hidden="true">?</span>${page.t("item-flag")}
              </button>
              <button class="button is-primary is-large is-next" type="button" @click=${() => work.next()}>
                ${page.t(position < work.total ? "item-next" : "review-open")}
              </button>`}
      </div>
    </footer>
  </div>`;
}

/** The grid of numbers, with its filters and the legend that is always printed. @param {Page} page @param {Answers} answers */
function gridPanel(page, answers) {
  const { work } = page;
  const { position, filter, is_reviewing } = work.form;
  const shown = shownPositions(filter, answers, work.total);
  const focusable = shown.includes(position) ? position : shown[0];
  return html`<aside class="grid-panel" id="grid" aria-label=${page.t("grid-title")}>
    <h2 class="grid-title">${page.t("grid-title")}</h2>
    ${filters(page, answers)}
    ${shown.length === 0
      ? html`<p class="soft grid-empty">${page.t(filter === "empty" ? "grid-none-empty" : "grid-none-doubtful")}</p>`
      : html`<ol class="grid" @keydown=${(/** @type {KeyboardEvent} */ event) => moveInGrid(event)}>
          ${repeat(
            shown,
            (at) => at,
            (at) => html`<li>${cell(page, answers, at, { is_current: at === position && !is_reviewing, is_focusable: at === focusable })}</li>`,
          )}
        </ol>`}
    <ul class="legend">
      <li><span class="cell is-sample is-answered" aria-hidden="true"><span class="cell-glyph">✓</span></span>${page.t("legend-answered")}</li>
      <li><span class="cell is-sample is-doubtful" aria-hidden="true"><span class="cell-glyph">?</span></span>${page.t("legend-doubtful")}</li>
      <li><span class="cell is-sample" aria-hidden="true"></span>${page.t("legend-empty")}</li>
      <li><span class="cell is-sample is-current" aria-hidden="true"></span>${page.t("legend-current")}</li>
    </ul>
  </aside>`;
}

/** @param {Page} page @param {Answers} answers */
function filters(page, answers) {
  const counts = countsOf(answers, page.work.total);
  /** @type {[Filter, number][]} */
  const kinds = [
    ["all", page.work.total],
    ["empty", counts.empty.length],
    ["doubtful", counts.doubtful.length],
  ];
  return html`<div class="filters" role="group" aria-label=${page.t("filter-title")}>
    ${kinds.map(
      ([filter, n]) => html`<button type="button" class="chip" aria-pressed=${page.work.form.filter === filter ? "true" : "false"} @click=${() => page.work.filter(filter)}>
        ${page.t(`filter-${filter}`)} <span class="numeric">${n}</span>
      </button>`,
    )}
  </div>`;
}

/**
 * @param {Page} page
 * @param {Answers} answers
 * @param {number} at
 * @param {{is_current: boolean, is_focusable: boolean}} how
 */
function cell(page, answers, at, { is_current, is_focusable }) {
  const is_answered = answers.choices.has(at);
  const is_doubtful = answers.flags.has(at);
  const name = page.t("grid-cell", {
    position: at,
    answered: is_answered ? "yes" : "no",
    doubtful: is_doubtful ? "yes" : "no",
  });
  return html`<button
    type="button"
    class="cell ${is_answered ? "is-answered" : ""} ${is_doubtful ? "is-doubtful" : ""} ${is_current ? "is-current" : ""}"
    tabindex=${is_focusable ? "0" : "-1"}
    aria-label=${name}
    aria-current=${is_current ? "true" : "false"}
    @click=${() => page.work.goTo(at)}
  ><span class="cell-number numeric">${at}</span><span class="cell-glyph" aria-hidden="true">${is_answered ? "✓" : ""}${is_doubtful ? "?" : ""}</span></button>`;
}

/** Arrow keys walk through the grid, so that it is one stop of the Tab key. @param {KeyboardEvent} event */
function moveInGrid(event) {
  const cells = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("button")];
  const from = cells.indexOf(/** @type {HTMLButtonElement} */ (event.target));
  if (from < 0) return;
  const top = cells[0]?.offsetTop;
  const columns = Math.max(1, cells.filter((held) => held.offsetTop === top).length);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -from, End: cells.length - 1 - from };
  const step = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  cells[Math.max(0, Math.min(cells.length - 1, from + step))]?.focus();
}

/** Every item with the answer given, to be read through before the end. @param {Page} page @param {Answers} answers */
function review(page, answers) {
  const { work } = page;
  const counts = countsOf(answers, work.total);
  const shown = shownPositions(work.form.filter, answers, work.total);
  return html`<section class="review stack">
    <div class="stack" tabindex="-1" data-scene-focus>
      <h1>${page.t("review-title")}</h1>
      <p>${page.t("review-counts", { answered: counts.answered, total: work.total, empty: counts.empty.length, doubtful: counts.doubtful.length })}</p>
    </div>
    ${filters(page, answers)}
    <ol class="review-list">
      ${repeat(
        shown,
        (at) => at,
        (at) => {
          const item = work.formItems[at - 1];
          const choice = answers.choices.get(at);
          return html`<li>
            <button type="button" class="review-row" @click=${() => work.goTo(at)}>
              <span class="review-number numeric">${at}</span>
              <span class="review-stem prose">${item ? unsafeHTML(item.stem_html) : nothing}</span>
              <span class="review-answer">
                ${choice === undefined
                  ? html`<span class="chip is-danger"><span aria-hidden="true">–</span>${page.t("legend-empty")}</span>`
                  : html`<span class="chip is-good"><span aria-hidden="true">✓</span>${item?.options[choice] ? unsafeHTML(item.options[choice].html) : choice + 1}</span>`}
                ${answers.flags.has(at) ? html`<span class="chip is-warn"><span aria-hidden="true">?</span>${page.t("legend-doubtful")}</span>` : nothing}
              </span>
            </button>
          </li>`;
        },
      )}
    </ol>
  </section>`;
}
