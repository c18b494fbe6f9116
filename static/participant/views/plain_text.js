/* What an option says in plain words, where no HTML can stand: in a list that opens, in the name of a button. */

const LONGEST = 120;
const RAISED = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "+": "⁺", "−": "⁻", "-": "⁻", n: "ⁿ" };

/** As much of an element as a formula needs. @typedef {{localName: string, children: ArrayLike<Formula>, textContent: string | null}} Formula */

/** @type {Map<string, string>} */
const known = new Map();

/** @param {string | undefined} html */
export function plainText(html) {
  if (html === undefined) return "";
  const before = known.get(html);
  if (before !== undefined) return before;
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const formula of template.content.querySelectorAll("math")) formula.replaceWith(linear(formula));
  for (const figure of template.content.querySelectorAll("[role=img], img")) {
    figure.replaceWith(` ${figure.getAttribute("aria-label") ?? figure.getAttribute("alt") ?? ""} `);
  }
  const text = (template.content.textContent ?? "").replace(/\s+/g, " ").trim();
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  known.set(html, short);
  return short;
}

/** A formula in one line: 1/2, x², √(a + b). @param {Formula} formula @returns {string} */
export function linear(formula) {
  const parts = Array.from(formula.children);
  const [first = "", second = "", third = ""] = parts.map(linear);
  switch (formula.localName) {
    case "annotation":
    case "annotation-xml":
      return "";
    case "mfrac":
      return `${grouped(first)}/${grouped(second)}`;
    case "msup":
      return first + raised(second);
    case "msub":
      return `${first}_${grouped(second)}`;
    case "msubsup":
      return `${first}_${grouped(second)}${raised(third)}`;
    case "msqrt":
      return `√${grouped(parts.map(linear).join(""))}`;
    case "mroot":
      return `${raised(second)}√${grouped(first)}`;
    default:
      return parts.length > 0 ? parts.map(linear).join("") : (formula.textContent ?? "").trim();
  }
}

/** @param {string} text */
const grouped = (text) => (/^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`);

/** @param {string} text */
function raised(text) {
  const signs = [...text].map((sign) => RAISED[/** @type {keyof typeof RAISED} */ (sign)]);
  return signs.every(Boolean) ? signs.join("") : `^${grouped(text)}`;
}
