/* The page of a plan: form or TOML, new sections, and what stands against the plan while it is written. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("plan-form"));
const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("plan-text"));
const by_form = document.getElementById("by-form");
const by_toml = /** @type {HTMLElement} */ (document.getElementById("by-toml"));
const checked = /** @type {HTMLElement} */ (document.getElementById("checked"));
let is_changed = false;
let asked = 0;

/** Which of the two ways of writing is chosen. */
const way = () => new FormData(form).get("by");

async function check() {
  const turn = ++asked;
  /** @type {HTMLElement} */ (document.getElementById("checked-part")).hidden = false;
  checked.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset["check"] ?? "", { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!answer.ok || turn !== asked) return null;
    const { html, text } = await answer.json();
    checked.innerHTML = html;
    return text;
  } catch {
    return null; // The server is not to be reached just now; the button asks again.
  } finally {
    checked.removeAttribute("aria-busy");
  }
}

function show() {
  const is_form = way() === "form";
  if (by_form) by_form.hidden = !is_form;
  by_toml.hidden = is_form;
}

for (const radio of form.querySelectorAll("[name='by']")) {
  radio.addEventListener("change", async () => {
    // What the form says so far goes into the box before it is shown.
    if (way() === "toml" && is_changed) {
      const body = new FormData(form);
      body.set("by", "form");
      const answer = await fetch(form.dataset["check"] ?? "", { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) box.value = (await answer.json()).text ?? box.value;
    }
    show();
  });
}
form.addEventListener("input", () => {
  is_changed = true;
});
form.addEventListener("submit", () => {
  is_changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (is_changed) event.preventDefault();
});
document.getElementById("check-plan")?.addEventListener("click", async () => {
  await check();
  checked.scrollIntoView({ block: "start" });
});
for (const button of document.querySelectorAll("[data-add]")) {
  button.addEventListener("click", () => {
    const template = /** @type {HTMLTemplateElement | null} */ (form.querySelector(`template[data-new='${button.getAttribute("data-add")}']`));
    const place = document.getElementById("add-section");
    if (!template || !place) return;
    const n = form.querySelectorAll("#by-form > .plan-section").length;
    const section = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    // Each new section has the next number among the inputs.
    for (const input of section.querySelectorAll("[name]")) {
      const name = input.getAttribute("name") ?? "";
      input.setAttribute("name", name.replace(/^section\.\d+\./, `section.${n}.`));
      if (name === "domain") input.setAttribute("value", (input.getAttribute("value") ?? "").replace(/^\d+:/, `${n}:`));
      if (name.endsWith(".order")) input.setAttribute("value", String(n + 1));
      if (name.endsWith(".id")) input.setAttribute("value", `bagian-${n + 1}`);
    }
    place.before(section);
    is_changed = true;
    /** @type {HTMLInputElement | null} */ (form.querySelector(`[name='section.${n}.id']`))?.focus();
  });
}
checked.addEventListener("click", (event) => {
  const line = Number(event.target instanceof HTMLElement ? event.target.dataset["line"] : 0);
  if (!line) return;
  /** @type {HTMLInputElement | null} */ (form.querySelector("[name='by'][value='toml']"))?.click();
  const lines = box.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  box.scrollTop = (box.scrollHeight / Math.max(1, lines.length)) * (line - 4);
});
show();
if (form.querySelector("[name='version']")?.getAttribute("value") !== "0") void check();
else checked.textContent = "";

export {};
