/* What an option says in plain words, where no HTML can stand: in a list that opens, in the name of a button. */

const LONGEST = 120;

/** @type {Map<string, string>} */
const known = new Map();

/** @param {string | undefined} html */
export function plainText(html) {
  if (html === undefined) return "";
  const before = known.get(html);
  if (before !== undefined) return before;
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const figure of template.content.querySelectorAll("[role=img], img, math")) {
    figure.replaceWith(` ${figure.getAttribute("aria-label") ?? figure.getAttribute("alt") ?? figure.getAttribute("alttext") ?? figure.textContent} `);
  }
  const text = (template.content.textContent ?? "").replace(/\s+/g, " ").trim();
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  known.set(html, short);
  return short;
}
