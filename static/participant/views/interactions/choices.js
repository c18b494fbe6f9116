/* Choosing one option or several: a list, figures side by side, a scale, or areas of a figure. */

import { html, nothing, svg } from "../../../vendor/lit-html/lit-html.js";
import { live } from "../../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../../vendor/lit-html/directives/unsafe-html.js";
import { toggled } from "../../changes.js";
import { optionLetter } from "../../keys.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("../../../shared/wire.js").Choose} Choose */
/** @typedef {import("../../../shared/wire.js").ChooseSeveral} ChooseSeveral */
/** @typedef {import("../../../shared/wire.js").AreaView} AreaView */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */
/** @typedef {import("./pen.js").Asked<Choose | ChooseSeveral>} Asked */

/** @param {Pen} pen @param {Asked} asked @param {ResponseView | null} response */
export function choices(pen, { interaction, options }, response) {
  const { t, id, name_id, is_locked, layout } = pen;
  const is_single = interaction.type === "choose";
  const is_scale = layout === "scale";
  const chosen = chosenIn(interaction, response);
  const has_areas = (interaction.areas?.length ?? 0) > 0;
  return html`${has_areas ? html`<p class="how" id="${id}-areas">${t("areas-how")}</p>` : nothing}
    ${is_single ? nothing : limits(pen, interaction, options.length, chosen.length)}
    <div
      class="options is-${layout} of-${options.length} ${is_single ? "" : "is-several"}"
      role=${is_single ? "radiogroup" : "group"}
      aria-labelledby=${name_id}
      aria-describedby=${[has_areas ? `${id}-areas` : "", is_single ? "" : `${id}-limits`].join(" ").trim() || nothing}
      ?data-locked=${is_locked}
    >
      ${options.map(
        (option, index) => html`<label class="option">
          <input
            type=${is_single ? "radio" : "checkbox"}
            name="${id}-choice"
            value=${index}
            .checked=${live(chosen.includes(index))}
            ?disabled=${is_locked && !chosen.includes(index)}
            @change=${() => choose(pen, interaction, response, index)}
          />
          <span class="option-face">
            <span class="option-mark" aria-hidden="true">${is_scale ? index + 1 : optionLetter(index)}</span>
            ${is_scale ? nothing : html`<span class="visually-hidden">${t("option-name", { letter: optionLetter(index) })}</span>`}
            <span class="option-body ${layout === "figures" ? "plate" : "prose"}">${unsafeHTML(option.html)}</span>
          </span>
        </label>`,
      )}
    </div>`;
}

/** The figure whose areas are the options, so that they can be pointed at too. @param {Pen} pen @param {Asked} asked @param {ResponseView | null} response */
export function figureWithAreas(pen, { interaction, options, figure_html }, response) {
  const chosen = chosenIn(interaction, response);
  const box = boxOf(figure_html ?? "");
  return html`<div class="plate area-plate">
    <div class="area-figure">
      ${unsafeHTML(figure_html)}
      <svg class="areas" viewBox=${box.join(" ")} aria-hidden="true" focusable="false">
        ${(interaction.areas ?? []).slice(0, options.length).map((area, index) => {
          const [x, y] = badgeOf(area, box);
          const size = Math.max(box[2], box[3]) / 34;
          return svg`<g class="area ${chosen.includes(index) ? "is-chosen" : ""}" @click=${() => pen.is_locked || choose(pen, interaction, response, index)}>
            ${outline(area)}
            <circle class="area-badge" cx=${x} cy=${y} r=${size} />
            <text class="area-letter" x=${x} y=${y} font-size=${size * 1.2}>${chosen.includes(index) ? "✓" : optionLetter(index)}</text>
          </g>`;
        })}
      </svg>
    </div>
  </div>`;
}

/** @param {Choose | ChooseSeveral} interaction @param {ResponseView | null} response @returns {readonly number[]} */
function chosenIn(interaction, response) {
  if (interaction.type === "choose") return response?.choice === undefined ? [] : [response.choice];
  return response?.choices ?? [];
}

/** @param {Pen} pen @param {Choose | ChooseSeveral} interaction @param {ResponseView | null} response @param {number} index */
function choose(pen, interaction, response, index) {
  if (interaction.type === "choose") {
    pen.respond({ choice: index });
    return;
  }
  const next = toggled(response, index, interaction.most);
  if (next === null) pen.say(pen.t("choices-full", { most: interaction.most }), "assertive");
  pen.respond(next ?? response ?? { choices: [] });
}

/** How many may be chosen, and how many are. @param {Pen} pen @param {ChooseSeveral} interaction @param {number} n_options @param {number} n_chosen */
function limits({ t, id }, { least, most }, n_options, n_chosen) {
  const sentence =
    least === most
      ? t("choices-exactly", { n: most })
      : most >= n_options
        ? t("choices-least", { n: Math.max(1, least) })
        : least <= 1
          ? t("choices-most", { n: most })
          : t("choices-between", { least, most });
  const is_full = n_chosen >= most && most < n_options;
  return html`<p class="how" id="${id}-limits">${sentence}
    <span class="tally ${is_full ? "is-full" : ""}"><span aria-hidden="true">${is_full ? "✓ " : ""}</span>${t(is_full ? "choices-chosen-all" : "choices-chosen", { n: n_chosen })}</span>
  </p>`;
}

/** @param {AreaView} area */
function outline({ shape, at }) {
  const [a = 0, b = 0, c = 0, d = 0] = at;
  if (shape === "circle") return svg`<circle class="area-shape" cx=${a} cy=${b} r=${c} />`;
  if (shape === "rectangle") {
    return svg`<rect class="area-shape" x=${Math.min(a, c)} y=${Math.min(b, d)} width=${Math.abs(c - a)} height=${Math.abs(d - b)} />`;
  }
  return svg`<polygon class="area-shape" points=${at.join(" ")} />`;
}

/** Where an area's letter stands: at its upper left, inside the figure. @param {AreaView} area @param {readonly number[]} box */
function badgeOf({ shape, at }, [left = 0, top = 0, width = 100, height = 100]) {
  const [a = 0, b = 0, c = 0] = at;
  const xs = shape === "circle" ? [a - c * 0.7] : at.filter((_, index) => index % 2 === 0);
  const ys = shape === "circle" ? [b - c * 0.7] : at.filter((_, index) => index % 2 === 1);
  const edge = Math.max(width, height) / 30;
  const within = (/** @type {number} */ value, /** @type {number} */ from, /** @type {number} */ size) =>
    Math.min(from + size - edge, Math.max(from + edge, value));
  return [within(Math.min(...xs), left, width), within(Math.min(...ys), top, height)];
}

/** The coordinates of a figure: of a drawing its own, of a picture its pixels. @param {string} figure_html @returns {[number, number, number, number]} */
function boxOf(figure_html) {
  const view_box = /viewBox="([^"]+)"/.exec(figure_html)?.[1]?.trim().split(/[\s,]+/).map(Number);
  if (view_box?.length === 4) return /** @type {[number, number, number, number]} */ (view_box);
  const side = (/** @type {string} */ name) => Number(new RegExp(`<(?:img|svg)[^>]*\\s${name}="([\\d.]+)`).exec(figure_html)?.[1] ?? 100);
  return [0, 0, side("width"), side("height")];
}
