/* Writing a number or a short text. A number is told back as it was read, so that 1.250 is no surprise. */

import { html, nothing } from "../../../vendor/lit-html/lit-html.js";
import { live } from "../../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../../vendor/lit-html/directives/unsafe-html.js";
import { readNumber, shownNumber } from "../../numerals.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./pen.js").Asked<import("../../../shared/wire.js").Write>} Asked */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */

const LONG_FROM = 60;
const COUNT_FROM_SHARE = 0.8;

/** @param {Pen} pen @param {Asked} asked @param {ResponseView | null} response */
export function written(pen, { interaction }, response) {
  const { t, id, name_id } = pen;
  const { answer, unit_html, longest } = interaction;
  const text = response?.text ?? "";
  const is_long = answer === "text" && interaction.width >= LONG_FROM && longest > LONG_FROM;
  return html`<div class="written" role="group" aria-labelledby=${name_id}>
    <label class="written-label" for="${id}-text">${t(answer === "number" ? "write-number" : "write-text")}</label>
    <div class="written-line">
      ${is_long
        ? html`<textarea
            class="textarea"
            id="${id}-text"
            rows="5"
            maxlength=${longest}
            ?disabled=${pen.is_locked}
            aria-describedby="${id}-note"
            .value=${live(text)}
            @input=${(/** @type {Event} */ event) => typed(pen, event, true)}
            @change=${(/** @type {Event} */ event) => typed(pen, event, false)}
          ></textarea>`
        : field(pen, interaction, text, { described: `${id}-note` })}
      ${unit_html && !is_long ? html`<span class="written-unit" id="${id}-unit">${unsafeHTML(unit_html)}</span>` : nothing}
    </div>
    <p class="written-note" id="${id}-note" aria-live="polite">${note(pen, interaction, text)}</p>
  </div>`;
}

/** The field alone, to stand in a line of text. @param {Pen} pen @param {Asked} asked @param {ResponseView | null} response */
export function writtenInline(pen, { interaction }, response) {
  const text = response?.text ?? "";
  const number = interaction.answer === "number" && text.trim() !== "" ? readNumber(text, pen.language) : "";
  const is_unread = number === null;
  const is_otherwise = is_unread || (number !== "" && shownNumber(number, pen.language) !== text.trim());
  return html`<span class="written-inline">${field(pen, interaction, text, { label: pen.name_id, is_unread })}${interaction.unit_html ? html` <span class="written-unit">${unsafeHTML(interaction.unit_html)}</span>` : nothing}${
    is_otherwise ? html`<span class="written-echo" aria-live="polite">${note(pen, interaction, text)}</span>` : nothing
  }</span>`;
}

/**
 * @param {Pen} pen
 * @param {Asked["interaction"]} interaction
 * @param {string} text
 * @param {{described?: string, label?: string, is_unread?: boolean}} how label: what a screen reader calls it
 */
function field(pen, { answer, width, longest, unit_html }, text, { described, label, is_unread = false }) {
  const is_number = answer === "number";
  return html`<input
    class="input ${is_number ? "is-number numeric" : ""} ${label === undefined ? "" : "is-inline"}"
    id="${pen.id}-text"
    type="text"
    inputmode=${is_number ? "decimal" : "text"}
    size=${Math.max(4, Math.min(width, 60))}
    maxlength=${longest}
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    ?disabled=${pen.is_locked}
    aria-label=${label ?? nothing}
    aria-invalid=${is_unread ? "true" : nothing}
    aria-describedby=${described === undefined ? nothing : unit_html ? `${pen.id}-unit ${described}` : described}
    .value=${live(text)}
    @input=${(/** @type {Event} */ event) => typed(pen, event, true)}
    @change=${(/** @type {Event} */ event) => typed(pen, event, false)}
  />`;
}

/** @param {Pen} pen @param {Event} event @param {boolean} is_typing */
function typed(pen, event, is_typing) {
  pen.respond({ text: /** @type {HTMLInputElement | HTMLTextAreaElement} */ (event.currentTarget).value }, { is_typing });
}

/** What was read, or how much room is left. @param {Pen} pen @param {Asked["interaction"]} interaction @param {string} text */
function note({ t, language }, { answer, longest }, text) {
  if (answer === "number") {
    if (text.trim() === "") return t("write-number-how");
    const number = readNumber(text, language);
    return number === null
      ? html`<span class="is-unread"><span class="glyph" aria-hidden="true">!</span> ${t("write-unread")}</span>`
      : html`<span class="is-read"><span class="glyph" aria-hidden="true">✓</span> ${t("write-read", { number: shownNumber(number, language) })}</span>`;
  }
  return text.length >= longest * COUNT_FROM_SHARE ? t("write-room", { n: longest - text.length }) : nothing;
}
