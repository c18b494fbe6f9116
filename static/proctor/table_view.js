/* The same rows as a table, trouble first. The roles are written out because narrow screens lay the lines out as cards,
   and a changed `display` would take a table's meaning away from screen readers. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { inOrder } from "./arrangement.js";
import { placed, whenChanged } from "./directives.js";
import { glyph } from "./glyphs.js";
import { contact, unsent } from "./tile_view.js";
import { helpWord, keyOf } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./tiles.js").TileFacts} TileFacts */
/** @typedef {import("./arrangement.js").SortKey} SortKey */

/** @type {readonly {name: string, sort: SortKey | null}[]} */
const COLUMNS = [
  { name: "seat", sort: "seat" },
  { name: "name", sort: "name" },
  { name: "state", sort: "urgency" },
  { name: "section", sort: null },
  { name: "progress", sort: "progress" },
  { name: "time", sort: "time" },
  { name: "contact", sort: null },
];

/** @param {Scene} scene */
export function tableView({ t, app, now, known_until, fact_of }) {
  const { hall, rows } = app.board;
  if (!hall) return nothing;
  const { sort, opened } = app.shown;
  const ordered = inOrder(rows.values(), now, { key: sort.key, is_descending: sort.is_descending, known_until });
  const shown = ordered.filter(({ row }) => fact_of.get(row.sitting_id)?.is_shown);
  return html`<div class="board-table-scroll">
    <table class="board-table" role="table" aria-label=${t("table-label", { hall: hall.name })}>
      <thead role="rowgroup">
        <tr role="row">${COLUMNS.map((column) => heading(t, app, column))}</tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          shown,
          ({ row }) => row.sitting_id,
          ({ row }) => {
            const facts = fact_of.get(row.sitting_id);
            return facts ? line(t, app, facts, opened?.sitting_id === row.sitting_id) : nothing;
          },
        )}
      </tbody>
    </table>
    ${shown.length === 0 ? html`<p class="table-empty">${t("table-empty")}</p>` : nothing}
  </div>`;
}

/** @param {Scene["t"]} t @param {Scene["app"]} app @param {{name: string, sort: SortKey | null}} column */
function heading(t, app, { name, sort }) {
  const { key, is_descending } = app.shown.sort;
  const text = t(`column-${name}`);
  if (sort === null) return html`<th role="columnheader" scope="col" data-column=${name}>${text}</th>`;
  const is_sorted = key === sort;
  return html`<th
    role="columnheader" scope="col" data-column=${name}
    aria-sort=${is_sorted ? (is_descending ? "descending" : "ascending") : "none"}
  ><button
    class="sort-button" type="button" title=${sort === "urgency" ? t("sort-urgency") : t("sort-by", { column: text })}
    @click=${() => app.sortBy(sort)}
  >${text}<span class="sort-mark" aria-hidden="true">${is_sorted ? (is_descending ? "▼" : "▲") : ""}</span></button></th>`;
}

/** @param {Scene["t"]} t @param {Scene["app"]} app @param {TileFacts} facts @param {boolean} is_opened */
function line(t, app, facts, is_opened) {
  return html`<tr
    role="row" class="line" data-condition=${facts.condition} data-band=${facts.band} data-help=${facts.help !== null}
    aria-selected=${is_opened ? "true" : nothing}
    @click=${() => app.open(facts.sitting_id)}
  >${whenChanged({ ...facts }, () => html`
    <td role="cell" data-column="seat"><span class="line-seat">${facts.seat || "–"}</span></td>
    <td role="cell" data-column="name">
      <button class="line-name" type="button" id=${`line-${facts.sitting_id}`} data-sitting=${facts.sitting_id}>${facts.name}</button>
      <span class="line-number numeric">${facts.number}</span>
    </td>
    <td role="cell" data-column="state">
      <span class="line-state" data-condition=${facts.condition}>${glyph(facts.condition)}${t(`state-${keyOf(facts.condition)}`)}</span>
      ${facts.help !== null ? html`<span class="line-help">${glyph("help")}${helpWord(t, facts.help)}</span>` : nothing}
      ${facts.is_new ? html`<span class="line-new">${t("new-incident")}</span>` : nothing}
    </td>
    <td role="cell" data-column="section">
      ${facts.section_count > 0
        ? html`<span class="line-section-number numeric">${t("section-short", { index: facts.section_index, count: facts.section_count })}</span>
            <span class="line-section">${facts.section_title}</span>`
        : html`<span class="none" aria-hidden="true">–</span>`}
    </td>
    <td role="cell" data-column="progress">
      ${facts.total > 0
        ? html`<span class="line-progress numeric">${t("progress-of", { answered: facts.answered, total: facts.total })}</span>
            <span class="line-bar" aria-hidden="true" ${placed({ "--share": String(facts.share) })}></span>`
        : html`<span class="none" aria-hidden="true">–</span>`}
    </td>
    <td role="cell" data-column="time" class="numeric">
      ${facts.time_left !== null
        ? html`<span class="line-time" data-last=${facts.is_last_minutes} data-stopped=${!facts.time_is_running}>${facts.time_left}</span>`
        : html`<span class="none" aria-hidden="true">–</span>`}
    </td>
    <td role="cell" data-column="contact" class="numeric">
      ${unsent(t, facts)}${facts.contact_seconds !== null ? contact(t, facts) : html`<span class="none" aria-hidden="true">–</span>`}
    </td>`)}</tr>`;
}
