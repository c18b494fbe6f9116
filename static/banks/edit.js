/* The form of an item: shows what is written as a participant will see it, and what is wrong with it, while it is written. */

import { examLanguage, showItem, startFrame } from "./frame.js";

const AFTER_MS = 500;

const form = /** @type {HTMLFormElement} */ (document.getElementById("item-form"));
const told = /** @type {HTMLElement} */ (document.getElementById("form-findings"));
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
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
    tell(findings);
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
  if (before !== findings.map((each) => each.sentence).join("\n")) told.replaceChildren(...(findings.length ? [list] : []));
}

form.addEventListener("input", () => {
  is_changed = true;
  clearTimeout(soon);
  soon = setTimeout(() => void look(), AFTER_MS);
});
form.addEventListener("submit", () => {
  is_changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (is_changed) event.preventDefault();
});
startFrame(() => void look());
void look();
