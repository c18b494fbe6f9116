/* An adaptive section: one item at a time, confirmed by Berikutnya, no way back. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { reachOf } from "../keys.js";
import { bannerPlace, examHeader, footerNote, hasBanner, lackingNote, notices } from "./parts.js";
import { workItem } from "./work_item.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function itemScreen(page, screen) {
  const { work } = page;
  const item = screen.item;
  const section = screen.section;
  if (!item || !section) return nothing;
  const position = screen.position ?? item.position;
  const has_letters = Boolean(reachOf(item)?.n_options);
  const place = page.t("item-place-adaptive", { position, max: section.max_items });
  return html`<div class="exam ${hasBanner(page) ? "has-banner" : ""}">
    ${examHeader(page)}
    <progress class="exam-progress" max=${section.max_items} .value=${position - 1} aria-label=${page.t("item-progress")}></progress>
    ${bannerPlace(page)}
    <div class="work is-item" id="main">
      ${notices(page)}
      ${workItem(page, item, { key: `${section.index}:${position}`, place })}
    </div>
    <footer class="exam-footer">
      <div class="footer-quiet">
        ${section.can_finish ? html`<button class="button is-quiet" type="button" @click=${() => page.show("finish")}>${page.t("finish-open")}</button>` : nothing}
        <span class="soft small footer-keys">${page.t(has_letters ? "item-keys-choose" : "item-keys-other")}</span>
      </div>
      <div class="footer-main">
        ${noteOf(page)}
        <button class="button is-primary is-large is-next" type="button" ?disabled=${work.is_locked} @click=${() => work.next()}>
          ${page.t(work.is_confirmed ? "item-sending" : "item-next")}
        </button>
      </div>
    </footer>
  </div>`;
}

/** Why the button does not lead on, beside the button. @param {Page} page */
function noteOf(page) {
  const { work } = page;
  if (page.is_time_up) return footerNote("!", page.t("time-up"));
  if (work.is_confirmed && !page.link.connection.is_open) return footerNote("⤓", page.t("item-waits-for-link"));
  return lackingNote(page);
}
