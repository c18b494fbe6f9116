/* One item as a person answers it: shared text or figure left, question and interaction right. It knows no socket and no
   exam: practice, exam and the preview of a bank draw the same. What each interaction looks like is in `interactions`. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { keyed } from "../../vendor/lit-html/directives/keyed.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { figureOf, hasAreas, interactionOf, textOf } from "./interactions/asked.js";
import { keptScroll } from "./kept_scroll.js";

/** @typedef {import("../../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../../shared/wire.js").ResponseView} ResponseView */
/** @typedef {import("../../shared/wire.js").StimulusView} StimulusView */

/** What of a page is needed. @typedef {{t: import("../../shared/texts.js").Texts, language: string}} PageLike */

/**
 * What a person's hands cause. `respond` is given the whole response after each step; is_typing: more is likely to come.
 * `pick` is given what was taken up, to be given back as `picked`; `fold` the key of a shared text, for `folded`.
 * @typedef {{
 *   respond: (response: ResponseView, how?: {is_typing?: boolean}) => void,
 *   pick: (what: string | null) => void,
 *   fold: (key: string) => void,
 *   say: (text: string, manner?: "polite" | "assertive") => void,
 * }} Handlers
 */

/**
 * How it stands. key: changes with the item, so that nothing of one is left in the next; place: "Soal 3 dari 12"; mark: a
 * sign beside it.
 * @typedef {{key?: string, place?: string, mark?: unknown, is_locked?: boolean, picked?: string | null, folded?: ReadonlySet<string>}} Standing
 */

/**
 * The item, to be rendered into an element whose ancestor is `.exam` (or `.item-frame`). The HTML comes from the server,
 * which sanitised it when the release was frozen.
 * @param {PageLike} page
 * @param {ItemView} item
 * @param {ResponseView | null} response
 * @param {Handlers} handlers
 * @param {Standing} [standing]
 */
export function drawItem({ t, language }, item, response, handlers, { key = "item", place = "", mark, is_locked = false, picked = null, folded } = {}) {
  const { interaction, options, stimulus, layout } = item;
  const figure_html = item.figure_html ?? "";
  const { respond, pick, say } = handlers;
  /** @type {import("./interactions/pen.js").Pen} */
  const pen = { t, language, id: "item", name_id: "stem", is_locked, layout, picked, pick, say, respond };
  const asked = { interaction, options, figure_html };
  const side = stimulus ? "has-stimulus" : figure_html ? "has-figure" : "is-alone";
  const stimulus_key = stimulus ? stimulus.title_html + stimulus.html : "";
  const is_folded = folded?.has(stimulus_key) ?? false;
  return html`<article class="item ${side} ${is_folded ? "is-folded" : ""} is-${layout} asks-${interaction.type.replace("_", "-")}">
    ${stimulus ? reading(t, stimulus, stimulus_key, is_folded, handlers) : nothing}
    ${keyed(
      key,
      html`${figure_html && !stimulus
          ? html`<details class="stimulus" open>
              <summary>${t("item-stimulus")}</summary>
              ${figureOf(pen, asked, response)}
            </details>`
          : nothing}
        <div class="question">
          <div class="question-head" id="question" tabindex="-1" data-scene-focus role="group" aria-labelledby=${interaction.type === "several" ? "place" : "place stem"}>
            <h1 class="place" id="place">${place}${mark ?? nothing}</h1>
            <div class="stem prose" id="stem">${textOf(pen, asked, item.stem_html, response)}</div>
          </div>
          ${figure_html && stimulus ? html`<div class="own-figure ${hasAreas(interaction) ? "is-wide" : ""}">${figureOf(pen, asked, response)}</div>` : nothing}
          ${interactionOf(pen, asked, item.stem_html, response)}
        </div>`,
    )}
  </article>`;
}

/**
 * What the items of a set share: it scrolls by itself, can be folded away, and stays as it was from item to item.
 * @param {import("../../shared/texts.js").Texts} t
 * @param {StimulusView} stimulus
 * @param {string} key
 * @param {boolean} is_folded
 * @param {Handlers} handlers
 */
function reading(t, { title_html, html: text, figure_html }, key, is_folded, handlers) {
  return keyed(
    key,
    html`<section class="reading" aria-labelledby="reading-title">
      <div class="reading-head">
        <h2 class="reading-title" id="reading-title">${title_html ? unsafeHTML(title_html) : t("reading-title")}</h2>
        <button class="button is-compact" type="button" aria-expanded=${is_folded ? "false" : "true"} aria-controls="reading-text" @click=${() => handlers.fold(key)}>
          ${t(is_folded ? "reading-open" : "reading-fold")}
        </button>
      </div>
      <div class="reading-text prose" id="reading-text" role="region" tabindex="0" aria-labelledby="reading-title" ?hidden=${is_folded} ${keptScroll(key)}>
        ${figure_html ? html`<div class="plate">${unsafeHTML(figure_html)}</div>` : nothing}
        ${unsafeHTML(text)}
      </div>
    </section>`,
  );
}
