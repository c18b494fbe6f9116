/* Which drawing an interaction gets, alone or among several. Each is one module beside this one. */

import { html, nothing } from "../../../vendor/lit-html/lit-html.js";
import { live } from "../../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../../vendor/lit-html/directives/unsafe-html.js";
import { withPart } from "../../changes.js";
import { marked, marksIn } from "../marked.js";
import { plainText } from "../plain_text.js";
import { choices, figureWithAreas } from "./choices.js";
import { bestWorst, ratings } from "./matrix.js";
import { ordering } from "./ordering.js";
import { gapInText, gapsBelow, pairing } from "./places.js";
import { written, writtenInline } from "./written.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("../../../shared/wire.js").Interaction} Interaction */
/** @typedef {import("../../../shared/wire.js").PartInteraction} PartInteraction */
/** @typedef {import("../../../shared/wire.js").PartView} PartView */
/** @typedef {import("../../../shared/wire.js").Several} Several */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */
/** @typedef {import("../../../shared/wire.js").Choose} Choose */
/** @typedef {import("./pen.js").Asked<Interaction>} Asked */

/** Whether the options of an interaction are areas of the figure. @param {Interaction} interaction */
export const hasAreas = (interaction) => "areas" in interaction && (interaction.areas?.length ?? 0) > 0;

/**
 * A text with what stands in its lines: gaps, and parts at their marks.
 * @param {Pen} pen
 * @param {Asked} asked
 * @param {string} text HTML
 * @param {ResponseView | null} response
 * @returns {unknown}
 */
export function textOf(pen, { interaction, options }, text, response) {
  if (interaction.type === "fill_gaps") return marked(text, (gap) => gapInText(pen, { interaction, options }, response, gap));
  if (interaction.type === "several") return marked(text, (index) => partOf(pen, interaction, index, response));
  return unsafeHTML(text);
}

/** What stands below the text. @param {Pen} pen @param {Asked} asked @param {string} text HTML @param {ResponseView | null} response @returns {unknown} */
export function interactionOf(pen, asked, text, response) {
  const { interaction } = asked;
  if (interaction.type === "read") return nothing;
  if (interaction.type !== "several") return drawn(pen, { ...asked, interaction }, response);
  const marks = marksIn(text);
  const rest = interaction.parts.flatMap((_, index) => (marks.includes(index) ? [] : [partOf(pen, interaction, index, response)]));
  return rest.length > 0 ? html`<div class="parts">${rest}</div>` : nothing;
}

/** The figure of an item or a part; where the options are areas of it, they can be pressed. @param {Pen} pen @param {Asked} asked @param {ResponseView | null} response */
export function figureOf(pen, { interaction, options, figure_html }, response) {
  if (!figure_html) return nothing;
  if (!hasAreas(interaction)) return html`<div class="plate">${unsafeHTML(figure_html)}</div>`;
  return figureWithAreas(pen, { interaction: /** @type {Choose} */ (interaction), options, figure_html }, response);
}

/** @param {Pen} pen @param {import("./pen.js").Asked<PartInteraction>} asked @param {ResponseView | null} response */
function drawn(pen, { interaction, options }, response) {
  switch (interaction.type) {
    case "choose":
    case "choose_several":
      return choices(pen, { interaction, options }, response);
    case "order":
      return ordering(pen, { interaction, options }, response);
    case "best_worst":
      return bestWorst(pen, { interaction, options }, response);
    case "rate":
      return ratings(pen, { interaction, options }, response);
    case "pair":
      return pairing(pen, { interaction, options }, response);
    case "fill_gaps":
      return gapsBelow(pen, { interaction, options }, response);
    case "write":
      return written(pen, { interaction, options }, response);
  }
}

/** @param {Pen} pen @param {Several} interaction @param {number} index @param {ResponseView | null} response @returns {unknown} */
function partOf(pen, interaction, index, response) {
  const part = interaction.parts[index];
  if (!part) return nothing;
  const id = `${pen.id}-part-${index}`;
  const own = response?.parts?.[index] ?? null;
  const is_only = interaction.parts.length === 1 && !part.html;
  /** @type {Pen} */
  const hand = {
    ...pen,
    id,
    name_id: is_only ? "place" : `${id}-name`, // the text that names an item may hold its only part itself
    layout: part.options.some((option) => option.html.includes("<figure")) ? "figures" : "list",
    respond: (given, how) => pen.respond(withPart(response, interaction.parts.length, index, given), how),
  };
  return part.is_inline ? inLine(hand, part, index, own) : block(hand, part, index, own, is_only);
}

/** @param {Pen} pen @param {PartView} part @param {number} index @param {ResponseView | null} response @returns {unknown} */
function inLine(pen, part, index, response) {
  const label = plainText(part.html) || pen.t("part-name", { n: index + 1 });
  const { interaction, options } = part;
  if (interaction.type === "write") return writtenInline({ ...pen, name_id: label }, { interaction, options }, response);
  if (interaction.type !== "choose") return block(pen, part, index, response, false);
  return html`<select
    class="place-list ${response ? "is-filled" : "is-empty"}"
    aria-label=${label}
    ?disabled=${pen.is_locked}
    @change=${(/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.currentTarget);
      pen.respond(value === "" ? {} : { choice: Number(value) });
    }}
  >
    <option value="" .selected=${live(!response)}>${pen.t("place-choose")}</option>
    ${options.map((option, place) => html`<option value=${place} .selected=${live(response?.choice === place)}>${plainText(option.html)}</option>`)}
  </select>`;
}

/** @param {Pen} pen @param {PartView} part @param {number} index @param {ResponseView | null} response @param {boolean} is_only one alone needs no number @returns {unknown} */
function block(pen, part, index, response, is_only) {
  const asked = { interaction: part.interaction, options: part.options, figure_html: part.figure_html };
  return html`<div class="part ${is_only ? "is-only" : ""}" role="group" aria-labelledby=${pen.name_id}>
    ${is_only
      ? nothing
      : html`<div class="part-head ${part.html ? "prose" : "is-number"}" id=${pen.name_id}>${part.html ? textOf(pen, asked, part.html, response) : pen.t("part-name", { n: index + 1 })}</div>`}
    ${figureOf(pen, asked, response)}
    ${interactionOf(pen, asked, part.html, response)}
  </div>`;
}
