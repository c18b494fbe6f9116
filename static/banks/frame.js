/* The frame of a preview: its size and zoom, and handing an item over to it. */

/** Width and height of the screen in the frame, in its own pixels, and how much it is enlarged. */
const SIZES = /** @type {Record<string, [number, number, number]>} */ ({ screen: [1366, 768, 1], large: [683, 384, 2], narrow: [390, 760, 1] });

const frame = /** @type {HTMLIFrameElement} */ (document.getElementById("preview-frame"));
const box = /** @type {HTMLElement} */ (document.getElementById("frame-box"));
let size = "screen";
let is_ready = false;
/** @type {{view: unknown, language: string} | null} */
let waiting = null;

/** Draws the frame as large as its place allows, as a screen seen from further away. */
function fit() {
  const [width, height, zoom] = SIZES[size] ?? SIZES["screen"] ?? [1366, 768, 1];
  const scale = Math.min(zoom, (box.clientWidth * zoom) / (width * zoom));
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  frame.style.transform = `scale(${scale})`;
  box.style.height = `${height * scale}px`;
}

/** @param {unknown} view @param {string} language */
export function showItem(view, language) {
  waiting = { view, language };
  if (is_ready) frame.contentWindow?.postMessage({ kind: "item", view, language }, location.origin);
}

/** The language that the exam is shown in. */
export function examLanguage() {
  return document.querySelector("[data-exam][aria-pressed='true']")?.getAttribute("data-exam") ?? document.documentElement.lang;
}

/** @param {() => void} changed the language was chosen */
export function startFrame(changed) {
  window.addEventListener("message", (event) => {
    if (event.origin !== location.origin || event.data?.kind !== "ready") return;
    is_ready = true;
    if (waiting) showItem(waiting.view, waiting.language);
  });
  for (const button of document.querySelectorAll("[data-size]")) {
    button.addEventListener("click", () => {
      size = button.getAttribute("data-size") ?? "screen";
      press("[data-size]", button);
      fit();
    });
  }
  const languages = [...document.querySelectorAll("[data-exam]")];
  const first = languages.find((button) => button.getAttribute("data-exam") === document.documentElement.lang) ?? languages[0];
  if (first) press("[data-exam]", first);
  for (const button of languages) {
    button.addEventListener("click", () => {
      press("[data-exam]", button);
      changed();
    });
  }
  new ResizeObserver(fit).observe(box);
  fit();
  // The frame may have been ready before this page listened.
  frame.addEventListener("load", () => {
    is_ready = true;
    if (waiting) showItem(waiting.view, waiting.language);
  });
}

/** @param {string} group @param {Element} chosen */
function press(group, chosen) {
  for (const button of document.querySelectorAll(group)) button.setAttribute("aria-pressed", String(button === chosen));
}
