/* The form of an item: shows what is written as a participant will see it, and what is wrong with it, while it is written. */

import { examLanguage, showItem, startFrame } from "./frame.js";

const AFTER_MS = 500;

const form = /** @type {HTMLFormElement} */ (document.getElementById("item-form"));
const told = /** @type {HTMLElement} */ (document.getElementById("form-findings"));
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
const nothing = /** @type {HTMLElement} */ (document.getElementById("nothing-told"));
let asked = 0;
let is_changed = false;

async function look() {
  const turn = ++asked;
  const language = examLanguage();
  const body = new FormData(form);
  body.set("exam", language);
  try {
    const answer = await fetch(form.dataset["draft"] ?? "", { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || turn !== asked) return;
    const { view, findings } = await answer.json();
    if (view) showItem(view, language);
    // Of a form that nobody has touched yet there is nothing to say.
    if (is_changed || form.querySelector("[name='version']")?.getAttribute("value") !== "0") tell(findings);
  } catch {
    // The server is not to be reached just now; the next key press asks again.
  }
}

/** @param {{severity: string, sentence: string}[]} findings */
function tell(findings) {
  const list = document.createElement("ul");
  list.className = "finding-list";
  for (const { severity, sentence } of findings) {
    const line = document.createElement("li");
    line.className = `notice ${severity === "error" ? "is-danger" : "is-warn"}`;
    const glyph = document.createElement("span");
    glyph.className = "glyph";
    glyph.ariaHidden = "true";
    glyph.textContent = severity === "error" ? "!" : "△";
    const words = document.createElement("p");
    words.textContent = sentence;
    line.append(glyph, words);
    list.append(line);
  }
  const before = [...told.querySelectorAll("p")].map((each) => each.textContent).join("\n");
  nothing.hidden = findings.length > 0;
  if (before !== findings.map((each) => each.sentence).join("\n")) told.replaceChildren(...(findings.length ? [list] : []));
}

/** Shows only the inputs that belong to what is chosen above them: `data-when` names an input and its values. */
function showWhatBelongs() {
  const values = new FormData(form);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-when]"))) {
    const [name, wanted] = (place.dataset["when"] ?? "").split(":");
    place.hidden = values.get(name ?? "") !== wanted;
  }
}

function changed() {
  is_changed = true;
  showWhatBelongs();
  clearTimeout(soon);
  soon = setTimeout(() => void look(), AFTER_MS);
}

form.addEventListener("input", changed);
for (const button of form.querySelectorAll("[data-add]")) button.addEventListener("click", () => addRow(/** @type {HTMLElement} */ (button)));

/** Puts an empty row behind the last one, with the next number and the next free letter. @param {HTMLElement} button */
function addRow(button) {
  const place = /** @type {HTMLElement} */ (button.closest("[data-rows]"));
  const rows = place.querySelectorAll("[data-row]");
  const last = rows[rows.length - 1];
  if (!last) return;
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  for (const input of row.querySelectorAll("input, textarea, select")) {
    const name = input.getAttribute("name") ?? "";
    input.setAttribute("name", name.replace(/\.\d+\./, `.${rows.length}.`));
    if (input instanceof HTMLSelectElement) input.selectedIndex = 0;
    else if (input instanceof HTMLTextAreaElement) input.value = "";
    else if (input instanceof HTMLInputElement && ["radio", "checkbox"].includes(input.type)) {
      input.checked = false;
      input.value = String(rows.length);
    } else if (input instanceof HTMLInputElement) input.value = /^\w+\.\d+\.id$/.test(name) ? next(input.value) : "";
  }
  last.after(row);
  if (rows.length + 1 >= Number(place.dataset["most"])) button.hidden = true;
  row.querySelector("textarea")?.focus();
}

/** The id that comes after another: B after A, g3 after g2. @param {string} id */
function next(id) {
  const number = id.match(/\d+$/);
  if (number) return id.slice(0, number.index) + String(Number(number[0]) + 1);
  return id.slice(0, -1) + String.fromCharCode(id.charCodeAt(id.length - 1) + 1);
}

form.addEventListener("submit", () => {
  is_changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (is_changed) event.preventDefault();
});
showWhatBelongs();
startFrame(() => void look());
void look();
