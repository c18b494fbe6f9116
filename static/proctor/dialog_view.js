/* The small dialog of one action: what it does, its fields, the reason, and what the server said. What is typed stays in the
   fields; the page reads it when the form is sent. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { keyed } from "../vendor/lit-html/directives/keyed.js";
import { timerText } from "../shared/instants.js";
import { CATEGORIES, LONGEST_TEXT, MINUTES_OFFERED, likelyCategory } from "./actions.js";
import { compareSeats } from "./arrangement.js";
import { glyph } from "./glyphs.js";
import { secondsLeft } from "./rows.js";
import { keyOf } from "./words.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./app.js").Dialog} Dialog */
/** @typedef {import("./actions.js").Field} Field */

/** @param {Scene} scene */
export function dialogView(scene) {
  const { t, app } = scene;
  const { dialog } = app.shown;
  const { hall } = app.board;
  if (!dialog || !hall) return nothing;
  const { action } = dialog;
  const name = keyOf(action.name);
  const said = sayings(scene, dialog);
  const is_sending = dialog.state === "sending";
  const label = t(`action-${name}`);
  return html`${keyed(
    dialog.id,
    html`<dialog
      class="action-dialog" id="action-dialog" data-tone=${action.tone ?? "plain"} aria-labelledby="dialog-title" aria-describedby="dialog-about"
      @cancel=${(/** @type {Event} */ event) => { event.preventDefault(); app.closeDialog(); }}
    >
      <form novalidate @submit=${(/** @type {SubmitEvent} */ event) => onSubmit(event, app)}>
        <h2 id="dialog-title">${glyph(action.glyph)}<span>${t(`title-${name}`, said)}</span></h2>
        <p id="dialog-about" class="soft">${t(`about-${name}`, said)}</p>
        ${action.fields.map((field) => fieldView(scene, dialog, field))}
        <div class="dialog-outcome" role="status">
          ${is_sending && dialog.attempt > 1 ? html`<p class="soft">${t("sending-again", { attempt: dialog.attempt })}</p>` : nothing}
        </div>
        ${dialog.error ? html`<p class="dialog-error" role="alert">${glyph("alert")}<span>${dialog.error}</span></p>` : nothing}
        <div class="dialog-buttons">
          <button class="button is-quiet" type="button" @click=${app.closeDialog}>${t("board-cancel")}</button>
          <button
            class=${action.tone === "danger" ? "button is-primary is-danger" : "button is-primary"} type="submit" aria-disabled=${is_sending} data-busy=${is_sending}
          >${is_sending
            ? html`<span class="spinner" aria-hidden="true"></span>${t("board-sending")}`
            : dialog.state === "unanswered"
              ? t("send-again")
              : label}</button>
        </div>
      </form>
    </dialog>`,
  )}`;
}

/** What the sentences of the dialog name. @param {Scene} scene @param {Dialog} dialog */
function sayings({ app, now, rows, t }, dialog) {
  const held = dialog.sitting_id === null ? null : app.board.rows.get(dialog.sitting_id) ?? null;
  const left = held ? secondsLeft(held, now) : null;
  const count = (/** @type {string[]} */ ...states) => rows.filter((row) => states.includes(row.state)).length;
  const counted = {
    pause_hall: () => count("working"),
    resume_hall: () => count("paused"),
    give_time_hall: () => count("working", "paused"),
    message_hall: () => count("checking_in", "ready", "working", "paused", "on_hold"),
  };
  return {
    name: held?.row.name ?? t("no-seat"),
    hall: app.board.hall?.name ?? "",
    left: left === null ? "–" : timerText(left),
    ready: count("ready"),
    expected: rows.length,
    count: counted[/** @type {keyof typeof counted} */ (dialog.action.name)]?.() ?? 0,
  };
}

/** @param {Scene} scene @param {Dialog} dialog @param {Field} field */
function fieldView(scene, dialog, field) {
  switch (field) {
    case "category":
      return category(scene, dialog);
    case "minutes":
      return minutes(scene, dialog);
    case "seat":
      return seat(scene, dialog);
    case "typed_name":
      return typedName(scene, dialog);
    default:
      return words(scene, dialog, field);
  }
}

/** The sentence about what is missing in a field. @param {Scene} scene @param {Dialog} dialog @param {Field} field */
function problem({ t }, dialog, field) {
  const found = dialog.problems.find((each) => each.field === field);
  return found ? html`<p class="error" id=${`problem-${field}`}>${t(found.key)}</p>` : nothing;
}

/** @param {Dialog} dialog @param {Field} field */
const isMissing = (dialog, field) => dialog.problems.some((each) => each.field === field);

