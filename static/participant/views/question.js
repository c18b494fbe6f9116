/* One item as a person answers it: stimulus left, question and options right. Used by practice, item and form. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { keyed } from "../../vendor/lit-html/directives/keyed.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { optionLetter } from "../keys.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").ItemView} ItemView */

/**
 * The HTML comes from the server, which sanitised it when the release was frozen.
 * @param {Page} page
 * @param {{item: ItemView, key: string, place: string, mark?: unknown, choice: number | null, is_locked: boolean}} shown
 *   key: changes with the item, so that nothing of one is left in the next; mark: a sign beside the place
 */
export function question(page, { item, key, place, mark, choice, is_locked }) {
  const has_figure = Boolean(item.figure_html);
  const is_scale = item.layout === "scale";
  return keyed(
    key,
    html`<article class="item is-${item.layout} ${has_figure ? "has-figure" : ""} options-${item.options.length}">
      ${has_figure
        ? html`<details class="stimulus" open>
            <summary>${page.t("item-stimulus")}</summary>
            <figure class="plate">${unsafeHTML(item.figure_html)}</figure>
          </details>`
        : nothing}
      <div class="question">
        <div class="question-head" id="question" tabindex="-1" data-scene-focus role="group" aria-labelledby="place stem">
          <h1 class="place" id="place">${place}${mark ?? nothing}</h1>
          <div class="stem prose" id="stem">${unsafeHTML(item.stem_html)}</div>
        </div>
        <div class="options" role="radiogroup" aria-labelledby="stem" ?data-locked=${is_locked}>
          ${item.options.map(
            (option, index) => html`<label class="option">
              <input
                type="radio"
                name="choice"
                value=${index}
                .checked=${live(choice === index)}
                ?disabled=${is_locked && choice !== index}
                @change=${() => page.work.choose(index)}
              />
              <span class="option-face">
                <span class="option-mark" aria-hidden="true">${is_scale ? index + 1 : optionLetter(index)}</span>
                ${is_scale ? nothing : html`<span class="visually-hidden">${page.t("option-name", { letter: optionLetter(index) })}</span>`}
                <span class="option-body ${item.layout === "figures" ? "plate" : "prose"}">${unsafeHTML(option.html)}</span>
              </span>
            </label>`,
          )}
        </div>
      </div>
    </article>`,
  );
}
