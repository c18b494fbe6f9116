/* Starts the participant's page: joins the socket, the store, the keys and the drawing. */

import { render } from "../vendor/lit-html/lit-html.js";
import { openStore } from "../shared/outbox_store.js";
import { socketTransport } from "../shared/transport.js";
import { keyAction, reachOf } from "./keys.js";
import { Page } from "./page.js";
import { scene, sceneName } from "./views/scene.js";

/** @typedef {import("./keys.js").Ground} Ground */

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
let scene_before = "";
let tour_before = /** @type {number | null} */ (null);

/** @param {Page} page */
function draw(page) {
  page.work.follow();
  render(scene(page), root);
  document.title = [page.screen?.section?.title, page.screen?.exam.title ?? page.t("app-title")].filter(Boolean).join(" · ");
  followDialog(page);
  followFocus(page);
}

/** Opens or closes the dialog as the page says. @param {Page} page */
function followDialog(page) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("dialog"));
  if (!dialog) return;
  if (page.dialog && !dialog.open) {
    dialog.showModal();
    dialog.querySelector(/** @type {"button"} */ ("[data-dialog-focus]"))?.focus();
  } else if (!page.dialog && dialog.open) {
    dialog.close();
  }
}

/** Moves the focus when the person is somewhere else, so that keys and screen readers are there too. @param {Page} page */
function followFocus(page) {
  const name = sceneName(page);
  const tour = page.work.practice.tour;
  if (name !== scene_before) {
    scene_before = name;
    tour_before = tour;
    if (!page.dialog) {
      window.scrollTo(0, 0);
      const target = tour !== null && page.screen?.step === "practice" ? "[data-tour-focus]" : "[data-scene-focus]";
      root.querySelector(/** @type {"div"} */ (target))?.focus({ preventScroll: true });
    }
  } else if (tour !== tour_before) {
    tour_before = tour;
    root.querySelector(/** @type {"div"} */ (tour === null ? "[data-scene-focus]" : "[data-tour-focus]"))?.focus({ preventScroll: true });
  }
}

/** What a key fell on. @param {EventTarget | null} target @returns {Ground} */
function groundOf(target) {
  if (!(target instanceof HTMLElement)) return "page";
  if (target instanceof HTMLInputElement) {
    return target.type === "radio" || target.type === "checkbox" ? "option" : "text";
  }
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable) return "text";
  // A text that scrolls by itself and a recording keep their arrow keys.
  return target.closest("button, a, summary, audio, video, .reading-text") ? "control" : "page";
}

/** @param {Page} page @param {KeyboardEvent} event */
function onKey(page, event) {
  const { work } = page;
  const action = keyAction(event, {
    ground: groundOf(event.target),
    reach: reachOf(work.item),
    has_grid: page.screen?.step === "form",
    letters_on: page.preferences.letters_on,
    is_dialog_open: page.dialog !== null,
  });
  if (!action) return;
  if (action.kind === "close") {
    // The dialog closes itself on Escape.
    if (page.dialog === null && work.form.is_grid_open) work.toggleGrid();
    return;
  }
  event.preventDefault();
  if (action.kind === "choose") work.choose(action.index);
  else if (action.kind === "move") work.moveChoice(action.by);
  else if (action.kind === "next") work.next();
  else if (action.kind === "back") work.back();
  else if (action.kind === "flag") work.toggleFlag();
  else if (action.kind === "grid") openGrid(page);
  else if (action.kind === "speak") page.sayTime();
  else if (action.kind === "larger") page.largerText();
  else if (action.kind === "smaller") page.smallerText();
  else if (action.kind === "keys") page.show("keys");
}

/** @param {Page} page */
function openGrid(page) {
  if (!page.work.form.is_grid_open) page.work.toggleGrid();
  queueMicrotask(() => root.querySelector(/** @type {"button"} */ (".grid .cell[tabindex='0']"))?.focus());
}

/** Keeps the reading ruler under the pointer or the focus. @param {number} y */
function moveRuler(y) {
  document.getElementById("ruler")?.style.setProperty("--ruler-y", `${y}px`);
}

const page = new Page({
  language: document.body.dataset["language"] ?? "id",
  transport: socketTransport("/participant", ["screen", "paper", "hall", "ended"]),
  store: await openStore(globalThis.indexedDB),
  draw,
});

document.addEventListener("keydown", (event) => onKey(page, event));
document.addEventListener("visibilitychange", () => page.work.onFront(!document.hidden));
window.addEventListener("blur", () => page.work.onFront(false));
window.addEventListener("focus", () => page.work.onFront(true));
document.addEventListener("pointermove", (event) => page.preferences.has_ruler && moveRuler(event.clientY), { passive: true });
document.addEventListener("focusin", (event) => {
  if (page.preferences.has_ruler && event.target instanceof HTMLElement) {
    const box = event.target.getBoundingClientRect();
    moveRuler(box.top + Math.min(box.height, 80) / 2);
  }
});
window.addEventListener("pagehide", () => page.work.sendTyped());
window.addEventListener("beforeunload", (event) => {
  // Only when leaving would lose something: what is kept on this computer is sent after the next start.
  if (page.link.waiting.some((entry) => !entry.is_kept)) event.preventDefault();
});

await page.start();
