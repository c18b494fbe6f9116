/* Putting options in order: by buttons, by picking a row up with the keyboard, or by dragging it. */

import { html } from "../../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../../vendor/lit-html/directives/unsafe-html.js";
import { moved, shownOrder } from "../../changes.js";
import { plainText } from "../plain_text.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./pen.js").Asked<import("../../../shared/wire.js").Order>} Asked */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */

/** Where the row that is being dragged comes from. @type {{list: Element, from: number} | null} */
let dragged = null;

/** @param {Pen} pen @param {Asked} asked @param {ResponseView | null} response */
export function ordering(pen, { options }, response) {
  const { t, id, name_id, is_locked } = pen;
  const order = shownOrder(response, options.length);
  const is_given = (response?.order?.length ?? 0) === options.length;
  return html`<div class="ordering" role="group" aria-labelledby=${name_id} aria-describedby="${id}-how">
    <p class="how" id="${id}-how">${t("order-how")}</p>
    <ol class="order ${is_given ? "is-given" : ""}">${order.map((option, place) => row(pen, options, order, option, place))}</ol>
    <button class="button is-keep" type="button" aria-disabled=${is_given || is_locked ? "true" : "false"} @click=${() => !is_given && !is_locked && pen.respond({ order })}>
      ${is_given ? html`<span class="glyph" aria-hidden="true">✓</span>${t("order-kept")}` : t("order-keep")}
    </button>
  </div>`;
}

/** @param {Pen} pen @param {Asked["options"]} options @param {number[]} order @param {number} option @param {number} place */
function row(pen, options, order, option, place) {
  const { t, id, is_locked } = pen;
  const total = order.length;
  const name = plainText(options[option]?.html);
  const is_picked = pen.picked === `${id}-${option}`;
  const step = (/** @type {Event} */ event, /** @type {number} */ to) => move(pen, order, place, to, /** @type {HTMLElement} */ (event.currentTarget));
  return html`<li
    class="order-row ${is_picked ? "is-picked" : ""}"
    draggable=${is_locked ? "false" : "true"}
    @dragstart=${(/** @type {DragEvent} */ event) => lift(event, place)}
    @dragover=${(/** @type {DragEvent} */ event) => hover(event, place)}
    @dragleave=${(/** @type {DragEvent} */ event) => unmark(event.currentTarget)}
    @drop=${(/** @type {DragEvent} */ event) => drop(pen, event, order, place)}
    @dragend=${() => (dragged = null)}
  >
    <button
      type="button"
      class="order-grip"
      aria-pressed=${is_picked ? "true" : "false"}
      aria-label=${t("order-place", { place: place + 1, total, option: name })}
      ?disabled=${is_locked}
      @click=${() => pickUp(pen, option, place, total, !is_picked)}
      @blur=${(/** @type {FocusEvent} */ event) => is_picked && leave(pen, event)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(pen, event, order, place, is_picked)}
    ><span class="order-number numeric">${place + 1}</span><span class="order-dots" aria-hidden="true"></span></button>
    <div class="order-body prose">${unsafeHTML(options[option]?.html)}</div>
    <div class="order-steps">
      <button type="button" class="step" aria-label=${t("order-up", { option: name })} aria-disabled=${place === 0 || is_locked ? "true" : "false"} @click=${(/** @type {Event} */ event) => step(event, place - 1)}><span aria-hidden="true">▲</span></button>
      <button type="button" class="step" aria-label=${t("order-down", { option: name })} aria-disabled=${place === total - 1 || is_locked ? "true" : "false"} @click=${(/** @type {Event} */ event) => step(event, place + 1)}><span aria-hidden="true">▼</span></button>
    </div>
  </li>`;
}

/** @param {Pen} pen @param {number} option @param {number} place @param {number} total @param {boolean} is_up */
function pickUp(pen, option, place, total, is_up) {
  pen.pick(is_up ? `${pen.id}-${option}` : null);
  pen.say(pen.t(is_up ? "order-picked" : "order-laid", { place: place + 1, total }));
}

/**
 * Moves a row and keeps the focus on the same control of it. The rows stay where they are and change what they say, so
 * that the focus is never lost.
 * @param {Pen} pen
 * @param {number[]} order
 * @param {number} from
 * @param {number} to
 * @param {HTMLElement} control
 */
function move(pen, order, from, to, control) {
  if (pen.is_locked || to < 0 || to >= order.length || to === from) return;
  const list = control.closest("ol");
  const selector = control.classList.contains("order-grip") ? ".order-grip" : `.step:nth-child(${[...(control.parentElement?.children ?? [])].indexOf(control) + 1})`;
  pen.respond({ order: moved(order, from, to) });
  pen.say(pen.t("order-moved", { place: to + 1, total: order.length }));
  focusIn(list, to, selector);
}

/** @param {Element | null} list @param {number} place @param {string} selector */
function focusIn(list, place, selector) {
  list?.children[place]?.querySelector(/** @type {"button"} */ (selector))?.focus();
}

/** @param {Pen} pen @param {KeyboardEvent} event @param {number[]} order @param {number} place @param {boolean} is_picked */
function onKey(pen, event, order, place, is_picked) {
  const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: order.length - 1 }[event.key];
  const grip = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.key === "Escape" && is_picked) {
    event.stopPropagation();
    pickUp(pen, order[place] ?? 0, place, order.length, false);
  } else if (to !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    if (is_picked) {
      const option = order[place];
      move(pen, order, place, to, grip);
      pen.pick(`${pen.id}-${option}`);
    } else {
      focusIn(grip.closest("ol"), to, ".order-grip");
    }
  }
}

/**
 * The focus left a row that is picked up: it is laid down, unless it moved on within the list. Not at once, because a row
 * that is being taken off the page loses the focus too.
 * @param {Pen} pen
 * @param {FocusEvent} event
 */
function leave(pen, event) {
  const grip = /** @type {HTMLElement} */ (event.currentTarget);
  const to = event.relatedTarget instanceof Element ? event.relatedTarget : null;
  if (to?.classList.contains("order-grip") && to.closest("ol") === grip.closest("ol")) return;
  queueMicrotask(() => grip.isConnected && pen.pick(null));
}

/** @param {DragEvent} event @param {number} place */
function lift(event, place) {
  const list = /** @type {HTMLElement} */ (event.currentTarget).parentElement;
  if (!list || !event.dataTransfer) return;
  dragged = { list, from: place };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", String(place)); // Firefox drags nothing that has no data
}

/** @param {DragEvent} event @param {number} place */
function hover(event, place) {
  const row = /** @type {HTMLElement} */ (event.currentTarget);
  if (!dragged || row.parentElement !== dragged.list || place === dragged.from) return;
  event.preventDefault();
  row.dataset["drop"] = place < dragged.from ? "before" : "after";
}

/** @param {EventTarget | null} row */
const unmark = (row) => row instanceof HTMLElement && delete row.dataset["drop"];

/** @param {Pen} pen @param {DragEvent} event @param {number[]} order @param {number} to */
function drop(pen, event, order, to) {
  unmark(event.currentTarget);
  const row = /** @type {HTMLElement} */ (event.currentTarget);
  if (!dragged || row.parentElement !== dragged.list) return;
  event.preventDefault();
  const { from } = dragged;
  dragged = null;
  if (pen.is_locked || from === to) return;
  pen.respond({ order: moved(order, from, to) });
  pen.say(pen.t("order-moved", { place: to + 1, total: order.length }));
}