/** @param {Scene} scene @param {Dialog} dialog */
function category(scene, dialog) {
  const { t, app } = scene;
  const row = dialog.sitting_id === null ? null : app.board.rows.get(dialog.sitting_id)?.row ?? null;
  const likely = likelyCategory(dialog.action, row);
  return html`<fieldset class="field" aria-describedby=${isMissing(dialog, "category") ? "problem-category" : nothing}>
    <legend class="label">${t("field-category")}</legend>
    <div class="choices">
      ${CATEGORIES.map(
        (name) => html`<label class="choice">
          <input type="radio" name="category" value=${name} ?checked=${name === likely} /><span>${t(`cause-${name}`)}</span>
        </label>`,
      )}
    </div>
    ${problem(scene, dialog, "category")}
  </fieldset>`;
}

/** @param {Scene} scene @param {Dialog} dialog */
function minutes(scene, dialog) {
  const { t } = scene;
  return html`<div class="field">
    <label for="dialog-minutes">${t("field-minutes")}</label>
    <div class="minutes">
      <input
        class="input numeric" id="dialog-minutes" name="minutes" inputmode="decimal" autocomplete="off" maxlength="6" value="5" data-first
        aria-invalid=${isMissing(dialog, "minutes")} aria-describedby=${isMissing(dialog, "minutes") ? "problem-minutes" : nothing}
      />
      ${MINUTES_OFFERED.map(
        (amount) => html`<button class="small-button" type="button" @click=${() => fillMinutes(amount)}>${t("minutes-quick", { minutes: amount })}</button>`,
      )}
    </div>
    ${problem(scene, dialog, "minutes")}
  </div>`;
}

/** @param {Scene} scene @param {Dialog} dialog */
function seat(scene, dialog) {
  const { t, app } = scene;
  const taken = new Map(
    [...app.board.rows.values()].filter(({ row }) => row.seat !== null).map(({ row }) => [row.seat, row]),
  );
  const own = app.board.rows.get(dialog.sitting_id ?? "")?.row.seat ?? null;
  const seats = [...(app.board.hall?.seats ?? [])].filter(({ label }) => label !== own);
  seats.sort((a, b) => Number(taken.has(a.label)) - Number(taken.has(b.label)) || compareLabels(a.label, b.label));
  return html`<div class="field">
    <label for="dialog-seat">${t("field-seat")}</label>
    <select
      class="select" id="dialog-seat" name="seat" data-first
      aria-invalid=${isMissing(dialog, "seat")} aria-describedby=${isMissing(dialog, "seat") ? "problem-seat" : nothing}
    >
      <option value="">${t("seat-choose")}</option>
      ${seats.map(({ label }) => {
        const sitter = taken.get(label);
        return html`<option value=${label}>${sitter ? t("seat-taken", { seat: label, name: sitter.name }) : t("seat-free", { seat: label })}</option>`;
      })}
    </select>
    ${problem(scene, dialog, "seat")}
  </div>`;
}

/** @param {string} a @param {string} b */
const compareLabels = (a, b) =>
  compareSeats(/** @type {any} */ ({ seat: a, name: "" }), /** @type {any} */ ({ seat: b, name: "" }));

/** @param {Scene} scene @param {Dialog} dialog */
function typedName(scene, dialog) {
  const { t, app } = scene;
  return html`<div class="field">
    <label for="dialog-typed">${t("field-typed-name", { hall: app.board.hall?.name ?? "" })}</label>
    <input
      class="input" id="dialog-typed" name="typed_name" autocomplete="off" spellcheck="false" data-first
      aria-invalid=${isMissing(dialog, "typed_name")} aria-describedby=${isMissing(dialog, "typed_name") ? "problem-typed_name" : nothing}
    />
    ${problem(scene, dialog, "typed_name")}
  </div>`;
}

/** @param {Scene} scene @param {Dialog} dialog @param {"text" | "reason"} field */
function words(scene, dialog, field) {
  const { t } = scene;
  const described = [field === "reason" ? "hint-reason" : "", isMissing(dialog, field) ? `problem-${field}` : ""].filter(Boolean).join(" ");
  return html`<div class="field">
    <label for=${`dialog-${field}`}>${t(`field-${field}`)}</label>
    <textarea
      class="textarea" id=${`dialog-${field}`} name=${field} rows=${field === "text" ? 3 : 2} maxlength=${LONGEST_TEXT}
      ?data-first=${field === "text"} aria-invalid=${isMissing(dialog, field)} aria-describedby=${described || nothing}
      @keydown=${onWordsKey}
    ></textarea>
    ${field === "reason" ? html`<p class="hint" id="hint-reason">${t("hint-reason")}</p>` : nothing}
    ${problem(scene, dialog, field)}
  </div>`;
}

/** @param {number} amount */
function fillMinutes(amount) {
  const input = document.getElementById("dialog-minutes");
  if (input instanceof HTMLInputElement) input.value = String(amount);
}

/** Ctrl+Enter sends, as elsewhere; Enter alone is a new line. @param {KeyboardEvent} event */
function onWordsKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit();
}

/** @param {SubmitEvent} event @param {import("./app.js").App} app */
function onSubmit(event, app) {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const filled = Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, String(value)]));
  app.submit(filled);
}
