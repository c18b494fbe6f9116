/* An adaptive section: one item at a time, confirmed by Berikutnya, no way back. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { banner, examHeader, notices } from "./parts.js";
import { question } from "./question.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function itemScreen(page, screen) {
  const { work } = page;
  const item = screen.item;
  const section = screen.section;
  if (!item || !section) return nothing;
  const position = screen.position ?? item.position;
  const place = page.t("item-place-adaptive", { position, max: section.max_items });
  return html`<div class="exam">
    ${examHeader(page)}
    <progress class="exam-progress" max=${section.max_items} .value=${position - 1} aria-label=${page.t("item-progress")}></progress>
    <div class="banner-place" role="status">${banner(page)}</div>
    <main class="work is-item" id="main">
      ${notices(page)}
      ${question(page, {
        item,
        key: `${section.index}:${position}`,
        place,
        choice: work.choice,
        is_locked: work.is_locked,
        note: noteOf(page),
      })}
    </main>
    <footer class="exam-footer">
      <div class="footer-quiet">
        ${section.can_finish ? html`<button class="button is-quiet" type="button" @click=${() => page.show("finish")}>${page.t("finish-open")}</button>` : nothing}
        <span class="soft small footer-keys">${page.t("item-keys-adaptive")}</span>
      </div>
      <div class="footer-main">
        <button class="button is-primary is-large is-next" type="button" ?disabled=${work.is_locked} @click=${() => work.next()}>
          ${page.t(work.is_confirmed ? "item-sending" : "item-next")}
        </button>
      </div>
    </footer>
  </div>`;
}

/** @param {Page} page */
function noteOf(page) {
  const { work } = page;
  if (page.is_time_up) return html`<p class="notice is-warn"><span class="glyph" aria-hidden="true">!</span>${page.t("time-up")}</p>`;
  if (work.is_confirmed && !page.link.connection.is_open) {
    return html`<p class="notice is-warn"><span class="glyph" aria-hidden="true">⤓</span>${page.t("item-waits-for-link")}</p>`;
  }
  if (work.is_choice_missing) return html`<p class="notice is-warn"><span class="glyph" aria-hidden="true">!</span>${page.t("item-choose-first")}</p>`;
  return nothing;
}
