/* A fixed section: free movement, a grid of numbers, ragu-ragu, and a review before the end. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { isPage } from "../completeness.js";
import { numberOf, shownPositions } from "../overlay.js";
import { answerInWords } from "./answer_in_words.js";
import { grid as gridIcon } from "./icons.js";
import { bannerPlace, examHeader, footerNote, hasBanner, notices } from "./parts.js";
import { workItem } from "./work_item.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../overlay.js").Answers} Answers */
/** @typedef {import("../overlay.js").Overview} Overview */
/** @typedef {import("../overlay.js").Filter} Filter */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function formScreen(page, screen) {
  const { work } = page;
  const section = screen.section;
  if (!section) return nothing;
  const { position, is_reviewing, is_grid_open } = work.form;
  const answers = work.answers;
  const overview = work.overview;
  const item = work.formItems[position - 1];
  const is_flagged = answers.flags.has(position);
  const is_page = isPage(item);
  return html`<div class="exam ${hasBanner(page) ? "has-banner" : ""}">
    ${examHeader(page)}
    <progress class="exam-progress" max=${overview.total} .value=${overview.answered} aria-label=${page.t("form-progress")}></progress>
    ${bannerPlace(page)}
    <div class="work-with-grid ${is_grid_open ? "is-grid-open" : ""}">
      <div class="work is-form" id="main">
        ${notices(page)}
        ${is_reviewing
          ? review(page, answers, overview)
          : item
            ? workItem(page, item, {
                key: `${section.index}:${position}`,
                place: is_page ? page.t("item-place-page") : page.t("item-place-fixed", { position: work.number, total: overview.total }),
                mark: is_flagged && !is_page ? html` <span class="flag-mark"><span class="glyph" aria-hidden="true">?</span>${page.t("legend-doubtful")}</span>` : nothing,
              })
            : html`<p class="loading" role="status">${page.t("form-loading")}</p>`}
      </div>
      ${gridPanel(page, answers, overview)}
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
              ${is_page
                ? nothing
                : html`<button class="button is-large is-flag" type="button" aria-pressed=${is_flagged ? "true" : "false"} ?disabled=${work.is_locked} @click=${() => work.toggleFlag()}>
                    <span class="glyph" aria-hidden="true">?</span>${page.t("item-flag")}
                  </button>`}
              <button class="button is-primary is-large is-next" type="button" @click=${() => work.next()}>
                ${page.t(work.is_last ? "review-open" : "item-next")}
              </button>`}
      </div>
    </footer>
  </div>`;
}

/** The grid of numbers, with its filters and the legend that is always printed. @param {Page} page @param {Answers} answers @param {Overview} overview */
function gridPanel(page, answers, overview) {
  const { work } = page;
  const { position, filter, is_reviewing } = work.form;
  const shown = shownPositions(filter, overview);
  const focusable = shown.includes(position) ? position : shown[0];
  return html`<aside class="grid-panel" id="grid" aria-label=${page.t("grid-title")}>
    <h2 class="grid-title">${page.t("grid-title")}</h2>
    ${filters(page, overview)}
    ${shown.length === 0
      ? html`<p class="soft grid-empty">${page.t(filter === "empty" ? "grid-none-empty" : "grid-none-doubtful")}</p>`
      : html`<ol class="grid" @keydown=${(/** @type {KeyboardEvent} */ event) => moveInGrid(event)}>
          ${repeat(
            shown,
            (at) => at,
            (at) => html`<li>${cell(page, answers, overview, at, { is_current: at === position && !is_reviewing, is_focusable: at === focusable })}</li>`,
          )}
        </ol>`}
    <ul class="legend">
      <li><span class="cell is-sample is-answered" aria-hidden="true"><span class="cell-glyph">✓</span></span>${page.t("legend-answered")}</li>
      <li><span class="cell is-sample is-doubtful" aria-hidden="true"><span class="cell-glyph">?</span></span>${page.t("legend-doubtful")}</li>
      <li><span class="cell is-sample is-unfinished" aria-hidden="true"><span class="cell-glyph">…</span></span>${page.t("legend-unfinished")}</li>
      <li><span class="cell is-sample" aria-hidden="true"></span>${page.t("legend-empty")}</li>
      <li><span class="cell is-sample is-current" aria-hidden="true"></span>${page.t("legend-current")}</li>
      ${overview.total < overview.positions.length ? html`<li><span class="cell is-sample is-page" aria-hidden="true"><span class="cell-glyph">i</span></span>${page.t("legend-page")}</li>` : nothing}
    </ul>
  </aside>`;
}

/** @param {Page} page @param {Overview} overview */
function filters(page, overview) {
  /** @type {Filter[]} */
  const kinds = ["all", "empty", "doubtful"];
  return html`<div class="filters" role="group" aria-label=${page.t("filter-title")}>
    ${kinds.map(
      (filter) => html`<button type="button" class="chip" aria-pressed=${page.work.form.filter === filter ? "true" : "false"} @click=${() => page.work.filter(filter)}>
        ${page.t(`filter-${filter}`)} <span class="numeric">${filter === "all" ? overview.total : shownPositions(filter, overview).length}</span>
      </button>`,
    )}
  </div>`;
}

const GLYPHS = { complete: "✓", unfinished: "…", empty: "", page: "i" };
const CELL_CLASSES = { complete: "is-answered", unfinished: "is-unfinished", empty: "", page: "is-page" };

/**
 * @param {Page} page
 * @param {Answers} answers
 * @param {Overview} overview
 * @param {number} at
 * @param {{is_current: boolean, is_focusable: boolean}} how
 */
function cell(page, answers, overview, at, { is_current, is_focusable }) {
  const state = overview.state(at);
  const is_doubtful = answers.flags.has(at) && state !== "page";
  const number = numberOf(page.work.formItems, at);
  const name = state === "page" ? page.t("grid-page", { position: number }) : page.t("grid-cell", { position: number, state, doubtful: is_doubtful ? "yes" : "no" });
  return html`<button
    type="button"
    class="cell ${CELL_CLASSES[state]} ${is_doubtful ? "is-doubtful" : ""} ${is_current ? "is-current" : ""}"
    tabindex=${is_focusable ? "0" : "-1"}
    aria-label=${name}
    aria-current=${is_current ? "true" : "false"}
    @click=${() => page.work.goTo(at)}
  ><span class="cell-number numeric">${state === "page" ? "" : number}</span><span class="cell-glyph" aria-hidden="true">${GLYPHS[state]}${is_doubtful ? "?" : ""}</span></button>`;
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

/** Every item with the answer given, to be read through before the end. @param {Page} page @param {Answers} answers @param {Overview} overview */
function review(page, answers, overview) {
  const { work } = page;
  const shown = shownPositions(work.form.filter, overview).filter((at) => overview.state(at) !== "page");
  return html`<section class="review stack">
    <div class="stack" tabindex="-1" data-scene-focus>
      <h1>${page.t("review-title")}</h1>
      <p>${page.t("review-answered", { answered: overview.answered, total: overview.total })}
        ${overview.unfinished.length > 0 ? page.t("review-unfinished", { n: overview.unfinished.length }) : nothing}
        ${page.t("review-rest", { empty: overview.empty.length, doubtful: overview.doubtful.length })}</p>
    </div>
    ${filters(page, overview)}
    <ol class="review-list">
      ${repeat(
        shown,
        (at) => at,
        (at) => {
          const item = work.formItems[at - 1];
          const state = overview.state(at);
          return html`<li>
            <button type="button" class="review-row" @click=${() => work.goTo(at)}>
              <span class="review-number numeric">${numberOf(work.formItems, at)}</span>
              <span class="review-stem prose">${item ? unsafeHTML(item.stem_html) : nothing}</span>
              <span class="review-answer">
                ${state === "empty"
                  ? html`<span class="chip is-danger"><span aria-hidden="true">–</span>${page.t("legend-empty")}</span>`
                  : state === "unfinished"
                    ? html`<span class="chip is-info"><span aria-hidden="true">…</span>${page.t("legend-unfinished")}</span>`
                    : html`<span class="chip is-good"><span aria-hidden="true">✓</span>${item ? answerInWords(page, item, answers.responses.get(at)) : page.t("legend-answered")}</span>`}
                ${answers.flags.has(at) ? html`<span class="chip is-warn"><span aria-hidden="true">?</span>${page.t("legend-doubtful")}</span>` : nothing}
              </span>
            </button>
          </li>`;
        },
      )}
    </ol>
  </section>`;
}
