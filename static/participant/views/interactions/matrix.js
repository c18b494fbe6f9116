/* Judging every option on the same columns: the best and the worst of them, or each on a scale. */

import { html, nothing } from "../../../vendor/lit-html/lit-html.js";
import { live } from "../../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../../vendor/lit-html/directives/unsafe-html.js";
import { judged, rated } from "../../changes.js";
import { word } from "../../completeness.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("../../../shared/wire.js").BestWorst} BestWorst */
/** @typedef {import("../../../shared/wire.js").Rate} Rate */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */

const JUDGEMENTS = /** @type {const} */ (["best", "worst"]);

/** @param {Pen} pen @param {import("./pen.js").Asked<BestWorst>} asked @param {ResponseView | null} response */
export function bestWorst(pen, { interaction, options }, response) {
  const { t, id, name_id } = pen;
  const columns = JUDGEMENTS.map((which) => t(`judge-${which}-${word(interaction.asked)}`));
  return html`<div class="matrix is-judging is-${word(interaction.asked)}" role="group" aria-labelledby=${name_id} aria-describedby="${id}-how">
    <p class="how" id="${id}-how">${t("best-worst-how", { best: columns[0] ?? "", worst: columns[1] ?? "" })}</p>
    ${head(columns)}
    ${options.map((option, row) => {
      const judged_as = JUDGEMENTS.find((which) => response?.[which] === row);
      return html`<div class="matrix-row ${judged_as ? `is-${judged_as}` : ""}">
        <div class="matrix-body prose" id="${id}-row-${row}">${unsafeHTML(option.html)}</div>
        <div class="matrix-cells">
          ${JUDGEMENTS.map((which, column) =>
            cell(pen, {
              name: `${id}-${which}`,
              label: columns[column] ?? "",
              names: `${id}-${which}-${row} ${id}-row-${row}`,
              label_id: `${id}-${which}-${row}`,
              is_checked: response?.[which] === row,
              choose: () => pen.respond(judged(response, which, row)),
            }),
          )}
        </div>
      </div>`;
    })}
  </div>`;
}

/** @param {Pen} pen @param {import("./pen.js").Asked<Rate>} asked @param {ResponseView | null} response */
export function ratings(pen, { interaction, options }, response) {
  const { t, id, name_id } = pen;
  const { labels } = interaction;
  return html`<div class="matrix is-rating of-${labels.length}" role="group" aria-labelledby=${name_id} aria-describedby="${id}-how">
    <p class="how" id="${id}-how">${t("rate-how")}</p>
    ${head(labels)}
    ${options.map((option, row) => {
      const given = response?.ratings?.[row] ?? null;
      return html`<div class="matrix-row ${given === null ? "" : "is-rated"}">
        <div class="matrix-body prose" id="${id}-row-${row}">${unsafeHTML(option.html)}</div>
        <div class="matrix-cells" role="radiogroup" aria-labelledby="${id}-row-${row}">
          ${labels.map((label, column) =>
            cell(pen, { name: `${id}-row-${row}`, label, is_checked: given === column, choose: () => pen.respond(rated(response, options.length, row, column)) }),
          )}
        </div>
      </div>`;
    })}
  </div>`;
}

/** The names of the columns, for the eye; each answer has its own for the ear. @param {readonly string[]} columns */
function head(columns) {
  return html`<div class="matrix-head" aria-hidden="true">
    <div class="matrix-body"></div>
    <div class="matrix-cells">${columns.map((column) => html`<div class="matrix-column">${unsafeHTML(column)}</div>`)}</div>
  </div>`;
}

/**
 * @param {Pen} pen
 * @param {{name: string, label: string, names?: string, label_id?: string, is_checked: boolean, choose: () => void}} what
 *   names: ids of what names it, where its own label is not enough
 */
function cell({ is_locked }, { name, label, names, label_id, is_checked, choose }) {
  return html`<label class="matrix-cell">
    <input type="radio" name=${name} .checked=${live(is_checked)} ?disabled=${is_locked && !is_checked} aria-labelledby=${names ?? nothing} @change=${choose} />
    <span class="matrix-face"><span class="matrix-dot" aria-hidden="true"></span><span class="matrix-label" id=${label_id ?? nothing}>${unsafeHTML(label)}</span></span>
  </label>`;
}
