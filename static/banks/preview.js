/* Inside the frame: draws the item that the page around it hands over, with the participant's own views. */

import { html, render } from "../vendor/lit-html/lit-html.js";
import { loadTexts } from "../shared/texts.js";
import { examHeader } from "../participant/views/parts.js";
import { drawItem } from "../participant/views/question.js";

/** @typedef {import("../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../shared/wire.js").ResponseView} ResponseView */

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {ItemView | null} */
let item = null;
/** @type {ResponseView | null} */
let response = null;
/** @type {string | null} */
let picked = null;
let shown = 0;
/** @type {Set<string>} */
const folded = new Set();
/** @type {Record<string, import("../shared/texts.js").Texts>} */
const texts = {};

/** @param {string} language */
function draw(language) {
  const t = texts[language];
  if (!item || !t) {
    root.textContent = document.body.dataset["waiting"] ?? "";
    return;
  }
  const again = () => draw(language);
  const asked =
    drawItem(
      { t, language },
      item,
      response,
      {
        respond(given) {
          response = given;
          again();
        },
        pick(what) {
          picked = what;
          again();
        },
        fold(key) {
          if (!folded.delete(key)) folded.add(key);
          again();
        },
        say() {},
      },
      { key: String(shown), place: t("item-place-adaptive", { position: 1, max: 12 }), picked, folded },
    );
  render(
    html`<div class="exam">
      ${examHeader(somebody(t), { is_practice: true })}
      <div class="work is-item">${asked}</div>
      <footer class="exam-footer">
        <div class="footer-quiet"><button class="button is-quiet" type="button">${t("finish-open")}</button></div>
        <div class="footer-main"><button class="button is-primary is-large is-next" type="button">${t("item-next")}</button></div>
      </footer>
    </div>`,
    root,
  );
}

/** As much of a page as its header asks for. @param {import("../shared/texts.js").Texts} t @returns {import("../participant/page.js").Page} */
function somebody(t) {
  const screen = { person: { name: document.body.dataset["person"] ?? "", number: "", seat: "12" }, help: null };
  return /** @type {import("../participant/page.js").Page} */ (/** @type {unknown} */ ({ t, screen, show() {} }));
}

/** @param {ItemView | null} view @param {string} language */
async function show(view, language) {
  // A page that is written anew keeps its answer where the item is the same one.
  if (JSON.stringify(view?.interaction) !== JSON.stringify(item?.interaction)) response = null;
  item = view;
  picked = null;
  shown += 1;
  texts[language] ??= await loadTexts(language, ["participant"]);
  document.documentElement.lang = language;
  if (root.className !== "is-drawn") {
    root.textContent = "";
    root.className = "is-drawn";
  }
  draw(language);
}

window.addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.data?.kind !== "item") return;
  const language = event.data.language === "en" ? "en" : "id";
  void show(event.data.view, language);
});
window.parent.postMessage({ kind: "ready" }, location.origin);
draw("id");
