/* The page of one item: fills the preview, shows old versions in it, and loads what takes longer. */

import { examLanguage, showItem, startFrame } from "./frame.js";

const address = document.getElementById("preview-frame")?.dataset["address"] ?? "";
let version = "";

async function load() {
  const language = examLanguage();
  const query = new URLSearchParams({ exam: language, ...(version ? { version } : {}) });
  const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
  if (answer.ok) showItem((await answer.json()).view, language);
}

startFrame(() => void load());
void load();
for (const button of document.querySelectorAll("[data-version]")) {
  button.addEventListener("click", () => {
    version = button.getAttribute("data-version") ?? "";
    document.getElementById("preview-title")?.scrollIntoView({ block: "start" });
    void load();
  });
}
for (const place of document.querySelectorAll("[data-load]")) {
  fetch(place.getAttribute("data-load") ?? "")
    .then(async (answer) => {
      if (answer.ok) place.innerHTML = await answer.text();
    })
    .catch(() => {
      // The link that stands there leads to the same.
    });
}
